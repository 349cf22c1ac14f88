"""What a run has to do, student by student, and how it is shared out among processes."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from customer_value.assessment.variants import revision
from customer_value.classroom.assignments import names
from customer_value.classroom.grading.desks import Chunk, Task
from customer_value.classroom.grading.feedback import Sheet
from customer_value.classroom.grading.rubric import usable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from customer_value.assessment.model import AnyQuestion
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import FileRow, Gradebook, Mark

AT_ONCE = 25  # students whose results are kept together
WORTH_A_PROCESS = {False: 150, True: 6}  # tasks for which one more process pays; with facts of shops, fewer


def tasks(folder: Folder, gradebook: Gradebook, questions: Mapping[str, AnyQuestion], *, keys: bool) -> list[Task]:
    """Return what is to be done: results that are missing or old, and pages that show others.

    Students of one shop stand together, since its books are made once.
    """
    results, files = gradebook.results(), gradebook.files()
    revisions = {key: revision(each) for key, each in questions.items()}
    students = {each.id: each for each in folder.assignment.students}
    listed, marks = folder.assignment.is_listed, _by_file(usable(gradebook.marks(), questions))
    rows, pages, lost = {each.id: each for each in files}, page_names(folder, files), _lost(files)
    found = []
    for name, file in gradebook.counting().items():
        mine = marks.get(file, {})
        held = {item: results[name, item] for item in revisions if (name, item) in results}
        basis = {item: (file, mine[item].id if item in mine else 0, revisions[item]) for item in revisions}
        old = tuple(item for item in revisions if item not in held or held[item].basis != basis[item])
        page, is_late = folder.feedback / f"{pages[name]}.html", rows[file].verdict == "late"
        sheet = Sheet(page, name, is_late=is_late, is_claimed=not listed, keys=keys, lost=lost.get(name, ()))
        kept = tuple(each for item, each in held.items() if item not in old)
        if old or not sheet.is_current(kept):
            found.append(Task(name, file, old, kept, mine, sheet, students[name if listed else ""].shop))
    return sorted(found, key=lambda each: (each.shop, each.student))


def _by_file(marks: Mapping[tuple[int, str], Mark]) -> dict[int, dict[str, Mark]]:
    found: dict[int, dict[str, Mark]] = {}
    for (file, item), mark in marks.items():
        found.setdefault(file, {})[item] = mark
    return found


def _lost(files: Sequence[FileRow]) -> dict[str, tuple[str, ...]]:
    """Return when each student handed in what came too late to replace an earlier attempt."""
    found: dict[str, tuple[str, ...]] = {}
    for each in files:
        when = each.uploaded_at or each.handed_in_at
        if each.lost_by_time and each.student and when:
            shown = f"{datetime.fromisoformat(when):%Y-%m-%d %H:%M:%S %Z}"
            found[each.student] = tuple(sorted({*found.get(each.student, ()), shown}))
    return found


def page_names(folder: Folder, files: Sequence[FileRow]) -> dict[str, str]:
    """Return a name for each student's page: the roster's order first, then that in which files came."""
    listed = [each.id for each in folder.assignment.students if each.id]
    came = [each.student for each in sorted(files, key=lambda each: each.id) if each.student]
    return names.unique(dict.fromkeys([*listed, *came]))


def processes_for(count: int, questions: Mapping[str, AnyQuestion], workers: int) -> int:
    """Return with how many processes so many tasks are done soonest: each takes a moment to start."""
    has_facts = any(any(each.facts()) for each in questions.values())
    return min(workers, 1 + count // WORTH_A_PROCESS[has_facts])


def chunks(
    folder: Folder, questions: Mapping[str, AnyQuestion], found: Sequence[Task], workers: int
) -> Iterator[Chunk]:
    """Share out tasks, a few for each process at a time, so that all end together and a stop loses little."""
    revisions = {key: revision(each) for key, each in questions.items()}
    state = sha256(repr([revisions, folder.assignment]).encode()).hexdigest()
    size = max(1, min(AT_ONCE, len(found) // (4 * workers)))
    for start in range(0, len(found), size):
        yield Chunk(folder.path, state, tuple(found[start : start + size]))
