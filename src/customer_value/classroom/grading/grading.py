"""Grade an assignment: take in, settle, grade, write down; what is graded from the same key is not graded again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from customer_value.assessment.variants import revision
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.grading import by_hand, capstone, mending, outputs, overview, sources, tasks, uploads
from customer_value.classroom.grading.desks import work
from customer_value.classroom.grading.gradebook import Gradebook
from customer_value.classroom.grading.intake import Desk
from customer_value.classroom.grading.settling import settle
from customer_value.data.generate.any_size.workers import in_parallel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from customer_value.assessment.model import AnyQuestion
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.desks import Chunk
    from customer_value.classroom.grading.gradebook import Change, FileRow, Result
    from customer_value.classroom.grading.overview import Row

    Done = tuple[list[Result], int]  # results of some students, and how many students
    Share = Callable[[Callable[[Chunk], Done], Sequence[Chunk]], Iterable[Done]]
    Follow = Callable[[str, int, int], None]  # what is done, how many are done, of how many

FILES_AT_ONCE = 100


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


def grade(  # noqa: PLR0913  one for each option of the command
    folder: Folder,
    submissions: Path | None = None,
    *,
    uploaded: Path | None = None,
    marks: Path | None = None,
    keys: bool = True,
    workers: int = 1,
    share: Share | None = None,
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
    share
        Does the work elsewhere, such as on a cluster whose machines all see the folder: it is called with `desks.work`
        and the chunks, and gives their results in any order.
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
    new = _graded(gradebook, run, *_shared_out(folder, gradebook, questions, workers, share, keys=keys), follow)
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


def _to_mark(gradebook: Gradebook, questions: Mapping[str, AnyQuestion]) -> dict[str, AnyQuestion]:
    """Return what may be marked by hand: the questions, and the memo where somebody handed one in."""
    has_memo = any(each.verdict == capstone.MEMO for each in gradebook.files())
    return {**questions, capstone.MEMO: capstone.memo_rubric()} if has_memo else dict(questions)


def _shared_out(
    folder: Folder,
    gradebook: Gradebook,
    questions: Mapping[str, AnyQuestion],
    workers: int,
    share: Share | None,
    *,
    keys: bool,
) -> tuple[int, Iterable[Done]]:
    """Return how many students are to be graded, and what the processes will have done."""
    todo = tasks.tasks(folder, gradebook, questions, keys=keys)
    folder.feedback.mkdir(exist_ok=True)
    if share is not None:
        return len(todo), share(work, list(tasks.chunks(folder, questions, todo, workers)))
    processes = tasks.processes_for(len(todo), questions, workers)
    return len(todo), in_parallel(work, list(tasks.chunks(folder, questions, todo, processes)), processes)


def _graded(gradebook: Gradebook, run: int, total: int, done: Iterable[Done], follow: Follow) -> int:
    """Keep what the processes have graded, as it comes; return the number of new results."""
    new, students = 0, 0
    for results, count in done:
        gradebook.add(run, results)
        new, students = new + len(results), students + count
        follow("Students", students, total)
    return new
