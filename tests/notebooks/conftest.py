"""What the tests of lessons share: a lesson, run in this process."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest

from customer_value import course, workspace
from customer_value.assessment import bank
from customer_value.assessment.placeholder import PLACEHOLDER, TEXT
from customer_value.assessment.questions.code import Code


@pytest.fixture(scope="session")
def run_lesson() -> Callable[..., SimpleNamespace]:
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
        with redirect_stdout(io.StringIO()):
            for cell in nbformat.reads(written, as_version=4).cells:
                if cell.cell_type == "code":
                    exec(compile(cell.source, cell.id, "exec"), space)  # noqa: S102  our own notebook
                    when |= {each.id: space.copy() for each in exercises if f'cv.exercise("{each.id}")' in cell.source}
        return SimpleNamespace(**space, when=when)

    return run
