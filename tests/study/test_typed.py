"""What is typed in a terminal is the answer that the screen would give, for every type that fits there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from customer_value.assessment import bank, variants
from customer_value.assessment.item import Item
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import Short
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.study.typed import fits, lines, prompts, to_screen


@pytest.fixture(scope="module")
def items(project, facts: Mapping[str, Callable[..., float]]) -> list[Item]:
    questions = bank.read(project / "tests" / "assessment" / "example.yaml").questions
    return [Item(each, variants.make(each, 1, facts)) for each in questions]


@pytest.fixture(scope="module")
def facts() -> Mapping[str, Callable[..., float]]:
    return dict.fromkeys(
        ["lifetime.mean_purchase_size", "lifetime.simple_ltv", "lifetime.retention_rate_year", "lifetime.survival"],
        lambda **_: 0.5,
    )


def _typed(item: Item) -> list[str]:
    """Return what a learner types who knows the answer."""
    shown = item.to_screen(item.variant.answer)
    match item.question:
        case Numeric():
            return [f"{shown:.4f}"]
        case Cloze():
            return [each if isinstance(each, str) else str(each + 1) for each in shown]
        case Multiple() | Order() | Match():
            return [" ".join(str(each + 1) for each in shown)]
    return [str(shown + 1)]


def test_every_type_that_fits_can_be_answered_right(items: list[Item]) -> None:
    tried = set()
    for item in items:
        if fits(item.question):
            tried.add(type(item.question))
            assert len(prompts(item)) == len(_typed(item))
            item.take(item.from_screen(to_screen(item, _typed(item))), None)
            assert item.right, item.question.id
            assert isinstance(item.question, Numeric) == (lines(item) == [])
    assert tried == {Single, TrueFalse, Multiple, Order, Match, Cloze, Numeric}


def test_what_needs_a_figure_or_room_to_write_does_not_fit(items: list[Item]) -> None:
    assert {type(each.question) for each in items if not fits(each.question)} == {Chart, Short, Code}


@pytest.mark.parametrize("odd", ["0", "99", "one", "1.5", "-1", "1 x", "١"])
def test_what_cannot_be_read_is_no_answer(items: list[Item], odd: str) -> None:
    for item in items:
        if fits(item.question) and not isinstance(item.question, Numeric | Cloze):
            assert to_screen(item, [odd]) is None


def test_a_gap_that_cannot_be_read_is_open(items: list[Item]) -> None:
    for item in items:
        if isinstance(item.question, Cloze):
            typed = ["one"] * len(prompts(item))
            given = to_screen(item, typed)
            chosen = [bool(each) for each in item.question.screen(item.variant)["gaps"]]
            assert [each is None for each in given] == chosen
