"""Files of the capstone among the submissions, known by what they hold: plans are scored, memos are marked by hand.

Such a file says no name: the platform's name for the file tells whose it is.
"""

from __future__ import annotations

import json
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from customer_value import course
from customer_value.assessment import bank
from customer_value.assessment.questions.short import Short
from customer_value.classroom.grading import csv_files
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import FileRow, Gradebook, Mark

PLAN, MEMO = "plan", "memo"
NAME = "capstone.csv"
_PLAN_FORMAT = b'"customer-value plan '
_MEMO_HEADINGS = (b"## What we recommend", b"## How we will know")


def known(data: bytes) -> str:
    """Return "plan" or "memo", or "" for what is neither.

    Examples
    --------
    >>> known(b'{"format": "customer-value plan 1"}'), known(b"dear all")
    ('plan', '')
    """
    if data.lstrip().startswith(b"{"):
        return PLAN if _PLAN_FORMAT in data[:2000] else ""
    return MEMO if all(each in data for each in _MEMO_HEADINGS) else ""


def memo_rubric() -> Short:
    """Return what a memo is marked by: the rubrics of the questions about it, one after another."""
    asked = [each for each in bank.read(course.lesson("06").bank).questions if MEMO in each.tags]
    parts = [each for each in asked if isinstance(each, Short)]
    points = tuple(point for each in parts for point in each.rubric)
    model = "\n\n".join(each.model.strip() for each in parts)
    return msgspec.structs.replace(parts[0], id=MEMO, stem="The memo, one page.", rubric=points, model=model)


def score_plans(folder: Folder, gradebook: Gradebook) -> None:
    """Score the plans that were not scored yet, and note the sentence."""
    shops = {each.shop for each in folder.assignment.students}
    for each in gradebook.files():
        if each.verdict == PLAN and not each.reason:
            gradebook.note_reason(each.id, told(gradebook.content(each.id), shops))


def told(data: bytes, shops: set[int]) -> str:
    """Return what a plan is worth, or what is wrong with it.

    Parameters
    ----------
    data
        The file.
    shops
        Those of the class; a plan may be made for one of them, or for the lessons' books.
    """
    from pathlib import Path

    from customer_value.capstone.handed_in import grade

    shop = _shop(data)
    if shop is not None and shop not in shops:
        return "it is a plan for a shop that nobody in the class has"
    with TemporaryDirectory() as place:
        path = Path(place) / "plan.json"
        path.write_bytes(data)
        try:
            return str(grade(path, seed=shop))
        except CustomerValueError as error:
            return f"not scored: {error}"


def _shop(data: bytes) -> int | None:
    try:
        found = json.loads(data)["shop"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None  # whatever is wrong with the file, `grade` says it
    return found if type(found) is int else None


def write(path: Path, files: Sequence[FileRow], marks: dict[tuple[int, str], Mark]) -> None:
    """Write what plans and memos are worth, where there are any.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    ours = [each for each in files if each.verdict in (PLAN, MEMO)]
    if not ours:
        return
    of = sum(each.points for each in memo_rubric().rubric)
    rows: list[list[object]] = [["file", "kind", "points", "of", "told"]]
    for each in ours:
        mark = marks.get((each.id, MEMO))
        points = [f"{sum(mark.points):g}", of, mark.comment] if mark else ["", "", each.reason]
        rows.append([each.name, each.verdict, *points])
    csv_files.write(path, rows)
