"""What the tests of lessons share: a lesson, run in this process."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest

from customer_value import course, workspace
from customer_value.assessment import bank
from customer_value.assessment.placeholder import PLACEHOLDER, TEXT
from customer_value.assessment.questions.code import Code


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder of one's own: a lesson may write files into the learner's."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@pytest.fixture(scope="session")
def run_lesson(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., SimpleNamespace]:
    """Return a function: run a lesson's cells, with blanks or all solved, once, and give its variables.

    `when` holds them as they stood when each exercise was asked, since later cells use a name again.
    """

    @cache
    def run(number: str, *, solved: bool = False) -> SimpleNamespace:
        lesson = course.lesson(number)
        exercises = [each for each in bank.read(lesson.bank).questions if isinstance(each, Code)]
        written = workspace.fresh(lesson.notebook, {each.id: each.solution for each in exercises if solved})
        space: dict[str, Any] = {TEXT: PLACEHOLDER}
        when: dict[str, dict[str, Any]] = {}
        with redirect_stdout(io.StringIO()), inside(tmp_path_factory.mktemp(f"lesson{number}")):
            for cell in nbformat.reads(written, as_version=4).cells:
                if cell.cell_type == "code":
                    exec(compile(cell.source, cell.id, "exec"), space)  # noqa: S102  our own notebook
                    when |= {each.id: space.copy() for each in exercises if f'cv.exercise("{each.id}")' in cell.source}
        return SimpleNamespace(**space, when=when)

    return run
