"""The roster: who gets a bundle, and who gets more time, days or attempts; read from a CSV of any spreadsheet."""

from __future__ import annotations

import csv
import unicodedata
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from customer_value.classroom.assignments.records import LONGEST_NAME
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LARGEST = 5_000_000  # bytes
MOST = 50_000  # students
_TOLD = 20  # problems that are listed at most
_LIMITS = {"extra_time": (0, 10_000), "extra_days": (0, 3_650), "attempts": (1, 1_000)}
_DELIMITERS = ",;\t"
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control and format characters, halves of characters, ends of lines


class Row(NamedTuple):
    """One student: the id as the file has it, minutes and days beside those of all, and attempts if not those of all.

    `line` is where it stands in the file, counted from 1.
    """

    line: int
    id: str
    extra_time: int = 0
    extra_days: int = 0
    attempts: int | None = None


class Roster(NamedTuple):
    """The rows in the order of the file, and what the instructor should know of how it was read."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read(path: Path) -> Roster:
    """Read a roster.

    Parameters
    ----------
    path
        CSV with comma, semicolon or tab, in UTF-8, or as an older Excel writes it. The column `id` is needed;
        `extra_time` (minutes), `extra_days` and `attempts` may be there and may be empty, others are left alone.

    Raises
    ------
    DataError
        If it cannot be read, has no column `id` or no student, or with every problem and its line: an empty, too long
        or repeated id (small and capital letters, and the two ways to store an accent, are the same), an invisible
        character in it, a number that is none or out of range.
    """
    text, notes = _text(path)
    head, *lines = _cells(path, text)
    columns = _columns(path, head[1])
    problems: list[str] = []
    rows = [row for line, cells in lines if (row := _row(line, cells, columns, problems)) is not None]
    problems += _repeated(rows)
    if problems:
        more = f"\n  and {len(problems) - _TOLD} more" if len(problems) > _TOLD else ""
        raise DataError(f"{path} is to be mended:\n  " + "\n  ".join(problems[:_TOLD]) + more)
    if not rows:
        raise DataError(f"{path} names no student below its first line; add a line for each")
    if len(rows) > MOST:
        raise DataError(f"{path} names {len(rows):,} students; at most {MOST:,} get an assignment at a time")
    return Roster(tuple(rows), notes)


def folded(key: str) -> str:
    """Return an id as it is compared with others: case, width and the way an accent is stored do not count.

    Examples
    --------
    >>> folded("Ａda") == folded("ADA")
    True
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())


def _text(path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        if path.stat().st_size > LARGEST:
            _refuse(path, f"has more than {LARGEST / 1e6:.0f} MB; a roster is a short CSV file")
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}. Check its name.") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(path, "is UTF-16 text; save it as “CSV UTF-8”")
    if data.startswith(b"PK") or b"\0" in data:
        _refuse(path, "is no text, but perhaps a spreadsheet; save it as “CSV UTF-8”")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        note = (
            f"{path} is not UTF-8 (line {line}) and was read as Latin-1, as older spreadsheets write it. If an id "
            f"looks wrong in hand-out.csv, save the roster as “CSV UTF-8” and type the command again."
        )
        return data.decode("cp1252", "replace"), (note,)


def _cells(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that hold anything, each with its number, split where the first one has its column id."""
    lines = text.splitlines()
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0  # what Excel writes for itself
    first = next((each for each in lines[skipped:] if each.strip()), "")
    mark = max(
        _DELIMITERS, key=lambda each: ("id" in _names(next(csv.reader([first], delimiter=each))), first.count(each))
    )
    reader = csv.reader(lines[skipped:], delimiter=mark)
    try:
        found = [(reader.line_num + skipped, cells) for cells in reader if any(each.strip() for each in cells)]
    except csv.Error as error:
        _refuse(path, f"is no CSV: line {reader.line_num + skipped}: {error}")
    if not found:
        _refuse(path, "is empty; its first line names the columns, such as id,extra_time,extra_days,attempts")
    return found


def _names(cells: Sequence[str]) -> list[str]:
    return [each.strip().lower().replace(" ", "_") for each in cells]


def _columns(path: Path, head: list[str]) -> dict[str, int]:
    names = _names(head)
    wanted = {name: names.index(name) for name in ("id", *_LIMITS) if name in names}
    if "id" not in wanted:
        _refuse(path, f"has no column id; its first line reads {', '.join(map(repr, head[:8]))}. Name one of them id.")
    if twice := [name for name in wanted if names.count(name) > 1]:
        _refuse(path, f"has the column {twice[0]} twice; rename one of them")
    return wanted


def _row(line: int, cells: list[str], columns: Mapping[str, int], problems: list[str]) -> Row | None:
    def cell(name: str) -> str:
        place = columns.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    if fault := _fault(cell("id")):
        problems.append(f"line {line}: {fault}")
        return None
    numbers = {name: _number(name, cell(name), line, problems) for name in _LIMITS}
    given = {name: number for name, number in numbers.items() if number is not None}
    return Row(line, cell("id"), **given)


def _fault(key: str) -> str:
    """Say what is wrong with an id, or ""."""
    if not key:
        return "the id is empty"
    if len(key) > LONGEST_NAME:
        return f"the id {key[:20]!r}... has {len(key)} characters; at most {LONGEST_NAME}"
    odd = [each for each in key if unicodedata.category(each) in _INVISIBLE]
    return f"the id {key!r} holds an invisible character, U+{ord(odd[0]):04X}" if odd else ""


def _number(name: str, typed: str, line: int, problems: list[str]) -> int | None:
    """Read a whole number of a column; None for an empty cell and for one with a problem."""
    if not typed:
        return None
    least, most = _LIMITS[name]
    plain = typed.removesuffix(".0")
    if plain.isascii() and plain.isdigit() and len(plain) < 10 and least <= int(plain) <= most:
        return int(plain)
    problems.append(f"line {line}: {name} is {typed[:20]!r}; write a whole number from {least} to {most:,}")
    return None


def _repeated(rows: Sequence[Row]) -> Iterator[str]:
    seen: dict[str, Row] = {}
    for row in rows:
        before = seen.setdefault(folded(row.id), row)
        if before is not row:
            other = "" if before.id == row.id else f" (as {before.id!r})"
            yield f"line {row.line}: the id {row.id!r} stands in line {before.line} too{other}"


def _refuse(path: Path, what: str) -> NoReturn:
    raise DataError(f"{path} {what}")
