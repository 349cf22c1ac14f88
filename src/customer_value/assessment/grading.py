"""From an answer to its outcome: pure; no file, no clock, and no code of a learner is ever run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.parts import Outcome
from customer_value.assessment.placeholder import is_blank

if TYPE_CHECKING:
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Variant


def grade(question: Question, variant: Variant, answer: object) -> Outcome:
    """Grade one answer.

    Parameters
    ----------
    question
        An item of a bank.
    variant
        The version of it that the learner saw, from `variants.make`; for an exercise with the expected value in it.
    answer
        What the first line of the type's module says, such as a place in the bank for `single`. None, `...`, `____`
        and empty text are not attempts.

    Returns
    -------
    Outcome
        `malformed` and `not_attempted` cost no attempt; only `wrong`, `partial` and `correct` count.

    Examples
    --------
    >>> from customer_value.assessment import variants
    >>> from customer_value.assessment.parts import Tolerance
    >>> from customer_value.assessment.questions.numeric import Numeric
    >>> question = Numeric(id="04.Q01", objective="04.O1", bloom="apply", stem="What is 50 times 8?", answer=400,
    ...                    unit="€", tolerance=Tolerance(absolute=1))
    >>> variant = variants.make(question, seed=1)
    >>> grade(question, variant, "400 €").status, grade(question, variant, "12,5O").status
    ('correct', 'malformed')
    """
    return Outcome(status="not_attempted") if is_blank(answer) else question.grade(variant, answer)
