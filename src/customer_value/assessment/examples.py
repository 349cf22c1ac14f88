"""Answers that a question makes for its own test: right ones, wrong ones and malformed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

import msgspec

from customer_value.assessment.model import AnyQuestion, Code, Numeric, Single, Status, TrueFalse
from customer_value.assessment.variants import show, shown_decimals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.variants import Variant


class Example(msgspec.Struct, frozen=True):
    """An answer, the status that it must get, and the sentence that it must earn if there is one."""

    answer: Any
    status: Status
    says: str | None = None


class AlwaysEqual:
    """Claims to equal everything, as a submission that cheats would."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0


def examples(question: AnyQuestion, variant: Variant) -> tuple[Example, ...]:
    """Return answers of every kind for one version of a question.

    Examples
    --------
    >>> from customer_value.assessment import variants
    >>> statement = TrueFalse(id="04.Q03", objective="04.O6", bloom="evaluate", stem="Long customers always pay most.",
    ...                       answer=False, says="Short relationships can pay too.")
    >>> [(each.answer, each.status) for each in examples(statement, variants.make(statement, seed=1))][:2]
    [(False, 'correct'), (True, 'wrong')]
    """
    match question:
        case Single():
            found = _single(question)
        case TrueFalse():
            found = _true_false(question)
        case Numeric():
            found = _numeric(question, variant)
        case Code():
            found = _code(variant)
        case _:
            assert_never(question)
    return (*found, Example(None, "not_attempted"), Example("____", "not_attempted"), Example("  ", "not_attempted"))


def _single(question: Single) -> Iterator[Example]:
    for place, option in enumerate(question.options):
        yield Example(place, "correct" if option.correct else "wrong", None if option.correct else option.says)
    for odd in (len(question.options), -1, True, "A", 0.0, AlwaysEqual()):
        yield Example(odd, "malformed")


def _true_false(question: TrueFalse) -> Iterator[Example]:
    yield Example(question.answer, "correct")
    yield Example(not question.answer, "wrong", question.says)
    for odd in (0, 1, "true", AlwaysEqual()):
        yield Example(odd, "malformed")


def _numeric(question: Numeric, variant: Variant) -> Iterator[Example]:
    answer, unit = variant.answer, question.unit
    decimals = shown_decimals(question, answer)
    plain = f"{answer:.{decimals}f}"
    yield Example(f"{show(answer, decimals)} {unit}", "correct")
    yield Example(f" {plain}{unit} ", "correct")
    if decimals and decimals != 3:
        yield Example(f"{plain.replace('.', ',')} {unit}", "correct")
    for value in variant.mistakes:
        yield Example(f"{_exact(value)} {unit}", "wrong")
    yield Example(f"{_exact(answer + 1000 * (1 + abs(answer)))} {unit}", "wrong")
    for odd in ("12,5O", "1,234", "about 5", "1 2 3", "nan", "inf", "1e999", "9" * 100, f"5 {unit} 5", "5 bananas"):
        yield Example(odd, "malformed")
    for thing in (AlwaysEqual(), True, [1], float("nan"), float("inf")):
        yield Example(thing, "malformed")


def _exact(value: float) -> str:
    """Write all digits, and zeros behind the decimals so that three of them are never taken for thousands."""
    text = repr(value)
    return f"{text}000" if "." in text and "e" not in text else text


def _code(variant: Variant) -> Iterator[Example]:
    yield Example(..., "not_attempted")
    if variant.answer is None:
        yield Example(1.0, "error")
        return
    yield Example(variant.answer, "correct")
    yield Example(AlwaysEqual(), "malformed")
    for value in variant.mistakes:
        yield Example(value, "wrong")
