"""The SQLite file under the learner's log: opened for one action at a time, checked, never overwritten.

`journal_mode=DELETE`, because home folders lie on network disks where WAL does not work; `BEGIN IMMEDIATE`, because
two writers that read first and write later would interleave; `synchronous=EXTRA`, so that an answer that was told to
be saved is on the disk and no power cut takes it back. A file that cannot be used is renamed, and the learner is told
the new name.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from customer_value.assessment.log_tables import MIGRATIONS
from customer_value.assessment.messages import say
from customer_value.errors import ProgressError

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")

APPLICATION_ID = 0x43564D31  # "CVM1": tells our files from another program's
BUSY_SECONDS = 10.0

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REASONS = {
    sqlite3.SQLITE_FULL: "log_full",
    sqlite3.SQLITE_IOERR: "log_refused",
    sqlite3.SQLITE_READONLY: "log_read_only",
    sqlite3.SQLITE_CANTOPEN: "log_closed",
    sqlite3.SQLITE_PERM: "log_forbidden",
    sqlite3.SQLITE_BUSY: "log_busy",  # a network disk without locks says the same as a lock of another process
}


class _Unusable(Exception):  # noqa: N818  a signal inside this module, never seen outside
    """The file is not one that this version can use."""


class LogFile:
    """One SQLite file; every action opens it, does one transaction and closes it.

    Nothing is held open between two answers, so that a killed kernel leaves no lock behind.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        self._checked: tuple[int, int] | None = None  # the file that was found to be whole

    def read(self, action: Callable[[sqlite3.Connection], _Result], *, missing: _Result) -> _Result:
        """Run a reading `action`; a file that is not there yet reads as `missing`."""
        try:
            if not self.path.exists():
                return missing
        except OSError as error:
            raise ProgressError(say("log_unreadable", path=self.path, reason=error.strerror)) from error
        return self._guarded(action, mode="rw")

    def write(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Run a writing `action` inside one immediate transaction; all of it is kept or nothing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = say("log_no_folder", path=self.path.parent, reason=error.strerror)
            raise ProgressError(said) from error
        return self._guarded(lambda connection: _transaction(connection, action), mode="rwc")

    def vacuum(self) -> None:
        """Give the space of forgotten rows back, so that they cannot be read from the file either."""
        self._guarded(lambda connection: connection.execute("VACUUM"), mode="rw")

    def set_aside(self) -> list[Path]:
        """Return the files that were put aside earlier, oldest first."""
        found = self.path.parent.glob(f"{self.path.stem}.set-aside-*{self.path.suffix}")
        return sorted(found, key=lambda path: (len(path.name), path.name))

    def _guarded(self, action: Callable[[sqlite3.Connection], _Result], *, mode: str) -> _Result:
        before = _identity(self.path)
        try:
            return self._attempt(action, mode)
        except _Unusable as reason:
            # Another process may have put it aside already and begun a new, good one: that one stays.
            if _identity(self.path) == before:
                self._put_aside(str(reason))
            return self._attempt(action, "rwc")

    def _attempt(self, action: Callable[[sqlite3.Connection], _Result], mode: str) -> _Result:
        try:
            with closing(_connect(self.path, mode)) as connection:
                self._make_sure_of(connection)
                return action(connection)
        except sqlite3.DatabaseError as error:
            if _primary_code(error) in _DAMAGED:
                raise _Unusable(say("log_damaged")) from error
            raise ProgressError(_explain(self.path, error)) from error

    def _make_sure_of(self, connection: sqlite3.Connection) -> None:
        """Check the version each time, since a newer course may run beside this one; the rest of a file once."""
        is_known = self._checked is not None and self._checked == _identity(self.path)
        if not is_known:
            _check(connection)
        if _version(connection) > len(MIGRATIONS):
            raise _Unusable(say("log_newer"))
        if not is_known:
            connection.execute("PRAGMA journal_mode = DELETE")  # whatever another tool has made of it
        if _version(connection) < len(MIGRATIONS):
            _transaction(connection, build)
        self._checked = _identity(self.path)

    def _put_aside(self, reason: str) -> None:
        try:
            new = _rename_to_free_name(self.path)
        except OSError as error:
            said = say("log_not_aside", path=self.path, reason=reason, error=error.strerror)
            raise ProgressError(said) from error
        self.notice = say("log_aside", name=self.path.name, reason=reason, new=new.name)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def _transaction(connection: sqlite3.Connection, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = action(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def _check(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise _Unusable(say("log_foreign"))
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _Unusable(say("log_damaged"))


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def build(connection: sqlite3.Connection) -> None:
    """Run the migrations that the file lacks; inside a transaction, since another process may be faster."""
    for script in MIGRATIONS[_version(connection) :]:
        for statement in script:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _primary_code(error: sqlite3.Error) -> int:
    # Extended codes carry the primary one in the low byte; errors of the module itself have none.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _explain(path: Path, error: sqlite3.Error) -> str:
    name = _REASONS.get(_primary_code(error), "log_other")
    return say("log_unusable", path=path, reason=say(name, error=repr(str(error))))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _rename_to_free_name(path: Path) -> Path:
    new = _reserve_name(path, 1)
    journal = Path(f"{path}-journal")
    try:
        path.replace(new)
    except OSError:
        new.unlink()  # only the name was reserved; nothing lies under it
        raise
    if journal.exists():
        journal.replace(Path(f"{new}-journal"))
    return new


def _reserve_name(path: Path, number: int) -> Path:
    new = path.with_name(f"{path.stem}.set-aside-{number}{path.suffix}")
    try:
        new.touch(exist_ok=False)  # fails where an older set-aside file lies, which must not be overwritten
    except FileExistsError:
        return _reserve_name(path, number + 1)
    return new
