"""Two banks that differ only in keys, tolerances, sentences, hints, rubrics and the like give the same bundle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Mistake, Tolerance
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.choice import Choice
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.gap import Gap, Word
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import Point, Short
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.classroom.assignments import composing

OTHER = "Another sentence of many words, which no other bank has."
replace = msgspec.structs.replace


def turned(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*parts[1:], *parts[:1])


def with_other_options(options: tuple[Any, ...]) -> tuple[Any, ...]:
    """Let the next option be right, and say something else of each."""
    right = turned(tuple(each.correct for each in options))
    return tuple(
        replace(each, correct=key, says=f"{OTHER} {place}", misconception="04.M9")
        for place, (each, key) in enumerate(zip(options, right, strict=True))
    )


def with_another_gap(gap: Gap) -> Gap:
    if gap.options:
        return replace(gap, options=with_other_options(gap.options))
    return replace(gap, accept=("otherwise",), mistakes=(Word(text="wise", says=OTHER),), says=OTHER)


def other_numbers() -> dict[str, Any]:
    mistakes = (Mistake(value="answer + 1", says=OTHER, misconception="04.M9"),)
    return {
        "answer": 12345.678,
        "fact": None,
        "tolerance": Tolerance(relative=0.5),
        "decimals": 5,
        "mistakes": mistakes,
    }


def _choice(question: Choice) -> AnyQuestion:
    return replace(question, options=with_other_options(question.options))


def _chart(question: Chart) -> AnyQuestion:
    return _choice(question) if question.options else replace(question, **other_numbers(), fact_arguments={})


def _true_false(question: TrueFalse) -> AnyQuestion:
    return replace(question, answer=not question.answer, says=OTHER, misconception="04.M9")


def _order(question: Order) -> AnyQuestion:
    rows = tuple(replace(each, says=OTHER, misconception="04.M9") for each in question.items)
    return replace(question, items=turned(rows))


def _match(question: Match) -> AnyQuestion:
    targets = turned(tuple(each.match for each in question.pairs))
    pairs = zip(question.pairs, targets, strict=True)
    return replace(question, pairs=tuple(replace(row, match=match, says=OTHER) for row, match in pairs))


def _cloze(question: Cloze) -> AnyQuestion:
    return replace(question, gaps={name: with_another_gap(gap) for name, gap in question.gaps.items()})


def _numeric(question: Numeric) -> AnyQuestion:
    return replace(question, **other_numbers(), arguments={})


def _short(question: Short) -> AnyQuestion:
    return replace(question, rubric=(Point(text="other", points=9, says=OTHER),), model=OTHER)


REKEYED: dict[type, Callable[..., AnyQuestion]] = {
    Single: _choice, Multiple: _choice, Chart: _chart, TrueFalse: _true_false, Order: _order, Match: _match,
    Cloze: _cloze, Numeric: _numeric, Short: _short,
}  # fmt: skip


def rekeyed(question: AnyQuestion) -> AnyQuestion:
    """Return a question that is shown as this one, and differs in all that says what is right, and why."""
    told = {"feedback": OTHER, "hints": (OTHER,), "source": None, "tags": ("other",)}
    return REKEYED[type(question)](replace(question, **told, objective="04.O9", bloom="create"))


def test_banks_that_differ_in_keys_alone_give_the_same_bytes(questions, handed_out) -> None:
    others = tuple(map(rekeyed, questions))
    for seed in range(3):
        assert handed_out(questions, seed) == handed_out(others, seed)


def test_these_banks_do_differ_in_keys(questions, ada) -> None:
    """By what the student would have to report from the same screen."""
    differs = {}
    for question in questions:
        reports = []
        for each in (question, rekeyed(question)):
            version = composing.versions([each], ada)[each.id]
            reports.append(str(each.to_screen(version, version.answer)))
        differs.setdefault(type(question), []).append(reports[0] != reports[1])
    assert len(differs) == 9
    for kind, found in differs.items():
        assert kind is Short or sum(found) >= 0.9 * len(found), kind


def test_a_bundle_changes_with_what_is_shown(questions, handed_out) -> None:
    stem = replace(questions[0], stem=f"{questions[0].stem} Indeed.")
    assert handed_out((stem, *questions[1:])) != handed_out(questions)
    assert handed_out(questions, 1) != handed_out(questions, 2)
