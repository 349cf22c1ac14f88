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

KILLS, STUDENTS = 50, 120


def command(course: Any) -> list[str]:
    here = ["--submissions", str(course.submissions), "--workers", "2"]
    return [sys.executable, "-m", "customer_value.cli", "grade", str(course.folder.path), *here]


def run_for(course: Any, seconds: float) -> bool:
    """Grade, and kill the process after so many seconds; return whether it was finished before."""
    process = subprocess.Popen(command(course), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return False


def facts_of(path: Path) -> tuple[int, int, int, list[Any]]:
    """Count rows, and pairs of student and question; and say how many runs were not finished."""
    with sqlite3.connect(path) as connection:
        rows, pairs = connection.execute("SELECT count(*), count(DISTINCT student || item) FROM result").fetchone()
        files = connection.execute("SELECT count(*) FROM file").fetchone()[0]
        scores = connection.execute("SELECT student, item, points FROM grade ORDER BY student, item").fetchall()
    return rows, pairs, files, scores


@pytest.mark.all
def test_kill_9_at_any_moment(make: Any) -> None:
    course = make([f"s{number:03}" for number in range(STUDENTS)])
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
        while not run_for(course, rng.uniform(0.2, 1.0) * whole):
            kills += 1
            if course.folder.gradebook.exists():
                rows = facts_of(course.folder.gradebook)[0] if has_tables(course.folder.gradebook) else 0
                partial += 0 < rows < expected[0]
            if kills % 3 == 0:  # else it might never come to an end
                assert run_for(course, 600)
                break
        assert facts_of(course.folder.gradebook) == expected
        assert {each.name: each.read_bytes() for each in course.folder.feedback.iterdir()} == pages
    assert partial > 0  # some hit it amid the work


def has_tables(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'result'").fetchone()[0])
