"""Several right options; the answer is the list of their places in the bank, in rising order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.messages import say
from customer_value.assessment.parts import Outcome
from customer_value.assessment.questions.choice import Choice
from customer_value.assessment.questions.places import MOST_SENTENCES, is_selection
from customer_value.assessment.questions.question import Paper, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from customer_value.assessment.parts import Option
    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Variant


class Multiple(Choice, frozen=True, kw_only=True, tag="multiple"):
    """Two to four right options of three to seven; a right one's `says` is what leaving it out earns.

    The score is the share of right options that are ticked less the share of wrong ones that are, at least 0: ticking
    all earns nothing.
    """

    @property
    def chance(self) -> float:
        return 1 / ((1 << len(self.options)) - 1)  # any selection but the empty one

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        answer = [place for place, each in enumerate(self.options) if each.correct]
        return msgspec.structs.replace(super().complete(variant, facts), answer=answer)

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if not is_selection(answer, len(self.options)):
            return Outcome.malformed(say("choose_some"))
        errors = self._errors(answer)
        if not errors:
            return Outcome.right(self.said(variant, self.feedback))
        says = [self.said(variant, each.says) for each in errors[:MOST_SENTENCES]]
        return Outcome.scored(self._score(answer), says, (each.misconception for each in errors))

    def _errors(self, picks: list[int]) -> list[Option]:
        """Return the wrong options that are ticked, then the right ones that are left out."""
        ticked = [option for place, option in enumerate(self.options) if place in picks and not option.correct]
        missed = [option for place, option in enumerate(self.options) if place not in picks and option.correct]
        return ticked + missed

    def _score(self, picks: list[int]) -> float:
        keys = sum(option.correct for option in self.options)
        right = sum(self.options[place].correct for place in picks)
        return max(0.0, right / max(1, keys) - (len(picks) - right) / max(1, len(self.options) - keys))

    def right_answer(self, variant: Variant) -> str:
        return "\n".join(f"- {variant.options[place]}" for place in variant.order if place in variant.answer)

    def examples(self, variant: Variant) -> Iterator[Example]:
        keys, every = variant.answer, list(range(len(self.options)))
        yield Example(keys, "correct", score=1.0)
        yield Example(every, "wrong", score=0.0)
        for place, option in enumerate(self.options):
            picks = [each for each in every if (each in keys) != (each == place)]
            score = self._score(picks)
            yield Example(picks, "partial" if score else "wrong", self.said(variant, option.says), score)
            if not option.correct:
                yield Example([place], "wrong", score=0.0)
        for odd in ([], [len(every)], [-1], [0, 0], [True], ["0"], [0.0], [AlwaysEqual()], "0", 0, {0: 1}):
            yield Example(odd, "malformed")
        yield Example(AlwaysEqual(), "malformed")

    def sentences(self) -> Iterator[Sentence]:
        for place, option in enumerate(self.options):
            yield Sentence(("options", place), option.says, option.misconception)

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        return "" if is_selection(shown, len(parts["options"])) else say("choose_some")

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import multiple

        yield from multiple.check(self)

    def from_screen(self, variant: Variant, shown: Any) -> list[int] | None:
        return sorted(variant.order[place] for place in shown) if is_selection(shown, len(variant.order)) else None

    def to_screen(self, variant: Variant, answer: Any) -> list[int] | None:
        if not is_selection(answer, len(variant.order)):
            return None
        return [shown for shown, place in enumerate(variant.order) if place in answer]

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        picks = answer if is_selection(answer, len(self.options)) else []
        return [
            "" if place not in picks and not (closed and place in variant.answer)
            else "correct" if place in variant.answer else "wrong"
            for place in variant.order
        ]  # fmt: skip

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        return Paper(tuple(parts["options"]), "[ ]", above=say("choose_all"))
