"""A full disk or a read-only folder gives a clear message; what was saved before stays whole."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from customer_value.assessment.attempts import Attempt, Attempts
from customer_value.errors import ProgressError

WHEN = datetime(2026, 1, 1, tzinfo=UTC)

FILL = """
import resource, sys
from datetime import UTC, datetime
from customer_value.assessment.attempts import Attempt, Attempts
from customer_value.errors import ProgressError
usual = resource.getrlimit(resource.RLIMIT_FSIZE)
if sys.argv[2] == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, usual[1]))
log = Attempts(sys.argv[1])
for number in range(3000):
    try:
        log.add(Attempt(kind="question", item="04.Q01", answer=[number, "x" * 500], status="wrong",
                        asked_at=datetime(2026, 1, 1, tzinfo=UTC)))
    except ProgressError as error:
        print(error)
        break
    print(number, flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, usual)  # or what measures coverage leaves a broken file behind
"""


def _fill(path: Path, how: str, *before: str) -> list[str]:
    command = [*before, sys.executable, "-c", FILL, str(path), how]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_limit_on_file_size_loses_nothing_that_was_told_saved(tmp_path: Path) -> None:
    *saved, message = _fill(tmp_path / "progress.sqlite", "limit")
    assert "Free some space, then try again." in message
    assert len(saved) > 10
    log = Attempts(tmp_path / "progress.sqlite")
    assert [each.answer[0] for each in log.all()] == [int(each) for each in saved]
    assert log.notice == ""


def test_a_full_disk_loses_nothing_that_was_told_saved(tiny_disk: Path) -> None:
    *saved, message = _fill(tiny_disk / "progress.sqlite", "disk")
    assert "full" in message
    assert "Free some space, then try again." in message
    log = Attempts(tiny_disk / "progress.sqlite")
    assert [each.answer[0] for each in log.all()] == [int(each) for each in saved]
    assert log.notice == ""


def test_an_export_that_finds_no_room_leaves_the_one_of_before(tiny_disk: Path, tmp_path: Path) -> None:
    log = Attempts(tmp_path / "progress.sqlite")
    before = tiny_disk / "mine.json"
    log.add(Attempt(kind="guess", item="04.G1", answer=1, status="kept", asked_at=WHEN))
    log.export(before)
    held = before.read_bytes()
    log.add(Attempt(kind="guess", item="04.G1", answer="x" * 200_000, status="kept", asked_at=WHEN))
    with pytest.raises(ProgressError, match="cannot be written: No space left on device"):
        log.export(before)
    assert before.read_bytes() == held
    assert list(tiny_disk.iterdir()) == [before]


def test_forgetting_on_a_full_disk_leaves_no_trace_or_says_that_there_is_no_room(tiny_disk: Path) -> None:
    path = tiny_disk / "progress.sqlite"
    log = Attempts(path)
    log.add(Attempt(kind="guess", item="04.G1", answer="a secret " * 1000, status="kept", asked_at=WHEN))
    refused = []
    for pages in range(30):  # of free space: from none to enough
        (tiny_disk / "filler").write_bytes(b"x" * max(0, 128 * 1024 - path.stat().st_size - 4096 * pages))
        try:
            log.forget()
        except ProgressError as error:
            refused.append(str(error))
        assert (b"a secret" in path.read_bytes()) == bool(log.all())
    assert log.all() == []
    assert refused
    assert all("Free some space, then try again." in each for each in refused)


def _bound_by_modes() -> list[str]:
    # Root may write anywhere, so the test first gives up that right (and stays root: it must find its Python).
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's capabilities")
def test_a_read_only_folder_is_said_and_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    *saved, _ = _fill(path, "limit")
    for each, mode in ((path, 0o444), (tmp_path, 0o555)):
        each.chmod(mode)
    try:
        read = f"from customer_value.assessment.attempts import Attempts as A; print(len(A({str(path)!r}).all()))"
        rights = _bound_by_modes()
        done = subprocess.run(
            [*rights, sys.executable, "-c", read], capture_output=True, text=True, check=True, timeout=60
        )
        assert int(done.stdout) == len(saved)
        (message,) = _fill(path, "disk", *rights)
        assert "read-only. Make it writable, or set CVM_HOME" in message
    finally:
        tmp_path.chmod(0o755)
