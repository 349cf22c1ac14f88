"""What counts as a word, as negative, and as a clue, without false alarms."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Option
from customer_value.assessment.questions.single import Single
from customer_value.assessment.rules import options, wording

Find = Callable[[str], AnyQuestion]


def stem_codes(question: AnyQuestion, stem: str) -> list[str]:
    return [finding.code for finding in wording.check(msgspec.structs.replace(question, stem=stem))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12,5 % of €{{margin}}", 3),
        ("well-known P(alive) at t_x", 6),
        ("$m\\,r/(1+i-r)$ is a sum", 4),
        ("", 0),
        ("—", 0),
    ],
)
def test_words(text: str, count: int) -> None:
    assert len(wording.words(text)) == count


@pytest.mark.parametrize(
    ("stem", "codes"),
    [
        ("What is **the margin of this customer?**", []),
        ("Customers buy at least twice in every single year.", []),
        ("Which of these does NOT lower the value?", []),
        ("Which of these doesn't lower the value?", ["negative"]),
        ("Which margin is least, except for the first?", ["negative", "negative"]),
        ("What is $m$ at a price of \\$5 for all?", []),
        ("What is {{margin}} of this one customer?", ["name"]),
    ],
)
def test_stems(stem: str, codes: list[str], question: Find) -> None:
    assert stem_codes(question("04.Q03"), stem) == codes


def test_a_negative_option_under_a_negative_stem(question: Find) -> None:
    offered = tuple(
        Option(text=text, says="It says too little about it.") for text in ("It never ends", "It ends", "It stays")
    )
    single = msgspec.structs.replace(question("04.Q01"), options=offered)
    assert stem_codes(single, "Which of these is NOT a property of it?") == ["double-negative"]


def clues(stem: str, key: str, *others: str) -> list[str]:
    offered = (Option(text=key, correct=True), *(Option(text=other) for other in others))
    single = Single(id="04.Q01", objective="04.O1", bloom="apply", stem=stem, options=offered)
    return [finding.code for finding in options.check(single)]


def test_a_word_of_the_stem_in_the_key_alone_is_a_clue() -> None:
    assert clues("Why do loyal buyers pay?", "Their loyal habit", "Their income is high", "Their shop is near") == [
        "echo"
    ]
    assert clues("Why do loyal buyers pay?", "Their loyal habit", "A loyal income", "Their shop is near") == []
    assert clues("What raises lifetimes?", "A long lifetime", "A short margin", "A high price") == []


def test_numbers_are_in_rising_order_and_short_options_may_differ() -> None:
    assert clues("How much is it?", "€35", "€20", "€1,250") == ["option-order"]
    assert clues("How much is it?", "€20", "€35", "€1,250") == []
    assert clues("How much is it?", "a bit", "a little more", "very much of it") == []
    assert clues("How much is it?", "only now", "always now", "later") == ["absolute"]
    assert clues("How much is it?", "one", "two") == ["option-count"]
