"""Rules for several right options: how many of them, that each says something, and clues that give them away."""

from __future__ import annotations

import pytest

from customer_value.assessment.model import Bank
from customer_value.assessment.parts import Option
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.rules import item, multiple, whole_bank

KNOWN = item.Known(frozenset({"04.O1"}), frozenset(), frozenset(), "04_x")


def several(marks: str, *texts: str, stem: str = "Which of these parts does the sum leave out?", number: int = 6):
    """Write an item: `+` marks a right option, `-` a wrong one."""
    options = tuple(
        Option(text=text, correct=mark == "+", says=f"Error {number} {n} has a sentence.")
        for n, (mark, text) in enumerate(zip(marks, texts or map("option {}".format, "abcdefgh"), strict=False))
    )
    return Multiple(id=f"04.Q{number}", objective="04.O1", bloom="apply", stem=stem, options=options)


def codes(question: Multiple) -> list[str]:
    return [finding.code for finding in multiple.check(question)]


@pytest.mark.parametrize(
    ("marks", "broken"),
    [
        ("++-", []),
        ("++++---", []),
        ("+--", ["keys"]),
        ("---", ["keys"]),
        ("+++++--", ["keys"]),
        ("+++", ["no-wrong"]),
        ("+-", ["option-count", "keys"]),
        ("++------", ["option-count"]),
    ],
)
def test_two_to_four_are_right_of_three_to_seven(marks: str, broken: list[str]) -> None:
    assert codes(several(marks)) == broken


def test_wording_lengths_numbers_and_absolute_words() -> None:
    assert codes(several("++-", "Margin", "margin!", "churn")) == ["same-options"]
    assert codes(several("++-", "The margin", "All of the above", "The churn rate")) == ["banned-option", "absolute"]
    assert codes(several("++-", "only now", "later on", "at times")) == ["absolute"]
    assert codes(several("++-", "only now", "later on", "only then")) == []
    assert codes(several("++-", "short", "short too", "by far the longest one of all three")) == ["option-length"]
    assert codes(several("++-", "€20", "€10", "€30")) == ["option-order"]


def test_a_stem_that_asks_for_a_number_has_so_many_keys() -> None:
    assert codes(several("++-", stem="Which two of these parts does it leave out?")) == []
    assert codes(several("+++-", stem="Which two of these parts does it leave out?")) == ["stem-keys"]
    assert codes(several("++-", stem="Choose the three parts that it leaves out.")) == ["stem-keys"]
    assert codes(several("++-", stem="Which of these hold for two customers at once?")) == []


def test_each_option_needs_its_sentence_the_right_ones_too() -> None:
    silent = Option(text="option a", correct=True)
    question = several("++-")
    question = Multiple(
        id="04.Q06", objective="04.O1", bloom="apply", stem=question.stem, options=(silent, *question.options[1:])
    )
    found = list(item.check(question, KNOWN))
    assert [(each.code, each.at) for each in found] == [("feedback", ("options", 0))]


def test_over_a_bank_the_number_of_right_options_varies() -> None:
    def found(*marks: str) -> list[str]:
        items = tuple(several(each, number=n) for n, each in enumerate(marks))
        return [
            each.code for _, each in whole_bank.check(Bank(lesson="04_x", questions=items), frozenset(), whole=True)
        ]

    assert found("++-", "++--", "++-") == ["key-counts"]
    assert found("++-", "+++-", "++-") == []
    assert found("++-", "++--") == []
