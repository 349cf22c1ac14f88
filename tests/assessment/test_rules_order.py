"""Rules for things to put into order: how many, how long, told apart, and without their place in the words."""

from __future__ import annotations

import pytest

from customer_value.assessment.questions.order import Order, Row
from customer_value.assessment.rules import item, order

KNOWN = item.Known(frozenset({"04.O1"}), frozenset(), frozenset(), "04_x")


def steps(*texts: str, last_says: str = "") -> Order:
    items = tuple(
        Row(text=text, says=last_says if n == len(texts) - 1 else f"Thing {n} must stand earlier.")
        for n, text in enumerate(texts)
    )
    stem = "Put these things into their right order."
    return Order(id="04.Q07", objective="04.O1", bloom="apply", stem=stem, items=items)


def codes(question: Order) -> list[str]:
    return [finding.code for finding in order.check(question)]


def test_three_to_seven_things() -> None:
    assert codes(steps("a", "b", "c")) == codes(steps(*"abcdefg")) == []
    assert codes(steps("a", "b")) == codes(steps(*"abcdefgh")) == ["item-count"]
    assert codes(steps()) == ["item-count"]


def test_things_are_told_apart_and_short() -> None:
    assert codes(steps("Margin", "margin.", "sales")) == ["same-items"]
    assert codes(steps("word " * 21, "b", "c")) == ["item-length"]
    assert codes(steps("…", "b", "c")) == ["item-length"]


@pytest.mark.parametrize(
    "text", ["First, fit it", "then fit it", "Finally fit it", "Step two: fit it", "1. Fit it", "(2) Fit"]
)
def test_a_word_that_gives_the_place_away(text: str) -> None:
    assert codes(steps(text, "b", "c")) == ["order-clue"]


@pytest.mark.parametrize("text", ["The first margin", "Nextdoor sales", "10 purchases", "1.5 years", "Lasting value"])
def test_words_that_give_nothing_away(text: str) -> None:
    assert codes(steps(text, "b", "c")) == []


def test_the_last_says_nothing_and_each_other_says_something() -> None:
    assert codes(steps("a", "b", "c", last_says="This can stand nowhere too late.")) == ["last-says"]
    silent = Order(
        id="04.Q07", objective="04.O1", bloom="apply", stem="Put these things into their right order.",
        items=(Row(text="a"), *steps("a", "b", "c").items[1:]),
    )  # fmt: skip
    assert [(each.code, each.at) for each in item.check(silent, KNOWN)] == [("feedback", ("items", 0))]
