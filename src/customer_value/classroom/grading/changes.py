"""Who has other points than before, from what to what, and why."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from customer_value.classroom.csv_cells import safe
from customer_value.classroom.grading.names import printable
from customer_value.whole import whole

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
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_HEAD)
    for each in changes:
        old, new = each.before, each.after
        row = [each.student, each.item, old.status, _points(old), new.status, _points(new), each.why]
        table.writerow([safe(printable(cell)) for cell in row])
    with whole(path) as part:
        part.write_text(text.getvalue(), encoding="utf-8-sig")


def told(change: Change) -> str:
    """Return one change as a line."""
    old, new = change.before, change.after
    return f"{printable(change.student)}, {change.item}: {_points(old)} -> {_points(new)} ({change.why})"


def _points(result: Result) -> str:
    return result.status if result.points is None else f"{result.points:.6g}"
