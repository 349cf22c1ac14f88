"""What `cvm grade` costs for a class: real files, sealed as students hand them in, graded by the real command.

`python our_class.py COUNT [personal]` makes an assignment and COUNT files in an empty folder, grades them, checks every
score, and prints one line of JSON: seconds of the whole command, peak memory of it and of its largest process (MB).
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from customer_value import course
from customer_value.assessment import bank
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.sheet import version
from customer_value.classroom.assignments.composing import bundle
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.assignments.files import sealed, write_bundle
from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.records import Asked, Assignment, Given, Student, Submission
from customer_value.classroom.assignments.sealing import new_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from customer_value.assessment.model import AnyQuestion

FIVE, OFF = 5, 1000.0
FIRST_SHOP = 100_000
WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def plain() -> list[AnyQuestion]:
    """Return the five tasks that all tools grade: the first five questions with numbers of their own."""
    numeric = [each for each in bank.read(course.lesson("04").bank).questions if isinstance(each, Numeric)]
    return [each for each in numeric if not any(each.facts())][:FIVE]


def personal() -> list[AnyQuestion]:
    """Return the questions of lesson 3 whose right answer is computed from the student's own shop.

    Their stems have no number of the shop, so that no shop is opened to make the files: the grader opens them all.
    """
    numeric = [each for each in bank.read(course.lesson("03").bank).questions if isinstance(each, Numeric)]
    return [each for each in numeric if each.fact and not any(name.fact for name in each.variables.values())]


def known(student: int, count: int) -> int:
    """Tell how many of the questions a student has right: the first all, the next ever fewer, and so again in turns."""
    return count - student % (count + 1)


def prepare(place: Path, questions: Sequence[AnyQuestion], count: int, *, own_shops: bool) -> Folder:
    """Make an assignment, and a sealed file for each student."""
    keys, path = new_keys(), course.lesson(questions[0].id[:2]).bank
    students = tuple(
        Student(id=f"s{number}", token=f"t{number}", seed=number, shop=FIRST_SHOP + number if own_shops else 1)
        for number in range(count)
    )
    assignment = Assignment(
        id="bench", name="bench", title="Bench", made_at=WHEN, course=course_version(), edition=edition(),
        seal=keys.public, questions=tuple(Asked(id=each.id, bank=path.name) for each in questions), students=students,
        is_listed=True,
    )  # fmt: skip
    folder = Folder(place / "bench")
    folder.create(assignment, keys.private, {path.name: path})
    (place / "in").mkdir()
    for number, student in enumerate(students):
        write_bundle(folder.bundles[student.id], bundle(assignment, questions, student))
        data = sealed(_submission(folder, questions, student, number), assignment.seal)
        (place / "in" / f"{number}.answers").write_bytes(data)
    return folder


def _submission(folder: Folder, questions: Sequence[AnyQuestion], student: Student, number: int) -> Submission:
    """Answer as many questions right as `known` tells; where numbers come from shops, all wrong, to save the time."""
    answers = {}
    for place, each in enumerate(questions):
        if any(each.facts()):
            value: float = -OFF
        else:
            value = float(version(each, student.seed).answer) + OFF * (place >= known(number, len(questions)))
        answers[each.id] = Given(answer=value, saved_at=WHEN, seconds=20.0)
    return Submission(
        assignment="bench", student=student.id, token=student.token, attempt=1, handed_in_at=WHEN, answers=answers,
        bundle=sha256(folder.bundles[student.id].read_bytes()).hexdigest(),
        course=folder.assignment.course, edition=folder.assignment.edition,
    )  # fmt: skip


def measure(count: int, *, own_shops: bool, workers: int = 2) -> dict[str, Any]:
    """Grade a class with the command, and check every score."""
    questions = personal() if own_shops else plain()
    with tempfile.TemporaryDirectory() as made:
        folder = prepare(Path(made), questions, count, own_shops=own_shops)
        command = [sys.executable, "-m", "customer_value.cli", "grade", str(folder.path)]
        start = time.perf_counter()
        done = subprocess.run(
            [*command, "--submissions", str(Path(made) / "in"), "--workers", str(workers)],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        took = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        right = _check(folder, questions, count, own_shops=own_shops)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return {"seconds": took, "peak": peak, "right": right, "gradebook": folder.gradebook.stat().st_size / 1e6}


def _check(folder: Folder, questions: Sequence[AnyQuestion], count: int, *, own_shops: bool) -> bool:
    with sqlite3.connect(folder.gradebook) as connection:
        found = dict(connection.execute("SELECT student, sum(points) FROM grade GROUP BY student"))
        rows = connection.execute("SELECT count(*) FROM result").fetchone()[0]
    expected = {f"s{number}": 0.0 if own_shops else float(known(number, len(questions))) for number in range(count)}
    return found == expected and rows == count * len(questions)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), own_shops="personal" in sys.argv[2:])))
