"""From an assignment and its questions to what each student gets, and back to what each student was asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from customer_value import facts
from customer_value.assessment.sheet import sheet, shown, version
from customer_value.classroom.assignments.records import Bundle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.assignments.records import Assignment, Student


def versions(questions: Sequence[AnyQuestion], student: Student) -> dict[str, Variant]:
    """Return the version of each question that a student is asked, key included, by the question's id.

    The numbers of the student's own shop are computed where a question asks for them, and nothing is loaded for the
    others.
    """
    known = facts.of(student.shop)
    return {each.id: version(each, student.seed, known) for each in questions}


def bundle(assignment: Assignment, questions: Sequence[AnyQuestion], student: Student) -> Bundle:
    """Return what one student gets: a record without a field for a key, made without computing one.

    Two banks that differ in keys, tolerances, feedback and mistakes alone make the same bundle to the last byte. The
    student's shop is opened only for questions that draw variables from it.

    Parameters
    ----------
    assignment
        The instructor's record.
    questions
        Those of the assignment, in its order, with their keys.
    student
        One of the assignment's students.
    """
    known = facts.of(student.shop)
    return Bundle(
        assignment=assignment.id,
        name=assignment.name,
        title=assignment.title,
        course=assignment.course,
        edition=assignment.edition,
        seal=assignment.seal,
        student=student.id,
        token=student.token,
        shop=student.shop,
        questions=tuple(sheet(each, shown(each, student.seed, known)) for each in questions),
        points={each.id: each.points for each in assignment.questions},
        attempts=student.attempts,
        due=due(assignment, student),
        minutes=None if assignment.minutes is None else assignment.minutes + student.extra_time,
    )


def due(assignment: Assignment, student: Student) -> datetime | None:
    """Return until when a student may hand in, extra days included; None where there is no date."""
    return None if assignment.due is None else assignment.due + timedelta(days=student.extra_days)
