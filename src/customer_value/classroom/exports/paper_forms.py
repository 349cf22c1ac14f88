"""Two parallel forms of a paper: the same questions with other numbers, other orders of options, and in another order.

What is printed comes from `sheet.Sheet`, which has no field for a key: none can get onto a form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from customer_value.assessment import sheet, variants
from customer_value.assessment.item import SEED_STEP
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.question import renewable
from customer_value.assessment.questions.short import Short
from customer_value.classroom.exports.figures import figure, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from customer_value.assessment.drawings import Drawn
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Facts, Variant

_TRIES = 50


@dataclass(frozen=True)
class Printed:
    """A question as it stands on one form: its number there, its version, its figure and what it is worth."""

    number: int
    question: Question
    variant: Variant
    figure: Drawn | None = None

    @property
    def asked(self) -> Question:
        """The question itself; of one about a figure, what is asked about it."""
        return self.question.asked if isinstance(self.question, Chart) else self.question

    @property
    def sheet(self) -> sheet.Sheet:
        """What a student sees of it."""
        return sheet.sheet(self.question, self.variant)

    @property
    def points(self) -> int:
        """One; for a few sentences as many as the rubric has."""
        return sum(each.points for each in self.question.rubric) if isinstance(self.question, Short) else 1


@dataclass(frozen=True)
class Form:
    """One form, such as A."""

    name: str
    printed: tuple[Printed, ...]

    @property
    def points(self) -> int:
        """What all questions are worth together."""
        return sum(each.points for each in self.printed)


def forms(questions: Sequence[Question], seed: int) -> tuple[Form, Form]:
    """Return form A, with the questions in the bank's order, and form B.

    Parameters
    ----------
    questions
        What is to be asked; no exercises.
    seed
        Of form A, and of the shop that figures show; that of form B follows from it.
    """
    facts = known(questions, seed)
    first = [(each, sheet.version(each, seed, facts)) for each in questions]
    places = variants.shuffled("paper", seed, [each.id for each in questions], "question")
    if places == tuple(range(len(first))):
        places = places[1:] + places[:1]
    second = [(question, _other(question, variant, facts)) for question, variant in (first[each] for each in places)]
    return _form("A", first, seed), _form("B", second, seed)


def _form(name: str, asked: Sequence[tuple[Question, Variant]], shop: int) -> Form:
    numbered = enumerate(asked, 1)
    return Form(name, tuple(Printed(number, *each, figure(*each, shop)) for number, each in numbered))


def _other(question: Question, variant: Variant, facts: Facts | None) -> Variant:
    """Return a version with other numbers, if the question draws any, and in another order, if it has one."""

    def differs(other: Variant) -> tuple[bool, bool]:
        looks = [question.parts(each) for each in (variant, other)]
        return variant.numbers != other.numbers or not renewable(question), looks[0] != looks[1]

    best = variant
    for step in range(1, _TRIES):
        other = sheet.version(question, variant.seed + step * SEED_STEP, facts)
        best = max(best, other, key=differs)
        if all(differs(best)):
            break
    return best
