"""What makes a text with gaps unanswerable, ambiguous or answerable without knowing anything, is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from customer_value.assessment import bank
from customer_value.assessment.parts import Option
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.gap import Gap, Word
from customer_value.assessment.rules import gaps

TEXT = "The share that leaves in a year is the [[name]], and it [[moves]] while the faithful stay."
SAYS = "It says too little about it."
NAME = Gap(accept=("hazard", "churn rate"), mistakes=(Word(text="danger", says=SAYS),), says=SAYS)
HA_ZARD = Word(text="Ha-zard", says=SAYS)
FALLS, RISES = Option(text="falls", correct=True), Option(text="rises", says=SAYS)
MOVES = Gap(options=(FALLS, RISES))


def codes(text: str = TEXT, stem: str = "Complete this.", **more: Gap) -> list[tuple[str, tuple[str | int, ...]]]:
    named = {"name": NAME, "moves": MOVES, **more}
    question = Cloze(id="04.Q21", objective="04.O3", bloom="apply", stem=stem, text=text, gaps=named)
    return [(each.code, each.at) for each in gaps.check(question)]


def test_a_good_text_breaks_no_rule() -> None:
    assert codes() == []


def test_one_to_six_gaps_in_a_text_that_is_not_long() -> None:
    assert ("gap-count", ("text",)) in codes("There is none.")
    seven = {f"g{n}": MOVES for n in range(7)}
    assert codes(f"[[name]] [[moves]] {' '.join(f'[[{name}]]' for name in seven)}", **seven) == [
        ("gap-count", ("text",))
    ]
    assert codes(f"{TEXT} {'word ' * 120}") == [("text-length", ("text",))]


def test_text_and_gaps_name_the_same() -> None:
    assert codes(f"{TEXT} [[title]]") == [("gap", ("text",))]
    assert codes(f"{TEXT} [[name]]") == [("gap", ("text",))]
    assert codes(extra=MOVES) == [("gap", ("gaps", "extra"))]


@pytest.mark.parametrize("part", ["$r=[[more]]$", "`[[more]]`", "[word](https://example.org/[[more]])"])
def test_no_gap_inside_a_formula_code_or_link(part: str) -> None:
    assert codes(f"{TEXT} {part}", more=MOVES) == [("gap", ("text",))]


def test_a_gap_is_chosen_or_typed() -> None:
    assert codes(moves=Gap()) == [("gap-kind", ("gaps", "moves"))]
    assert codes(moves=Gap(options=(FALLS, RISES), accept=("falls",))) == [("gap-kind", ("gaps", "moves"))]
    assert codes(moves=Gap(options=(FALLS, RISES), says=SAYS)) == [("gap-kind", ("gaps", "moves"))]


@pytest.mark.parametrize(
    ("options", "code", "place"),
    [
        ((FALLS,), "option-count", ()),
        ((FALLS, RISES, Option(text="Rises!", says=SAYS)), "same-options", (2,)),
        ((FALLS, RISES, Option(text="all of the above", says=SAYS)), "banned-option", (2,)),
        ((FALLS, RISES, Option(text="stays, $r$", says=SAYS)), "plain", (2,)),
        ((FALLS, RISES, Option(text="stays as it has been so far", says=SAYS)), "long", (2,)),
        ((FALLS, RISES, Option(text="stays", correct=True)), "one-key", ()),
        ((Option(text="falls", correct=True, says=SAYS), RISES), "key-says", (0,)),
        ((Option(text="always falls", correct=True), RISES), "absolute", (0,)),
    ],
)
def test_options_keep_the_rules_of_all_options(options: tuple[Option, ...], code: str, place: tuple[int, ...]) -> None:
    assert (code, ("gaps", "moves", "options", *place)) in codes(moves=Gap(options=options))


@pytest.mark.parametrize(
    ("gap", "code", "at"),
    [
        (Gap(accept=("12 %",), says=SAYS), "word", ("accept", 0)),
        (Gap(accept=("…",), says=SAYS), "word", ("accept", 0)),
        (Gap(accept=("hazard", "Hazards"), says=SAYS), "same-words", ("accept", 1)),
        (Gap(accept=("hazard",), mistakes=(HA_ZARD,), says=SAYS), "mistake-inside", ("mistakes", 0)),
        (Gap(accept=("leave",), says=SAYS), "given-away", ("accept", 0)),
        (Gap(accept=("faithful stays",), says=SAYS), "given-away", ("accept", 0)),
        (Gap(accept=("complete",), says=SAYS), "given-away", ("accept", 0)),
    ],
)  # fmt: skip
def test_typed_words_are_words_different_and_not_given_away(gap: Gap, code: str, at: tuple[str, int]) -> None:
    assert (code, ("gaps", "name", *at)) in codes(name=gap)


LATER = "says: Money that comes later cannot earn interest meanwhile, so it weighs less."
TODAY = "says: The word says that this is what the margin is worth today."


@pytest.mark.parametrize(
    ("old", "new", "code", "marker"),
    [
        (LATER, "says: ''", "feedback", "text: more"),
        (TODAY, "says: ''", "feedback", "says: ''"),
        ("accept: [present, current]", "accept: [present, later]", "given-away", "accept: [present"),
        ("[[kind]]", "[[sort]]", "gap", "text: >\n      A euro"),
    ],
)
def test_the_line_is_told(
    old: str, new: str, code: str, marker: str, example_path: Path, write_bank: Callable[[str], Path]
) -> None:
    good = example_path.read_text(encoding="utf-8")
    assert good.count(old) == 1
    text = good.replace(old, new)
    problems = bank.check(write_bank(text), objectives={"04.O1", "04.O2", "04.O3", "04.O6"})
    line = text[: text.index(marker)].count("\n") + 1
    assert (code, line) in [(each.code, each.line) for each in problems if each.item == "04.Q21"], problems
