"""Grades as CSV files: one for people, one for Canvas, one for Moodle. No cell is a formula, whoever wrote it.

Sources: Canvas, "How do I import grades in the Gradebook?" (columns Student, ID, SIS User ID, SIS Login ID, Section,
then one for each assignment; the second row says the points possible); Moodle, "Grade import" (any columns, chosen in
the form; feedback and grade are imported together).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.classroom.grading import csv_files
from customer_value.classroom.grading.feedback import waits
from customer_value.classroom.grading.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import FileRow
    from customer_value.classroom.grading.overview import Row

PLAIN, CANVAS, MOODLE, FILES = "grades.csv", "grades-canvas.csv", "grades-moodle.csv", "files.csv"
UNREADABLE = "unreadable.csv"
_PLAIN = (
    *(
        "student",
        "points",
        "of",
        "percent",
        "waiting",
        "unreadable",
        "verdict",
        "late",
        "attempt",
        "handed_in_at",
        "uploaded_at",
    ),
    *("flags", "file"),
)
_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write(folder: Folder, class_: Sequence[Row], files: Sequence[FileRow]) -> list[Path]:
    """Write the tables into the assignment's folder, and return where they are.

    Raises
    ------
    OSError
        If one cannot be written, such as while a spreadsheet has it open.
    """
    tables = {PLAIN: _plain(folder, class_), CANVAS: _canvas(folder, class_), MOODLE: _moodle(class_)}
    tables |= {FILES: _files(files), UNREADABLE: _unreadable(class_)}
    for name, table in tables.items():
        csv_files.write(folder.path / name, table, mark=name in (PLAIN, FILES, UNREADABLE))
    return [folder.path / name for name in tables]


def _number(value: float | None) -> float | str:
    return "" if value is None else round(value, 6)


def _final(row: Row) -> float | str:
    """Return the points once nothing waits: a platform would show a part of them as the grade."""
    return "" if row.waiting else _number(row.points)


def _plain(folder: Folder, class_: Sequence[Row]) -> Iterable[Sequence[object]]:
    items, of = folder.assignment.questions, sum(each.points for each in folder.assignment.questions)
    yield [*_PLAIN, *(each.id for each in items)]
    for row in class_:
        points = row.points
        about: list[object] = [printable(row.student), _number(points), of, "", row.waiting, len(row.unreadable)]
        if points is None or row.file is None:
            yield [*about, "nothing that counts", *[""] * (6 + len(items))]
            continue
        about[3] = round(100 * points / of, 2)
        file = row.file
        late = file.reason if file.verdict == "late" else ""
        times = (file.attempt, file.handed_in_at, file.uploaded_at or "")
        cells = (_number(row.results[each.id].points) if each.id in row.results else "" for each in items)
        yield [*about, file.verdict, late, *times, "; ".join(file.flags), file.name, *cells]


def _canvas(folder: Folder, class_: Sequence[Row]) -> Iterable[Sequence[object]]:
    """Canvas finds students by the login; whoever's ids are SIS ids moves them into that column."""
    yield [*_CANVAS, folder.assignment.title]
    yield ["    Points Possible", "", "", "", "", sum(each.points for each in folder.assignment.questions)]
    for row in class_:
        if row.points is not None:
            name = printable(row.student)
            yield [name, "", "", name, "", _final(row)]


def _moodle(class_: Sequence[Row]) -> Iterable[Sequence[object]]:
    yield ["ID number", "Grade", "Feedback"]
    for row in class_:
        if row.points is not None:
            yield [printable(row.student), _final(row), waits(row.waiting) if row.waiting else ""]


def _unreadable(class_: Sequence[Row]) -> Iterable[Sequence[object]]:
    yield ["student", "question", "why"]
    for row in class_:
        for each in row.unreadable:
            yield [printable(each.student), each.item, " ".join(each.feedback)]


def _files(files: Sequence[FileRow]) -> Iterable[Sequence[object]]:
    yield ["file", "verdict", "reason", "student", "attempt", "handed_in_at", "uploaded_at", "bytes", "flags"]
    for each in files:
        times = (each.attempt or "", each.handed_in_at or "", each.uploaded_at or "")
        whose = printable(each.student or "")
        yield [each.name, each.verdict, each.reason, whose, *times, each.size, "; ".join(each.flags)]
