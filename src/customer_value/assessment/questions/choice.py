"""What questions with options have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment.numerals import leading_number
from customer_value.assessment.parts import Option, Path, Shuffle
from customer_value.assessment.questions.listed import Listed
from customer_value.assessment.questions.question import Key, Paper, Sentence
from customer_value.assessment.variants import shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from customer_value.assessment.variants import Variant


class Choice(Listed, frozen=True, kw_only=True):
    """Options, shuffled by the seed unless they are numbers or `shuffle: false`; numbers stand in rising order."""

    options: tuple[Option, ...]
    shuffle: Shuffle = True

    def laid_out(self, variant: Variant) -> Variant:
        options = tuple(self.said(variant, each.text) for each in self.options)
        return msgspec.structs.replace(variant, options=options, order=self._order(variant, options))

    def _order(self, variant: Variant, options: Sequence[str]) -> tuple[int, ...]:
        return arranged(self.id, variant.seed, options) if self.shuffle else tuple(range(len(options)))

    def sentences(self) -> Iterator[Sentence]:
        for place, option in enumerate(self.options):
            if not option.correct:
                yield Sentence(("options", place), option.says, option.misconception)

    def texts(self) -> Iterator[tuple[Path, str]]:
        yield from super().texts()
        yield from ((("options", place), option.text) for place, option in enumerate(self.options))

    def alternatives(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        yield ("options",), tuple(option.text for option in self.options)

    def keys(self, variant: Variant) -> Sequence[Key]:
        return [
            Key("✓" if option.correct else "✗", variant.options[place], self.said(variant, option.says))
            for place in variant.order
            for option in (self.options[place],)
        ]

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        return Paper(tuple(parts["options"]), "( )")


def arranged(question: str, seed: int, texts: Sequence[str], what: str = "option") -> tuple[int, ...]:
    """Return the places of texts as they are shown: numbers in rising order, anything else shuffled by the seed.

    Examples
    --------
    >>> arranged("04.Q01", 1, ["€20", "€5", "€10"])
    (1, 2, 0)
    """
    return rising(texts) or shuffled(question, seed, texts, what)


def rising(texts: Sequence[str]) -> tuple[int, ...]:
    """Return the places of numbers in rising order; none if some are no numbers.

    Examples
    --------
    >>> rising(["€20", "€5", "€10"]), rising(["€20", "less"])
    ((1, 2, 0), ())
    """
    numbers = [leading_number(each) for each in texts]
    return () if None in numbers else tuple(sorted(range(len(texts)), key=lambda place: numbers[place] or 0.0))
