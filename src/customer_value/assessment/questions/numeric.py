"""A number with a unit; the answer is a number in that unit, or text that holds one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta, field

from customer_value.assessment import off
from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.expressions import evaluate
from customer_value.assessment.messages import say
from customer_value.assessment.numerals import amount, fill, show, typed
from customer_value.assessment.parts import Decimals, Expression, Mistake, Outcome, Path, Tolerance
from customer_value.assessment.questions.question import Key, Paper, Question, Sentence
from customer_value.assessment.reader import Number, Unclear, decimal_by_nature, read
from customer_value.assessment.variants import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeGuard

    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Numbers, Variant

LARGEST = 1e100
TWO_DIGITS = 10  # steps of the last digit: 940 for 938 is rounded, 900 is another number
SLACK = 1e-9  # an answer at the very edge of the tolerance is inside, however floats round


class Numeric(Question, frozen=True, kw_only=True, tag="numeric"):
    """A number with a unit: computed from drawn variables, or a fact of the learner's own data.

    A unit of "%" wants 33 for a third; a unit of "share" wants 0.33 and reads "33 %" as that.
    """

    answer: Expression | None = None
    fact: Annotated[str | None, Meta(description="Instead of `answer`: a fact by name.")] = None
    arguments: Annotated[dict[str, Any], Meta(description='For the fact; "{{name}}" stands for a variable.')] = field(
        default_factory=dict
    )
    unit: Annotated[str, Meta(description="Shown beside the field: €, %, share, years, customers ...")]
    tolerance: Tolerance
    decimals: Annotated[Decimals | None, Meta(description="How many the right answer is shown with.")] = None
    mistakes: tuple[Mistake, ...] = ()

    @property
    def names_answer(self) -> bool:
        return True

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        answer, mistakes = self.solve(variant.numbers, facts)
        return msgspec.structs.replace(variant, answer=answer, mistakes=mistakes)

    def solve(self, numbers: Numbers, facts: Facts | None = None) -> tuple[float, tuple[float, ...]]:
        """Return the right number and the wrong ones of the named mistakes."""
        if self.fact is not None:
            answer = look_up(self.fact, self.arguments, numbers, facts)
        else:
            answer = evaluate(self.answer if self.answer is not None else "", numbers)
        known = {**numbers, "answer": answer}
        return answer, tuple(_value(each, known, facts) for each in self.mistakes)

    def shown_decimals(self, answer: float) -> int:
        """Return how many decimals the right answer is shown with: as stated, else one finer than the tolerance.

        Never three where the reader of answers would ask whether they are thousands: there two are inside the
        tolerance.
        """
        if self.decimals is not None:
            return self.decimals
        width = self.tolerance.around(answer)
        places = min(12, max(0, 1 - math.floor(math.log10(width)))) if width < 1 else 0
        return 2 if places == 3 and not decimal_by_nature(self.unit) else places

    def said(self, variant: Variant, text: str) -> str:
        numbers = {**variant.numbers, "answer": variant.answer}
        return fill(text, numbers, {**self.places, "answer": self.shown_decimals(variant.answer)})

    def grade(self, variant: Variant, answer: object) -> Outcome:
        number = _number(answer, self.unit)
        return Outcome.malformed(number.says) if isinstance(number, Unclear) else self._judge(variant, number)

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        number = _number(shown, parts["unit"])
        return number.says if isinstance(number, Unclear) else ""

    def _judge(self, variant: Variant, number: Number) -> Outcome:
        if self._near(number.value, variant.answer):
            return Outcome.right(self.said(variant, self.feedback))
        if (place := self._mistake(variant, number.value)) is not None:
            mistake = self.mistakes[place]
            return Outcome.wrong(self.said(variant, mistake.says), mistake.misconception)
        if _rounded(number, variant.answer):
            return Outcome.malformed(say("rounded_too_much"))
        return Outcome.wrong(off.how(number.value, variant.answer, lambda value: self._near(value, variant.answer)))

    def _near(self, value: float, target: float) -> bool:
        return abs(value - target) <= self.tolerance.around(target) * (1 + SLACK)

    def _mistake(self, variant: Variant, value: float) -> int | None:
        """Return the place of the nearest named mistake that the value is."""
        places = [i for i, wrong in enumerate(variant.mistakes) if self._near(value, wrong)]
        return min(places, key=lambda i: abs(variant.mistakes[i] - value), default=None)

    def right_answer(self, variant: Variant) -> str:
        return amount(variant.answer, self.shown_decimals(variant.answer), self.unit)

    def examples(self, variant: Variant) -> Iterator[Example]:
        answer, unit = variant.answer, self.unit
        decimals = self.shown_decimals(answer)
        plain = f"{answer:.{decimals}f}"
        yield Example(f"{typed(answer, decimals)} {unit}", "correct")
        yield Example(f" {plain}{unit} ", "correct")
        if decimals and decimals != 3:
            yield Example(f"{plain.replace('.', ',')} {unit}", "correct")
        for mistake, value in zip(self.mistakes, variant.mistakes, strict=True):
            yield Example(f"{_exact(value)} {unit}", "wrong", self.said(variant, mistake.says))
        yield Example(f"{_exact(answer + 1000 * (1 + abs(answer)))} {unit}", "wrong")
        for odd in ("12,5O", "1,234", "about 5", "1 2 3", "nan", "inf", "1e999", "9" * 100, f"5 {unit} 5", "5 bananas"):
            yield Example(odd, "malformed")
        for thing in (AlwaysEqual(), True, [1], float("nan"), float("inf")):
            yield Example(thing, "malformed")

    def sentences(self) -> Iterator[Sentence]:
        for place, mistake in enumerate(self.mistakes):
            yield Sentence(("mistakes", place), mistake.says, mistake.misconception)

    def expressions(self) -> Iterator[tuple[Path, Expression, set[str]]]:
        yield from super().expressions()
        names = set(self.variables)
        if self.answer is not None:
            yield ("answer",), self.answer, names
        for place, mistake in enumerate(self.mistakes):
            if mistake.value is not None:
                yield ("mistakes", place, "value"), mistake.value, names | {"answer"}

    def facts(self) -> Iterator[tuple[Path, str, dict[str, Any]]]:
        yield from super().facts()
        if self.fact is not None:
            yield ("fact",), self.fact, self.arguments
        for place, mistake in enumerate(self.mistakes):
            if mistake.fact is not None:
                yield ("mistakes", place), mistake.fact, mistake.arguments

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import numbers

        yield from numbers.check(self, known.facts)

    def keys(self, variant: Variant) -> Sequence[Key]:
        width = show(float(f"{self.tolerance.around(variant.answer):.2g}"), unit=self.unit)
        decimals = self.shown_decimals(variant.answer)
        wrong = [
            Key("✗", show(value, decimals, unit=self.unit), self.said(variant, mistake.says))
            for value, mistake in zip(variant.mistakes, self.mistakes, strict=True)
        ]
        return [Key("✓", f"{self.right_answer(variant)} (accepted: ± {width})"), *wrong]

    def parts(self, variant: Variant) -> dict[str, Any]:
        return {"unit": self.unit}

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        return Paper((f"{say('answer_place')} {parts['unit']}".rstrip(),))


def is_finite(value: object) -> TypeGuard[float]:
    """Tell whether a value is a plain, finite number of Python's own, of a size that a float holds."""
    return type(value) in (int, float) and -LARGEST < value < LARGEST  # type: ignore[operator]


def _number(answer: object, unit: str) -> Number | Unclear:
    if is_finite(answer):
        return Number(float(answer), 0.0)
    return read(answer, unit) if type(answer) is str else Unclear(say("write_one_number"))


def _value(mistake: Mistake, numbers: Numbers, facts: Facts | None) -> float:
    if mistake.fact is not None:
        return look_up(mistake.fact, mistake.arguments, numbers, facts)
    return evaluate(mistake.value if mistake.value is not None else "", numbers)


def _rounded(number: Number, answer: float) -> bool:
    """Tell whether this is the right value with fewer digits: two at least, or it may be anything."""
    digits_enough = abs(number.value) >= TWO_DIGITS * number.step * (1 - SLACK)
    return digits_enough and abs(number.value - answer) <= number.step / 2 * (1 + SLACK)


def _exact(value: float) -> str:
    """Write all digits, and zeros behind the decimals so that three of them are never taken for thousands."""
    text = repr(value)
    return f"{text}000" if "." in text and "e" not in text else text
