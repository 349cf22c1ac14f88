"""An exercise; the answer is a value that the learner computed in a cell."""

from __future__ import annotations

from math import isfinite, isnan
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta

from customer_value.assessment import off
from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.messages import say
from customer_value.assessment.parts import MisconceptionId, Name, Outcome, Part, Says, Tolerance
from customer_value.assessment.questions.numeric import SLACK
from customer_value.assessment.questions.question import Key, Paper, Question, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from customer_value.assessment.compare_tables import Difference
    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Variant

Kind = Literal["number", "text", "Series", "DataFrame"]


class CodeMistake(Part, frozen=True, kw_only=True):
    """Wrong code that learners really write; whoever gets its result is told."""

    code: Annotated[str, Meta(description="Wrong code, in the place of the solution.")]
    says: Says
    misconception: MisconceptionId | None = None


class Code(Question, frozen=True, kw_only=True, tag="code"):
    """An exercise: the learner computes `result` in a cell and checks its value; no code of theirs is ever run.

    `setup` and `solution` are trusted course code: they run to compute the expected value, with `cv`, `np` and `pd`
    at hand.
    """

    starter: Annotated[str, Meta(description="What the learner starts from; ____ marks what to fill in.")]
    solution: Annotated[str, Meta(description="Our code; its value is the right one.")]
    result: Annotated[Name, Meta(description="The variable whose value is checked.")]
    kind: Annotated[Kind, Meta(description="What the value is.")]
    unit: Annotated[str, Meta(description="Shown beside a right number: €, %, customers ...")] = ""
    setup: Annotated[str, Meta(description="Code that runs before starter and solution alike.")] = ""
    mistakes: tuple[CodeMistake, ...] = ()
    tolerance: Tolerance = Tolerance(relative=1e-6)
    any_row_order: Annotated[bool, Meta(description="Whether rows may stand in any order.")] = False

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if variant.answer is None:
            return Outcome(status="error", feedback=(say("not_computed"),))
        difference = self._differs(answer, variant.answer)
        if difference is None:
            return Outcome.right(self.feedback)
        if not difference.usable:
            return Outcome.malformed(difference.says)
        for mistake, value in zip(self.mistakes, variant.mistakes, strict=False):
            if value is not None and self._differs(answer, value) is None:
                return Outcome.wrong(mistake.says, mistake.misconception)
        if self.kind == "number":
            return Outcome.wrong(self._off(float(answer), float(variant.answer)) or difference.says)  # type: ignore[arg-type]
        return Outcome.wrong(difference.says)

    def _off(self, value: float, answer: float) -> str:
        """Say how a number is off; "" where it is none."""
        if not isfinite(value):
            return "" if isnan(value) else say("infinite")
        width = self.tolerance.around(answer) * (1 + SLACK)
        return off.how(value, answer, lambda near: abs(near - answer) <= width)

    def _differs(self, answer: object, expected: object) -> Difference | None:
        from customer_value.assessment.compare import differs  # pandas loads for exercises only
        from customer_value.assessment.compare_tables import Difference

        try:
            return differs(answer, expected, self.kind, self.tolerance, any_row_order=self.any_row_order)
        except Exception as error:  # noqa: BLE001  a strange object must not stop the notebook
            return Difference(say("not_comparable", error=type(error).__name__), usable=False)

    def right_answer(self, variant: Variant) -> str:
        return _block(self.solution.strip())

    def examples(self, variant: Variant) -> Iterator[Example]:
        yield Example(..., "not_attempted")
        if variant.answer is None:
            yield Example(1.0, "error")
            return
        yield Example(variant.answer, "correct")
        yield Example(AlwaysEqual(), "malformed")
        for mistake, value in zip(self.mistakes, variant.mistakes, strict=True):
            yield Example(value, "wrong", mistake.says)

    def sentences(self) -> Iterator[Sentence]:
        for place, mistake in enumerate(self.mistakes):
            yield Sentence(("mistakes", place), mistake.says, mistake.misconception)

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import exercise

        yield from exercise.check(self)

    def keys(self, variant: Variant) -> Sequence[Key]:
        wrong = [Key("✗", _block(mistake.code), mistake.says) for mistake in self.mistakes]
        return [Key("", _block(self.starter)), Key("✓", self.right_answer(variant)), *wrong]

    def on_paper(self, variant: Variant) -> Paper:
        return Paper((_block(self.starter.strip()),))


def _block(code: str) -> str:
    return f"```python\n{code}\n```"
