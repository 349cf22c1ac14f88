"""A question as an assignment hands it out: what a student is shown, and nothing that says what is right.

`Sheet` has no field for a key, a tolerance, a sentence about an error or a hint, so that none can slip into a file
that students get. It holds Markdown, which is rendered, and cleaned, where it is shown.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from msgspec import field

from customer_value.assessment import variants
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Arguments, ItemId, Part
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.code import Code
from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from customer_value.assessment.questions.question import Paper, Question
    from customer_value.assessment.variants import Facts, Variant


class Figure(Part, frozen=True, kw_only=True):
    """A figure by name, to be drawn from the student's own data."""

    name: str
    arguments: Arguments = field(default_factory=dict)


class Sheet(Part, frozen=True, kw_only=True):
    """One student's version of one question, without its key.

    Attributes
    ----------
    stem
        Markdown, with the student's numbers in it.
    parts
        What else is shown, as the type's `parts` returns it.
    """

    id: ItemId
    type: str
    stem: str
    parts: dict[str, Any] = field(default_factory=dict)
    figure: Figure | None = None

    def screen(self) -> dict[str, Any]:
        """Return what the browser draws beside the stem."""
        return _type(self.type).drawn(self.parts)

    @property
    def self_scored(self) -> bool:
        """Whether a teacher says what an answer is worth: no key does."""
        return _type(self.type).self_scored

    def on_paper(self) -> Paper:
        """Return what stands below the stem where no kernel runs."""
        return _type(self.type).paper(self.parts)

    def unreadable(self, shown: object) -> str:
        """Return what is wrong with the form of an answer on the screen, or ""."""
        return _type(self.type).unreadable(self.parts, shown)


def version(question: Question, seed: int, facts: Facts | None = None) -> Variant:
    """Return the version of a question that an assignment asks a student, with its key.

    It is that of `variants.make`, in an order that does not depend on what is right; the grader makes it again from the
    seed.
    """
    return question.handed_out(variants.make(question, seed, facts))


def shown(question: Question, seed: int, facts: Facts | None = None) -> Variant:
    """Return the same version without its key, which is not even computed.

    A question whose answer is a fact of the student's own data then needs no data to be handed out.
    """
    return question.handed_out(variants.make(question, seed, facts, solved=False))


def sheet(question: Question, variant: Variant) -> Sheet:
    """Take from a version of a question what its student may see.

    Parameters
    ----------
    question
        An item of a bank; no exercise.
    variant
        From `shown`, or from `version`: it makes no difference.

    Raises
    ------
    DataError
        If it is an exercise, whose value would have to be computed in a cell.

    Examples
    --------
    >>> from customer_value.assessment.questions.true_false import TrueFalse
    >>> question = TrueFalse(id="04.Q01", objective="04.O1", bloom="apply", stem="Is it?", answer=True, says="No.")
    >>> sheet(question, shown(question, seed=1))
    Sheet(id='04.Q01', type='true_false', stem='Is it?', parts={}, figure=None)
    """
    if isinstance(question, Code):
        raise DataError(f"{question.id} is an exercise, which a notebook checks; an assignment asks questions only")
    figure = None
    if isinstance(question, Chart):
        figure = Figure(name=question.figure, arguments=variants.filled(question.arguments, variant.numbers))
    return Sheet(
        id=question.id,
        type=str(question.__struct_config__.tag),
        stem=variant.stem,
        parts=question.parts(variant),
        figure=figure,
    )


@cache
def _types() -> dict[str, type[Question]]:
    return {str(each.__struct_config__.tag): each for each in get_args(AnyQuestion)}


def _type(name: str) -> type[Question]:
    try:
        return _types()[name]
    except KeyError:
        raise UnknownNameError.among("type of question", name, _types()) from None
