"""Of all that one student handed in: which file counts, and what the others are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from customer_value.classroom.assignments.composing import due
from customer_value.classroom.grading.names import printable, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from customer_value.classroom.assignments.records import Assignment, Student

TOO_LATE = "an earlier attempt in time counts"  # ends the reason of a file that lost by coming late
_GONE = "whoever handed it in is on the roster no more"


@dataclass(frozen=True)
class Handed:
    """A submission as far as its place among the others needs it.

    Attributes
    ----------
    file
        Its number in the gradebook.
    name
        Of the file.
    student
        Whose it is, or claims to be.
    sha256, digest
        Of the file, and of what was inside the seal: two files may hold the same, sealed twice.
    attempt, handed_in_at
        As the student's machine counts.
    uploaded_at
        As the learning platform says, if it was asked.
    is_known
        Whether an earlier run took it for the first of its copies: marks by hand may stand under its number.
    """

    file: int
    name: str
    student: str
    sha256: str
    digest: str
    attempt: int
    handed_in_at: datetime
    uploaded_at: datetime | None = None
    is_known: bool = False

    @property
    def when(self) -> datetime:
        """When it was handed in: the platform knows better than the student's clock."""
        return self.uploaded_at or self.handed_in_at


@dataclass(frozen=True)
class Settled:
    """What became of one submission."""

    file: int
    verdict: str
    reason: str = ""
    flags: tuple[str, ...] = ()


def settle(handed: Iterable[Handed], assignment: Assignment) -> list[Settled]:
    """Give every submission its verdict.

    The last attempt in time counts; where none is in time, the last one counts, marked late.

    Parameters
    ----------
    handed
        All submissions, of all students.
    assignment
        The instructor's record.
    """
    groups: dict[str, list[Handed]] = defaultdict(list)
    for each in handed:
        groups[each.student].append(each)
    alike = defaultdict(list)
    for name in sorted(groups):
        alike[skeleton(name)].append(name)
    known = {each.id for each in assignment.students} if assignment.is_listed else set(groups)
    settled = [Settled(each.file, "unknown", _GONE) for name in set(groups) - known for each in groups.pop(name)]
    for name, mine in groups.items():
        others = [each for each in alike[skeleton(name)] if each != name]
        settled += _of_one(mine, assignment, () if assignment.is_listed else _flags(mine, others))
    return settled


def _flags(mine: Sequence[Handed], others: Sequence[str]) -> tuple[str, ...]:
    """Say where names are claimed by more than one: nothing proves which is right."""
    flags = [f"may be the same as {printable(each)!r}" for each in others]
    if len({each.digest for each in mine}) > 1:
        flags.append(f"{len(mine)} files claim this name: {', '.join(each.name for each in mine[:3])}")
    return tuple(flags)


def _of_one(mine: Sequence[Handed], assignment: Assignment, flags: tuple[str, ...]) -> list[Settled]:
    listed = {each.id: each for each in assignment.students}
    student = listed[mine[0].student if assignment.is_listed else ""]
    settled, single = _without_copies(sorted(mine, key=_rank))
    permitted = []
    for place, each in enumerate(single, 1):
        if place > student.attempts or each.attempt > student.attempts:
            count = max(place, each.attempt)
            told = f"it is attempt {count}, and {student.attempts} {'is' if student.attempts == 1 else 'are'} allowed"
            settled.append(Settled(each.file, "beyond", told, flags))
        else:
            permitted.append(each)
    return settled + _attempts(permitted, assignment, student, flags)


def _rank(each: Handed) -> tuple[datetime, int, bool, int, str, int]:
    """Put attempts in their order; of copies the one with the shorter name, then the first, such as `a` of `a (1)`."""
    return each.when, each.attempt, not each.is_known, len(each.name), each.name, each.file


def _without_copies(mine: Sequence[Handed]) -> tuple[list[Settled], list[Handed]]:
    """Keep the first file of each content; a copy is no attempt."""
    first: dict[str, Handed] = {}
    copies = []
    for each in mine:
        known = first.get(each.sha256) or first.get(each.digest)
        if known is None:
            first[each.sha256] = first[each.digest] = each
        else:
            copies.append(Settled(each.file, "duplicate", f"it holds the same as {known.name}"))
    return copies, list(dict.fromkeys(first.values()))


def _attempts(
    permitted: Sequence[Handed], assignment: Assignment, student: Student, flags: tuple[str, ...]
) -> list[Settled]:
    until = due(assignment, student)
    in_time = [each for each in permitted if until is None or each.when <= until]
    counts = (in_time or permitted)[-1:]
    settled = []
    for each in permitted:
        late = None if until is None or each.when <= until else f"{_span(each.when - until)} late by {_by(each)}"
        if each not in counts:
            better = TOO_LATE if late and in_time else f"{counts[0].name} counts"
            told = f"{late}; {better}" if late else better
            settled.append(Settled(each.file, "superseded", told, flags))
        elif late:
            settled.append(Settled(each.file, "late", late, flags))
        else:
            told = "" if until is None or each.uploaded_at else "in time by the student's clock"
            settled.append(Settled(each.file, "accepted", told, flags))
    return settled


def _by(each: Handed) -> str:
    return "the platform's clock" if each.uploaded_at else "the student's clock (claimed)"


def _span(late: timedelta) -> str:
    """Write a span in the two largest units that it has.

    Examples
    --------
    >>> _span(timedelta(days=2, minutes=70)), _span(timedelta(seconds=20))
    ('2 d 1 h', '20 s')
    """
    if late < timedelta(minutes=1):
        return f"{ceil(late.total_seconds())} s"
    minutes = int(late / timedelta(minutes=1))
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"
