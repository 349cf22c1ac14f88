"""The tables of the learner's log, as a list of steps from each version of the file to the next."""

from __future__ import annotations

_NEVER_CHANGED = """CREATE TRIGGER attempt_is_never_changed BEFORE UPDATE ON attempt
            BEGIN SELECT RAISE(ABORT, 'an answer in the log is never changed'); END"""
_NEVER_DELETED = """CREATE TRIGGER attempt_is_never_deleted BEFORE DELETE ON attempt
            BEGIN SELECT RAISE(ABORT, 'an answer in the log is never deleted'); END"""


def _attempts(name: str, kinds: str) -> str:
    """Return the statement that makes the table of answers; its columns have been the same in every version."""
    return f"""CREATE TABLE {name} (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ({kinds})),
            item TEXT NOT NULL,
            revision TEXT NOT NULL,
            seed INTEGER NOT NULL,
            answer TEXT NOT NULL,
            status TEXT NOT NULL,
            score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
            seconds REAL,
            confidence TEXT CHECK (confidence IN ('sure', 'think so', 'guess')),
            misconceptions TEXT NOT NULL,
            asked_at TEXT NOT NULL)"""


# One script per version of the file; a file of version n has run the first n.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE learner (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL)""",
        _attempts("attempt", "'question', 'exercise', 'guess'"),
        "CREATE INDEX attempt_item ON attempt (item, id)",
        _NEVER_CHANGED,
        _NEVER_DELETED,
    ),
    (
        """CREATE TABLE review (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            item TEXT NOT NULL,
            rating TEXT NOT NULL CHECK (rating IN ('again', 'hard', 'good', 'easy')),
            day TEXT NOT NULL,
            asked_at TEXT NOT NULL)""",
        """CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
            BEGIN SELECT RAISE(ABORT, 'a rating in the log is never changed'); END""",
        """CREATE TRIGGER review_is_never_deleted BEFORE DELETE ON review
            BEGIN SELECT RAISE(ABORT, 'a rating in the log is never deleted'); END""",
    ),
    (
        "PRAGMA secure_delete = ON",  # the pages of the old table would keep the answers that somebody forgets later
        _attempts("attempt_new", "'question', 'exercise', 'guess', 'assignment'"),
        "INSERT INTO attempt_new SELECT * FROM attempt ORDER BY id",
        "DROP TABLE attempt",
        "ALTER TABLE attempt_new RENAME TO attempt",
        "CREATE INDEX attempt_item ON attempt (item, id)",
        _NEVER_CHANGED,
        _NEVER_DELETED,
    ),
)
TABLES = ("attempt", "review", "learner")
