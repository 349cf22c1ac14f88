"""kill -9 while somebody answers and hands in loses nothing, leaves no half file, and never stands in the way."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from customer_value.assessment.attempts import Attempts
from customer_value.classroom.assignments import files, show
from customer_value.classroom.assignments.records import Bundle
from customer_value.classroom.assignments.sealing import Keys

# Answers the first question with a number that rises, hands in, opens the answers again; says what is done.
HAND_IN = """
import sys
from pathlib import Path
from customer_value.assessment.attempts import Attempts
from customer_value.classroom.assignments import show
session = show.session(sys.argv[1], log=Attempts(sys.argv[2]))
first = next(key for key, each in session.answered.items() if each.sheet.type == "numeric")
for number in range(int(sys.argv[3]), 1_000_000):
    session.receive({"do": "change"})
    session.receive({"do": "check", "item": first, "answer": str(number)})
    print("saved", number, flush=True)
    session.receive({"do": "hand_in"})
    print("handed", session.view()["hand_in"]["receipt"]["receipt"], flush=True)
"""


def _kill(path: Path, log: Path, start: int, seconds: float) -> list[list[str]]:
    """Let a process hand in, kill it `seconds` after its first time, return what it called done."""
    command = [sys.executable, "-c", HAND_IN, str(path), str(log), str(start)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    first = process.stdout.readline() + process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    return [line.split(" ", 1) for line in (first + rest).splitlines()]


def _survives(folder: Path, bundle: Bundle, keys: Keys, kills: int) -> None:
    path, log = folder / "week3-ada.cvm", folder / "home" / "progress.sqlite"
    files.write_bundle(path, msgspec.structs.replace(bundle, attempts=100_000))
    moments, number, receipts = random.Random(8), 0, set()  # noqa: S311  moments, not secrets
    for _ in range(kills):
        said = _kill(path, log, number, moments.uniform(0, 0.1))
        receipts |= {word for what, word in said if what == "handed"}
        last = max(int(word) for what, word in said if what == "saved")
        session = show.session(path, log=Attempts(log))
        (answer,) = [int(each.given.answer) for each in session.answered.values() if each.given]
        assert answer - last in (0, 1)  # one more may be on the disk than was said
        session.receive({"do": "change"})
        session.receive({"do": "hand_in"})  # it can always be handed in again
        made = session.view()["hand_in"]["receipt"]
        receipts.add(made["receipt"])
        found = files.read_answers(Path(made["file"]).read_bytes(), keys.private)
        assert [int(each.answer) for each in found.answers.values()] == [answer]
        assert not list(folder.glob("*.part"))  # what the killed one left is gone
        number = answer + 1
    every = {files.receipt(each.read_bytes()): each for each in folder.glob("*.answers")}
    attempts = sorted(files.read_answers(each.read_bytes(), keys.private).attempt for each in every.values())
    assert set(every) >= receipts
    assert attempts == list(range(1, len(every) + 1))  # each file has a number of its own, and none is missing


def test_a_few_kills_lose_nothing(tmp_path: Path, bundle: Bundle, keys: Keys) -> None:
    _survives(tmp_path, bundle, keys, kills=2)


@pytest.mark.all
def test_fifty_kills_lose_nothing(tmp_path: Path, bundle: Bundle, keys: Keys) -> None:
    _survives(tmp_path, bundle, keys, kills=50)
