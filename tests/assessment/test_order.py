"""Putting things into order: scored by Kendall's tau, a random order earns little, the start is never the answer."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from customer_value.assessment import bank
from customer_value.assessment.examples import AlwaysEqual, examples
from customer_value.assessment.grading import grade
from customer_value.assessment.item import Item
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Outcome
from customer_value.assessment.questions.order import Order, Row, kendall_tau
from customer_value.assessment.variants import make

SIZES = st.integers(3, 7)


def steps(size: int) -> Order:
    items = tuple(
        Row(text=f"step {n}", says="" if n == size - 1 else f"Late {n}.", misconception=f"04.M{n}") for n in range(size)
    )
    return Order(id="04.Q07", objective="04.O2", bloom="apply", stem="", items=items, feedback="Yes.")


def grades(question: Order, answer: object, seed: int = 1) -> Outcome:
    return grade(question, make(question, seed), answer)


@given(data=st.data(), size=SIZES)
def test_the_score_is_kendalls_tau_and_what_stands_too_late_says_so(data: Any, size: int) -> None:
    answer = data.draw(st.permutations(range(size)))
    outcome = grades(steps(size), answer)
    tau = kendalltau(range(size), answer).statistic
    assert kendall_tau(answer) == pytest.approx(tau)
    assert outcome.score == pytest.approx(max(0, tau))
    assert 0 <= outcome.score <= 1
    right = answer == sorted(answer)
    assert outcome.status == ("correct" if right else "partial" if outcome.score else "wrong")
    late = [n for n in range(size - 1) if answer.index(n) > answer.index(n + 1)]
    assert right == (not late)
    assert outcome.feedback == (tuple(f"Late {n}." for n in late[:3]) or ("Yes.",))
    assert outcome.misconceptions == tuple(f"04.M{n}" for n in late)


@pytest.mark.parametrize(("size", "earned"), [(3, 0.28), (5, 0.16), (7, 0.13)])
def test_a_random_order_earns_little(size: int, earned: float) -> None:
    """The mean over all orders: what a learner who guesses gets on average."""
    question, variant = steps(size), make(steps(size), 1)
    scores = [question.grade(variant, list(each)).score for each in itertools.permutations(range(size))]
    assert statistics.mean(scores) == pytest.approx(earned, abs=0.005)


@given(size=SIZES, seed=st.integers(0, 10**9))
def test_what_is_shown_at_first_is_never_right(size: int, seed: int) -> None:
    order = make(steps(size), seed).order
    assert sorted(order) == list(range(size))
    assert grades(steps(size), list(order)).status != "correct"


def test_every_other_order_is_shown_at_first_as_often() -> None:
    """A habit of leaving, or of turning round, what is shown must not pay."""
    seen = Counter(make(steps(3), seed).order for seed in range(5000))
    assert len(seen) == 5
    assert min(seen.values()) > 900  # 1,000 each on average, 28 one standard deviation
    left = statistics.mean(grades(steps(5), list(make(steps(5), seed).order)).score for seed in range(1000))
    turned = statistics.mean(grades(steps(5), list(make(steps(5), seed).order)[::-1]).score for seed in range(1000))
    assert left < 0.2
    assert turned < 0.2


@given(size=SIZES, seeds=st.lists(st.integers(0, 10**6), min_size=2, max_size=2), data=st.data())
def test_the_same_order_is_worth_the_same_under_every_shuffle(size: int, seeds: list[int], data: Any) -> None:
    arranged = data.draw(st.permutations(range(size)))
    one, other = (Item(steps(size), make(steps(size), seed)) for seed in seeds)
    assert one.from_screen(one.to_screen(arranged)) == other.from_screen(other.to_screen(arranged)) == arranged
    assert one.take(arranged, None) == other.take(arranged, None)
    shown = one.view(unsaved="")
    assert [shown["options"][place] for place in shown["answer"]] == [f"step {n}" for n in arranged]


def test_what_cannot_be_an_answer_is_malformed_and_costs_nothing() -> None:
    question = steps(3)
    for odd in ([], [0, 1], [0, 1, 3], [0, 1, 1], [0] * 10**6, [False, True, 2], (0, 1, 2), "012", [AlwaysEqual()] * 3):
        assert (grades(question, odd).status, grades(question, odd).score) == ("malformed", 0)
    assert grades(question, AlwaysEqual()).status == "malformed"
    variant = make(question, 1)
    assert question.to_screen(variant, [0]) is None
    assert question.from_screen(variant, [0] * 10**6) is None


def test_marks_name_what_stands_too_late_and_tell_all_right_only_when_all_is() -> None:
    question = steps(4)
    variant = msgspec.structs.replace(make(question, 1), order=(3, 2, 1, 0))
    assert question.marks(variant, None, closed=False) == []
    assert question.marks(variant, [1, 0, 2, 3], closed=False) == ["", "", "", "wrong"]
    assert question.marks(variant, [1, 0, 2, 3], closed=True) == ["", "", "", "wrong"]
    assert question.marks(variant, [0, 1, 2, 3], closed=True) == ["correct"] * 4


def test_the_right_answer_the_key_and_the_paper() -> None:
    question = steps(3)
    variant = make(question, 1)
    assert question.right_answer(variant) == "1. step 0\n2. step 1\n3. step 2"
    assert [(each.sign, each.text, each.says) for each in question.keys(variant)] == [
        ("1.", "step 0", "Late 0."), ("2.", "step 1", "Late 1."), ("3.", "step 2", "")
    ]  # fmt: skip
    paper = question.on_paper(variant)
    assert (paper.box, paper.above) == ("__", "Number them in the right order.")
    assert paper.lines != ("step 0", "step 1", "step 2")


def test_rows_and_sentences_hold_the_learners_numbers(question: Callable[[str], AnyQuestion]) -> None:
    asked = question("04.Q07")
    variant = make(asked, 1)
    size = variant.numbers["size"]
    assert f"Take the margin of €{size} of sales" in variant.options
    told = msgspec.structs.replace(asked.items[0], says="Of €{{size}} only a part is margin.")
    asked = msgspec.structs.replace(asked, items=(told, *asked.items[1:]))
    assert grade(asked, variant, [1, 0, 2, 3]).feedback == (f"Of €{size} only a part is margin.",)


def test_a_row_or_none_is_shown_without_an_endless_search() -> None:
    assert make(steps(1), 1).order == (0,)
    assert make(steps(0), 1).order == ()


def test_every_example_of_the_course_earns_its_status_score_and_sentence() -> None:
    asked = [each for path in bank.files() for each in bank.read(path).questions if isinstance(each, Order)]
    assert asked
    for question in asked:
        for seed in range(50):
            variant = make(question, seed)
            tried = examples(question, variant)
            assert {each.status for each in tried} >= {"correct", "partial", "wrong", "malformed", "not_attempted"}
            assert {each.says for each in tried} >= {question.said(variant, each.says) for each in question.items[:-1]}
            for each in tried:
                outcome = grade(question, variant, each.answer)
                assert (outcome.status, outcome.score) == (each.status, each.score or 0), (question.id, seed, each)
                assert not each.says or outcome.feedback == (each.says,)
