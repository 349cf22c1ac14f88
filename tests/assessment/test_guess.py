"""A guess is kept, comes back, and is shown beside the result; no guess is no fault."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import customer_value as cv
from customer_value.assessment import guess as guesses
from customer_value.assessment.attempts import Attempts
from customer_value.assessment.guess import Guess, tell
from customer_value.errors import DataError

KEY = "04.G1"


@pytest.fixture(autouse=True)
def _no_lesson_ran_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the units that a lesson, run in this process by another test, has named."""
    monkeypatch.setattr(guesses, "_units", {})


def _guess(folder: Path, unit: str = "%") -> Guess:
    log = Attempts(folder / "progress.sqlite")
    return Guess(KEY, "What **share** stays?", unit=unit, log=log, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))


def _item(guess: Guess, typed: str | None = None) -> dict[str, object]:
    if typed is not None:
        guess.receive({"do": "check", "item": KEY, "answer": typed, "token": "t"})
    return guess.view()["items"][0]


def test_is_kept_and_told_beside_the_result(tmp_path: Path) -> None:
    item = _item(_guess(tmp_path), "10 %")
    assert item["status"] == "kept"
    assert "You guessed 10" in item["feedback"][0]
    log = Attempts(tmp_path / "progress.sqlite")
    assert [(each.kind, each.status, each.answer) for each in log.all()] == [
        ("guess", "kept", {"value": 10.0, "unit": "%"})
    ]
    assert repr(tell(log, KEY, 50.0, unit="%")) == "You guessed 10 %; it is 50 %."
    assert repr(tell(log, KEY, 50.0, unit="")) == "You guessed 10 %; it is 50 %."


def test_comes_back_and_may_be_changed(tmp_path: Path) -> None:
    _item(_guess(tmp_path), "10")
    again = _guess(tmp_path)
    assert (_item(again)["answer"], _item(again)["status"]) == ("10", "kept")
    _item(again, "25")
    assert repr(tell(again._saver.log, KEY, 50.0, unit="%")) == "You guessed 25 %; it is 50 %."
    assert again.view()["reply"] == "t"


def test_thousands_have_commas_where_they_are_read_and_none_where_they_are_typed(tmp_path: Path) -> None:
    """In the field 12,500 would be asked about, as it has two readings."""
    _item(_guess(tmp_path, "€"), "12500")
    again = _guess(tmp_path, "€")
    assert _item(again)["answer"] == "12500"
    assert "You guessed €12,500" in _item(again)["feedback"][0]
    assert repr(tell(again._saver.log, KEY, -560_923, unit="€")) == "You guessed €12,500; it is -€560,923."


def test_what_is_no_number_is_asked_again(tmp_path: Path) -> None:
    guess = _guess(tmp_path)
    assert _item(guess)["status"] is None
    item = _item(guess, "many")
    assert (item["status"], item["answer"]) == ("malformed", "many")
    assert guess._saver.log.all() == []


def test_one_that_cannot_be_saved_waits(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    guess = _guess(tmp_path / "home")
    item = _item(guess, "10")
    assert "cannot be made" in item["unsaved"]
    (tmp_path / "home").unlink()
    guess.receive({"do": "save", "item": KEY})
    assert _item(guess)["unsaved"] == ""
    assert len(guess._saver.log.all()) == 1
    before = guess.view()
    guess.receive({"do": "dance"})
    assert guess.view() == {**before, "reply": ""}


@pytest.mark.parametrize(
    ("truth", "unit", "decimals", "told"),
    [
        (49.873, "%", None, "49.9 %"),
        (49.873, "%", 2, "49.87 %"),
        (1234.56, "€", None, "€1,235"),
        (12345.6, "€", None, "€12,346"),
        (0.12345, "", None, "0.123"),
        (-3.0, "points", None, "-3 points"),
    ],
)
def test_the_result_is_told_without_a_guess(
    tmp_path: Path, truth: float, unit: str, decimals: int | None, told: str
) -> None:
    shown = tell(Attempts(tmp_path / "progress.sqlite"), KEY, truth, unit=unit, decimals=decimals)
    assert repr(shown) == f"It is {told}. (No guess was kept here.)"
    assert f">{shown!r}</p>" in shown._repr_html_()
    assert "-\u2060€3." in tell(Attempts(tmp_path / "progress.sqlite"), KEY, -3, unit="€")._repr_html_()


def test_a_notebook_runs_without_a_guess_and_keeps_its_unit(home: Path) -> None:
    assert "What share?" in repr(cv.guess("04.G7", "What share?", unit="%"))
    assert repr(cv.guess("04.G7", truth=50.0)) == "It is 50 %. (No guess was kept here.)"
    assert not (home / "progress.sqlite").exists()


def test_a_log_that_cannot_be_read_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite").mkdir()
    assert repr(tell(Attempts(tmp_path / "progress.sqlite"), KEY, 5, unit="")).startswith("It is 5.")
    assert _item(_guess(tmp_path))["status"] == "error"


def test_the_fallback_holds_the_question_and_no_answer(tmp_path: Path) -> None:
    guess = _guess(tmp_path)
    before = guess.html(), guess.text()
    _item(guess, "10")
    assert (guess.html(), guess.text()) == before
    assert guess.text() == "What share stays?\nYour answer: ____ %"
    assert "<strong>share</strong>" in guess.html()


@pytest.mark.parametrize("wrong", [{}, {"question": "How many?", "truth": 5.0}])
def test_a_guess_needs_a_question_or_a_result(wrong: dict[str, object]) -> None:
    with pytest.raises(DataError, match="needs a question to ask"):
        cv.guess(KEY, **wrong)
