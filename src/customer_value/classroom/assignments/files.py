"""The two files of an assignment that travel: a student's bundle (`.cvm`), and the answers (`.answers`).

A bundle is JSON. Answers are one line of text, which names the assignment, and a sealed box. Both are known by what
they hold, never by their name.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment import incoming
from customer_value.assessment.messages import say
from customer_value.classroom.assignments import strict_json
from customer_value.classroom.assignments.records import FORMAT, Bundle, Given, Submission
from customer_value.classroom.assignments.sealing import seal, unseal
from customer_value.classroom.assignments.strict_json import NotReadableError
from customer_value.errors import DataError, UnknownNameError
from customer_value.whole import whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

MAGIC = b"CVM-ANSWERS "
LARGEST_BUNDLE, LARGEST_ANSWERS = 5_000_000, 1_000_000  # bytes
_LONGEST_HEAD = 200  # bytes of the first line of answers
_YEARS = range(2000, 2200)
_DAMAGED = (KeyError, TypeError, ValueError, AttributeError, IndexError)


def write_bundle(path: Path, bundle: Bundle) -> None:
    """Write a student's bundle, whole or not at all.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    with whole(path) as part:
        part.write_bytes(msgspec.json.format(msgspec.json.encode(bundle), indent=2) + b"\n")


def read_bundle(path: Path) -> Bundle:
    """Read a student's bundle.

    Raises
    ------
    DataError
        If it is missing, another kind of file, damaged, of a later format, or asks a type of question that is not
        known here; the message is for the student.
    """
    return bundle_of(content(path), path.name)


def bundle_of(data: bytes, name: str) -> Bundle:
    """Read a bundle from what a file of that name holds; raises as `read_bundle`."""
    if is_answers(data):
        raise DataError(say("bundle_is_answers", name=name))
    try:
        raw = strict_json.read(data)
    except NotReadableError as error:
        known = b'"assignment"' in data and b'"questions"' in data
        raise DataError(say("bundle_damaged" if known else "bundle_foreign", name=name, reason=error)) from None
    if not isinstance(raw, dict) or not {"assignment", "questions", "seal"} <= set(raw):
        raise DataError(say("bundle_foreign", name=name))
    if _is_later(raw):
        raise DataError(say("bundle_later", name=name))
    try:
        bundle = msgspec.convert(raw, Bundle)
        _check_bundle(bundle)
    except UnknownNameError as error:  # a type of question that is not known here
        raise DataError(say("bundle_unknown", name=name, reason=error)) from None
    except _DAMAGED as error:
        raise DataError(say("bundle_damaged", name=name, reason=error)) from None
    return bundle


def write_answers(path: Path, submission: Submission, public: str) -> str:
    """Seal a submission and write it, whole or not at all; return its receipt.

    Raises
    ------
    OSError
        If it cannot be written, or a file of that name is there already.
    """
    data = sealed(submission, public)
    put(path, data)
    return receipt(data)


def sealed(submission: Submission, public: str) -> bytes:
    """Return the content of a file of answers."""
    head = MAGIC + f"{submission.format} {submission.assignment}\n".encode()
    return head + seal(msgspec.json.encode(submission), public)


def put(path: Path, data: bytes) -> None:
    """Write a new file, whole or not at all, and have it on the disk when this returns.

    Raises
    ------
    OSError
        If it cannot be written, or is there already.
    """
    if path.exists():
        raise FileExistsError(17, "it is there already", str(path))
    with whole(path) as part, part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def receipt(data: bytes) -> str:
    """Return the first twelve hexadecimal digits of a file's SHA-256, by which it can be known again.

    Examples
    --------
    >>> receipt(b"")
    'e3b0 c442 98fc'
    """
    digits = sha256(data).hexdigest()
    return " ".join(digits[at : at + 4] for at in (0, 4, 8))


def is_answers(data: bytes) -> bool:
    """Tell whether a file's content, or its beginning, is that of answers."""
    return data.startswith(MAGIC)


def assignment_of(data: bytes) -> str:
    """Return which assignment some answers name on their first line; nothing proves it before they are unsealed.

    Raises
    ------
    DataError
        If they are no answers, are cut off within that line, or of a later format.
    """
    return _split(data)[0]


def read_answers(data: bytes, private: str) -> Submission:
    """Unseal answers and read them.

    Parameters
    ----------
    data
        All that the file holds.
    private
        The key of the assignment.

    Raises
    ------
    DataError
        If it is no file of answers, is too large, cut off, sealed for another assignment, changed, of a later format,
        or anything in it is not as this course writes it.
    """
    if len(data) > LARGEST_ANSWERS:
        raise DataError(f"the file has {len(data):,} bytes; answers have at most {LARGEST_ANSWERS:,}")
    assignment, box = _split(data)
    inside = unseal(box, private)
    try:
        raw = strict_json.read(inside)
        if _is_later(raw):
            raise DataError(LATER)
        submission = msgspec.convert(raw, Submission)
        _check_submission(submission, assignment)
    except (msgspec.ValidationError, NotReadableError) as error:
        raise DataError(f"what is inside the seal is malformed: {error}") from None
    return submission


LATER = "the answers were written by a later version of the course; update it here, then read them again"


def _split(data: bytes) -> tuple[str, bytes]:
    """Return the assignment that the first line names, and the sealed box after it."""
    if not is_answers(data):
        raise DataError("this is no file of answers: those begin with CVM-ANSWERS")
    head, end, box = data.partition(b"\n")
    if len(head) > _LONGEST_HEAD:
        raise DataError("the first line of the answers is damaged: it is too long")
    if not end:
        raise DataError("the answers are cut off within their first line; ask for the file again")
    words = head.decode("ascii", "replace").split(" ")
    if len(words) != 3 or not words[1].isdecimal() or not words[2]:
        raise DataError("the first line of the answers is damaged")
    if int(words[1]) > FORMAT:
        raise DataError(LATER)
    return words[2], box


def content(path: Path) -> bytes:
    """Return what a bundle's file holds; raises as `read_bundle`."""
    try:
        if path.stat().st_size > LARGEST_BUNDLE:
            raise DataError(say("bundle_foreign", name=path.name))
        return path.read_bytes()
    except FileNotFoundError:
        near = ", ".join(sorted(each.name for each in path.parent.glob("*.cvm"))[:10])
        raise DataError(say("bundle_missing" if near else "bundle_none", name=path.name, near=near)) from None
    except OSError as error:
        raise DataError(say("bundle_closed", name=path.name, reason=error.strerror)) from error


def _is_later(raw: Any) -> bool:
    number = raw.get("format", FORMAT) if isinstance(raw, dict) else FORMAT
    return type(number) is int and number > FORMAT


def _check_bundle(bundle: Bundle) -> None:
    """Draw every question once: what is shown later then cannot fail."""
    ids = [each.id for each in bundle.questions]
    if not ids or len(set(ids)) < len(ids):
        raise ValueError("no question, or one twice")
    if bundle.due is not None:
        _check_time(bundle.due)
    for sheet in bundle.questions:
        sheet.screen()
        for shown in (None, 0, "1", [0]):
            sheet.unreadable(shown)
    seal(b"", bundle.seal)


def _check_submission(submission: Submission, assignment: str) -> None:
    if submission.assignment != assignment:
        raise NotReadableError("the assignment inside the seal is not the one on the first line")
    if submission.attempt < 1 or submission.format < 1:
        raise NotReadableError("attempts and formats are counted from 1")
    for when in filter(None, [submission.handed_in_at, submission.opened_at]):
        _check_time(when)
    for item, given in submission.answers.items():
        _check_given(item, given)


def _check_given(item: str, given: Given) -> None:
    """Refuse what the browser's report could not have become."""
    _check_time(given.saved_at)
    answer = incoming.message({"answer": given.answer})["answer"]
    if msgspec.json.encode(answer) != msgspec.json.encode(given.answer):
        raise NotReadableError(f"the answer to {item} is too long, too deep or no answer at all")
    if given.confidence not in (None, *incoming.CONFIDENCES):
        raise NotReadableError(f"the confidence in {item} is none of the three")
    if given.seconds is not None and not 0 <= given.seconds <= incoming.A_DAY:
        raise NotReadableError(f"the seconds of {item} are not between 0 and {incoming.A_DAY:.0f}")


def _check_time(when: datetime) -> None:
    if when.tzinfo is None or when.year not in _YEARS:
        raise NotReadableError(f"the time {when.isoformat()} has no zone, or is of another century")
