"""The notebook that opens an assignment: the same for all students, so that nobody has to type a cell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from pathlib import Path

_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def write_notebook(path: Path, name: str) -> None:
    """Write a notebook with one cell, which opens the one assignment beside it whose file's name begins so.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    code = f'import customer_value as cv\n\ncv.assignment("{name}")'
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "how", "metadata": {}, "source": say("assignment_open", name=name)},
        {"cell_type": "code", "id": "open", "metadata": {}, "source": code, "execution_count": None, "outputs": []},
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": _KERNEL}, "cells": cells}
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
