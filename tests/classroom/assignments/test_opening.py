"""A notebook comes with an assignment: run, it opens the file beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from customer_value.assessment.widget import QuizWidget
from customer_value.classroom.assignments.folder import Folder


def test_its_cell_opens_the_students_own_file(
    assign: Callable[..., Folder], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = assign(ids=("ada", "ben"))
    for path in (folder.bundles["ada"], folder.hand_out / "week3.ipynb"):
        shutil.copy(path, tmp_path)
    notebook = nbformat.read(tmp_path / "week3.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert "begins with `week3`" in notebook.cells[0].source
    monkeypatch.setenv("CVM_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    shown = InteractiveShell.instance().run_cell(notebook.cells[1].source).result
    assert isinstance(shown, QuizWidget)
    assert "Week 3" in repr(shown)
