"""What the scripts of nbgrader and otter share: the tasks, a student's copy of a release, and the clock."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import nbformat

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def filled_in(release: Path, answers: list[float], left_open: str) -> nbformat.NotebookNode:
    """Return a student's copy of a released notebook: an answer in each cell that was left open."""
    notebook = nbformat.read(release, as_version=4)
    cells = [each for each in notebook.cells if each.cell_type == "code" and left_open in each.source]
    for number, (cell, answer) in enumerate(zip(cells, answers, strict=True), start=1):
        cell.source = f"q{number} = {answer!r}"
    return notebook


def test_of(number: int, task: dict) -> str:
    """Return the line that grades an answer."""
    return f"assert abs(q{number} - {task['answer']!r}) <= {task['within']!r}"


def cost(folder: Path, *command: str, fails: bool = False) -> tuple[float, float]:
    """Run a command with its kernels; return seconds on the wall and seconds of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if bool(done.returncode) != fails:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def given() -> tuple[list[dict], list[list[float]], Path]:
    """Read the tasks, the submissions and the folder to work in, and put this environment's commands on PATH."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    tasks, submissions = (json.loads(Path(each).read_text()) for each in sys.argv[1:3])
    return tasks, submissions, Path(sys.argv[3])


def told(tool: str, costs: list[tuple[float, float]], start: float, scores: list[float], **more: object) -> None:
    """Print what the commands cost for each submission, how long one takes to start, and every student's score."""
    wall, processor = (sum(each) / len(scores) for each in zip(*costs, strict=True))
    found = {"tool": tool, "wall": wall, "processor": processor, "start": start, "scores": scores}
    print(json.dumps(found | more))
