"""One submission to its results: what the student was asked is made again from the seed, and no code of theirs runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from customer_value.assessment import incoming
from customer_value.assessment.grading import grade
from customer_value.assessment.parts import Outcome
from customer_value.assessment.placeholder import is_blank
from customer_value.assessment.questions.short import Short
from customer_value.assessment.variants import revision
from customer_value.classroom.grading import rubric
from customer_value.classroom.grading.gradebook import Result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.assignments.records import Given, Submission
    from customer_value.classroom.grading.gradebook import Mark

OPEN = "open"  # of an answer in words that somebody has still to mark


def mark(
    questions: Sequence[AnyQuestion],
    variants: Mapping[str, Variant],
    worth: Mapping[str, float],
    submission: Submission,
    *,
    student: str,
    file: int,
    marks: Mapping[str, Mark],
) -> list[Result]:
    """Grade one submission.

    Parameters
    ----------
    questions
        Those to be graded, with their keys.
    variants
        The student's versions of them; one that could not be made is missing.
    worth
        Points by question.
    submission
        What was handed in.
    student, file
        Under which student and file the results stand in the gradebook.
    marks
        By hand, by question.

    Returns
    -------
    list of Result
        One for each question; one that cannot be graded says so, and leaves the others alone.
    """
    results = []
    for question in questions:
        given, by_hand = submission.answers.get(question.id), marks.get(question.id)
        try:
            answer, outcome = outcome_of(question, variants[question.id], given, by_hand)
        except Exception as error:  # noqa: BLE001  one answer, or one fact, must not stop the class
            answer, outcome = None, Outcome(status="error", feedback=(_fault(error),))
        status, score = _scored(outcome, answer, question, is_marked=by_hand is not None)
        results.append(
            Result(
                student=student,
                item=question.id,
                file=file,
                mark=by_hand.id if by_hand else 0,
                revision=revision(question),
                answer=json.dumps(answer, ensure_ascii=False),
                status=status,
                score=score,
                points=None if score is None else score * worth[question.id],
                feedback=outcome.feedback,
                misconceptions=outcome.misconceptions,
                seconds=given.seconds if given else None,
                confidence=given.confidence if given else None,
            )
        )
    return results


def _scored(outcome: Outcome, answer: Any, question: AnyQuestion, *, is_marked: bool) -> tuple[str, float | None]:
    if outcome.status == "error":
        return "error", None
    if outcome.status == "not_attempted" and question.self_scored and answer is not None and not is_marked:
        return OPEN, None
    return outcome.status, outcome.score


def outcome_of(
    question: AnyQuestion, variant: Variant, given: Given | None, by_hand: Mark | None = None
) -> tuple[Any, Outcome]:
    """Return an answer as the bank counts, and what it is worth.

    A malformed answer is worth nothing: the student was told of it before handing in. One that is malformed only for
    whoever knows the key, such as a number with too few digits, is wrong.
    """
    shown = incoming.message({"answer": given.answer})["answer"] if given else None
    answer = question.from_screen(variant, shown)
    if question.self_scored and isinstance(answer, dict):
        answer.pop("met", None)  # what students say of their own text is worth nothing here
    if is_blank(shown):
        return None, Outcome(status="not_attempted")
    if isinstance(question, Short) and isinstance(answer, dict) and not is_blank(answer["text"]):
        judged = rubric.judged(question, variant, by_hand) if by_hand else Outcome(status="not_attempted")
        return answer, judged  # whoever marks decides, also on a text that is shorter than asked
    unreadable = question.unreadable(question.parts(variant), shown)
    if unreadable or answer is None:
        return answer, Outcome.malformed(unreadable)
    outcome = grade(question, variant, answer)
    if outcome.status == "malformed":
        return answer, Outcome(status="wrong", feedback=outcome.feedback)
    return answer, outcome


def _fault(error: Exception) -> str:
    if isinstance(error, KeyError):
        return "this student's version of the question cannot be made"
    return f"{type(error).__name__}: {error}"[:300]
