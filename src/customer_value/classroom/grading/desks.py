"""The work of one process: it opens an assignment once, then grades students and writes their pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from customer_value.classroom.assignments.composing import versions
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.grading import feedback
from customer_value.classroom.grading.gradebook import Gradebook
from customer_value.classroom.grading.marking import mark

if TYPE_CHECKING:
    from pathlib import Path

    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.assignments.records import Student
    from customer_value.classroom.grading.feedback import Sheet
    from customer_value.classroom.grading.gradebook import Mark, Result


@dataclass(frozen=True)
class Task:
    """One student's submission, and what of it is to be done.

    Attributes
    ----------
    student
        As in the gradebook: on the roster, or claimed.
    file
        The submission that counts.
    items
        Ids of the questions to be graded.
    held
        Results that hold, of the others.
    marks
        By hand, by question.
    sheet
        The student's page, to be written.
    shop
        Tasks of one shop are done together, since its books are made once.
    """

    student: str
    file: int
    items: tuple[str, ...]
    held: tuple[Result, ...]
    marks: dict[str, Mark]
    sheet: Sheet
    shop: int


@dataclass(frozen=True)
class Chunk:
    """Tasks that one process does together; `bank` tells one state of the banks from another."""

    folder: Path
    bank: str
    tasks: tuple[Task, ...]


class Opened:
    """An assignment with its questions and students at hand."""

    def __init__(self, path: Path) -> None:
        folder = Folder(path)
        self.assignment = folder.assignment
        self.questions: dict[str, AnyQuestion] = {each.id: each for each in folder.questions}
        self.gradebook = Gradebook(folder.gradebook)
        self._students = {each.id: each for each in self.assignment.students}

    def student(self, name: str) -> Student:
        """Return the roster's row; without a roster all have the same."""
        return self._students[name if self.assignment.is_listed else ""]

    def variants(self, name: str) -> dict[str, Variant]:
        """Make a student's questions again; one that cannot be made is left out."""
        student = self.student(name)
        made: dict[str, Variant] = {}
        for each in self.questions.values():
            try:
                made |= versions((each,), student)
            except Exception:  # noqa: BLE001, S112  a fact of one shop; its result says what is wrong
                continue
        return made


@lru_cache(maxsize=1)
def opened(path: Path, _bank: str) -> Opened:
    """Open an assignment, once for one state of its banks."""
    return Opened(path)


def work(chunk: Chunk) -> tuple[list[Result], int]:
    """Grade some students and write their pages; return the new results, and the number of students."""
    desk = opened(chunk.folder, chunk.bank)
    return [result for task in chunk.tasks for result in _done(desk, task)], len(chunk.tasks)


def _done(desk: Opened, task: Task) -> list[Result]:
    variants = desk.variants(task.student)
    results = mark(
        [desk.questions[each] for each in task.items],
        variants,
        {each.id: each.points for each in desk.assignment.questions},
        desk.gradebook.submission(task.file),
        student=task.student,
        file=task.file,
        marks=task.marks,
    )
    known = {each.item: each for each in [*task.held, *results]}
    every = [known[each] for each in desk.questions if each in known]
    feedback.write(task.sheet, desk.assignment, desk.questions, variants, every)
    return results
