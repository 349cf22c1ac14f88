"""The exercises of every lesson, in its notebook: blank, solved, and with each named mistake."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value import course
from customer_value.assessment import bank
from customer_value.assessment.parts import Outcome
from customer_value.assessment.questions.code import Code

EXERCISES = [
    each
    for lesson in course.lessons()
    if lesson.notebook.is_file() and lesson.number != "00"  # its one exercise is how to fill in a blank
    for each in bank.read(lesson.bank).questions
    if isinstance(each, Code)
]
every = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda each: each.id)
Run = Callable[..., SimpleNamespace]


def outcome(ran: SimpleNamespace, exercise: Code, value: object) -> Outcome:
    """Check a value as the notebook does, by q1 for 04.E1."""
    return getattr(ran, f"q{exercise.id.partition('.E')[2]}").check(value).outcome


@every
def test_a_blank_is_not_attempted(run_lesson: Run, exercise: Code) -> None:
    """A learner who runs all cells first is told that nothing has been tried, not that it is wrong."""
    ran = run_lesson(exercise.id[:2])
    assert outcome(ran, exercise, getattr(ran, exercise.result)).status == "not_attempted"


@every
def test_the_solution_is_right_on_the_notebooks_own_variables(run_lesson: Run, exercise: Code) -> None:
    """They lead to the value that the bank computes by itself."""
    ran = run_lesson(exercise.id[:2], solved=True)
    assert outcome(ran, exercise, getattr(ran, exercise.result)).status == "correct"


@every
def test_each_named_mistake_is_told_on_the_notebooks_own_variables(run_lesson: Run, exercise: Code) -> None:
    """What a learner may type into the starter's cell, after the cells above it, earns its own sentence."""
    ran = run_lesson(exercise.id[:2])
    for mistake in exercise.mistakes:
        space = ran.when[exercise.id] | {"cv": cv, "np": np, "pd": pd}
        exec(exercise.starter, space)  # noqa: S102  our own bank
        exec(mistake.code, space)  # noqa: S102  our own bank
        told = outcome(ran, exercise, space[exercise.result])
        assert (told.status, mistake.says in told.feedback) == ("wrong", True), mistake.code
