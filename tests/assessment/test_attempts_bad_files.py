"""A file that the log cannot use is put aside under a new name and said, never overwritten."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from customer_value.assessment.attempts import Attempt, Attempts
from customer_value.assessment.logfile import LogFile
from customer_value.errors import ProgressError

ANSWER = Attempt(
    kind="question", item="04.Q01", answer="x" * 300, status="wrong", asked_at=datetime(2026, 1, 1, tzinfo=UTC)
)


def _not_a_database(path: Path) -> None:
    path.write_text("my shopping list " * 100)


def _damaged(path: Path) -> None:
    for _ in range(40):
        Attempts(path).add(ANSWER)
    content = bytearray(path.read_bytes())
    content[5000 : len(content) - 3000] = b"\xff" * (len(content) - 8000)
    path.write_bytes(content)


def _cut_short(path: Path) -> None:
    for _ in range(40):
        Attempts(path).add(ANSWER)
    path.write_bytes(path.read_bytes()[:9000])


def _newer(path: Path) -> None:
    Attempts(path).add(ANSWER)
    _sql(path, "PRAGMA user_version = 99")


def _of_another_program(path: Path) -> None:
    _sql(path, "CREATE TABLE recipes (name TEXT)")


def _sql(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_not_a_database, "is damaged"),
        (_damaged, "is damaged"),
        (_cut_short, "is damaged"),
        (_newer, "was written by a newer version"),
        (_of_another_program, "belongs to another program"),
    ],
)
@pytest.mark.parametrize("first", ["read", "write"])
def test_is_put_aside_whole_and_said(tmp_path: Path, spoil: Callable[[Path], None], reason: str, first: str) -> None:
    path = tmp_path / "progress.sqlite"
    spoil(path)
    before = path.read_bytes()
    log = Attempts(path)
    if first == "read":
        assert log.all() == []
    log.add(ANSWER)
    assert log.all() == [ANSWER]
    assert reason in log.notice
    assert "progress.set-aside-1.sqlite" in log.notice
    assert log.set_aside() == [tmp_path / "progress.set-aside-1.sqlite"]
    assert log.set_aside()[0].read_bytes() == before


def test_a_second_bad_file_gets_a_second_name(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    for text in ("first", "second"):
        path.write_text(text)
        Path(f"{path}-journal").write_bytes(b"\0" * 512)  # one that SQLite leaves alone
        assert Attempts(path).all() == []
    assert [each.read_text() for each in Attempts(path).set_aside()] == ["first", "second"]
    assert (tmp_path / "progress.set-aside-2.sqlite-journal").exists()
    assert not Path(f"{path}-journal").exists()


def test_a_good_file_that_another_process_began_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    path.write_text("not a database")
    file = LogFile(path)
    attempt = file._attempt

    def other_was_faster(action, mode):
        file._attempt = attempt
        try:
            return attempt(action, mode)
        finally:
            path.rename(tmp_path / "progress.set-aside-1.sqlite")
            Attempts(path).add(ANSWER)

    file._attempt = other_was_faster
    assert file.read(lambda c: c.execute("SELECT count(*) FROM attempt").fetchone()[0], missing=0) == 1
    assert len(file.set_aside()) == 1


def test_a_newer_course_that_takes_the_file_over_meanwhile_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    log = Attempts(path)
    log.add(ANSWER)
    _sql(path, "ALTER TABLE attempt ADD COLUMN mood TEXT")
    _newer(path)
    before = path.read_bytes()
    log.add(ANSWER)  # in a kernel that has been running all the time
    assert "was written by a newer version" in log.notice
    assert log.set_aside()[0].read_bytes() == before
    assert log.all() == [ANSWER]


def test_a_damage_that_comes_later_is_found(tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    log.add(ANSWER)
    log.path.unlink()
    _damaged(log.path)
    assert log.all() == []
    assert "is damaged" in log.notice


def test_a_log_is_fit_for_a_network_disk(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    Attempts(path).add(ANSWER)
    _sql(path, "PRAGMA journal_mode = WAL")  # as another tool may have left it: it needs memory that disks share
    assert path.read_bytes()[18:20] == b"\2\2"
    file = LogFile(path)

    def beside(connection: sqlite3.Connection) -> set[str]:
        connection.execute("INSERT OR REPLACE INTO learner (id, number) VALUES (1, 7)")
        return {each.name for each in tmp_path.iterdir()}

    assert file.write(beside) == {"progress.sqlite", "progress.sqlite-journal"}
    assert path.read_bytes()[18:20] == b"\1\1"
    assert [each.name for each in tmp_path.iterdir()] == ["progress.sqlite"]
    assert Attempts(path).all() == [ANSWER]


def test_an_empty_file_is_a_new_log(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    path.touch()
    log = Attempts(path)
    assert log.all() == []
    log.add(ANSWER)
    assert log.all() == [ANSWER]
    assert log.notice == ""


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite").mkdir()
    with pytest.raises(ProgressError, match="cannot be opened"):
        Attempts(tmp_path / "progress.sqlite").add(ANSWER)


def test_a_file_where_its_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(ProgressError, match=r"not saved: the folder .*home cannot be made"):
        Attempts(tmp_path / "home" / "progress.sqlite").add(ANSWER)


def test_one_that_cannot_be_renamed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "progress.sqlite").write_text("not a database")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ProgressError, match=r"cannot be put aside \(Permission denied\)"):
        Attempts(tmp_path / "progress.sqlite").all()
    assert (tmp_path / "progress.sqlite").read_text() == "not a database"
    assert Attempts(tmp_path / "progress.sqlite").set_aside() == []  # no name is left behind without a file


def test_an_unreadable_place_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(ProgressError, match="cannot be read: Permission denied"):
        Attempts(tmp_path / "progress.sqlite").all()


@pytest.mark.skipif(os.name == "nt", reason="the log's lock is taken by the same process here")
def test_a_log_that_another_process_keeps_locked_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customer_value.assessment.logfile.BUSY_SECONDS", 0.05)
    path = tmp_path / "progress.sqlite"
    Attempts(path).add(ANSWER)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ProgressError, match="another notebook has been writing"):
        Attempts(path).add(ANSWER)
    other.close()
    Attempts(path).add(ANSWER)
    assert len(Attempts(path).all()) == 2
