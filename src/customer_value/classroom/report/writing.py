"""The report as files: the page, and each of its tables as CSV."""

from __future__ import annotations

import csv
from math import isnan
from typing import TYPE_CHECKING, Any

import pandas as pd

from customer_value.classroom.csv_cells import safe
from customer_value.classroom.report.findings import findings
from customer_value.classroom.report.flags import Flag
from customer_value.classroom.report.page import page
from customer_value.classroom.report.pictures import score_counts
from customer_value.errors import CustomerValueError
from customer_value.whole import whole

if TYPE_CHECKING:
    from pathlib import Path

    from customer_value.classroom.report.answers import ClassAnswers
    from customer_value.classroom.report.findings import Findings


def write(answers: ClassAnswers, folder: Path) -> Path:
    """Write `report.html` and the CSV files of its tables into a folder, each whole or not at all.

    Parameters
    ----------
    answers
        Of a class.
    folder
        Made if it is not there; files of an earlier report are replaced.

    Returns
    -------
    Path
        Of the page.

    Raises
    ------
    CustomerValueError
        If a file cannot be written.
    """
    found = findings(answers)
    text = page(found)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tables(found).items():
            with whole(folder / f"{name}.csv") as part:
                _csv(table, part)
        with whole(folder / "report.html") as part:
            part.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CustomerValueError(f"the report cannot be written to {folder}: {error.strerror}.") from error
    return folder / "report.html"


def tables(found: Findings) -> dict[str, pd.DataFrame]:
    """Return the report's tables by the name of their file; none names a student."""
    known = found.reliability
    counts = score_counts(found.shares)
    tenths = pd.DataFrame({"from": [each / 10 for each in range(10)], "students": counts})
    options = [table.assign(item=name) for name, table in found.options.items() if len(table)]
    columns = ["item", *(each for each in next(iter(found.options.values())).columns)]
    return {
        "scores": tenths,
        "reliability": pd.DataFrame([(known.name, *known.alpha, known.error, known.why_not)]).set_axis(
            ["name", "alpha", "low", "high", "standard_error_points", "why_not"], axis=1
        ),
        "misconceptions": found.misconceptions.reset_index(),
        "items": found.items.reset_index(),
        "flags": pd.DataFrame(found.flags, columns=list(Flag._fields)),
        "answers": pd.concat(options)[columns] if options else pd.DataFrame(columns=columns),
        "objectives": found.objectives.reset_index(),
        "confidence": found.confidence.reset_index(),
    }


def _csv(table: pd.DataFrame, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows([_cell(each) for each in row] for row in table.itertuples(index=False))


def _cell(value: Any) -> Any:
    """Return a cell: texts that cannot become formulas, numbers with six decimals, nothing for what is not there."""
    if isinstance(value, tuple):
        return safe(" ".join(value))
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, float):
        return "" if isnan(value) else round(value, 6)
    return value
