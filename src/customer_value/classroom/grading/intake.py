"""One file among the submissions: what it is, by its content alone, and whose."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from customer_value.classroom.assignments import files
from customer_value.classroom.assignments.sealing import unseal
from customer_value.classroom.grading import capstone
from customer_value.classroom.grading.names import printable, skeleton
from customer_value.classroom.grading.verdicts import WAITING
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.assignments.records import Assignment, Student, Submission
    from customer_value.classroom.grading.sources import Found

CLAIMED = "the name is claimed; nothing proves it"
_LATEST_CLOCK = 86_400.0  # seconds that a student's clock may be ahead of ours


class _Handed(msgspec.Struct):
    """What is read of a bundle that was handed out: whose it is."""

    student: str


@dataclass(frozen=True)
class TakenIn:
    """A file with what is known of it.

    Attributes
    ----------
    name, size
        As found.
    sha256
        Of the content; "" where it was not read.
    verdict, reason
        "waiting" if it is a submission, which is compared with the others of its student later.
    flags
        What the instructor should know, which costs no point.
    student
        Whose it is, or claims to be.
    submission
        What was inside the seal; None for all others.
    content
        All that a plan or a memo holds; None for all others.
    """

    name: str
    size: int
    sha256: str = ""
    verdict: str = WAITING
    reason: str = ""
    flags: tuple[str, ...] = ()
    student: str | None = None
    submission: Submission | None = None
    content: bytes | None = None


class Desk:
    """Where submissions to one assignment are taken in.

    Parameters
    ----------
    folder
        The instructor's.
    """

    def __init__(self, folder: Folder) -> None:
        self.assignment: Assignment = folder.assignment
        self._private = folder.private
        self._hand_out = folder.hand_out
        self._students = {each.id: each for each in self.assignment.students}
        self._alike = {skeleton(each): each for each in self._students}

    def take(self, found: Found, now: float) -> TakenIn:
        """Look at one file.

        Parameters
        ----------
        found
            From `sources.files`.
        now
            Seconds since 1970, to tell clocks that are wrong.
        """
        if found.data is None:
            return TakenIn(found.name, found.size, "", found.verdict, found.reason)
        digest = sha256(found.data).hexdigest()
        verdict, reason, submission = self._read(found.data)
        if submission is None:
            content = found.data if verdict in (capstone.PLAN, capstone.MEMO) else None
            return TakenIn(found.name, found.size, digest, verdict, reason, content=content)
        verdict, reason = self._whose(submission)
        flags = (*self._flags(submission), *_clock(submission, self.assignment, now)) if verdict == WAITING else ()
        whose = printable(submission.student)
        student = submission.student if verdict == WAITING else whose
        return TakenIn(found.name, found.size, digest, verdict, reason, flags, student, submission)

    def _read(self, data: bytes) -> tuple[str, str, Submission | None]:
        if not files.is_answers(data):
            return *self._other(data), None
        try:
            named = files.assignment_of(data)
        except DataError as error:
            return ("later_format" if str(error) == files.LATER else "edited"), str(error), None
        if len(data) > files.LARGEST_ANSWERS:
            return "too_large", f"answers have at most {files.LARGEST_ANSWERS:,} bytes", None
        return self._opened(data, named)

    def _opened(self, data: bytes, named: str) -> tuple[str, str, Submission | None]:
        ours = named == self.assignment.id
        try:
            unseal(data.partition(b"\n")[2], self._private)
        except DataError as error:
            if named.strip() == self.assignment.id:
                return "edited", str(error), None
            return "foreign", "it is named for another assignment", None
        try:
            submission = files.read_answers(data, self._private)
        except DataError as error:
            if not ours:
                return "edited", "its first line was changed: it names another assignment than the seal", None
            return ("later_format" if str(error) == files.LATER else "malformed"), str(error), None
        if not ours:
            return "foreign", "the answers inside are of another assignment", None
        return WAITING, "", submission

    def _other(self, data: bytes) -> tuple[str, str]:
        """Say what a file is that is no file of answers."""
        if not data:
            return "not_answers", "the file is empty"
        if found := capstone.known(data):
            return found, ""
        if _is_bundle(data):
            return "not_answers", "this is the bundle that was handed out; the student has to hand in the .answers file"
        return "not_answers", "it does not begin as answers do"

    def _whose(self, submission: Submission) -> tuple[str, str]:
        """Tell whether the token is that of the student: with a roster it proves whose bundle was answered."""
        if not self.assignment.is_listed:
            return self._claimed(submission)
        student = self._students.get(submission.student)
        if student is not None and _same(student.token, submission.token):
            return WAITING, ""
        owner = self._owner(submission.token)
        if student is None:
            near = self._alike.get(skeleton(submission.student))
            hint = f"; it looks like {printable(near)!r}, who is another" if near else ""
            if owner is not None:
                return "forged", f"it says {_short(submission.student)}, in the bundle of {printable(owner.id)!r}"
            return "unknown", f"{_short(submission.student)} is not on the roster{hint}"
        of = f"that of {printable(owner.id)!r}" if owner else "nobody's"
        return "forged", f"it says {_short(submission.student)}, but its token is {of}"

    def _claimed(self, submission: Submission) -> tuple[str, str]:
        if not submission.student.strip():
            return "unknown", "it says no name, and there is no roster"
        if self._owner(submission.token) is None:
            return "forged", "its token is not that of the bundle that was handed out"
        return WAITING, ""

    def _owner(self, token: str) -> Student | None:
        """Find whose token this is."""
        return next((each for each in self.assignment.students if _same(each.token, token)), None)

    def _flags(self, submission: Submission) -> Iterator[str]:
        """Yield what differs from what was handed out; none of it makes an answer wrong."""
        known = {each.id for each in self.assignment.questions}
        owner = submission.student if self.assignment.is_listed else ""
        if not self.assignment.is_listed:
            yield CLAIMED
        if submission.course != self.assignment.course:
            yield f"answered with version {_short(submission.course)} of the course"
        if submission.edition != self.assignment.edition:
            yield "answered with other data than the assignment was made with"
        if self._bundles and submission.bundle != self._bundles.get(owner):
            yield "the bundle was changed after it was handed out"
        if others := sorted(set(submission.answers) - known):
            yield f"answers to what was not asked: {', '.join(others[:3])}"

    @cached_property
    def _bundles(self) -> Mapping[str, str]:
        """The SHA-256 of each bundle in the folder, by student."""
        return dict(_handed_out(self._hand_out))


def _clock(submission: Submission, assignment: Assignment, now: float) -> Iterator[str]:
    """Yield what cannot be true of the student's clock."""
    if submission.handed_in_at.timestamp() > now + _LATEST_CLOCK:
        yield "the student's clock is ahead of ours"
    if submission.handed_in_at < assignment.made_at:
        yield "the student's clock is behind: handed in before the assignment was made"
    if submission.opened_at and submission.opened_at > submission.handed_in_at:
        yield "the student's clock was changed between the first answer and handing in"


def _handed_out(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.cvm")):
        data = path.read_bytes()
        try:
            yield msgspec.json.decode(data, type=_Handed).student, sha256(data).hexdigest()
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue  # not one of ours; whoever put it there gets no answers for it


def _same(token: str, given: str) -> bool:
    """Compare in a time that does not tell how much of a token is right."""
    return hmac.compare_digest(token.encode(), given.encode("utf-8", "replace"))


def _is_bundle(data: bytes) -> bool:
    try:
        return bool(files.bundle_of(data, ""))
    except DataError:
        return False


def _short(text: str) -> str:
    shown = printable(text)
    return repr(shown if len(shown) <= 40 else f"{shown[:40]}…")
