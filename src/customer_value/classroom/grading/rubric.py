"""Answers in words, marked by hand: points for each point of the rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.messages import say
from customer_value.assessment.parts import Outcome
from customer_value.assessment.questions.short import MOST_SAID, Short

if TYPE_CHECKING:
    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.grading.gradebook import Mark


def points_of(question: AnyQuestion) -> tuple[int, ...]:
    """Return what each point of a question's rubric is worth; () where it has none."""
    return tuple(each.points for each in question.rubric) if isinstance(question, Short) else ()


def judged(question: AnyQuestion, variant: Variant, mark: Mark) -> Outcome:
    """Return what an answer in words is worth by a mark.

    Parameters
    ----------
    question
        With a rubric.
    variant
        The student's version of it.
    mark
        Points for each point of the rubric, from 0 to what it is worth.

    Raises
    ------
    ValueError
        If the rubric is another than the one that was marked by.
    """
    every = points_of(question)
    if not isinstance(question, Short) or len(mark.points) != len(every):
        raise ValueError("its rubric was changed after it was marked; mark it again")
    missing = [point for point, got in zip(question.rubric, mark.points, strict=True) if got < point.points]
    told = [question.said(variant, each.says) for each in missing[:MOST_SAID]]
    reached = f"{sum(mark.points):g}"
    feedback = [say("marked_by_hand", met=reached, all=sum(every)), mark.comment, *told]
    lost = [each.misconception for each, got in zip(question.rubric, mark.points, strict=True) if got == 0]
    return Outcome.scored(min(1.0, sum(mark.points) / sum(every)), filter(None, feedback), lost)
