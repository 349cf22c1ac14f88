"""In a terminal, Enter turns a card over, a digit rates it, q stops; what was rated is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import click
import pytest

from customer_value.assessment.attempts import Attempts
from customer_value.errors import ProgressError
from customer_value.study.console import Console
from customer_value.study.flashcards.show import session
from customer_value.study.flashcards.terminal import run


@pytest.fixture
def talk(log: Attempts):
    """Return a function: type these lines at the cards of lesson 4; give what was told."""

    def go(*typed: str, new: int = 2) -> list[str]:
        lines, told = iter(typed), []

        def ask(prompt: str) -> str:
            told.append(prompt)
            try:
                return next(lines)
            except StopIteration:
                raise click.Abort from None

        at = session("04", new=new, day="2026-01-05", log=log, clock=lambda: datetime(2026, 1, 5, tzinfo=UTC))
        run(at, Console(ask, told.append))
        return [click.unstyle(each) for each in told]

    return go


def test_all_cards_of_a_day(talk, log: Attempts) -> None:
    told = talk("", "3", "", "5", " 4 ")
    assert told[:6] == [
        "Flashcards", "", "Term · lesson 04 · 0 done, 2 to go today.", "  Lifetime value (LTV)", "  What does it mean?",
        "Press Enter for the answer, or q to stop:",
    ]  # fmt: skip
    choice = "1 Again (today)  2 Hard (tomorrow)  3 Good (in 2 days)  4 Easy (in 8 days), or q to stop:"
    assert told.count(choice) == 3
    assert "Type 1, 2, 3 or 4; q stops." in told
    assert told[-1] == "Done for today; cards: 2. The next one comes tomorrow."
    assert [each.rating for each in log.reviews()] == ["good", "easy"]
    assert talk()[1] == "No card is due today. The next one comes tomorrow."


@pytest.mark.parametrize("typed", [["q"], ["", "Q"], [], [""]], ids=["before", "after", "end", "end after"])
def test_stopping_rates_nothing(talk, log: Attempts, typed: list[str]) -> None:
    assert talk(*typed)[-2:] == ["Stopped. What you have rated is kept.", "0 done, 2 to go today."]
    assert log.reviews() == []


def test_what_cannot_be_saved_is_said_at_once(talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Attempts, row: object) -> None:
        raise ProgressError("the disk is full")

    monkeypatch.setattr(Attempts, "add", refuse)
    told = talk("", "3", "q")
    assert "Not saved: the disk is full" in told
    assert not any(each.startswith("Stopped") for each in told)
