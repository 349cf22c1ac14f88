"""A quiz covers objectives evenly, keeps enemies apart, and is the same for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment import bank, select
from customer_value.assessment.model import Bank
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.assessment.rules.whole_bank import FULL
from customer_value.course import lesson
from customer_value.errors import UnknownNameError

BLOOMS = ("remember", "understand", "apply")


def item(number: int, objective: int, bloom: int = 0, enemies: tuple[int, ...] = ()) -> TrueFalse:
    return TrueFalse(
        id=f"04.Q{number}", objective=f"04.O{objective}", bloom=BLOOMS[bloom], stem="", answer=True, says="",
        enemies=tuple(f"04.Q{enemy}" for enemy in enemies),
    )  # fmt: skip


items = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), min_size=1, max_size=25)


@given(items, st.integers(0, 12), st.integers(0, 10**9))
def test_no_objective_twice_before_each_once(pairs: list[tuple[int, int]], count: int, seed: int) -> None:
    source = Bank(lesson="04_x", questions=tuple(item(n, *pair) for n, pair in enumerate(pairs)))
    drawn = select.draw(source, count, seed=seed)
    assert len(drawn) == min(count, len(pairs))
    times = Counter(each.objective for each in drawn)
    stock = Counter(f"04.O{objective}" for objective, _ in pairs)
    for objective, have in stock.items():
        assert times[objective] >= min(have, max(times.values(), default=0) - 1)


@given(st.permutations(range(8)), st.integers(0, 1000))
def test_the_order_of_the_bank_does_not_change_the_draw(order: list[int], seed: int) -> None:
    questions = [item(n, n % 3, n % 2) for n in range(8)]
    usual = select.draw(Bank(lesson="04_x", questions=tuple(questions)), 4, seed=seed)
    moved = select.draw(Bank(lesson="04_x", questions=tuple(questions[n] for n in order)), 4, seed=seed)
    assert {each.id for each in usual} == {each.id for each in moved}
    assert [each.id for each in usual] == sorted(each.id for each in usual)


def test_bloom_levels_are_spread_within_an_objective() -> None:
    source = Bank(lesson="04_x", questions=tuple(item(n, 1, n % 3) for n in range(9)))
    for seed in range(20):
        assert {each.bloom for each in select.draw(source, 3, seed=seed)} == set(BLOOMS)


def test_enemies_never_meet_and_starve_no_objective() -> None:
    # Drawing 1 for the first objective would leave the second one with nothing.
    source = Bank(lesson="04_x", questions=(item(1, 1, enemies=(3,)), item(2, 1), item(3, 2)))
    for seed in range(30):
        assert {each.id for each in select.draw(source, 2, seed=seed)} == {"04.Q2", "04.Q3"}
        assert {each.id for each in select.draw(source, 9, seed=seed)} == {"04.Q2", "04.Q3"}


def test_objectives_and_items_can_be_chosen_or_left_out() -> None:
    source = Bank(lesson="04_x", questions=(item(1, 1), item(2, 2), item(3, 2)))
    assert {each.objective for each in select.draw(source, 9, seed=1, objectives=["04.O2"])} == {"04.O2"}
    assert {each.id for each in select.draw(source, 9, seed=1, without=["04.Q2"])} == {"04.Q1", "04.Q3"}
    with pytest.raises(UnknownNameError, match=r"no objective '04.O7'; objectives: 04.O1, 04.O2"):
        select.draw(source, 2, seed=1, objectives=["04.O7"])


def test_quizzes_of_the_course_cover_every_objective() -> None:
    for path in bank.files():
        source = bank.read(path)
        drawable = [each for each in source.questions if not isinstance(each, Code)]
        objectives = {each.objective for each in drawable}
        for seed in range(20):
            drawn = select.draw(source, len(objectives), seed=seed)
            assert {each.objective for each in drawn} == objectives
            assert not any(isinstance(each, Code) for each in drawn)
            assert not any(select.enemies(a, b) for a in drawn for b in drawn if a is not b)


def test_seeds_draw_different_quizzes() -> None:
    source = Bank(lesson="04_x", questions=tuple(item(n, n % 4) for n in range(20)))
    assert len({select.draw(source, 8, seed=seed) for seed in range(30)}) > 25


def test_no_question_is_in_nearly_every_quiz() -> None:
    for path in bank.files():
        source = bank.read(path)
        times = Counter(each.id for seed in range(50) for each in select.draw(source, 8, seed=seed))
        assert len(source.questions) < FULL or times.most_common(1)[0][1] <= 30, path


def test_few_questions_are_coin_tosses() -> None:
    source = bank.read(lesson("04").bank)
    for seed in range(50):
        drawn = select.draw(source, 8, seed=seed)
        assert sum(isinstance(each, TrueFalse) for each in drawn) <= 2
