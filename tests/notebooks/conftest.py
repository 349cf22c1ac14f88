"""What the tests of a lesson's claims share: the lesson, run in this process."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest

from customer_value import course, workspace
from customer_value.assessment.placeholder import PLACEHOLDER, TEXT


@pytest.fixture(scope="session")
def run_lesson() -> Callable[..., SimpleNamespace]:
    """Return a function: run a lesson's cells, with solutions by exercise or with blanks, and give its variables."""

    def run(number: str, solutions: Mapping[str, str] | None = None) -> SimpleNamespace:
        space: dict[str, Any] = {TEXT: PLACEHOLDER}
        written = workspace.fresh(course.lesson(number).notebook, dict(solutions or {}))
        with redirect_stdout(io.StringIO()):
            for cell in nbformat.reads(written, as_version=4).cells:
                if cell.cell_type == "code":
                    exec(compile(cell.source, cell.id, "exec"), space)  # noqa: S102  our own notebook
        return SimpleNamespace(**space)

    return run
