"""The gradebook's SQLite file: its tables, by version, and one writing transaction at a time.

`journal_mode=DELETE`, because an instructor's folder may lie on a network disk, where WAL does not work.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from customer_value.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x43564D47  # "CVMG": tells our files from another program's
BUSY_SECONDS = 60.0

# One script per version of the file; a file of version n has run the first n. docs/gradebook.md explains each column.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            course TEXT NOT NULL,
            edition TEXT NOT NULL,
            revisions TEXT NOT NULL)""",
        """CREATE TABLE file (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            verdict TEXT NOT NULL,
            reason TEXT NOT NULL,
            flags TEXT NOT NULL,
            student TEXT,
            attempt INTEGER,
            opened_at TEXT,
            handed_in_at TEXT,
            uploaded_at TEXT,
            digest TEXT,
            content BLOB,
            own_flags TEXT NOT NULL,
            run INTEGER NOT NULL REFERENCES run (id),
            UNIQUE (name, sha256))""",
        "CREATE INDEX file_student ON file (student)",
        """CREATE TABLE mark (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            file INTEGER NOT NULL REFERENCES file (id),
            item TEXT NOT NULL,
            points TEXT NOT NULL,
            comment TEXT NOT NULL,
            marked_at TEXT NOT NULL)""",
        "CREATE INDEX mark_file ON mark (file, item)",
        """CREATE TABLE result (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            student TEXT NOT NULL,
            item TEXT NOT NULL,
            run INTEGER NOT NULL REFERENCES run (id),
            file INTEGER NOT NULL REFERENCES file (id),
            mark INTEGER NOT NULL DEFAULT 0,
            revision TEXT NOT NULL,
            answer TEXT NOT NULL,
            status TEXT NOT NULL,
            score REAL CHECK (score BETWEEN 0 AND 1),
            points REAL CHECK (points >= 0),
            feedback TEXT NOT NULL,
            misconceptions TEXT NOT NULL,
            seconds REAL,
            confidence TEXT,
            UNIQUE (student, item, run))""",
        """CREATE VIEW grade AS
            SELECT result.* FROM result JOIN file ON file.id = result.file
            WHERE file.verdict IN ('accepted', 'late')
                AND result.id IN (SELECT max(id) FROM result GROUP BY student, item)""",
        """CREATE TRIGGER result_is_never_changed BEFORE UPDATE ON result
            BEGIN SELECT RAISE(ABORT, 'a result is never changed: a later run adds a row'); END""",
        """CREATE TRIGGER result_is_never_deleted BEFORE DELETE ON result
            BEGIN SELECT RAISE(ABORT, 'a result is never deleted'); END""",
    ),
)


class GradebookFile:
    """One file, opened for one action at a time; a killed grader leaves no lock behind.

    Parameters
    ----------
    path
        It is made when it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_known = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to read from.

        Raises
        ------
        SetupError
            If the file is not one of ours, damaged, of a later version, or cannot be opened.
        """
        with self._told(), closing(self._connected()) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one transaction: all of it is kept, or nothing.

        Raises
        ------
        SetupError
            As `reading`, or if nothing can be written.
        """
        with self._told(), closing(self._connected()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            told = f"the gradebook {self.path} cannot be used ({error}). Nothing was changed; take it from your backup"
            raise SetupError(f"{told}, or move it away and grade again.") from error

    def _connected(self) -> sqlite3.Connection:
        uri = f"file:{quote(str(self.path.absolute()))}?mode=rwc"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            if not self._is_known:
                connection.execute("PRAGMA journal_mode = DELETE")
                self._made(connection)
                self._is_known = True
        except BaseException:
            connection.close()
            raise
        return connection

    def _made(self, connection: sqlite3.Connection) -> None:
        """Bring the file to this version, in one transaction, since another grader may begin at the same time."""
        connection.execute("BEGIN IMMEDIATE")
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if tables and application != APPLICATION_ID:
            raise SetupError(f"{self.path} is no gradebook; move it away and grade again.")
        if version > len(MIGRATIONS):
            raise SetupError(f"{self.path} was written by a later version of the course; update this one.")
        for script in MIGRATIONS[version:]:
            for statement in script:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
