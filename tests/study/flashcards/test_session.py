"""A day's cards are shown one after the other; a rating counts once, and one that cannot be saved waits."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import pytest

import customer_value as cv
from customer_value.assessment.attempts import Attempts
from customer_value.errors import DataError, ProgressError, UnknownNameError
from customer_value.study.flashcards.session import Session
from customer_value.study.flashcards.show import session

DAY = date(2026, 1, 5)
WHEN = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def cards(log: Attempts):
    """Return a function that prepares the cards of lesson 4 on a day."""

    def prepare(new: int = 2, day: date | str = DAY, lesson: str | None = "04") -> Session:
        return session(lesson, new=new, day=day, log=log, clock=lambda: WHEN)

    return prepare


def _press(at: Session, **message: Any) -> dict[str, Any]:
    item = at.current.key if at.current else ""
    at.receive({"item": item, "token": "t1", **message})
    return at.view()


def test_a_card_is_turned_over_rated_and_kept(cards, log: Attempts) -> None:
    today = cards()
    view = today.view()
    assert (view["kind"], view["done"], view["left"]) == ("cards", 0, 2)
    assert view["card"]["about"] == "Term · lesson 04"
    assert view["card"]["back"] == ""
    assert view["card"]["ratings"] == []
    assert "worth of a customer" not in str(view)
    view = _press(today, do="show")
    assert "Today's worth" in view["card"]["back"]
    assert view["card"]["ratings"] == [
        ["again", "today"], ["hard", "tomorrow"], ["good", "in 2 days"], ["easy", "in 8 days"],
    ]  # fmt: skip
    view = _press(today, do="rate", rating="good")
    assert (view["done"], view["left"], view["reply"]) == (1, 1, "t1")
    assert view["sentence"] == "1 done, 1 to go today."
    assert [(each.item, each.rating, each.day, each.asked_at) for each in log.reviews()] == [
        ("term/Lifetime value/meaning", "good", DAY, WHEN)
    ]


def test_a_forgotten_card_comes_again_until_it_is_remembered(cards, log: Attempts) -> None:
    today = cards()
    order = []
    for rating in ("again", "good", "again", "good"):
        order.append(today.current.key.split("/")[1])
        _press(today, do="show")
        view = _press(today, do="rate", rating=rating)
    assert order == ["Lifetime value", "Simple lifetime value", "Lifetime value", "Lifetime value"]
    assert view["card"] is None
    assert view["sentence"] == "Done for today; cards: 2. The next one comes tomorrow."
    assert cards().view()["sentence"] == "No card is due today. The next one comes tomorrow."
    assert cards(new=0).view()["sentence"].endswith("comes tomorrow.")


def test_presses_that_cannot_be_meant_do_nothing(cards, log: Attempts) -> None:
    today = cards()
    before = today.view()
    for message in (
        {"do": "rate", "rating": "good"},  # not turned over yet
        {"do": "show", "item": "term/Cohort/meaning"},  # not on the table
        {"do": "dance"},
        {},
    ):
        assert _press(today, **message) == {**before, "reply": "t1"}
    today.receive("no map")
    _press(today, do="show")
    for odd in ("perfect", None, 3, ["good"]):
        _press(today, do="rate", rating=odd)
    key = today.current.key
    _press(today, do="rate", rating="good")
    today.receive({"do": "rate", "rating": "good", "item": key})  # a second press of the same button
    assert len(log.reviews()) == 1


def test_what_was_rated_elsewhere_and_earlier_is_taken_up(cards) -> None:
    first = cards()
    for _ in range(2):
        _press(first, do="show")
        _press(first, do="rate", rating="easy")
    assert cards().current is None
    assert [each.key.rpartition("/")[2] for each in cards(day="2026-01-06").fronts] == ["meaning", "meaning"]
    assert len(cards(day="2026-01-13", new=0).fronts) == 2
    assert cards(day="2026-01-12", new=0).sentence() == "No card is due today. The next one comes tomorrow."


def test_a_rating_that_cannot_be_saved_waits_and_is_said(cards, log: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Attempts, row: object) -> None:
        raise ProgressError("the disk is full")

    today = cards()
    _press(today, do="show")
    with monkeypatch.context() as broken:
        broken.setattr(Attempts, "add", refuse)
        assert _press(today, do="rate", rating="good")["unsaved"] == "the disk is full"
        assert _press(today, do="save")["unsaved"] == "the disk is full"
    assert log.reviews() == []
    assert _press(today, do="save")["unsaved"] == ""
    assert len(log.reviews()) == 1


def test_without_a_kernel_the_fronts_can_be_read(cards) -> None:
    today = cards()
    assert today.text().splitlines() == [
        "Flashcards", "1. Lifetime value (LTV)", "   What does it mean?", "2. Simple lifetime value",
        "   What does it mean?",
    ]  # fmt: skip
    assert today.html().count("<li>") == 2
    assert "worth" not in today.html()
    assert today.text() == cards().text()


def test_only_lessons_begun_have_cards_unless_one_is_named(cards, answer) -> None:
    assert "you have not answered anything yet" in cards(lesson=None).text()
    answer("03.Q01", "correct")
    assert {each.about for each in cards(lesson=None).cards} == {"Term · lesson 03"}


def test_a_lesson_without_terms_says_so(cards, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customer_value.glossary.terms", lambda: ())
    assert cards().sentence() == "There is no card here yet."


def test_a_log_that_cannot_be_read_is_said_and_the_cards_come(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CVM_LEARNER_SEED")
    (tmp_path / "broken").mkdir()
    today = session("04", day=DAY, log=Attempts(tmp_path / "broken"))
    assert "cannot be opened" in today.view()["notice"]
    assert len(today.fronts) == 10


def test_what_cannot_be_meant_is_said(home) -> None:
    with pytest.raises(UnknownNameError, match="no lesson '99'"):
        cv.cards("99")
    with pytest.raises(DataError, match="cannot be -1"):
        cv.cards("04", new=-1)
    with pytest.raises(DataError, match="'soon' is no day"):
        cv.cards("04", day="soon")
    with pytest.raises(DataError, match="too far"):
        cv.cards("04", day="9999-12-31")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows takes its zone from elsewhere")
def test_the_day_begins_at_the_learners_midnight(log: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime(2026, 1, 5, 20, tzinfo=UTC)
    for zone, day in (("EAST-9", date(2026, 1, 6)), ("WEST+9", date(2026, 1, 5))):  # as POSIX counts, east is below 0
        try:
            with monkeypatch.context() as there:
                there.setenv("TZ", zone)
                time.tzset()
                today = session("04", new=9, log=log, clock=lambda: late)
        finally:
            time.tzset()
        _press(today, do="show")
        _press(today, do="rate", rating="good")
        assert (log.reviews()[-1].day, log.reviews()[-1].asked_at) == (day, late)


def test_the_widget_turns_a_card_over(home) -> None:
    widget = cv.cards("04")
    assert widget.state["kind"] == "cards"
    assert repr(widget).startswith("Flashcards\n1. ")
    widget._on_message(widget, {"do": "show", "item": widget.state["card"]["id"], "token": "a"}, [])
    assert widget.state["card"]["back"]


def test_in_german_nothing_is_said_in_english(cards, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    today = cards()
    view = _press(today, do="show")
    assert (view["title"], view["card"]["about"]) == ("Karteikarten", "Begriff · Lektion 04")
    assert view["card"]["ratings"][1][1] == "morgen"
