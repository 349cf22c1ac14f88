"""A warm-up asks what was missed in earlier lessons; who missed nothing gets the questions named, always the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import customer_value as cv
from customer_value.assessment.session import Session
from customer_value.errors import UnknownNameError
from customer_value.study import quiz
from customer_value.study.warm_up import session

NAMED = ["00.Q06", "00.Q07"]
DAY = date(2026, 3, 1)


def _miss(*items: str) -> None:
    for each in items:
        asked = quiz.session(each[:2], questions=[each], clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
        asked.receive({"do": "check", "item": each, "answer": "1"})
        assert asked.items[each].outcome.status == "wrong"


def _warm_up(lesson: str = "04") -> Session:
    return session(lesson, questions=NAMED, day=DAY)


def test_a_new_learner_gets_the_questions_named(home: Path) -> None:
    asked = _warm_up()
    assert [(key, item.why) for key, item in asked.items.items()] == [("00.Q06", ""), ("00.Q07", "")]
    assert asked.title == "Warm-up for lesson 04"
    assert repr(cv.warm_up("04", questions=NAMED)) == asked.text()


def test_a_miss_in_an_earlier_lesson_comes_first_with_its_reason(home: Path) -> None:
    _miss("02.Q04")
    asked = _warm_up()
    assert list(asked.items) == ["02.Q04", "00.Q06"]
    assert asked.items["02.Q04"].why == "Why this question? You missed it today, in lesson 02."


def test_a_miss_in_this_lesson_or_a_later_one_does_not(home: Path) -> None:
    _miss("02.Q04", "04.Q02")
    assert list(_warm_up("02").items) == NAMED
    assert list(_warm_up("04").items) == ["02.Q04", "00.Q06"]


def test_it_stays_the_same_while_it_is_answered(home: Path) -> None:
    _miss("02.Q04")
    before = _warm_up()
    item = before.items["02.Q04"]
    before.receive({"do": "check", "item": "02.Q04", "answer": item.to_screen(item.variant.answer)})
    before.receive({"do": "check", "item": "00.Q06", "answer": "1"})
    after = _warm_up()
    assert list(after.items) == list(before.items)
    assert [each.right for each in after.items.values()] == [True, False]
    assert after.items["00.Q06"].answer == "1"


def test_a_miss_in_a_warm_up_counts_for_the_next_lesson(home: Path) -> None:
    _warm_up("02").receive({"do": "check", "item": "00.Q06", "answer": "1"})
    assert _warm_up("04").items["00.Q06"].why == "Why this question? You missed it today, in lesson 00."


def test_no_named_question_stands_beside_its_enemy(home: Path) -> None:
    _miss("02.Q04")
    asked = session("04", questions=["02.Q05", "00.Q06"], day=DAY)  # 02.Q04 and 02.Q05 answer each other
    assert list(asked.items) == ["02.Q04", "00.Q06"]


def test_what_does_not_exist_is_said(home: Path) -> None:
    with pytest.raises(UnknownNameError, match="no lesson '99'"):
        cv.warm_up("99", questions=NAMED)
    with pytest.raises(UnknownNameError, match=r"no question '00\.Q99'"):
        cv.warm_up("04", questions=["00.Q99"])
