"""Rows to match with targets; the answer is a list with the place of a target for each row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from customer_value.assessment.chance import above_chance
from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.markdown import to_html, to_speech, to_text
from customer_value.assessment.messages import say
from customer_value.assessment.parts import MisconceptionId, Outcome, Part, Path, Says
from customer_value.assessment.questions.places import MOST_SENTENCES, is_place
from customer_value.assessment.questions.question import Key, Paper, Question, Sentence
from customer_value.assessment.variants import shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Variant


class Pair(Part, frozen=True, kw_only=True):
    """One row and its target; `says` is what any other target earns."""

    text: Annotated[str, Meta(description="The row, in Markdown; formulas are welcome.")]
    match: Annotated[str, Meta(description="Its target: plain text of at most 40 characters; rows may share one.")]
    says: Says = ""
    misconception: MisconceptionId | None = None


class Match(Question, frozen=True, kw_only=True, tag="match"):
    """Three to seven rows, each to be given one of the targets; `others` are targets that no row has.

    The score is the share of right rows above chance, at least 0: with five rows, each with its own target, one right
    row earns 0, four earn .75. Chance is what the best guess without knowledge finds: the commonest target for every
    row. A target drawn for each row finds no more on average, as the commonest has at least one row in so many targets.
    """

    pairs: Annotated[tuple[Pair, ...], Meta(min_length=1, description="Three to seven rows with their targets.")]
    others: Annotated[tuple[str, ...], Meta(description="Targets that match nothing.")] = ()

    @property
    def chance(self) -> float:
        return float(len(self.targets)) ** -len(self.pairs)

    @property
    def targets(self) -> tuple[str, ...]:
        """Each target once, in the order of the bank; an answer names their places."""
        return tuple(dict.fromkeys([*(each.match for each in self.pairs), *self.others]))

    def laid_out(self, variant: Variant) -> Variant:
        options = tuple(self.said(variant, each) for each in self.targets)
        return msgspec.structs.replace(variant, options=options, order=self._order(variant.seed, options))

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        right = [self.targets.index(each.match) for each in self.pairs]
        return msgspec.structs.replace(super().complete(variant, facts), answer=right)

    def _order(self, seed: int, targets: Sequence[str]) -> tuple[int, ...]:
        """Shuffle the targets, and never show them in the order of the rows, which would be the key."""
        order = shuffled(self.id, seed, targets, "target")
        return order[1:] + order[:1] if order == tuple(range(len(targets))) else order

    def handed_out(self, variant: Variant) -> Variant:
        return msgspec.structs.replace(variant, order=shuffled(self.id, variant.seed, variant.options, "target"))

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if open_rows := self._open(variant, answer):
            return Outcome.malformed(say("rows_open", open=open_rows, all=len(self.pairs)))
        wrong = [each for each, is_right in zip(self.pairs, self._right(variant, answer), strict=True) if not is_right]
        if not wrong:
            return Outcome.right(self.said(variant, self.feedback))
        says = [self.said(variant, each.says) for each in wrong[:MOST_SENTENCES]]
        return Outcome.scored(self._score(len(wrong)), says, (each.misconception for each in wrong))

    def _open(self, variant: Variant, answer: Any) -> int:
        """Count the rows that have no target; all, if this is no list of one place for each row."""
        if type(answer) is not list or len(answer) != len(self.pairs):
            return len(self.pairs)
        return sum(not is_place(each, len(variant.options)) for each in answer)

    def _right(self, variant: Variant, answer: Any) -> list[bool]:
        return [chosen == right for chosen, right in zip(answer, variant.answer, strict=True)]

    def _score(self, wrong: int) -> float:
        rows = len(self.pairs)
        [(_, commonest)] = Counter(each.match for each in self.pairs).most_common(1)
        return above_chance(rows - wrong, rows, chance=commonest / rows)

    def right_answer(self, variant: Variant) -> str:
        return "\n".join(f"- {row} → **{target}**" for row, target in self._solved(variant))

    def _rows(self, variant: Variant) -> list[str]:
        return [self.said(variant, each.text) for each in self.pairs]

    def _solved(self, variant: Variant) -> list[tuple[str, str]]:
        targets = (variant.options[place] for place in variant.answer)
        return list(zip(self._rows(variant), targets, strict=True))

    def examples(self, variant: Variant) -> Iterator[Example]:
        right, count = variant.answer, len(variant.options)
        yield Example(right, "correct", score=1.0)
        score = self._score(1)
        for place, pair in enumerate(self.pairs):
            changed = [*right[:place], (right[place] + 1) % count, *right[place + 1 :]]
            yield Example(changed, "partial" if score else "wrong", self.said(variant, pair.says), score)
        yield Example([(each + 1) % count for each in right], "wrong", score=0.0)
        for odd in (None, -1, count, True, "A", 0.0, [0], AlwaysEqual()):
            yield Example([*right[:-1], odd], "malformed")
        for thing in ([], right[:-1], [*right, 0], dict.fromkeys(right), tuple(right), "0", 0, AlwaysEqual()):
            yield Example(thing, "malformed")

    def sentences(self) -> Iterator[Sentence]:
        for place, pair in enumerate(self.pairs):
            yield Sentence(("pairs", place), pair.says, pair.misconception)

    def texts(self) -> Iterator[tuple[Path, str]]:
        yield from super().texts()
        for place, pair in enumerate(self.pairs):
            yield ("pairs", place), pair.text
            yield ("pairs", place), pair.match
        yield from ((("others", place), text) for place, text in enumerate(self.others))

    def alternatives(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        yield ("pairs",), self.targets

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import matching

        yield from matching.check(self)

    def keys(self, variant: Variant) -> Sequence[Key]:
        rows = [
            Key("✓", f"{row} → {target}", self.said(variant, pair.says))
            for pair, (row, target) in zip(self.pairs, self._solved(variant), strict=True)
        ]
        return [*rows, *(Key("✗", self.said(variant, each)) for each in self.others)]

    def parts(self, variant: Variant) -> dict[str, Any]:
        return {"rows": self._rows(variant), "targets": [variant.options[place] for place in variant.order]}

    @classmethod
    def drawn(cls, parts: Mapping[str, Any]) -> dict[str, Any]:
        rows, targets = parts["rows"], parts["targets"]
        return {"rows": [*map(to_html, rows)], "names": [*map(to_speech, rows)], "targets": [*map(to_text, targets)]}

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        rows, targets = len(parts["rows"]), len(parts["targets"])
        given = shown if type(shown) is list and len(shown) == rows else [None] * rows
        open_rows = sum(not is_place(each, targets) for each in given)
        return say("rows_open", open=open_rows, all=rows) if open_rows else ""

    def from_screen(self, variant: Variant, shown: Any) -> list[int | None] | None:
        if type(shown) is not list or len(shown) != len(self.pairs):
            return None
        places = variant.order
        return [places[each] if is_place(each, len(places)) else None for each in shown]

    def to_screen(self, variant: Variant, answer: Any) -> list[int | None] | None:
        if self._open(variant, answer) == len(self.pairs):
            return None
        return [variant.order.index(each) if type(each) is int and each in variant.order else None for each in answer]

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        if self._open(variant, answer):
            return []
        return ["correct" if is_right else "wrong" for is_right in self._right(variant, answer)]

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        above = say("targets_place", targets=" · ".join(parts["targets"]))
        return Paper(tuple(f"{row} → ____" for row in parts["rows"]), above=above)
