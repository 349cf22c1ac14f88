"""`marking.csv`: what somebody gives for answers in words, without seeing names, and how it is read back.

A row is known by a code of letters that only this assignment's private key can make, and which a spreadsheet takes for
no number. A later attempt, and another rubric, have another code, so that no mark falls on what nobody has judged.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from customer_value.classroom.csv_cells import safe
from customer_value.classroom.grading import capstone, csv_files
from customer_value.classroom.grading.marking import OPEN
from customer_value.classroom.grading.rubric import points_of, usable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from customer_value.assessment.model import AnyQuestion
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import Gradebook, Mark

NAME, PAGE = "marking.csv", "marking.html"
MOST_TOLD, LONGEST_COMMENT = 10, 2000
_NEW_CODE = "a later attempt or another rubric has a new code. Delete the row, or the table to get a new one"
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowel makes a word, and no digit a number
_CODE = 9
_YES_NO = {"x": None, "yes": None, "y": None, "ja": None, "no": 0.0, "n": 0.0, "nein": 0.0}  # None: all of the point


@dataclass(frozen=True)
class Text:
    """One answer to be marked.

    Attributes
    ----------
    code
        Stands for the student.
    file, student, item
        Whose answer to what.
    mark
        What it was given already.
    """

    code: str
    file: int
    student: str
    item: str
    mark: Mark | None = None


def texts(folder: Folder, gradebook: Gradebook, questions: Mapping[str, AnyQuestion]) -> list[Text]:
    """Return all answers in words that count, question by question, each time in another random order."""
    marks, private, counting = usable(gradebook.marks(), questions), folder.private.encode(), gradebook.counting()

    def text(file: int, student: str, item: str) -> Text:
        return Text(_code_of(private, file, questions[item]), file, student, item, marks.get((file, item)))

    found = [
        text(each.file, each.student, each.item)
        for each in gradebook.results().values()
        if each.item in questions and points_of(questions[each.item]) and counting.get(each.student) == each.file
        if each.status == OPEN or (each.file, each.item) in marks
    ]
    if capstone.MEMO in questions:
        memos = (each for each in gradebook.files() if each.verdict == capstone.MEMO)
        found += [text(each.id, "", capstone.MEMO) for each in memos]
    order = list(questions)
    return sorted(found, key=lambda each: (order.index(each.item), code(private, f"{each.item} {each.code}")))


def _code_of(private: bytes, file: int, question: AnyQuestion) -> str:
    return code(private, f"{file} {question.id} {points_of(question)}")


def code(private: bytes, what: object) -> str:
    """Return a code that stands for something, and tells nobody what."""
    number = int.from_bytes(hmac.digest(private, str(what).encode(), "sha256")[:8])
    letters = []
    for _ in range(_CODE):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def write(path: Path, found: Sequence[Text], questions: Mapping[str, AnyQuestion]) -> None:
    """Write the table to be filled in, with what is filled in already.

    Raises
    ------
    OSError
        If it cannot be written, such as while a spreadsheet has it open.
    """
    columns = max((len(points_of(questions[each.item])) for each in found), default=1)
    rows = [head(columns)]
    for each in found:
        points = [f"{point:g}" for point in each.mark.points] if each.mark else []
        comment = each.mark.comment if each.mark else ""
        rows.append([each.code, each.item, *points, *[""] * (columns - len(points)), comment])
    csv_files.write(path, rows)


def head(columns: int) -> list[str]:
    """Return the names of the columns."""
    return ["code", "question", *(f"point {number}" for number in range(1, columns + 1)), "comment"]


@dataclass(frozen=True)
class Read:
    """What was found in a table: new marks, and what is wrong with it, in sentences."""

    marks: Sequence[tuple[int, str, tuple[float, ...], str]] = ()
    problems: Sequence[str] = ()


def read(
    path: Path,
    found: Iterable[Text],
    questions: Mapping[str, AnyQuestion],
    past: Collection[tuple[str, str]] = (),
) -> Read:
    """Read a table that was filled in; rows that are wrong are named, and the others hold.

    Parameters
    ----------
    path
        A CSV file as `write` made it, saved by whatever spreadsheet.
    found
        The answers that can be marked.
    questions
        By id.
    past
        Code and question of rows whose marks are in the gradebook, but count no more.

    Raises
    ------
    DataError
        If it is no such table at all.
    """
    known = {(each.code, each.item): each for each in found}
    marks, problems, seen = [], [], set()
    for line, row in csv_files.read(path, ("code", "question", "point 1")):
        key = (row.get("code", "").upper(), row.get("question", ""))
        text = known.get(key)
        is_filled = any(cell for name, cell in row.items() if name not in ("code", "question"))
        if text is None and (key in past or not is_filled):
            continue  # nothing is lost with it
        if text is None:
            problems.append(f"line {line}: there is no answer {key[0]} to {key[1]}; {_NEW_CODE}")
        elif key in seen:
            problems.append(f"line {line}: {key[0]} stands there twice for {key[1]}; the first one was taken")
        else:
            seen.add(key)
            try:
                points = _points(row, points_of(questions[text.item]))
            except ValueError as error:
                problems.append(f"line {line}: {key[0]}, {key[1]}: {error}")
                continue
            comment = row.get("comment", "")[:LONGEST_COMMENT]
            if points is not None and not _is_same(text.mark, points, comment):
                marks.append((text.file, text.item, points, comment))
    return Read(marks, problems)


def _is_same(mark: Mark | None, points: tuple[float, ...], comment: str) -> bool:
    return mark is not None and mark.points == points and comment in (mark.comment, safe(mark.comment))


def _points(row: Mapping[str, str], worth: Sequence[int]) -> tuple[float, ...] | None:
    """Return the points of a row; None where nothing is filled in yet."""
    cells = [row.get(f"point {number}", "") for number in range(1, len(worth) + 1)]
    if more := [name for name, cell in row.items() if name.startswith("point ") and cell][len(worth) :]:
        raise ValueError(f"its rubric has {len(worth)} points, but {more[0]} is filled in")
    if not any(cells):
        return None
    if "" in cells:
        raise ValueError(f"point {cells.index('') + 1} is empty; write 0 where a point is missing")
    return tuple(_number(cell, most, place) for place, (cell, most) in enumerate(zip(cells, worth, strict=True), 1))


def _number(cell: str, most: int, place: int) -> float:
    if cell.lower() in _YES_NO:
        given = _YES_NO[cell.lower()]
        return float(most) if given is None else given
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise ValueError(f"point {place} is {cell[:20]!r}; write a number from 0 to {most}")
    return value


def read_back(
    folder: Folder, gradebook: Gradebook, questions: Mapping[str, AnyQuestion], path: Path | None
) -> tuple[list[tuple[int, str, tuple[float, ...], str]], list[str], bool]:
    """Read the marks of an assignment's folder, or of another table.

    Returns
    -------
    tuple
        New marks; sentences on what is wrong; and whether the folder's own table may be written anew: one with rows
        that are to be mended is left as it is.
    """
    own = folder.path / NAME
    chosen = path or own
    if path is None and not own.exists():
        return [], [], True
    private, marked = folder.private.encode(), usable(gradebook.marks(), questions)
    past = {(_code_of(private, file, questions[item]), item) for file, item in marked}
    found = read(chosen, texts(folder, gradebook, questions), questions, past)
    told = [f"{chosen.name}, {each}." for each in found.problems[:MOST_TOLD]]
    if len(found.problems) > MOST_TOLD:
        told.append(f"{chosen.name}: {len(found.problems) - MOST_TOLD} more rows are wrong.")
    return list(found.marks), told, not (found.problems and chosen == own)
