"""CSV files of the grader: written so that spreadsheets compute nothing, read however a spreadsheet saved them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from customer_value.classroom.csv_cells import safe
from customer_value.errors import DataError
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LARGEST = 20_000_000  # bytes
_LONGEST_TOLD = 200  # characters of the names of columns


def write(path: Path, rows: Iterable[Sequence[object]], *, mark: bool = True) -> None:
    """Write a table, whole or not at all.

    Parameters
    ----------
    path
        Of the file.
    rows
        Its first one names the columns; texts that could be formulas get an apostrophe.
    mark
        Whether the file begins with the mark by which spreadsheets know UTF-8; other programs stumble over it.

    Raises
    ------
    OSError
        If it cannot be written, such as while a spreadsheet has it open.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_cell(each) for each in row] for row in rows)
    with whole(path) as part:
        part.write_text(text.getvalue(), encoding="utf-8-sig" if mark else "utf-8")


def _cell(value: object) -> object:
    return safe(value) if isinstance(value, str) else value


def read(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a table, each with its line and its cells by the column's name in small letters.

    Parameters
    ----------
    path
        A CSV file with commas, semicolons or tabs, in UTF-8 or as older spreadsheets wrote it.
    columns
        Those that it must have.

    Raises
    ------
    DataError
        If it cannot be read, is no CSV, or lacks a column.
    """
    text = _text(path)
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=text.split("\n", 1)[0].count))
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(each.strip() for each in cells)]
    except csv.Error as error:
        raise DataError(f"{path} is no CSV: line {reader.line_num}: {error}.") from error
    names = [each.strip().lower() for each in rows[0][1]] if rows else []
    if not set(columns) <= set(names):
        has = ", ".join(names)[:_LONGEST_TOLD] or "nothing"
        raise DataError(f"{path} needs the columns {', '.join(columns)}; it has: {has}.")
    return [(line, dict(zip(names, map(str.strip, cells), strict=False))) for line, cells in rows[1:]]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(f"{path} has more than {LARGEST / 1e6:.0f} MB, too much for such a table.")
        data = path.read_bytes()
    except OSError as error:
        told = f"{path} cannot be read: {error.strerror}. Check its name, and close it elsewhere."
        raise DataError(told) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
