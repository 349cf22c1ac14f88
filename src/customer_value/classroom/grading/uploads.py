"""When files were uploaded, as the learning platform says: a CSV file with the columns `file` and `uploaded_at`."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from customer_value.classroom.grading import csv_files
from customer_value.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from customer_value.classroom.grading.gradebook import Gradebook

COLUMNS = ("file", "uploaded_at")
MOST_TOLD = 5


def note(path: Path, gradebook: Gradebook) -> list[str]:
    """Read the times, keep them in the gradebook, and say which files they name that are not there.

    A file is named as below the folder of submissions, or by its last part where no other has the same. A time without
    a zone is one of this machine's zone.

    Raises
    ------
    DataError
        If the list cannot be read; the line is named.
    """
    times = read(path)
    last = defaultdict(set)
    every = {each.name for each in gradebook.files()}
    for name in every:
        last[name.rpartition("/")[2]].add(name)
    found, lost = {}, []
    for given, when in times.items():
        names = {given} if given in every else last.get(given, set())
        if len(names) == 1:
            found[next(iter(names))] = when
        else:
            lost.append(f"{given} ({'several files have this name' if names else 'no such file'})")
    gradebook.note_uploads(found)
    if not lost:
        return []
    more = f" and {len(lost) - MOST_TOLD} more" if len(lost) > MOST_TOLD else ""
    return [f"{path} names what is not among the submissions: {', '.join(lost[:MOST_TOLD])}{more}."]


def read(path: Path) -> dict[str, datetime]:
    """Return when each file was uploaded, by its name.

    Raises
    ------
    DataError
        If the list is no CSV with these columns, or a time is none.
    """
    times: dict[str, datetime] = {}
    for line, row in csv_files.read(path, COLUMNS):
        name, typed = row.get("file", ""), row.get("uploaded_at", "")
        try:
            times[name] = datetime.fromisoformat(typed).astimezone()
        except (ValueError, OverflowError, OSError):
            told = f"line {line}: {typed!r} is no time; write it as 2026-03-06T23:59+01:00"
            raise DataError(f"{path}, {told}.") from None
    return times
