"""A learner's ratings of flashcards, as rows of the log beside the answers; what is due follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import sqlite3

Rating = Literal["again", "hard", "good", "easy"]


@dataclass(frozen=True, kw_only=True)
class Review:
    """One rating of one flashcard.

    Attributes
    ----------
    item
        The card, such as "term/Churn rate/meaning" or "04.Q02/1".
    rating
        How well it was remembered: "again", "hard", "good" or "easy".
    day
        The learner's own day, from which days until the next time are counted.
    asked_at
        When it was rated, with time zone; given by the caller.
    """

    item: str
    rating: Rating
    day: date
    asked_at: datetime


_COLUMNS = ", ".join(field.name for field in fields(Review))


def insert(connection: sqlite3.Connection, review: Review) -> None:
    """Append a rating."""
    row = (review.item, review.rating, review.day.isoformat(), stamp(review.asked_at))
    connection.execute(f"INSERT INTO review ({_COLUMNS}) VALUES (?, ?, ?, ?)", row)  # noqa: S608  names of our own


def select(connection: sqlite3.Connection) -> list[Review]:
    """Return all ratings in the order in which they were given."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM review ORDER BY id")  # noqa: S608  names of our own
    return [
        Review(item=item, rating=rating, day=date.fromisoformat(day), asked_at=datetime.fromisoformat(asked_at))
        for item, rating, day, asked_at in rows
    ]


def to_plain(review: Review) -> dict[str, Any]:
    """Return a rating in the form of an answer, for an export that holds both."""
    return {
        "kind": "card",
        "item": review.item,
        "answer": {"rating": review.rating, "day": review.day.isoformat()},
        "status": "kept",
        "asked_at": stamp(review.asked_at),
    }


def stamp(when: datetime) -> str:
    """Return a time as the log keeps it: in UTC, to the millisecond."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds")
