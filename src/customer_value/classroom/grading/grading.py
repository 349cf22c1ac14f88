"""Grade an assignment: take in, settle, grade, write down; what is graded from the same key is not graded again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from customer_value.assessment.variants import revision
from customer_value.classroom.assignments import names
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.grading import by_hand, capstone, mending, outputs, overview, sources, uploads
from customer_value.classroom.grading.desks import Chunk, Task, work
from customer_value.classroom.grading.feedback import Sheet
from customer_value.classroom.grading.gradebook import Gradebook
from customer_value.classroom.grading.intake import Desk
from customer_value.classroom.grading.rubric import usable
from customer_value.classroom.grading.settling import settle
from customer_value.data.generate.any_size.workers import in_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from customer_value.assessment.model import AnyQuestion
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import Change, FileRow, Result
    from customer_value.classroom.grading.overview import Row

    Follow = Callable[[str, int, int], None]  # what is done, how many are done, of how many

FILES_AT_ONCE, TASKS_AT_ONCE = 200, 25
WORTH_A_PROCESS = {False: 150, True: 6}  # tasks for which a second process pays; with facts of shops, fewer


@dataclass(frozen=True)
class Graded:
    """What a run has done.

    Attributes
    ----------
    run
        Its number.
    students
        A row for each.
    files
        All files of the gradebook.
    new
        Results that were made in this run.
    changes
        Those that replaced another one.
    notes
        What the instructor has to know, in sentences.
    """

    run: int
    students: Sequence[Row]
    files: Sequence[FileRow]
    new: int
    changes: Sequence[Change]
    notes: Sequence[str] = field(default_factory=tuple)


def grade(
    folder: Folder,
    submissions: Path | None = None,
    *,
    uploaded: Path | None = None,
    marks: Path | None = None,
    keys: bool = True,
    workers: int = 1,
    follow: Follow = lambda *_: None,
) -> Graded:
    """Take in what lies in a folder, grade what is not graded yet, and write the students' pages.

    Parameters
    ----------
    folder
        The instructor's.
    submissions
        Where the students' files lie; None means those that were taken in before.
    uploaded
        A CSV file with the times of the learning platform.
    marks
        A table of marks that was filled in; by default the folder's own, if it is there.
    keys
        Whether right answers stand on the students' pages.
    workers
        Number of processes.
    follow
        Is told how far it is.

    Raises
    ------
    SetupError, DataError, BankError
        If a folder, a key, a bank or a list of times cannot be used. No student's file raises anything.
    """
    questions = {each.id: each for each in folder.questions}
    revisions = {each.id: revision(each) for each in questions.values()}
    notes = [] if folder.assignment.edition == edition() else [_OTHER_DATA]
    notes += mending.check(folder, list(questions.values()))
    desk, gradebook = Desk(folder), Gradebook(folder.gradebook)
    run = gradebook.begin(course_version(), edition(), revisions, now())
    if submissions is not None:
        _take_in(desk, gradebook, run, submissions, follow)
    if uploaded is not None:
        notes += uploads.note(uploaded, gradebook)
    gradebook.settle(settle(gradebook.handed(), folder.assignment))
    capstone.score_plans(folder, gradebook)
    to_mark = _to_mark(gradebook, questions)
    new_marks, told, is_clean = by_hand.read_back(folder, gradebook, to_mark, marks)
    gradebook.note_marks(new_marks, now())
    tasks = _tasks(folder, gradebook, questions, revisions, keys=keys)
    new = _run(folder, gradebook, run, tasks, questions, workers, follow)
    changed = gradebook.changes(run)
    notes += told + outputs.write(folder, gradebook, to_mark, changed, marks_are_clean=is_clean)
    gradebook.finish(run, now())
    return Graded(run, overview.rows(folder, gradebook), gradebook.files(), new, changed, tuple(notes))


_OTHER_DATA = (
    "The data of this course are others than those with which the assignment was made: numbers of the students' shops "
    "may differ from those in their bundles. Grade with the version with which it was made."
)


def now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(tz=UTC)


def _take_in(desk: Desk, gradebook: Gradebook, run: int, submissions: Path, follow: Follow) -> None:
    clock, part, count = now().timestamp(), [], 0
    for count, found in enumerate(sources.files(submissions), 1):
        part.append(desk.take(found, clock))
        if len(part) == FILES_AT_ONCE:
            gradebook.take_in(run, part)
            follow("Files", count, count)
            part = []
    gradebook.take_in(run, part)
    follow("Files", count, count)


def page_names(folder: Folder, files: Sequence[FileRow]) -> dict[str, str]:
    """Return a name for each student's page: the roster's order first, then that in which files came."""
    listed = [each.id for each in folder.assignment.students if each.id]
    came = [each.student for each in sorted(files, key=lambda each: each.id) if each.student]
    return names.unique(dict.fromkeys([*listed, *came]))


def _to_mark(gradebook: Gradebook, questions: Mapping[str, AnyQuestion]) -> dict[str, AnyQuestion]:
    """Return what may be marked by hand: the questions, and the memo where somebody handed one in."""
    has_memo = any(each.verdict == capstone.MEMO for each in gradebook.files())
    return {**questions, capstone.MEMO: capstone.memo_rubric()} if has_memo else dict(questions)


def _tasks(
    folder: Folder,
    gradebook: Gradebook,
    questions: Mapping[str, AnyQuestion],
    revisions: Mapping[str, str],
    *,
    keys: bool,
) -> list[Task]:
    """Return what is to be done: results that are missing or old, and pages that show others."""
    results, files = gradebook.results(), gradebook.files()
    marks = usable(gradebook.marks(), questions)
    students = {each.id: each for each in folder.assignment.students}
    listed = folder.assignment.is_listed
    rows, pages = {each.id: each for each in files}, page_names(folder, files)
    tasks = []
    for name, file in gradebook.counting().items():
        mine = {item: mark for (of, item), mark in marks.items() if of == file} if marks else {}
        held = {item: results[name, item] for item in revisions if (name, item) in results}
        basis = {item: (file, mine[item].id if item in mine else 0, revisions[item]) for item in revisions}
        old = tuple(item for item in revisions if item not in held or held[item].basis != basis[item])
        late = rows[file].reason if rows[file].verdict == "late" else ""
        sheet = Sheet(folder.feedback / f"{pages[name]}.html", name, late, is_claimed=not listed, keys=keys)
        kept = tuple(each for item, each in held.items() if item not in old)
        if old or not sheet.is_current(kept):
            shop = students[name if listed else ""].shop
            tasks.append(Task(name, file, old, kept, mine, sheet, shop))
    return sorted(tasks, key=lambda each: (each.shop, each.student))


def _run(
    folder: Folder,
    gradebook: Gradebook,
    run: int,
    tasks: Sequence[Task],
    questions: Mapping[str, AnyQuestion],
    workers: int,
    follow: Follow,
) -> int:
    revisions = {each.id: revision(each) for each in questions.values()}
    folder.feedback.mkdir(exist_ok=True)
    has_facts = any(any(each.facts()) for each in questions.values())
    processes = min(workers, 1 + len(tasks) // WORTH_A_PROCESS[has_facts])
    state = sha256(repr([revisions, folder.assignment]).encode()).hexdigest()
    new, done = 0, 0
    for results, count in _worked(list(_chunks(folder, state, tasks, processes)), processes):
        gradebook.add(run, results)
        new, done = new + len(results), done + count
        follow("Students", done, len(tasks))
    return new


def _worked(chunks: Sequence[Chunk], processes: int) -> Iterator[tuple[list[Result], int]]:
    yield from in_parallel(_counted, chunks, processes)


def _counted(chunk: Chunk) -> tuple[list[Result], int]:
    return work(chunk), len(chunk.tasks)


def _chunks(folder: Folder, state: str, tasks: Sequence[Task], processes: int) -> Iterator[Chunk]:
    size = max(1, min(TASKS_AT_ONCE, len(tasks) // (4 * processes)))
    for start in range(0, len(tasks), size):
        yield Chunk(folder.path, state, tuple(tasks[start : start + size]))
