"""Who has other points than before, from what to what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.classroom.grading import csv_files
from customer_value.classroom.grading.names import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from customer_value.classroom.grading.gradebook import Change, Result

_HEAD = ("student", "question", "status_before", "points_before", "status_now", "points_now", "why")


def write(path: Path, changes: Sequence[Change]) -> None:
    """Write the changes of a run as a CSV file.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    rows = [_HEAD, *(_row(each) for each in changes)]
    csv_files.write(path, rows)


def _row(each: Change) -> tuple[str, ...]:
    old, new = each.before, each.after
    points = (old.status, _points(old), new.status, _points(new))
    return (printable(each.student), each.item, *points, each.why)


def told(change: Change) -> str:
    """Return one change as a line."""
    old, new = change.before, change.after
    return f"{printable(change.student)}, {change.item}: {_points(old)} -> {_points(new)} ({change.why})"


def _points(result: Result) -> str:
    return result.status if result.points is None else f"{result.points:.6g}"
