"""kill -9 of a real kernel between two answers of a quiz: every answer that was told saved comes back."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from customer_value.assessment.attempts import Attempts

SETUP = """
import customer_value as cv
quiz = cv.quiz("04", questions=["04.Q02"])
def answer(number):
    message = {"do": "check", "item": "04.Q02", "answer": str(number)}
    quiz._on_message(quiz, message, [])
    print("saved", number, flush=True)
"""


def _killed_kernel(home: Path, first: int, seconds: float) -> list[int]:
    """Answer in a kernel until it is killed; return the answers that it called saved."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(env={**os.environ, "CVM_HOME": str(home)})
    try:
        client.execute_interactive(SETUP, timeout=60)
        client.execute(f"for number in range({first}, {first} + 10_000): answer(number)")
        said = ""
        end = None
        while end is None or time.monotonic() < end:
            message = client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "stream":
                said += message["content"]["text"]
                end = end or time.monotonic() + seconds
        os.kill(manager.provisioner.pid, signal.SIGKILL)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return [int(line.split()[1]) for line in said.splitlines() if line.startswith("saved ")]


def _survives(home: Path, kills: int) -> None:
    moments = random.Random(2)  # noqa: S311  moments, not secrets
    for kill in range(kills):
        first = 1_000_000 * (kill + 1)
        said = _killed_kernel(home, first, moments.uniform(0.02, 0.3))
        assert said
        log = Attempts(home / "progress.sqlite")
        kept = [int(each.answer) for each in log.all(item="04.Q02")]
        mine = [each for each in kept if first <= each < first + 10_000]
        assert mine[: len(said)] == said
        assert log.set_aside() == []


def test_one_kill_loses_nothing(tmp_path: Path) -> None:
    _survives(tmp_path, kills=1)


@pytest.mark.all
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    _survives(tmp_path, kills=50)
