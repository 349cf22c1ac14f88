"""What makes a matching unfair, unreadable in a select, or solvable without knowing anything, is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from customer_value.assessment import bank
from customer_value.assessment.parts import Variable
from customer_value.assessment.questions.match import Match, Pair
from customer_value.assessment.rules import matching, variables

ROWS = {"Its survival": "share of all, still there", "Its hazard": "share of last year's, gone", "Its age": "years"}


def rows(pairs: dict[str, str], *others: str, **more: object) -> Match:
    made = tuple(Pair(text=text, match=match, says="It says too little.") for text, match in pairs.items())
    return Match(id="04.Q20", objective="04.O3", bloom="apply", stem="", pairs=made, others=others, **more)


def found(question: Match) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(each.code, each.at) for each in matching.check(question)]


def test_a_good_matching_breaks_no_rule() -> None:
    assert found(rows(ROWS, "share of all, gone")) == []
    assert found(rows({**ROWS, "Its loss": "share of last year's, gone"})) == []  # two rows may share a target


@pytest.mark.parametrize("count", [2, 8])
def test_three_to_seven_rows(count: int) -> None:
    pairs = {f"row {'x' * n}": f"target {'y' * n}" for n in range(1, count + 1)}
    assert found(rows(pairs, "z")) == [("pair-count", ("pairs",))]


def test_three_to_nine_different_targets() -> None:
    two = {"one": "up", "two": "down", "three": "up"}
    assert found(rows(two)) == [("target-count", ("pairs",))]
    assert found(rows(two, "level")) == []
    assert found(rows(ROWS, *(f"other {n}" for n in range(7)))) == [("target-count", ("pairs",))]


def test_rows_and_targets_are_told_apart() -> None:
    assert found(rows({**ROWS, "its hazard ": "euro"})) == [("same-rows", ("pairs", 3))]
    assert found(rows({**ROWS, " ": "euro"})) == [("same-rows", ("pairs", 3))]
    assert found(rows(ROWS, "Years!")) == [("same-targets", ("others", 0))]
    assert found(rows(ROWS, "euro", "Euro.")) == [("same-targets", ("others", 1))]
    assert found(rows({**ROWS, "Its gap": "Years"})) == [("same-targets", ("pairs", 3))]
    assert found(rows(ROWS, "")) == [("same-targets", ("others", 0))]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("$S(t)$", "plain"),
        ("the **whole** share", "plain"),
        ("`x`", "plain"),
        ("[a page](https://example.org)", "plain"),
        ("x" * 41, "long"),
        ("all of the above", "banned-option"),
    ],
)
def test_a_select_shows_short_plain_text(target: str, code: str) -> None:
    assert found(rows(ROWS, target)) == [(code, ("others", 0))]


def test_a_word_that_a_row_shares_with_its_target_alone_is_a_clue() -> None:
    echoes = {**ROWS, "Its silence": "weeks of silence"}
    assert found(rows(echoes)) == [("echo", ("pairs", 3))]
    assert found(rows(echoes, "years of silence")) == []
    assert found(rows({**ROWS, "The customers": "number of customers"})) == []  # a term of the course
    assert found(rows({**ROWS, "What is sold": "all that is sold"})) == []  # short words join most sentences


def test_targets_differ_in_every_version() -> None:
    drawn = {"up": Variable(choices=(1, 2)), "down": Variable(choices=(2, 3))}
    question = rows({**ROWS, "Its start": "{{up}} euro", "Its end": "{{down}} euro"}, variables=drawn)
    assert found(question) == []
    problems = [(each.code, each.at, each.rule) for each in variables.distinct(question, None)]
    assert problems == [("same-options", ("pairs",), "two of these are the same with up = 2, down = 2.")]
    apart = {"up": Variable(choices=(1, 2)), "down": Variable(choices=(3, 4))}
    assert (
        list(variables.distinct(rows({**ROWS, "Its start": "{{up}}", "Its end": "{{down}}"}, variables=apart), None))
        == []
    )


def test_versions_that_cannot_be_computed_are_left_to_their_own_rule() -> None:
    drawn = {"up": Variable(choices=(0, 1)), "down": Variable(value="1 / up")}
    question = rows({**ROWS, "Its start": "{{up}} euro", "Its end": "{{down}} euro"}, variables=drawn)
    assert list(variables.distinct(question, None)) == []


def test_each_row_needs_its_sentence_and_the_line_is_told(
    example_path: Path, write_bank: Callable[[str], Path]
) -> None:
    says = "says: Retention looks back one year, so its base shrinks from year to year."
    text = example_path.read_text(encoding="utf-8").replace(says, "says: ''")
    problems = bank.check(write_bank(text), objectives={"04.O1", "04.O2", "04.O3", "04.O6"})
    line = text[: text.index("text: Retention $r_t$")].count("\n") + 1
    assert [(each.code, each.line) for each in problems if each.item == "04.Q20"] == [("feedback", line)]
