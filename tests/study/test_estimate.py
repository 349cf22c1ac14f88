"""The chances of the estimate are those of Bayes' rule, and every right answer helps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.study.estimate import HALF_LIFE_DAYS, Evidence, half_life, knowledge, left, next_right

DAY = date(2026, 1, 1)


def _at(*said: tuple[int, float, float]) -> list[Evidence]:
    return [Evidence("04.Q01", DAY + timedelta(days=days), score, chance) for days, score, chance in said]


def test_one_answer_by_hand() -> None:
    """Of 100 learners 30 know it: 27 of them are right, and 17.5 of the 70 others, by one in four options."""
    told = 27 / (27 + 17.5)
    assert knowledge(_at((0, 1, 0.25))).on(DAY) == pytest.approx(told + (1 - told) * 0.15)
    told = 3 / (3 + 52.5)
    assert knowledge(_at((0, 0, 0.25))).on(DAY) == pytest.approx(told + (1 - told) * 0.15)


def test_half_is_forgotten_after_a_half_life_which_right_days_double() -> None:
    once = knowledge(_at((0, 1, 0)))
    assert once.on(DAY + timedelta(days=60)) == pytest.approx(once.chance / 2)
    assert [half_life(days) / HALF_LIFE_DAYS for days in (0, 1, 2, 4)] == [1, 1, 2, 8]
    same_day, next_day = knowledge(_at((0, 1, 0), (0, 1, 0))), knowledge(_at((0, 1, 0), (1, 1, 0)))
    assert (same_day.right_days, next_day.right_days) == (1, 2)


def test_before_any_answer_nothing_fades() -> None:
    assert knowledge([]).on(DAY) == knowledge([]).on(date.max) == 0.3


def test_a_guess_proves_less_than_a_number_that_was_typed() -> None:
    coin, typed = knowledge(_at((0, 1, 0.5))), knowledge(_at((0, 1, 0)))
    assert coin.chance < typed.chance


one = st.tuples(st.integers(0, 300), st.floats(0, 1), st.sampled_from([0, 0.02, 0.25, 0.5]))
answers = st.lists(one, min_size=1, max_size=10).map(sorted)


@given(answers, st.integers(0, 9), st.integers(300, 900))
def test_a_better_answer_in_any_place_never_lowers_the_chance(said: list, place: int, later: int) -> None:
    better = [(days, 1.0 if at == place else score, chance) for at, (days, score, chance) in enumerate(said)]
    day = DAY + timedelta(days=later)
    assert knowledge(_at(*better)).on(day) >= knowledge(_at(*said)).on(day) - 1e-12


@given(answers, st.integers(300, 400), st.sampled_from([0, 0.25, 0.5]), st.integers(0, 900))
def test_one_more_right_answer_never_lowers_the_chance(said: list, when: int, chance: float, later: int) -> None:
    day = DAY + timedelta(days=when + later)
    assert knowledge(_at(*said, (when, 1.0, chance))).on(day) >= knowledge(_at(*said)).on(day) - 1e-12


@given(answers, st.integers(0, 900), st.floats(0, 0.5))
def test_chances_are_chances(said: list, later: int, chance: float) -> None:
    known = knowledge(_at(*said)).on(DAY + timedelta(days=300 + later))
    assert 0 <= known <= 1
    assert 0.1 <= next_right(known, chance) <= 0.9
    assert 0 <= left(later, 1) <= 1
