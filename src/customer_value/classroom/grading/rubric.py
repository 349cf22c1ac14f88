"""Answers in words, marked by hand: points for each point of the rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.messages import say
from customer_value.assessment.parts import Outcome
from customer_value.assessment.questions.short import MOST_SAID, Short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.grading.gradebook import Mark


def points_of(question: AnyQuestion) -> tuple[int, ...]:
    """Return what each point of a question's rubric is worth; () where it has none."""
    return tuple(each.points for each in question.rubric) if isinstance(question, Short) else ()


def usable(marks: Mapping[tuple[int, str], Mark], questions: Mapping[str, AnyQuestion]) -> dict[tuple[int, str], Mark]:
    """Leave out marks by a rubric that had other points: such an answer is to be marked again."""
    worth = {key: points_of(each) for key, each in questions.items()}
    return {(file, item): each for (file, item), each in marks.items() if len(each.points) == len(worth.get(item, ()))}


def judged(question: Short, variant: Variant, mark: Mark) -> Outcome:
    """Return what an answer in words is worth by a mark.

    Parameters
    ----------
    question
        With a rubric.
    variant
        The student's version of it.
    mark
        A usable one: points for each point of the rubric, from 0 to what it is worth.
    """
    every = points_of(question)
    missing = [point for point, got in zip(question.rubric, mark.points, strict=True) if got < point.points]
    told = [question.said(variant, each.says) for each in missing[:MOST_SAID]]
    reached = f"{sum(mark.points):g}"
    feedback = [say("marked_by_hand", met=reached, all=sum(every)), mark.comment, *told]
    lost = [each.misconception for each, got in zip(question.rubric, mark.points, strict=True) if got == 0]
    return Outcome.scored(min(1.0, sum(mark.points) / sum(every)), filter(None, feedback), lost)
