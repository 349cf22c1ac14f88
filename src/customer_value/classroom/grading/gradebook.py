"""The gradebook of an assignment: files with their verdicts, results with their history, marks by hand, runs.

docs/gradebook.md explains its tables to whoever asks it with SQL.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from customer_value.classroom.assignments.records import Submission
from customer_value.classroom.grading import gradebook_rows as rows
from customer_value.classroom.grading.gradebook_file import GradebookFile
from customer_value.classroom.grading.gradebook_rows import Change, FileRow, Mark, Result
from customer_value.classroom.grading.verdicts import COUNTING, VERDICTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from customer_value.classroom.grading.intake import TakenIn
    from customer_value.classroom.grading.settling import Handed, Settled

__all__ = ["Change", "FileRow", "Gradebook", "Mark", "Result"]


class Gradebook:
    """The gradebook in an assignment's folder.

    Parameters
    ----------
    path
        Of the SQLite file; it is made when it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = GradebookFile(path)

    # ---- runs ----

    def begin(self, course: str, edition: str, revisions: Mapping[str, str], now: datetime) -> int:
        """Note that a run begins, and return its number."""
        values = (now.isoformat(timespec="seconds"), course, edition, json.dumps(dict(revisions)))
        with self._file.writing() as connection:
            made = connection.execute(
                "INSERT INTO run (started_at, course, edition, revisions) VALUES (?, ?, ?, ?)", values
            )
        return int(made.lastrowid or 0)

    def finish(self, run: int, now: datetime) -> None:
        """Note that a run is complete."""
        with self._file.writing() as connection:
            connection.execute("UPDATE run SET finished_at = ? WHERE id = ?", (now.isoformat(timespec="seconds"), run))

    # ---- files ----

    def take_in(self, run: int, taken: Iterable[TakenIn]) -> None:
        """Note files that were found; one that is known already, by name and content, is judged anew.

        A submission that was settled keeps its verdict until all are settled again.
        """
        with self._file.writing() as connection:
            for each in taken:
                _take_in(connection, run, each)

    def note_uploads(self, uploaded: Mapping[str, datetime]) -> None:
        """Note when files were uploaded, by their names."""
        rows = [(when.isoformat(timespec="seconds"), name) for name, when in uploaded.items()]
        with self._file.writing() as connection:
            connection.executemany("UPDATE file SET uploaded_at = ? WHERE name = ?", rows)

    def handed(self) -> list[Handed]:
        """Return all submissions whose sender is known or claimed, from this run and from earlier ones."""
        with self._file.reading() as connection:
            found = connection.execute("SELECT * FROM file WHERE digest IS NOT NULL ORDER BY id").fetchall()
        return [rows.handed(row) for row in found]

    def settle(self, settled: Iterable[Settled]) -> None:
        """Note what became of the submissions."""
        with self._file.writing() as connection:
            for each in settled:
                own = connection.execute("SELECT own_flags FROM file WHERE id = ?", (each.file,)).fetchone()[0]
                flags = json.dumps([*json.loads(own), *each.flags])
                connection.execute(
                    "UPDATE file SET verdict = ?, reason = ?, flags = ? WHERE id = ?",
                    (each.verdict, each.reason, flags, each.file),
                )

    def files(self) -> list[FileRow]:
        """Return all files, by their names."""
        with self._file.reading() as connection:
            found = connection.execute("SELECT * FROM file ORDER BY name, id").fetchall()
        return [rows.file_row(row) for row in found]

    def counting(self) -> dict[str, int]:
        """Return which file counts, by student."""
        with self._file.reading() as connection:
            found = connection.execute("SELECT student, id, verdict FROM file WHERE digest IS NOT NULL").fetchall()
        return {row["student"]: row["id"] for row in found if row["verdict"] in COUNTING}

    def content(self, file: int) -> bytes:
        """Return what was inside a file's seal, as JSON, or a plan or memo as it is."""
        with self._file.reading() as connection:
            found = connection.execute("SELECT content FROM file WHERE id = ?", (file,)).fetchone()[0]
        return bytes(found)

    def submission(self, file: int) -> Submission:
        """Return what a student has handed in."""
        return msgspec.json.decode(self.content(file), type=Submission)

    def note_reason(self, file: int, reason: str) -> None:
        """Note more about a file that is no submission."""
        with self._file.writing() as connection:
            connection.execute("UPDATE file SET reason = ? WHERE id = ?", (reason, file))

    # ---- marks by hand ----

    def note_marks(self, marks: Iterable[tuple[int, str, tuple[float, ...], str]], now: datetime) -> None:
        """Note marks that somebody gave: file, item, points, comment."""
        when = now.isoformat(timespec="seconds")
        with self._file.writing() as connection:
            for file, item, points, comment in marks:
                connection.execute(
                    "INSERT INTO mark (file, item, points, comment, marked_at) VALUES (?, ?, ?, ?, ?)",
                    (file, item, json.dumps(points), comment, when),
                )

    def marks(self) -> dict[tuple[int, str], Mark]:
        """Return the latest mark by file and item."""
        with self._file.reading() as connection:
            found = connection.execute("SELECT * FROM mark ORDER BY id").fetchall()
        return {(row["file"], row["item"]): rows.mark(row) for row in found}

    # ---- results ----

    def results(self) -> dict[tuple[str, str], Result]:
        """Return the result that holds, by student and item."""
        with self._file.reading() as connection:
            found = connection.execute("SELECT * FROM grade").fetchall()
        found = [rows.result(row) for row in found]
        return {(each.student, each.item): each for each in found}

    def add(self, run: int, results: Sequence[Result]) -> None:
        """Note results, all or none; what another grader has noted meanwhile from the same basis is not noted twice."""
        with self._file.writing() as connection:
            for each in results:
                held = connection.execute(
                    "SELECT file, mark, revision FROM grade WHERE student = ? AND item = ?", (each.student, each.item)
                ).fetchone()
                if held is None or tuple(held) != each.basis:
                    connection.execute(rows.INSERT_RESULT, rows.row_of(run, each))

    def changes(self, run: int) -> list[Change]:
        """Return the results of a run that replaced another one."""
        with self._file.reading() as connection:
            after = [rows.result(row) for row in connection.execute("SELECT * FROM result WHERE run = ?", (run,))]
            before = [_before(connection, run, each) for each in after]
        pairs = [(old, new) for old, new in zip(before, after, strict=True) if old is not None and _differ(old, new)]
        return [Change(new.student, new.item, old, new, _why(old, new)) for old, new in pairs]


def _before(connection: sqlite3.Connection, run: int, result: Result) -> Result | None:
    row = connection.execute(
        "SELECT * FROM result WHERE student = ? AND item = ? AND run < ? ORDER BY id DESC LIMIT 1",
        (result.student, result.item, run),
    ).fetchone()
    return rows.result(row) if row else None


def _differ(before: Result, after: Result) -> bool:
    return (before.status, before.points) != (after.status, after.points)


def _why(before: Result, after: Result) -> str:
    if before.file != after.file:
        return "another file counts"
    if before.revision != after.revision:
        return f"{after.item} was changed in its bank"
    return "marked by hand"


def _take_in(connection: sqlite3.Connection, run: int, each: TakenIn) -> None:
    submission, valid = each.submission, each.submission is not None and each.verdict not in VERDICTS
    content = msgspec.json.encode(submission, order="deterministic") if submission else each.content
    flags = json.dumps(each.flags)
    if each.sha256:  # it could not be read before, and now it can
        connection.execute("DELETE FROM file WHERE name = ? AND sha256 = ''", (each.name,))
    connection.execute(
        """INSERT INTO file (name, sha256, size, verdict, reason, flags, own_flags, student, attempt, opened_at,
               handed_in_at, digest, content, run)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (name, sha256) DO UPDATE SET size = excluded.size, own_flags = excluded.own_flags,
               verdict = CASE WHEN digest = excluded.digest THEN verdict ELSE excluded.verdict END,
               flags = CASE WHEN digest = excluded.digest THEN flags ELSE excluded.flags END,
               reason = CASE WHEN digest = excluded.digest OR (verdict = excluded.verdict AND excluded.reason = '')
                   THEN reason ELSE excluded.reason END,
               student = excluded.student, digest = excluded.digest, content = excluded.content""",
        (
            *(each.name, each.sha256, each.size, each.verdict, each.reason, flags, flags, each.student),
            submission.attempt if submission else None,
            submission.opened_at.isoformat() if submission and submission.opened_at else None,
            submission.handed_in_at.isoformat() if submission else None,
            sha256(content).hexdigest() if valid and content else None,
            content,
            run,
        ),
    )
