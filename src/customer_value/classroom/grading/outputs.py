"""What a run leaves in the assignment's folder beside the gradebook: tables of grades, and what is to be marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import facts
from customer_value.assessment.sheet import shown
from customer_value.classroom.grading import by_hand, capstone, changes, grades_csv, marking_page, overview

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from customer_value.assessment.model import AnyQuestion
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.assignments.records import Student
    from customer_value.classroom.grading.gradebook import Change, Gradebook


def write(
    folder: Folder,
    gradebook: Gradebook,
    questions: Mapping[str, AnyQuestion],
    changed: Sequence[Change],
    *,
    marks_are_clean: bool,
) -> list[str]:
    """Write all tables and the marking page; return what could not be written, in sentences.

    A table of marks with faults in it is the instructor's to mend, and stays as it is.
    """
    try:
        grades_csv.write(folder, overview.rows(folder, gradebook), gradebook.files())
        capstone.write(folder.path / capstone.NAME, gradebook.files(), gradebook.marks())
        if changed:
            changes.write(folder.path / "changes.csv", changed)
        _to_mark(folder, gradebook, questions, marks_are_clean=marks_are_clean)
    except OSError as error:
        return [f"{error.filename or folder.path} cannot be written ({error.strerror}); close it, and grade again."]
    return []


def _own_stem(question: AnyQuestion, student: Student) -> str:
    """Return the question as the student read it, where its numbers differ from student to student."""
    return shown(question, student.seed, facts.of(student.shop)).stem if question.variables else ""


def _to_mark(
    folder: Folder, gradebook: Gradebook, questions: Mapping[str, AnyQuestion], *, marks_are_clean: bool
) -> None:
    found = by_hand.texts(folder, gradebook, questions)
    if not found:
        return
    answers = {key: each.answer for key, each in gradebook.results().items()}
    students = {each.id: each for each in folder.assignment.students}

    def written(text: by_hand.Text) -> marking_page.Written:
        if text.item == capstone.MEMO:
            return marking_page.Written(gradebook.content(text.file).decode("utf-8", "replace"))
        student = students[text.student if folder.assignment.is_listed else ""]
        answer = marking_page.text_in(answers[text.student, text.item])
        return marking_page.Written(answer, _own_stem(questions[text.item], student))

    marking_page.write(folder.path / by_hand.PAGE, folder.assignment.title, found, questions, written)
    if marks_are_clean:
        by_hand.write(folder.path / by_hand.NAME, found, questions)
