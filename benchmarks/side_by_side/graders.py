"""What a submission costs in other graders: the same five tasks, handed in by students who know more or less.

Each grader runs in an environment of its own and gets its tasks as its authors mean it to: a solution and a hidden
test for each, in a notebook that it releases itself. A grader that gives a wrong score ends the run.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from side_by_side.environments import rival_python

from customer_value import course
from customer_value.assessment import bank, variants
from customer_value.assessment.questions.numeric import Numeric

FIVE, OFF = 5, 1000.0
RIVALS = Path(__file__).parent.parent / "rivals"


@dataclass(frozen=True)
class Seconds:
    """Seconds that a grader takes: for a submission (the whole command divided by their number), and to start."""

    tool: str
    """Its name and version."""
    submission: float
    processor: float
    """The same, of the processors: kernels included, waiting left out."""
    start: float
    """What the command takes before it grades anything."""
    one_process: float | None = None
    """A submission where the tool can also be called from Python, once for all."""


def five_questions() -> list[Numeric]:
    """Return the first five questions with numbers of their own: an assignment as all tools can hold it."""
    numeric = [each for each in bank.read(course.lesson("04").bank).questions if isinstance(each, Numeric)]
    return [each for each in numeric if not any(each.facts())][:FIVE]


def hand_in(count: int) -> list[list[float]]:
    """Return the answers of all students: the first has all right, the next ever fewer, and so again in turns."""
    right = [variants.make(each, 1).answer for each in five_questions()]
    return [[answer + (place >= known(k)) * OFF for place, answer in enumerate(right)] for k in range(count)]


def known(student: int) -> int:
    """Tell how many of the five a student has right: the score to be expected."""
    return FIVE - student % (FIVE + 1)


def nbgrader(count: int = 10) -> Seconds:
    """Let `nbgrader autograde` grade so many submissions with one command."""
    return _measured("quiz_tools", "nbgrader_five.py", count)


def otter(count: int = 10) -> Seconds:
    """Let `otter run` grade so many submissions, one command each: `otter grade` needs Docker."""
    return _measured("otter-grader", "otter_five.py", count)


def jupyterquiz() -> int:
    """Return by how many bytes a saved notebook grows with the five questions; jupyterquiz keeps no answers."""
    with tempfile.TemporaryDirectory() as folder:
        return int(_run("quiz_tools", "jupyterquiz_five.py", _file(folder, "tasks", _tasks())))


def _measured(environment: str, script: str, count: int) -> Seconds:
    with tempfile.TemporaryDirectory() as folder:
        files = [_file(folder, "tasks", _tasks()), _file(folder, "submissions", hand_in(count))]
        work = Path(folder, "work")
        work.mkdir()
        found: dict[str, Any] = json.loads(_run(environment, script, *files, work))
    for scores in (found["scores"], found.get("one_process_scores", found["scores"])):
        if scores != [known(student) for student in range(count)]:
            raise SystemExit(f"{found['tool']} gives {scores} for students who have {FIVE}, {FIVE - 1} … 0 right")
    return Seconds(found["tool"], found["wall"], found["processor"], found["start"], found.get("one_process"))


def _file(folder: str, name: str, content: object) -> Path:
    """Write what a rival reads."""
    file = Path(folder, f"{name}.json")
    file.write_text(json.dumps(content))
    return file


def _run(environment: str, script: str, *given: Path) -> str:
    """Run a rival's script with its own Python; return the last line that it prints."""
    command = [rival_python(environment), str(RIVALS / script), *map(str, given)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout.splitlines()[-1]


def _tasks() -> list[dict[str, Any]]:
    """Return each question in words, with its answer and how far an answer may lie from it."""
    return [
        {"stem": variant.stem, "answer": variant.answer, "within": each.tolerance.around(variant.answer)}
        for each in five_questions()
        for variant in (variants.make(each, 1),)
    ]
