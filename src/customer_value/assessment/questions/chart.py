"""A figure drawn from the learner's own data, to be read; the answer is that of a `single` or of a `numeric`.

The question that is asked about the figure is one of these types: it grades, explains and draws its own controls, so
that nothing is graded in a second way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, field, structs

from customer_value.assessment.drawings import draw
from customer_value.assessment.messages import say
from customer_value.assessment.parts import Decimals, Expression, Mistake, Option, Outcome, Path, Shuffle, Tolerance
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.question import Key, Paper, Question, Sentence
from customer_value.assessment.questions.single import Single

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from customer_value.assessment.drawings import Charts, Drawn
    from customer_value.assessment.examples import Example
    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Variant

Asked = Single | Numeric


class Chart(Question, frozen=True, kw_only=True, tag="chart"):
    """A figure of the learner's own data, and either `options` as in `single` or a number as in `numeric`."""

    figure: Annotated[str, Meta(description="A figure by name, such as lifetime.survival.")]
    arguments: Annotated[
        dict[str, Any], Meta(description='For the figure, or the fact; "{{name}}" stands for a variable.')
    ] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    shuffle: Shuffle = True
    answer: Expression | None = None
    fact: Annotated[str | None, Meta(description="Instead of `answer`: a fact by name.")] = None
    fact_arguments: Annotated[
        dict[str, Any], Meta(description="For the fact; those of the figure are `arguments`.")
    ] = field(default_factory=dict)
    unit: Annotated[str | None, Meta(description="Of the number: €, %, share, years, customers ...")] = None
    tolerance: Tolerance | None = None
    decimals: Annotated[Decimals | None, Meta(description="How many the right answer is shown with.")] = None
    mistakes: tuple[Mistake, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an item that is neither a choice nor a number, or both."""
        numeric = [name for name in _NUMERIC if getattr(self, name) not in (None, (), {})]
        if self.options and numeric:
            raise ValueError(f"a chart has `options` or a number, not both: {', '.join(numeric)}")
        if not self.options and (self.unit is None or self.tolerance is None):
            raise ValueError("a chart needs `options`, or `answer` (or `fact`), `unit` and `tolerance`")

    @property
    def asked(self) -> Asked:
        """The question that is asked about the figure."""
        common = {each: getattr(self, each) for each in _COMMON}
        if self.options:
            return Single(**common, options=self.options, shuffle=self.shuffle)
        return Numeric(
            **common,
            answer=self.answer,
            fact=self.fact,
            arguments=self.fact_arguments,
            unit=self.unit or "",
            tolerance=self.tolerance or Tolerance(),
            decimals=self.decimals,
            mistakes=self.mistakes,
        )

    @property
    def names_answer(self) -> bool:
        return self.asked.names_answer

    @property
    def chance(self) -> float:
        return self.asked.chance

    def draw(self, variant: Variant, charts: Charts | None) -> Drawn:
        return draw(self.figure, self.arguments, variant.numbers, charts)

    def drawings(self) -> Iterator[tuple[Path, str, dict[str, Any]]]:
        yield ("figure",), self.figure, self.arguments

    def laid_out(self, variant: Variant) -> Variant:
        return self.asked.laid_out(variant)

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        return self.asked.complete(variant, facts)

    def said(self, variant: Variant, text: str) -> str:
        return self.asked.said(variant, text)

    def grade(self, variant: Variant, answer: object) -> Outcome:
        return self.asked.grade(variant, answer)

    def right_answer(self, variant: Variant) -> str:
        return self.asked.right_answer(variant)

    def examples(self, variant: Variant) -> Iterator[Example]:
        return self.asked.examples(variant)

    def sentences(self) -> Iterator[Sentence]:
        return self.asked.sentences()

    def texts(self) -> Iterator[tuple[Path, str]]:
        return self.asked.texts()

    def alternatives(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        return self.asked.alternatives()

    def expressions(self) -> Iterator[tuple[Path, Expression, set[str]]]:
        return self.asked.expressions()

    def facts(self) -> Iterator[tuple[Path, str, dict[str, Any]]]:
        return self.asked.facts()

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import figures

        yield from figures.check(self, known)
        yield from self.asked.problems(known)

    def keys(self, variant: Variant) -> Sequence[Key]:
        return self.asked.keys(variant)

    def parts(self, variant: Variant) -> dict[str, Any]:
        asked = self.asked
        return {**asked.parts(variant), "control": asked.__struct_config__.tag}

    @classmethod
    def drawn(cls, parts: Mapping[str, Any]) -> dict[str, Any]:
        return {**_type(parts).drawn(parts), "control": parts["control"]}

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        return _type(parts).unreadable(parts, shown)

    def handed_out(self, variant: Variant) -> Variant:
        return self.asked.handed_out(variant)

    def from_screen(self, variant: Variant, shown: Any) -> Any:
        return self.asked.from_screen(variant, shown)

    def to_screen(self, variant: Variant, answer: Any) -> Any:
        return self.asked.to_screen(variant, answer)

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        return self.asked.marks(variant, answer, closed=closed)

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        return structs.replace(_type(parts).paper(parts), above=say("figure_later"))


def _type(parts: Mapping[str, Any]) -> type[Asked]:
    return Single if parts["control"] == Single.__struct_config__.tag else Numeric


_COMMON = Question.__struct_fields__
_NUMERIC = ("answer", "fact", "fact_arguments", "unit", "tolerance", "decimals", "mistakes")
