"""Things to put into order; the answer is the list of their places in the bank, as the learner arranged them."""

from __future__ import annotations

from itertools import combinations, count, pairwise
from math import factorial
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.messages import say
from customer_value.assessment.parts import MisconceptionId, Outcome, Part, Path, Says, Text
from customer_value.assessment.questions.listed import Listed
from customer_value.assessment.questions.places import MOST_SENTENCES, is_arrangement
from customer_value.assessment.questions.question import Key, Paper, Sentence
from customer_value.assessment.variants import shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Variant


class Row(Part, frozen=True, kw_only=True):
    """One thing to put into order; `says` is what it earns behind the next one, which should follow it."""

    text: Text
    says: Says = ""
    misconception: MisconceptionId | None = None


class Order(Listed, frozen=True, kw_only=True, tag="order"):
    """Three to seven things, listed in the right order and shown in another.

    The score is Kendall's rank correlation with the right order (Kendall 1938, Biometrika 30, 81-93), at least 0: a
    random order earns .28, .16 and .13 on average for 3, 5 and 7 things.
    """

    items: Annotated[tuple[Row, ...], Meta(description="Three to seven, in the right order.")]

    @property
    def chance(self) -> float:
        return 1 / max(1, factorial(len(self.items)) - 1)  # the order that is shown first is never right

    def laid_out(self, variant: Variant) -> Variant:
        options = tuple(self.said(variant, each.text) for each in self.items)
        return msgspec.structs.replace(variant, options=options, order=self._start(variant.seed, options))

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        return msgspec.structs.replace(super().complete(variant, facts), answer=list(range(len(self.items))))

    def _start(self, seed: int, options: Sequence[str]) -> tuple[int, ...]:
        """Return the order that is shown at first: any but the right one, all equally likely."""
        tries = (shuffled(self.id, seed, options, f"item {number}") for number in count())
        return next(order for order in tries if order != tuple(range(len(options))) or len(set(options)) < 2)

    def handed_out(self, variant: Variant) -> Variant:
        return msgspec.structs.replace(variant, order=shuffled(self.id, variant.seed, variant.options, "item"))

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if not is_arrangement(answer, len(self.items)):
            return Outcome.malformed(say("arrange_all"))
        late = self._late(answer)
        if not late:
            return Outcome.right(self.said(variant, self.feedback))
        says = [self.said(variant, each.says) for each in late[:MOST_SENTENCES]]
        return Outcome.scored(max(0.0, kendall_tau(answer)), says, (each.misconception for each in late))

    def _late(self, arranged: list[int]) -> list[Row]:
        """Return what stands behind the thing that should follow it; in any wrong order there is one."""
        return [self.items[place] for place in _behind(arranged)]

    def right_answer(self, variant: Variant) -> str:
        return "\n".join(f"{number}. {text}" for number, text in enumerate(variant.options, 1))

    def examples(self, variant: Variant) -> Iterator[Example]:
        for arranged in _tried(len(self.items)):
            late, score = self._late(arranged), max(0.0, kendall_tau(arranged))
            says = self.said(variant, late[0].says) if len(late) == 1 else None
            yield Example(arranged, Outcome.scored(score, ()).status, says, score)
        right: list[Any] = variant.answer
        for odd in ([], right[:-1], [*right, len(right)], [True, *right[1:]], [AlwaysEqual()] * len(right)):
            yield Example(odd, "malformed")
        for thing in ("01", 0, AlwaysEqual()):
            yield Example(thing, "malformed")

    def sentences(self) -> Iterator[Sentence]:
        for place, item in enumerate(self.items[:-1]):
            yield Sentence(("items", place), item.says, item.misconception)

    def texts(self) -> Iterator[tuple[Path, str]]:
        yield from super().texts()
        yield from ((("items", place), item.text) for place, item in enumerate(self.items))

    def alternatives(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        yield ("items",), tuple(item.text for item in self.items)

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import order

        yield from order.check(self)

    def keys(self, variant: Variant) -> Sequence[Key]:
        return [
            Key(f"{number}.", variant.options[number - 1], self.said(variant, item.says))
            for number, item in enumerate(self.items, 1)
        ]

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        return "" if is_arrangement(shown, len(parts["options"])) else say("arrange_all")

    def from_screen(self, variant: Variant, shown: Any) -> list[int] | None:
        if not is_arrangement(shown, len(variant.order)):
            return None
        return [variant.order[place] for place in shown]

    def to_screen(self, variant: Variant, answer: Any) -> list[int] | None:
        if not is_arrangement(answer, len(variant.order)):
            return None
        return [variant.order.index(place) for place in answer]

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        """Mark what stands too late; once all is right, everything as right."""
        if not is_arrangement(answer, len(self.items)):
            return []
        late = _behind(answer)
        return ["correct" if not late else "wrong" if place in late else "" for place in variant.order]

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        return Paper(tuple(parts["options"]), "__", above=say("number_all"))


def kendall_tau(arranged: Sequence[int]) -> float:
    """Return Kendall's rank correlation of an arrangement of 0, 1, 2 ... with the rising order, -1 to 1.

    Examples
    --------
    >>> kendall_tau([0, 1, 2]), kendall_tau([2, 1, 0]), round(kendall_tau([1, 0, 2]), 3)
    (1.0, -1.0, 0.333)
    """
    pairs = list(combinations(arranged, 2))
    return sum(1 if first < second else -1 for first, second in pairs) / len(pairs)


def _behind(arranged: Sequence[int]) -> list[int]:
    """Return the places that stand behind their successor, in the right order."""
    return [place for place, after in pairwise(range(len(arranged))) if arranged.index(place) > arranged.index(after)]


def _tried(size: int) -> Iterator[list[int]]:
    """Yield the right order, its reverse, every two neighbours swapped, the first put last and the last put first."""
    right = list(range(size))
    yield right
    yield right[::-1]
    for place in right[:-1]:
        yield [*right[:place], place + 1, place, *right[place + 2 :]]
    yield [*right[1:], 0]
    yield [right[-1], *right[:-1]]
