"""One right option of several; the answer is its place in the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.messages import say
from customer_value.assessment.parts import Outcome
from customer_value.assessment.questions.choice import Choice
from customer_value.assessment.questions.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Variant


class Single(Choice, frozen=True, kw_only=True, tag="single"):
    """One right option of three to five, shuffled by the seed unless they are numbers or `shuffle: false`."""

    @property
    def chance(self) -> float:
        return 1 / len(self.options)

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        answer = next((place for place, each in enumerate(self.options) if each.correct), None)
        return msgspec.structs.replace(super().complete(variant, facts), answer=answer)

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if not is_place(answer, len(self.options)):
            return Outcome.malformed(say("choose_one"))
        option = self.options[answer]
        if option.correct:
            return Outcome.right(self.said(variant, self.feedback))
        return Outcome.wrong(self.said(variant, option.says), option.misconception)

    def right_answer(self, variant: Variant) -> str:
        return str(variant.options[variant.answer])

    def examples(self, variant: Variant) -> Iterator[Example]:
        for place, option in enumerate(self.options):
            says = None if option.correct else self.said(variant, option.says)
            yield Example(place, "correct" if option.correct else "wrong", says)
        for odd in (len(self.options), -1, True, "A", 0.0, AlwaysEqual()):
            yield Example(odd, "malformed")

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        return "" if is_place(shown, len(parts["options"])) else say("choose_one")

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import options

        yield from options.check(self)

    def from_screen(self, variant: Variant, shown: Any) -> int | None:
        return variant.order[shown] if is_place(shown, len(variant.order)) else None

    def to_screen(self, variant: Variant, answer: Any) -> int | None:
        return variant.order.index(answer) if answer in variant.order else None

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        right = [place == variant.answer and (closed or answer == place) for place in variant.order]
        return [
            "correct" if is_right else "wrong" if place == answer else ""
            for place, is_right in zip(variant.order, right, strict=True)
        ]
