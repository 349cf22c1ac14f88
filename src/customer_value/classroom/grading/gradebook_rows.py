"""The gradebook's rows as the grader knows them, and how they stand in its tables."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from customer_value.classroom.grading.settling import TOO_LATE, Handed
from customer_value.classroom.grading.verdicts import WAITING

if TYPE_CHECKING:
    import sqlite3


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one student's answer to one question is worth.

    Attributes
    ----------
    student, item
        Whose, to what.
    file, mark, revision
        What it was graded from: the submission, the mark by hand (0 for none), the wording and key of the question.
    answer
        JSON, as the bank counts.
    status
        As in `Outcome`, or "open": to be marked by hand.
    score, points
        0 to 1, and times what the question is worth; None while open.
    feedback, misconceptions
        What the student is told, and what the answer reveals.
    seconds, confidence
        As the student's machine says.
    """

    student: str
    item: str
    file: int
    mark: int = 0
    revision: str
    answer: str
    status: str
    score: float | None
    points: float | None
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    seconds: float | None = None
    confidence: str | None = None

    @property
    def basis(self) -> tuple[int, int, str]:
        """What it was graded from; a result with the same basis need not be made again."""
        return self.file, self.mark, self.revision


class Mark(NamedTuple):
    """What somebody gave an answer: points for each point of the rubric."""

    id: int
    points: tuple[float, ...]
    comment: str


class Change(NamedTuple):
    """A result that is another than before, and why."""

    student: str
    item: str
    before: Result
    after: Result
    why: str


class FileRow(NamedTuple):
    """A file as the gradebook lists it."""

    id: int
    name: str
    size: int
    verdict: str
    reason: str
    flags: tuple[str, ...]
    student: str | None
    attempt: int | None
    handed_in_at: str | None
    uploaded_at: str | None

    @property
    def lost_by_time(self) -> bool:
        """Whether an earlier attempt counts, since this one came after the due time."""
        return self.verdict == "superseded" and self.reason.endswith(TOO_LATE)


INSERT_RESULT = """INSERT INTO result (run, student, item, file, mark, revision, answer, status, score, points,
        feedback, misconceptions, seconds, confidence)
    VALUES (:run, :student, :item, :file, :mark, :revision, :answer, :status, :score, :points, :feedback,
        :misconceptions, :seconds, :confidence)"""
_LISTS = ("feedback", "misconceptions")


def row_of(run: int, result: Result) -> dict[str, Any]:
    """Return a result as the table `result` takes it."""
    values = msgspec.structs.asdict(result)
    return {"run": run, **values, **{name: json.dumps(values[name]) for name in _LISTS}}


def result(row: sqlite3.Row) -> Result:
    """Return a row of the tables `result` and `grade`."""
    known = {name: row[name] for name in Result.__struct_fields__}
    return Result(**{**known, **{name: tuple(json.loads(known[name])) for name in _LISTS}})


def mark(row: sqlite3.Row) -> Mark:
    """Return a row of the table `mark`."""
    return Mark(row["id"], tuple(json.loads(row["points"])), row["comment"])


def handed(row: sqlite3.Row) -> Handed:
    """Return a row of the table `file`, of a submission."""
    known = {name: row[name] for name in ("name", "student", "sha256", "digest", "attempt")}
    uploaded = row["uploaded_at"]
    return Handed(
        file=row["id"],
        handed_in_at=datetime.fromisoformat(row["handed_in_at"]),
        uploaded_at=datetime.fromisoformat(uploaded) if uploaded else None,
        is_known=row["verdict"] not in (WAITING, "duplicate"),
        **known,
    )


def file_row(row: sqlite3.Row) -> FileRow:
    """Return a row of the table `file`."""
    known = {name: row[name] for name in FileRow._fields}
    return FileRow(**{**known, "flags": tuple(json.loads(known["flags"]))})
