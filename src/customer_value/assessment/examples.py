"""Answers that a question makes for its own test: right ones, wrong ones and malformed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment.parts import Status

if TYPE_CHECKING:
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Variant


class Example(msgspec.Struct, frozen=True):
    """An answer, the status that it must get, and where they are known the sentence and the score."""

    answer: Any
    status: Status
    says: str | None = None
    score: float | None = None


class AlwaysEqual:
    """Claims to equal everything, as a submission that cheats would."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0


def examples(question: Question, variant: Variant) -> tuple[Example, ...]:
    """Return answers of every kind for one version of a question.

    Examples
    --------
    >>> from customer_value.assessment import variants
    >>> from customer_value.assessment.questions.true_false import TrueFalse
    >>> statement = TrueFalse(id="04.Q03", objective="04.O6", bloom="evaluate", stem="Long customers always pay most.",
    ...                       answer=False, says="Short relationships can pay too.")
    >>> [(each.answer, each.status) for each in examples(statement, variants.make(statement, seed=1))][:2]
    [(False, 'correct'), (True, 'wrong')]
    """
    blanks = (Example(blank, "not_attempted") for blank in (None, "____", "  "))
    return (*question.examples(variant), *blanks)
