"""A class with an assignment about every type of question, and students who hand in real files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from customer_value.assessment import bank
from customer_value.assessment.examples import examples
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.code import Code
from customer_value.classroom.assignments.composing import bundle, versions
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.assignments.files import sealed, write_bundle
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.records import Asked, Assignment, Given, Student, Submission
from customer_value.classroom.assignments.sealing import Keys, new_keys
from customer_value.classroom.grading.grading import Graded, grade

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
DUE = datetime(2026, 3, 6, 23, 59, tzinfo=UTC)


@dataclass(frozen=True)
class Course:
    """An assignment's folder, and what its students do."""

    folder: Folder
    submissions: Path

    @cached_property
    def questions(self) -> dict[str, AnyQuestion]:
        """The questions by id."""
        return {each.id: each for each in self.folder.questions}

    def student(self, name: str) -> Student:
        """A row of the roster, or the one that all have."""
        students = {each.id: each for each in self.folder.assignment.students}
        return students.get(name) or students.get("") or next(iter(students.values()))

    def shown(self, name: str, *, status: str = "correct") -> dict[str, Any]:
        """An answer of some status to every question that has one, as it stands on the student's screen."""
        asked = versions(list(self.questions.values()), self.student(name))
        found = {}
        for key, question in self.questions.items():
            right = [each.answer for each in examples(question, asked[key]) if each.status == status]
            screens = [question.to_screen(asked[key], each) for each in right]
            if screens and screens[0] is not None:
                found[key] = screens[0]
        return found

    def submission(self, name: str, answers: Mapping[str, Any] | None = None, **changes: Any) -> Submission:
        """What a student hands in: by default all is right."""
        given = self.shown(name) if answers is None else answers
        owner = self.folder.bundles[self.student(name).id]
        record = Submission(
            assignment=self.folder.assignment.id,
            student=name,
            token=self.student(name).token,
            bundle=sha256(owner.read_bytes()).hexdigest(),
            attempt=1,
            handed_in_at=MADE + timedelta(days=2),
            course=self.folder.assignment.course,
            edition=self.folder.assignment.edition,
            answers={key: Given(answer=each, saved_at=MADE + timedelta(days=1), seconds=30.0, confidence="sure")
                     for key, each in given.items()},
        )  # fmt: skip
        return msgspec.structs.replace(record, **changes)

    def seal(self, submission: Submission) -> bytes:
        """The file's content."""
        return sealed(submission, self.folder.assignment.seal)

    def put(self, file: str, data: bytes) -> Path:
        """Lay a file among the submissions."""
        path = self.submissions / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def hand_in(self, name: str, answers: Mapping[str, Any] | None = None, *, file: str = "", **changes: Any) -> bytes:
        """Lay a student's file among the submissions, and return its content."""
        data = self.seal(self.submission(name, answers, **changes))
        self.put(file or f"{name}.answers", data)
        return data

    def grade(self, **options: Any) -> Graded:
        """Grade what was handed in."""
        return grade(self.folder, self.submissions, **options)

    def points(self) -> dict[str, dict[str, float | None]]:
        """Points in the gradebook, by student and question."""
        from customer_value.classroom.grading.gradebook import Gradebook

        found: dict[str, dict[str, float | None]] = {}
        for (name, item), each in Gradebook(self.folder.gradebook).results().items():
            found.setdefault(name, {})[item] = each.points
        return found

    def verdicts(self) -> dict[str, str]:
        """What became of each file, by its name."""
        from customer_value.classroom.grading.gradebook import Gradebook

        return {each.name: each.verdict for each in Gradebook(self.folder.gradebook).files()}


@pytest.fixture(scope="session")
def keys() -> Keys:
    """The instructor's keys."""
    return new_keys()


@pytest.fixture(scope="session")
def make_in(project: Path, keys: Keys) -> Callable[..., Course]:
    """Return a function that makes an assignment for a class in some folder."""

    def made(
        place: Path,
        names: Sequence[str] = ("ada", "ben", "cleo"),
        *,
        source: Path = project / "tests/assessment/example.yaml",
        items: Sequence[str] = (),
        listed: bool = True,
        attempts: int = 1,
        shop: Callable[[int], int] = lambda _: 1,
    ) -> Course:
        asked = [each for each in bank.read(source).questions if not isinstance(each, Code)]
        chosen = [each for each in asked if not items or each.id in items]
        everybody = names if listed else ("",)
        students = tuple(
            Student(id=name, token=f"token of {name}", seed=100 + number, shop=shop(number), attempts=attempts)
            for number, name in enumerate(everybody)
        )
        assignment = Assignment(
            id="b7Qx",
            name="week3",
            title="Week 3 <b>",
            made_at=MADE,
            course=course_version(),
            edition=edition(),
            seal=keys.public,
            questions=tuple(Asked(id=each.id, bank=source.name, points=2.0) for each in chosen),
            students=students,
            is_listed=listed,
            due=DUE,
        )
        folder = Folder(place / "week3")
        folder.create(assignment, keys.private, {source.name: source})
        for each in students:
            write_bundle(folder.bundles[each.id], bundle(assignment, chosen, each))
        (place / "in").mkdir()
        return Course(folder, place / "in")

    return made


@pytest.fixture
def make(make_in: Callable[..., Course], tmp_path: Path) -> Callable[..., Course]:
    """Return a function that makes an assignment for a class."""
    return partial(make_in, tmp_path)
