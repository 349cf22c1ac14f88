"""Questions about a figure, for formats that hold pictures: drawn from the shop of the export's number.

A learner's notebook draws them from the learner's own shop. A page draws once, for everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment import variants
from customer_value.assessment.grading import grade
from customer_value.assessment.questions.chart import Chart
from customer_value.classroom.exports.material import obstacle
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from customer_value.assessment.drawings import Drawn
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Facts, Variant

ONE_SHOP = "its figure shows the shop of --seed, the same for everybody"


def known(questions: Iterable[Question], seed: int) -> Facts | None:
    """Return the facts that questions about a figure need; None where there is no such question."""
    if not any(isinstance(each, Chart) for each in questions):
        return None
    from customer_value import facts

    return facts.of(seed)


def figure(question: Question, variant: Variant, seed: int) -> Drawn | None:
    """Return the figure that a question is about; most have none.

    Raises
    ------
    UnknownNameError
        If there is no such figure.
    """
    if not isinstance(question, Chart):
        return None
    from customer_value import charts

    return question.draw(variant, charts.of(seed))


def hindrance(question: Question, seed: int) -> str:
    """Say why a question cannot be asked on a page that may hold pictures; "" if it can."""
    if not isinstance(question, Chart) and (why := obstacle(question)):
        return why
    try:
        variant = variants.make(question, seed, known([question], seed))
        figure(question, variant, seed)
    except CustomerValueError as error:
        return f"it cannot be asked here: {error}"
    is_keyed = question.self_scored or grade(question, variant, variant.answer).status == "correct"
    return "" if is_keyed else "the bank names no right answer to it; `cvm bank check` says where"
