"""The learner's log as a table for other programs: CSV, or JSON."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from customer_value.assessment.messages import say
from customer_value.errors import ProgressError
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    _Rows = Sequence[dict[str, Any]]


def write(rows: _Rows, columns: Sequence[str], out: Path) -> None:
    """Write rows to a `.csv` or `.json` file, whole or not at all.

    Parameters
    ----------
    rows
        Values by column; those of "answer" are as JSON can hold them.
    columns
        Names for the head of a CSV file, in their order; what a row lacks stays empty.
    out
        The file.

    Raises
    ------
    ProgressError
        If the name has another end, or the file cannot be written.
    """
    write_as = {".csv": _csv, ".json": _json}.get(out.suffix)
    if write_as is None:
        raise ProgressError(say("export_kinds", name=repr(out.name)))
    try:
        with whole(out) as part:
            write_as(rows, columns, part)
    except OSError as error:
        raise ProgressError(say("export_fails", path=out, reason=error.strerror)) from error


def _csv(rows: _Rows, columns: Sequence[str], out: Path) -> None:
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=columns)
        writer.writeheader()
        for row in rows:
            writer.writerow(row | {"answer": json.dumps(row["answer"], ensure_ascii=False)})


def _json(rows: _Rows, _columns: Sequence[str], out: Path) -> None:
    out.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
