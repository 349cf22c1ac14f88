"""`cv.practice()` asks what this learner needs, with new numbers and a reason, the same for the same log and day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import customer_value as cv
from customer_value import course
from customer_value.assessment import bank, variants
from customer_value.assessment.attempts import LAST_NUMBER, Attempt, Attempts, open_log
from customer_value.assessment.item import SEED_STEP
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.note import Note
from customer_value.assessment.questions.code import Code
from customer_value.assessment.select import enemies
from customer_value.assessment.session import Session
from customer_value.assessment.tags import MEMO
from customer_value.errors import DataError, UnknownNameError
from customer_value.study import quiz
from customer_value.study.practice import chosen, nothing_left, session

DAY = date(2026, 3, 1)


@cache
def _questions(lesson: str) -> list[AnyQuestion]:
    return [each for each in bank.read(course.lesson(lesson).bank).questions if not isinstance(each, Code)]


def _said(question: AnyQuestion, status: str, days_ago: int = 0, seed: int = 1) -> Attempt:
    when = datetime(2026, 3, 1, 12, tzinfo=UTC) - timedelta(days=days_ago)
    known = {"kind": "question", "item": question.id, "revision": variants.revision(question)}
    return Attempt(**known, answer=0, status=status, seed=seed, asked_at=when)


def _practice(count: int = 10, day: date = DAY) -> Session:
    asked = session(count, day=day, clock=lambda: datetime.combine(day, datetime.min.time(), UTC))
    assert isinstance(asked, Session)
    return asked


def _answer_right(asked: Session, key: str) -> None:
    item = asked.items[key]
    asked.receive({"do": "check", "item": key, "answer": item.to_screen(item.variant.answer)})
    assert item.right


def test_without_a_log_it_begins_where_the_course_begins(home: Path) -> None:
    asked = _practice()
    assert len(asked.items) == 10
    assert {key[:2] for key in asked.items} == {"00"}
    assert {item.why for item in asked.items.values()} == {
        "Why this question? You have answered nothing yet: the course begins here."
    }
    assert not (home / "progress.sqlite").exists()


def test_what_was_missed_comes_back_with_new_numbers_and_its_reason(home: Path) -> None:
    first = quiz.session("04", questions=["04.Q02"], clock=lambda: datetime(2026, 2, 28, tzinfo=UTC))
    first.receive({"do": "check", "item": "04.Q02", "answer": "1"})
    asked = _practice()
    assert next(iter(asked.items)) == "04.Q02"
    item = asked.items["04.Q02"]
    assert item.variant.numbers != first.items["04.Q02"].variant.numbers
    assert item.why == "Why this question? You missed it yesterday, in lesson 04."
    assert item.view(unsaved="")["why"] == item.why
    assert item.why in asked.text()
    assert item.why in asked.html()


def test_the_same_log_and_day_ask_the_same_and_another_day_other_things(home: Path) -> None:
    open_log().add(_said(_questions("04")[0], "wrong"))
    assert _practice().text() == _practice().text()
    assert list(_practice().items) != list(_practice(day=DAY + timedelta(days=1)).items)


def test_what_is_done_does_not_come_back_that_day_and_what_is_open_does(home: Path) -> None:
    open_log().add(_said(_questions("04")[0], "wrong", 3))
    before = _practice()
    done, open_, *_ = before.items
    _answer_right(before, done)
    before.receive({"do": "check", "item": open_, "answer": None})
    after = _practice()
    assert done not in after.items
    assert [key for key in before.items if key != done] == [key for key in after.items if key in before.items]
    assert len(after.items) == 10


def test_a_miss_in_practice_stays_open_with_its_answer_and_comes_back_with_new_numbers(home: Path) -> None:
    open_log().add(_said(next(each for each in _questions("04") if each.id == "04.Q02"), "wrong", 3))
    before = _practice(1).items["04.Q02"]
    _practice(1).receive({"do": "check", "item": "04.Q02", "answer": "1"})
    again = _practice(1).items["04.Q02"]
    assert (again.answer, again.variant.numbers) == ("1", before.variant.numbers)
    for what in ({"do": "check", "answer": "2"}, {"do": "solution"}):
        _practice(1).receive({"item": "04.Q02", **what})
    assert "04.Q02" not in _practice(1).items  # its solution was shown
    tomorrow = _practice(1, DAY + timedelta(days=1)).items["04.Q02"]
    assert tomorrow.answer is None
    assert tomorrow.variant.numbers != before.variant.numbers


def test_renewed_questions_keep_their_reason(home: Path) -> None:
    open_log().add(_said(_questions("04")[0], "wrong", 3))
    asked = _practice(1)
    (key,) = asked.items
    asked.receive({"do": "again"})
    assert asked.items[key].why == "Why this question? You missed it 3 days ago, in lesson 04."


def test_nothing_left_says_so_and_when_there_will_be(home: Path) -> None:
    log = open_log()
    for each in _questions("00"):
        log.add(_said(each, "correct", 4))
    said = session(day=DAY, log=log)
    assert isinstance(said, Note)
    assert repr(said).splitlines() == [
        "Nothing to practise today",
        "You have seen all questions of the lessons you have begun, and what you answered is fresh.",
        "The next one is due on 2026-03-07.",
        "Begin another lesson, and its questions join.",
    ]
    assert isinstance(cv.practice(day=DAY), Note)
    assert isinstance(session(day=date(2026, 3, 7), log=log), Session)


def test_the_memo_of_the_capstone_is_not_practised(home: Path) -> None:
    memo = next(each for each in _questions("06") if MEMO in each.tags)
    log = [_said(memo, "correct", 60)]
    assert memo not in [each.question for each in chosen(log, 100, DAY, place=10_000)]
    assert "due on" not in repr(nothing_left(log, DAY))  # no day is promised for it
    assert list(session(memo.id, day=DAY).items) == [memo.id]  # unless it is named


def test_what_was_missed_and_shown_today_is_due_tomorrow(home: Path) -> None:
    first, *others = _questions("00")
    for each in others:
        open_log().add(_said(each, "correct", 4))
    asked = _practice()
    (item,) = asked.items.values()
    assert item.question == first
    for _ in range(2):
        asked.receive({"do": "check", "item": first.id, "answer": item.to_screen(not item.variant.answer)})
    asked.receive({"do": "solution", "item": first.id})
    said = session(day=DAY)
    assert isinstance(said, Note)
    assert "The next one is due on 2026-03-02." in repr(said)
    assert list(_practice(day=DAY + timedelta(days=1)).items) == [first.id]


def test_questions_can_be_named(home: Path) -> None:
    open_log().add(_said(_questions("04")[0], "wrong"))
    asked = session([_questions("04")[0].id, "02.Q01"], day=DAY)
    assert isinstance(asked, Session)
    assert [item.why != "" for item in asked.items.values()] == [True, False]
    assert list(session("02.Q01", day=DAY).items) == ["02.Q01"]
    with pytest.raises(UnknownNameError, match=r"no question '02\.Q999'"):
        session(["02.Q999"])
    with pytest.raises(UnknownNameError, match=r"no question '00\.E1'"):
        session(["00.E1"])
    for none in (0, -1, [], ""):
        with pytest.raises(DataError, match="at least one question; leave"):
            cv.practice(none)


def test_a_log_that_cannot_be_read_does_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite").mkdir()
    asked = session(day=DAY, log=Attempts(tmp_path / "progress.sqlite"))
    assert isinstance(asked, Session)
    assert "cannot be opened" in asked.view()["notice"]


items = st.tuples(st.sampled_from(["00", "02", "04"]), st.integers(0, 30))
answers = st.lists(st.tuples(items, st.sampled_from(["correct", "partial", "wrong"]), st.integers(0, 90)), max_size=25)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(answers, st.integers(1, 12))
def test_only_lessons_begun_and_never_two_that_answer_each_other(said: list, count: int) -> None:
    log = [
        _said(_questions(lesson)[place % len(_questions(lesson))], status, days_ago)
        for (lesson, place), status, days_ago in sorted(said, key=lambda each: -each[2])
    ]
    asked = [each.question for each in chosen(log, count, DAY, place=10_000)]
    begun = {each.item[:2] for each in log} or {course.lessons()[0].number}
    assert {each.id[:2] for each in asked} <= begun
    assert not any(enemies(one, other) for one in asked for other in asked if one is not other)
    assert not any(isinstance(each, Code) for each in asked)


def test_the_last_digits_of_a_seed_tell_the_day_and_are_no_learners_own_number(home: Path) -> None:
    days = [{item.variant.seed % SEED_STEP for item in _practice(day=day).items.values()} for day in (DAY, date.max)]
    assert [len(each) for each in days] == [1, 1]
    assert days[0].isdisjoint(days[1])
    assert all(LAST_NUMBER < each < 90_000 for each in days[0] | days[1])
