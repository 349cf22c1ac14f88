"""An exercise answers in every case, logs what was tried, and never runs code of a learner."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from customer_value.assessment.attempts import open_log
from customer_value.assessment.exercise import Exercise, exercise
from customer_value.assessment.parts import Outcome
from customer_value.assessment.placeholder import PLACEHOLDER
from customer_value.errors import UnknownNameError


@pytest.fixture
def q(home: Path, example_path: Path) -> Exercise:
    return exercise("04.E1", path=example_path)


@pytest.mark.parametrize("value", [320, 320.0, np.float64(320), np.float32(320.005)])
def test_the_right_value_in_any_make(q: Exercise, value: object) -> None:
    note = q.check(value)
    assert note.outcome
    assert (note.outcome.status, note.outcome.score) == ("correct", 1.0)
    assert repr(note).splitlines()[0] in ("✓ Right: €320", "✓ Right: €320.01")
    assert repr(note).endswith("\nOne euro of margin a year is worth 2.67 euros today.")


@pytest.mark.parametrize("value", [(), (None,), (...,), ("____",), (PLACEHOLDER,), (120 * PLACEHOLDER,)])
def test_a_blank_is_no_attempt(q: Exercise, value: tuple[object, ...]) -> None:
    note = q.check(*value)
    assert repr(note).startswith("○ Not answered yet\nReplace the blank so that `ltv`")
    assert open_log().all() == []


def test_a_named_mistake_earns_its_sentence_and_is_logged(q: Exercise) -> None:
    assert "here the first one comes in a year" in repr(q.check(440))
    (attempt,) = open_log().all(kind="exercise")
    assert (attempt.item, attempt.answer, attempt.status, attempt.misconceptions) == ("04.E1", 440, "wrong", ("04.M2",))
    assert attempt.revision


@pytest.mark.parametrize(
    ("value", "status", "kept"),
    [
        ("320", "malformed", "320"),
        (float("nan"), "wrong", "float"),
        (10**400, "malformed", "int"),
        (pd.DataFrame({"a": [1, 2]}), "malformed", "DataFrame 2 × 1"),
        (type("Odd", (), {"__eq__": lambda *_: True, "__hash__": None})(), "malformed", "Odd"),
    ],
)
def test_odd_values_are_told_and_logged_in_short(q: Exercise, value: object, status: str, kept: str) -> None:
    note = q.check(value)
    assert note.outcome
    assert note.outcome.status == status
    assert open_log().all()[-1].answer == kept


def test_two_values_are_one_too_many(q: Exercise) -> None:
    assert "One value is checked at a time" in repr(q.check(1, 2))


def test_a_comma_for_thousands_is_told(q: Exercise, home: Path) -> None:
    for note in (q.check((12, 0)), q.check(12, 0)):
        assert note.outcome
        assert note.outcome.status == "malformed"
        assert "Write 12000, without a comma." in repr(note)
        assert "tuple" not in repr(note)
    assert "this is a tuple" in repr(q.check((1, 2, 3)))


def test_a_wrong_value_is_helped_on(q: Exercise) -> None:
    assert repr(q.check(300)) == "✗ Not right yet\nThis is too small.\n`.hint()` helps."
    assert "divided by zero" in repr(q.check(float("inf")))
    assert "NaN" in repr(q.check(float("nan")))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(58.3333, "58.33"), (12345.6, "12,345.60"), (0.16251, "0.1625"), (7, "7")],
)
def test_a_right_number_is_shown_as_it_is_read(
    value: float, shown: str, q: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Outcome(status="correct", score=1.0)
    monkeypatch.setattr("customer_value.assessment.grading.grade", lambda *_: right)
    assert repr(q.check(value)) == f"✓ Right: €{shown}"


@pytest.mark.skipif(os.name == "nt", reason="a file stands where the folder should be")
def test_a_log_that_cannot_be_written_does_not_stop_the_check(q: Exercise, home: Path) -> None:
    home.write_text("in the way", encoding="utf-8")
    said = repr(q.check(320))
    assert said.startswith("✓ Right")
    assert "Your progress was not kept: " in said


def test_a_log_set_aside_is_mentioned(q: Exercise, home: Path) -> None:
    home.mkdir()
    (home / "progress.sqlite").write_bytes(b"no database at all" * 100)
    said = repr(q.check(320))
    assert said.startswith("✓ Right")
    assert len(said.splitlines()) == 3


def test_hints_come_one_by_one_and_the_solution_shows_code(q: Exercise) -> None:
    assert repr(q.hint()).startswith("Hint 1 of 2\nThe first margin")
    assert repr(q.hint()) == repr(q.hint())
    assert "    ltv = margin * retention / (1 + discount - retention)" in repr(q.solution()).splitlines()


def test_it_shows_task_and_starter_without_the_answer(q: Exercise) -> None:
    assert repr(q).startswith("Exercise 04.E1\nCompute the lifetime value")
    assert "    ltv = ____" in repr(q).splitlines()
    for shown in (repr(q), q._repr_html_()):
        assert "retention / (1" not in shown
        assert "0x" not in shown
    assert "<pre><code>ltv = ____" in q._repr_html_()


def test_a_series_in_any_order(home: Path, example_path: Path) -> None:
    series = exercise("04.E2", path=example_path)
    right = pd.Series({"Ana": 1 / 3, "Ben": 1 / 2, "Cem": 1 / 6})
    assert repr(series.check(right[::-1])) == "✓ Right"
    assert "all of them together" in repr(series.check(right * 2))
    assert repr(series.hint()) == repr(series.hint())
    assert repr(series.solution()).startswith("Solution\n    share")


def test_exercises_of_the_course_by_id(home: Path) -> None:
    assert "12 000" in repr(exercise("00.E1")) or "12000" in repr(exercise("00.E1"))
    with pytest.raises(UnknownNameError, match=r"no exercise '00\.Q01'; exercises: 00\.E1"):
        exercise("00.Q01")
    with pytest.raises(UnknownNameError, match="no lesson '99'"):
        exercise("99.E1")
