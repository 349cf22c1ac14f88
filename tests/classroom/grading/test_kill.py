"""`kill -9` while grading: nothing is lost, nothing is graded twice, and the same command goes on."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

KILLS, STUDENTS = 50, 200
ITEMS = ("04.Q01", "04.Q02", "04.Q06", "04.Q07", "04.Q12", "04.Q20", "04.Q21")


def command(course: Any) -> list[str]:
    here = ["--submissions", str(course.submissions), "--workers", "2"]
    return [sys.executable, "-m", "customer_value.cli", "grade", str(course.folder.path), *here]


def run_for(course: Any, seconds: float, pages: int = STUDENTS + 1) -> bool:
    """Grade, and kill the process after so many seconds or pages; return whether it was finished before."""
    process = subprocess.Popen(command(course), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + seconds
    while process.poll() is None:
        if time.monotonic() > end or len(list(course.folder.feedback.glob("*.html"))) >= pages:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            return False
        time.sleep(0.002)
    assert process.returncode == 0
    return True


def facts_of(path: Path) -> tuple[int, int, int, list[Any]]:
    """Count rows, and pairs of student and question; and say how many runs were not finished."""
    with sqlite3.connect(path) as connection:
        rows, pairs = connection.execute("SELECT count(*), count(DISTINCT student || item) FROM result").fetchone()
        files = connection.execute("SELECT count(*) FROM file").fetchone()[0]
        scores = connection.execute("SELECT student, item, points FROM grade ORDER BY student, item").fetchall()
    return rows, pairs, files, scores


@pytest.mark.all
def test_kill_9_at_any_moment(make: Any) -> None:
    course = make([f"s{number:03}" for number in range(STUDENTS)], items=ITEMS)
    for number in range(STUDENTS):
        name = f"s{number:03}"
        course.hand_in(name, course.shown(name, status="correct" if number % 3 else "wrong"))
    began = time.monotonic()
    assert run_for(course, 600)
    whole = time.monotonic() - began
    expected = facts_of(course.folder.gradebook)
    assert expected[:3] == (STUDENTS * len(course.questions), STUDENTS * len(course.questions), STUDENTS)
    pages = {each.name: each.read_bytes() for each in course.folder.feedback.iterdir()}
    rng, kills, partial = random.Random(9), 0, 0  # noqa: S311  no secret
    while kills < KILLS:
        for old in (course.folder.gradebook, *course.folder.feedback.iterdir()):
            old.unlink()
        Path(f"{course.folder.gradebook}-journal").unlink(missing_ok=True)
        while not killed_or_done(course, rng, whole, kills):
            kills += 1
            if course.folder.gradebook.exists():
                rows = facts_of(course.folder.gradebook)[0] if has_tables(course.folder.gradebook) else 0
                partial += 0 < rows < expected[0]
            if kills % 3 == 0:  # else it might never come to an end
                assert run_for(course, 600)
                break
        assert facts_of(course.folder.gradebook) == expected
        assert {each.name: each.read_bytes() for each in course.folder.feedback.iterdir()} == pages
    assert partial >= 10  # these hit it amid the work


def killed_or_done(course: Any, rng: random.Random, whole: float, kills: int) -> bool:
    """Kill at any time, or in every second run while pages are being written."""
    done = len(list(course.folder.feedback.glob("*.html")))
    pages = rng.randint(done + 1, STUDENTS + 1) if kills % 2 else STUDENTS + 1
    return run_for(course, 600 if kills % 2 else rng.uniform(0.1, 1.0) * whole, pages)


def has_tables(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'result'").fetchone()[0])
