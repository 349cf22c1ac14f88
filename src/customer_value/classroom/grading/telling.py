"""What `cvm grade` tells an instructor at the end: the class, the files that need a look, who changed, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.classroom.grading import by_hand, changes, grades_csv, overview
from customer_value.classroom.grading.marking import OPEN
from customer_value.classroom.grading.names import printable
from customer_value.classroom.grading.verdicts import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import FileRow, Result
    from customer_value.classroom.grading.grading import Graded

MOST = 20  # lines of one list; the tables hold all
_QUIET = ("accepted", "opened", "superseded")


def lines(folder: Folder, done: Graded) -> Iterator[str]:
    """Yield the lines."""
    results = [each for row in done.students for each in row.results.values()]
    yield from overview.lines(folder, done.students, done.files)
    yield from _list("Files to look at", [_file(each) for each in done.files if _is_odd(each)], grades_csv.FILES)
    yield from _list("Points that changed", [changes.told(each) for each in done.changes], "changes.csv")
    unreadable = [_answer(each) for row in done.students for each in row.unreadable]
    yield from _list("Answers that could not be read, worth 0", unreadable, grades_csv.UNREADABLE)
    yield from _list("Not graded, by a fault", [_answer(each) for each in results if each.status == "error"], "result")
    if not folder.assignment.is_listed:
        yield "There is no roster: names are as students typed them, and nothing proves them."
    yield from done.notes
    yield f"Wrote {grades_csv.PLAIN}, tables for Canvas and Moodle, {grades_csv.FILES} and feedback/ to {folder.path}."
    if count := sum(bool(each.waiting) for each in done.students):
        of = "1 student has no grade" if count == 1 else f"{count} students have no grade"
        yield f"In the tables for Canvas and Moodle {of} yet, since answers wait."
    if waiting := sum(each.status == OPEN for each in results):
        answers = "1 answer" if waiting == 1 else f"{waiting} answers"
        yield f"Next: mark {answers}: open {folder.path / by_hand.PAGE} in a browser; it says how to go on."
    elif results:
        yield f"Next: cvm report {folder.path}"


def _is_odd(each: FileRow) -> bool:
    return bool(overview.odd_flags(each)) or each.verdict not in _QUIET or each.lost_by_time


def _file(each: FileRow) -> str:
    verdict = VERDICTS[each.verdict]
    why = "; ".join(filter(None, [each.reason, *overview.odd_flags(each), verdict.to_do]))
    return ": ".join(filter(None, [each.name, verdict.words, why]))


def _answer(result: Result) -> str:
    return f"{printable(result.student)}, {result.item}: {' '.join(result.feedback)}"


def _list(title: str, items: Sequence[str], table: str) -> Iterator[str]:
    if not items:
        return
    yield f"{title} ({len(items)}):"
    yield from (f"  {each}" for each in items[:MOST])
    if len(items) > MOST:
        yield f"  ... all of them are in {table}"
