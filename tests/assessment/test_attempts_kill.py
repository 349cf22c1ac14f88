"""kill -9 between any two answers loses none and damages nothing; so do two notebooks at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from customer_value.assessment.attempts import Attempts

ANSWER = """
import sys
from datetime import UTC, datetime
from customer_value.assessment.attempts import Attempt, Attempts
for number in range(int(sys.argv[3])):
    Attempts(sys.argv[1]).add(Attempt(kind="question", item=sys.argv[2], answer=number, status="wrong",
                                      asked_at=datetime(2026, 1, 1, tzinfo=UTC)))
    print(number, flush=True)
"""


def _start(path: Path, item: str, answers: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ANSWER, str(path), item, str(answers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _kill(path: Path, item: str, seconds: float) -> list[int]:
    """Let a process answer, kill it `seconds` after its first answer, return the answers it called saved."""
    process = _start(path, item, 1_000_000)
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    return [int(line) for line in (first + rest).splitlines()]


def _survives(path: Path, kills: int) -> None:
    moments = random.Random(4)  # noqa: S311  moments, not secrets
    for kill in range(kills):
        said = _kill(path, f"kill-{kill}", moments.uniform(0, 0.05))
        kept = [each.answer for each in Attempts(path).all(item=f"kill-{kill}")]
        # One more may be on the disk than was said: it was killed between saving and saying.
        assert kept[: len(said)] == said
        assert len(kept) - len(said) in (0, 1)
    assert Attempts(path).set_aside() == []


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    _survives(tmp_path / "progress.sqlite", kills=4)


@pytest.mark.all
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    _survives(tmp_path / "progress.sqlite", kills=50)


def test_two_notebooks_at_once_keep_both(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    both = [_start(path, item, 60) for item in ("first", "second")]
    for process in both:
        assert process.communicate(timeout=60)[0].split()[-1] == "59"
    for item in ("first", "second"):
        assert [each.answer for each in Attempts(path).all(item=item)] == list(range(60))
