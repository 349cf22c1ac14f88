"""The learner's log: one row per answer, never changed, in a SQLite file that survives a killed kernel.

It lies in `$CVM_HOME/progress.sqlite`, or where the platform keeps a user's data. The log also knows the learner's
own number, from which their own shop and their own questions are drawn.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from customer_value.assessment import export, reviews
from customer_value.assessment.log_tables import TABLES
from customer_value.assessment.logfile import LogFile, build
from customer_value.assessment.messages import say
from customer_value.assessment.reviews import Review
from customer_value.errors import ProgressError

if TYPE_CHECKING:
    import sqlite3

Kind = Literal["question", "exercise", "guess", "assignment"]
Confidence = Literal["sure", "think so", "guess"]

# Statuses that cost a try; malformed answers and errors of ours do not.
COUNTED = ("correct", "partial", "wrong")
FIRST_NUMBER, LAST_NUMBER = 1000, 9999


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One answer: what was asked, what was answered, how it was graded.

    Attributes
    ----------
    kind
        "question", "exercise", "guess" or "assignment".
    item
        The id, such as "04.Q02"; in an assignment the assignment's stands before it, "b7Qx/04.Q02".
    answer
        The learner's answer, as JSON can hold it.
    status
        As in `Outcome.status`: correct, partial, wrong, malformed, not_attempted or error; "kept" for a guess
        and for an answer that is still to be scored, "solution" where the solution was shown; "handing in" and
        "handed in" for the file of an assignment's answers.
    asked_at
        When it was answered, with time zone; given by the caller.
    score
        0 to 1.
    revision
        Hash of the item's text, so that a changed question does not inherit old answers.
    seed
        The variant's seed.
    seconds
        From showing the question to this answer; None when unknown.
    confidence
        "sure", "think so", "guess", or None when not said.
    misconceptions
        Ids of the misconceptions that the answer reveals, such as "04.M4".
    """

    kind: Kind
    item: str
    answer: Any  # whatever the question type's answer is in JSON
    status: str
    asked_at: datetime
    score: float = 0.0
    revision: str = ""
    seed: int = 0
    seconds: float | None = None
    confidence: Confidence | None = None
    misconceptions: tuple[str, ...] = ()


_COLUMNS = tuple(field.name for field in fields(Attempt))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM attempt"  # noqa: S608  names of our own fields
_PLACES = ", ".join(f":{name}" for name in _COLUMNS)
_INSERT = f"INSERT INTO attempt ({', '.join(_COLUMNS)}) VALUES ({_PLACES})"  # noqa: S608  the same


class Attempts:
    """A learner's answers in one file.

    Parameters
    ----------
    path
        The SQLite file; it and its folder are made by the first answer.

    Raises
    ------
    ProgressError
        By any method, when the file cannot be read or written; the message says why and what to do.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     log = Attempts(Path(folder) / "progress.sqlite")
    ...     when = datetime(2026, 1, 1, tzinfo=UTC)
    ...     log.add(Attempt(kind="question", item="04.Q02", answer="320", status="correct", score=1, asked_at=when))
    ...     [(each.item, each.score) for each in log.all()]
    [('04.Q02', 1.0)]
    """

    def __init__(self, path: Path | str) -> None:
        self._file = LogFile(Path(path))

    @property
    def path(self) -> Path:
        """Where the log lies."""
        return self._file.path

    @property
    def notice(self) -> str:
        """What the learner must be told about the file: "" or that an unusable one was set aside."""
        return self._file.notice

    def set_aside(self) -> list[Path]:
        """Return earlier log files that could not be used and were renamed, oldest first."""
        return self._file.set_aside()

    def add(self, row: Attempt | Review) -> None:
        """Append one answer, or one rating of a flashcard; when this returns, it is on the disk."""
        if isinstance(row, Review):
            self._file.write(lambda connection: reviews.insert(connection, row))
        else:
            self._file.write(lambda connection: _insert(connection, row))

    def all(self, *, kind: Kind | None = None, item: str | None = None) -> list[Attempt]:
        """Return the answers in the order in which they were given, of one kind or item if asked."""

        def select(connection: sqlite3.Connection) -> list[Attempt]:
            where = " WHERE (:kind IS NULL OR kind = :kind) AND (:item IS NULL OR item = :item) ORDER BY id"
            return [_from_row(row) for row in connection.execute(_SELECT + where, {"kind": kind, "item": item})]

        return self._file.read(select, missing=[])

    def studied(self) -> list[Attempt]:
        """Return the answers that tell how the learner learns: all but those to assignments, which a teacher grades."""
        return [each for each in self.all() if each.kind != "assignment"]

    def reviews(self) -> list[Review]:
        """Return the ratings of flashcards in the order in which they were given."""
        return self._file.read(reviews.select, missing=[])

    def last(self, item: str) -> Attempt | None:
        """Return the latest answer to an item, or None."""
        answers = self.all(item=item)
        return answers[-1] if answers else None

    def learner_number(self) -> int:
        """Return the learner's own number, drawn once; `CVM_LEARNER_SEED` stands above it."""
        fixed = os.environ.get("CVM_LEARNER_SEED")
        if fixed:
            return _whole_number(fixed)
        known = self._file.read(_read_number, missing=None)
        return known if known is not None else self._file.write(_draw_number)

    def export(self, out: Path | str) -> int:
        """Write all answers and ratings to a `.csv` or `.json` file, whole or not at all; return how many there are."""
        rows = [_to_plain(attempt) for attempt in self.all()] + [reviews.to_plain(each) for each in self.reviews()]
        export.write(rows, _COLUMNS, Path(out))
        return len(rows)

    def forget(self) -> int:
        """Delete all answers, ratings and the learner's number for good; return how many rows there were."""

        def clear(connection: sqlite3.Connection) -> int:
            connection.execute("PRAGMA secure_delete = ON")
            kept = "SELECT (SELECT count(*) FROM attempt) + (SELECT count(*) FROM review)"
            count: int = connection.execute(kept).fetchone()[0]
            for table in TABLES:
                connection.execute(f"DROP TABLE {table}")
            connection.execute("PRAGMA user_version = 0")
            build(connection)
            return count

        if not self.path.exists():
            return 0
        count = self._file.write(clear)  # what it frees is filled with zeros, even where vacuum finds no room
        self._file.vacuum()
        return count


def log_path() -> Path:
    """Return where the learner's log lies: `$CVM_HOME`, or the platform's folder for a user's data."""
    home = os.environ.get("CVM_HOME")
    if home:
        return Path(home).expanduser() / "progress.sqlite"
    from platformdirs import user_data_path  # not needed when CVM_HOME is set

    return user_data_path("customer-value", appauthor=False) / "progress.sqlite"


def open_log() -> Attempts:
    """Return the learner's log at `log_path()`."""
    return Attempts(log_path())


def now() -> datetime:
    """Return the time of an answer; the one clock of the course, and nothing that is computed depends on it."""
    return datetime.now(UTC)


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ProgressError(say("learner_seed", text=repr(text))) from error


def _read_number(connection: sqlite3.Connection) -> int | None:
    row = connection.execute("SELECT number FROM learner").fetchone()
    return None if row is None else int(row[0])


def _draw_number(connection: sqlite3.Connection) -> int:
    # Two notebooks may draw at once: the first number stays.
    drawn = FIRST_NUMBER + secrets.randbelow(LAST_NUMBER - FIRST_NUMBER + 1)
    connection.execute("INSERT OR IGNORE INTO learner (id, number) VALUES (1, ?)", (drawn,))
    number = _read_number(connection)
    return drawn if number is None else number


def _insert(connection: sqlite3.Connection, attempt: Attempt) -> None:
    connection.execute(_INSERT, _to_row(attempt))


def _to_row(attempt: Attempt) -> dict[str, Any]:
    return asdict(attempt) | {
        "answer": json.dumps(attempt.answer, ensure_ascii=False, sort_keys=True),
        "asked_at": reviews.stamp(attempt.asked_at),
        "misconceptions": " ".join(attempt.misconceptions),
    }


def _from_row(row: tuple[Any, ...]) -> Attempt:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["answer"] = json.loads(values["answer"])
    values["misconceptions"] = tuple(values["misconceptions"].split())
    values["asked_at"] = datetime.fromisoformat(values["asked_at"])
    return Attempt(**values)


def _to_plain(attempt: Attempt) -> dict[str, Any]:
    return _to_row(attempt) | {"answer": attempt.answer}
