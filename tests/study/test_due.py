"""What is asked next: misses, then what has faded, then what is new; never two questions that answer each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.attempts import Attempt
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.short import Point, Short
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.assessment.select import enemies
from customer_value.study.due import MISSED_AT_MOST, Due, choose, due, past

DAY = date(2026, 3, 1)
ALIKE = {"bloom": "apply", "stem": ""}


def _question(number: int, objective: str = "04.O1", *, foes: Iterable[int] = (), tags: tuple[str, ...] = ()) -> Single:
    named = tuple(f"04.Q{each}" for each in foes)
    return Single(id=f"04.Q{number}", objective=objective, options=(), enemies=named, tags=tags, **ALIKE)


def _said(item: str, status: str, days_ago: int) -> Attempt:
    when = datetime(2026, 3, 1, tzinfo=UTC) - timedelta(days=days_ago)
    kind = "exercise" if ".E" in item else "question"
    return Attempt(kind=kind, item=item, answer=0, status=status, seed=days_ago, asked_at=when)


@pytest.fixture(autouse=True)
def _chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Single, "chance", 0.25)  # these have no options


def _kinds(said: list[Attempt], *questions: Single) -> dict[str, str]:
    return {each.question.id: each.kind for each in due(questions, said, DAY)}


def test_each_kind_has_its_reason() -> None:
    questions = [_question(1), _question(2), _question(3), _question(4, "04.O2"), _question(5)]
    said = [_said("04.Q1", "wrong", 0), _said("04.Q2", "correct", 20), _said("04.Q3", "correct", 1)]
    kinds = _kinds(said, *questions)
    assert kinds == {"04.Q1": "missed", "04.Q2": "faded", "04.Q4": "unseen", "04.Q5": "weak"}  # 04.Q3 is fresh


def test_what_was_right_on_more_days_stays_longer() -> None:
    said = [_said("04.Q1", "correct", 40), _said("04.Q1", "correct", 15)]
    assert past([_question(1)], said)["04.Q1"].right_days == 2
    assert not _kinds(said, _question(1))
    assert _kinds([*said[:1], _said("04.Q1", "wrong", 16), said[1]], _question(1)) == {"04.Q1": "faded"}


def test_it_comes_back_on_the_day_that_is_said() -> None:
    (known,) = past([_question(1)], [_said("04.Q1", "correct", 0)]).values()
    for days in (9, 10):
        found = due([_question(1)], [_said("04.Q1", "correct", 0)], DAY + timedelta(days=days))
        assert bool(found) == (DAY + timedelta(days=days) >= known.due)
    assert known.due == DAY + timedelta(days=10)


def test_what_may_be_skipped_is_asked_once_it_was_answered() -> None:
    optional = _question(1, tags=("go-further",))
    assert not _kinds([], optional)
    assert _kinds([_said("04.Q1", "wrong", 3)], optional) == {"04.Q1": "missed"}


def test_a_memo_is_not_asked_again() -> None:
    memo = _question(1, tags=("memo", "in-lesson"))
    for status in ("wrong", "correct"):
        assert not _kinds([_said("04.Q1", status, 60)], memo)
    assert _kinds([_said("04.Q1", "correct", 60)], _question(1, tags=("in-lesson",))) == {"04.Q1": "faded"}


def test_what_the_learner_scored_is_never_missed() -> None:
    own = Short(id="04.Q9", objective="04.O1", rubric=(Point(text="one", says=""),), model="", **ALIKE)
    said = [_said("04.Q9", "wrong", 30)]
    assert [each.kind for each in due([own], said, DAY)] == ["faded"]


def test_an_exercise_tells_and_is_not_asked() -> None:
    exercise = Code(id="04.E1", objective="04.O1", starter="", solution="", result="x", kind="number", **ALIKE)
    said = [_said("04.E1", "wrong", 1)]
    found = due([exercise, _question(1)], said, DAY)
    assert [(each.question.id, each.kind) for each in found] == [("04.Q1", "weak")]


def test_misses_leave_room_while_there_is_something_else() -> None:
    questions = [_question(number, f"04.O{number}") for number in range(1, 21)]
    said = [_said(f"04.Q{number}", "wrong", 2) for number in range(1, 11)]
    chosen = choose(due(questions, said, DAY), 10, DAY)
    assert [each.kind for each in chosen] == ["missed"] * round(10 * MISSED_AT_MOST) + ["unseen"] * 4
    only = choose(due(questions[:10], said, DAY), 10, DAY)
    assert [each.kind for each in only] == ["missed"] * 10


def test_objectives_take_turns_and_the_weakest_begins() -> None:
    questions = [_question(1), _question(2), _question(3, "04.O2"), _question(4, "04.O2")]
    said = [_said("04.Q3", "correct", 30), *(_said(f"04.Q{number}", "wrong", 3) for number in (1, 2, 3, 4))]
    chosen = choose(due(questions, said, DAY), 4, DAY)
    assert [each.question.objective for each in chosen] == ["04.O1", "04.O2", "04.O1", "04.O2"]


def test_few_coins_are_tossed_while_there_is_something_else() -> None:
    coins = [
        TrueFalse(id=f"04.Q{number}", objective=f"04.O{number}", answer=True, says="", **ALIKE)
        for number in range(50, 60)
    ]
    found = choose(due([*coins, *map(_question, range(1, 20))], [], DAY), 8, DAY)
    assert sum(isinstance(each.question, TrueFalse) for each in found) == 2


numbers = st.integers(1, 12)
banks = st.lists(st.tuples(numbers, st.sampled_from(["04.O1", "04.O2"]), st.sets(numbers, max_size=3)), max_size=12)
logs = st.lists(st.tuples(numbers, st.sampled_from(["correct", "partial", "wrong"]), st.integers(0, 60)), max_size=12)


@given(banks, logs, st.integers(1, 12))
def test_no_two_answer_each_other_and_none_is_asked_twice(bank: list, log: list, count: int) -> None:
    questions = {number: _question(number, objective, foes=foes) for number, objective, foes in bank}.values()
    said = sorted((_said(f"04.Q{number}", *how) for number, *how in log), key=lambda each: each.asked_at)
    candidates = due(questions, said, DAY)
    chosen = [each.question for each in choose(candidates, count, DAY)]
    assert len(chosen) == len(set(chosen)) <= count
    assert not any(enemies(one, other) for one in chosen for other in chosen if one is not other)
    if len(chosen) < count:  # nothing that could stand beside them is left out
        assert all(any(each.question is one or enemies(each.question, one) for one in chosen) for each in candidates)


@given(banks, st.randoms(use_true_random=False))
def test_the_order_of_the_bank_decides_nothing(bank: list, chance) -> None:
    questions = list({number: _question(number, objective) for number, objective, _ in bank}.values())
    candidates = due(questions, [], DAY)
    shuffled: list[Due] = sorted(candidates, key=lambda each: chance.random())
    assert choose(candidates, 5, DAY) == choose(shuffled, 5, DAY)
