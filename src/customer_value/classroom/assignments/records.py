"""What the files of an assignment hold: the instructor's record, a student's bundle, and what a student hands in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from customer_value.assessment.parts import ItemId
from customer_value.assessment.sheet import Sheet

FORMAT = 1  # of all three; a reader refuses files of a later one
LONGEST_NAME = 80

StudentId = Annotated[str, Meta(max_length=LONGEST_NAME)]
Points = Annotated[float, Meta(gt=0, le=1000)]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all records share: frozen, named fields, no unknown ones."""


class Student(Record, frozen=True, kw_only=True):
    """One row of the roster, and what was drawn for it.

    Attributes
    ----------
    id
        As the roster names the student; "" stands for anybody, where there is no roster.
    token
        Random; it stands in the student's bundle and comes back with the answers.
    seed
        Which versions of the questions the student is asked.
    shop
        Number of the Larkspur that the student's questions about data speak of: `cv.load("orders", seed=shop)`.
    extra_time
        Minutes beside those that all have.
    extra_days
        Days after the due date that all have.
    attempts
        How often the student may hand in; the last one in time counts.
    """

    id: StudentId
    token: str
    seed: int
    shop: int
    extra_time: int = 0
    extra_days: int = 0
    attempts: int = 1


class Asked(Record, frozen=True, kw_only=True):
    """A question of an assignment: which one, in which bank of the instructor's folder, and what it is worth."""

    id: ItemId
    bank: str
    points: Points = 1.0


class Assignment(Record, frozen=True, kw_only=True):
    """The instructor's record: everything about an assignment but its private key and its banks.

    Attributes
    ----------
    id
        Random; it stands in every file of the assignment.
    name, title
        What files are called, and what students read.
    made_at, due
        With time zone; `due` may be missing.
    minutes
        How long students should take; advisory, None for no limit.
    course, edition
        Version of the course, and the hash of its data, with which it was made.
    seal
        The public key for which answers are sealed.
    is_listed
        Whether there is a roster; without one each student names himself or herself, and nothing proves it.
    """

    id: str
    name: str
    title: str
    made_at: datetime
    course: str
    edition: str
    seal: str
    questions: tuple[Asked, ...]
    students: tuple[Student, ...]
    is_listed: bool = False
    due: datetime | None = None
    minutes: int | None = None
    format: int = FORMAT


class Bundle(Record, frozen=True, kw_only=True):
    """What one student gets: the questions without their keys, and how to hand in.

    `due`, `minutes` and `attempts` are the student's own, with the extras in them.
    """

    assignment: str
    name: str
    title: str
    course: str
    edition: str
    seal: str
    student: StudentId
    token: str
    shop: int
    questions: tuple[Sheet, ...]
    points: dict[ItemId, Points] = {}
    attempts: int = 1
    due: datetime | None = None
    minutes: int | None = None
    format: int = FORMAT


class Given(Record, frozen=True, kw_only=True):
    """One answer, as it stood on the screen.

    Attributes
    ----------
    answer
        What the browser reported: a place among the options as shown, a text, a list ...
    seconds
        From showing the question to the answer; None if unknown.
    confidence
        "sure", "think so", "guess", or None.
    """

    answer: Any
    saved_at: datetime
    seconds: float | None = None
    confidence: str | None = None


class Submission(Record, frozen=True, kw_only=True):
    """What a student hands in, inside the seal; times are those of the student's clock.

    Attributes
    ----------
    student
        From the bundle, or as the student typed it where the bundle is for anybody.
    bundle
        SHA-256 of the bundle's file, in hexadecimal digits.
    attempt
        1 for the first time that the student handed in.
    opened_at
        When the first answer was saved.
    """

    assignment: str
    student: StudentId
    token: str
    bundle: str
    attempt: int
    handed_in_at: datetime
    course: str
    edition: str
    answers: dict[ItemId, Given]
    opened_at: datetime | None = None
    format: int = FORMAT
