"""A statement to judge; the answer is True or False."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.messages import say
from customer_value.assessment.parts import MisconceptionId, Outcome, Says
from customer_value.assessment.questions.places import is_place
from customer_value.assessment.questions.question import Key, Paper, Question, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from customer_value.assessment.variants import Facts, Variant

_SHOWN = (True, False)


class TrueFalse(Question, frozen=True, kw_only=True, tag="true_false"):
    """A statement to judge; `says` is what the wrong judgement earns."""

    answer: Annotated[bool, Meta(description="Whether the statement is true.")]
    says: Says
    misconception: MisconceptionId | None = None

    @property
    def chance(self) -> float:
        return 1 / 2

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        return msgspec.structs.replace(variant, answer=self.answer)

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if type(answer) is not bool:
            return Outcome.malformed(say("choose_true_or_false"))
        if answer is self.answer:
            return Outcome.right(self.said(variant, self.feedback))
        return Outcome.wrong(self.said(variant, self.says), self.misconception)

    def right_answer(self, variant: Variant) -> str:
        return _word(variant.answer)

    def examples(self, variant: Variant) -> Iterator[Example]:
        yield Example(self.answer, "correct")
        yield Example(not self.answer, "wrong", self.said(variant, self.says))
        for odd in (0, 1, "true", AlwaysEqual()):
            yield Example(odd, "malformed")

    def sentences(self) -> Iterator[Sentence]:
        yield Sentence(("says",), self.says, self.misconception)

    def keys(self, variant: Variant) -> Sequence[Key]:
        return [Key("✓", _word(self.answer)), Key("✗", _word(not self.answer), self.said(variant, self.says))]

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:  # noqa: ARG003  other types need both
        return "" if is_place(shown, len(_SHOWN)) else say("choose_true_or_false")

    def from_screen(self, variant: Variant, shown: Any) -> bool | None:
        return _SHOWN[shown] if is_place(shown, len(_SHOWN)) else None

    def to_screen(self, variant: Variant, answer: Any) -> int | None:
        return None if answer is None else _SHOWN.index(answer)

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        return [
            "correct" if each is variant.answer and (closed or answer is each) else "wrong" if answer is each else ""
            for each in _SHOWN
        ]

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:  # noqa: ARG003  other types need the parts
        return Paper(tuple(map(_word, _SHOWN)), "( )")


def _word(judgement: bool) -> str:
    return say("true" if judgement else "false")
