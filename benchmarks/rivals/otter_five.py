"""Five tasks in otter-grader: an `otter run` for each submission, and all of them from Python in one process.

`otter grade` grades a folder, but in Docker containers only. The master has a solution and a hidden test for each
task; the submissions are filled-in copies of what `otter assign` made for students. Runs in an environment of its own
(otter-grader.lock):

    python otter_five.py TASKS SUBMISSIONS FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import nbformat
from five_tasks import KERNEL, cost, filled_in, given, test_of, told
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

OTTER = str(Path(sys.executable).with_name("otter"))


def master(tasks: list[dict]) -> nbformat.NotebookNode:
    """Return the instructor's notebook, in the format of Otter Assign."""
    cells = [new_raw_cell("# ASSIGNMENT CONFIG\nname: five\nexport_cell: false")]
    for number, task in enumerate(tasks, start=1):
        cells += [
            new_raw_cell(f"# BEGIN QUESTION\nname: q{number}\npoints: 1"),
            new_markdown_cell(task["stem"]),
            new_raw_cell("# BEGIN SOLUTION"),
            new_code_cell(f"q{number} = {task['answer']!r} # SOLUTION"),
            new_raw_cell("# END SOLUTION"),
            new_raw_cell("# BEGIN TESTS"),
            new_code_cell(f"# HIDDEN\n{test_of(number, task)}"),
            new_raw_cell("# END TESTS"),
            new_raw_cell("# END QUESTION"),
        ]
    return new_notebook(cells=cells, metadata=KERNEL)


def one_process(files: list[Path], autograder: Path) -> tuple[float, list[float]]:
    """Grade all in one process, by otter's interface for Python; return seconds for each, and the scores."""
    from otter.api import grade_submission

    start = time.perf_counter()
    graded = [grade_submission(str(each), str(autograder), quiet=True).total for each in files]
    return (time.perf_counter() - start) / len(files), graded


def score(folder: Path) -> float:
    """Return the score in a result of `otter run`."""
    tests = json.loads((folder / "results.json").read_text())["tests"]
    return float(sum(each.get("score") or 0 for each in tests))


def main() -> None:
    """Assign, hand in, grade, and print what it cost."""
    tasks, submissions, folder = given()
    nbformat.write(master(tasks), folder / "five.ipynb")
    cost(folder, OTTER, "assign", "five.ipynb", "dist")
    autograder = next((folder / "dist" / "autograder").glob("*.zip"))
    files = [folder / f"s{number:05}.ipynb" for number in range(len(submissions))]
    for file, answers in zip(files, submissions, strict=True):
        nbformat.write(filled_in(folder / "dist" / "student" / "five.ipynb", answers, "= ..."), file)
        file.with_suffix("").mkdir()
    start, _ = cost(folder, OTTER, "--version")
    runs = [(str(file), "-a", str(autograder), "-o", str(file.with_suffix(""))) for file in files]
    costs = [cost(folder, OTTER, "run", *run) for run in runs]
    each, again = one_process(files, autograder)
    found = [score(file.with_suffix("")) for file in files]
    told(f"otter-grader {version('otter-grader')}", costs, start, found, one_process=each, one_process_scores=again)


if __name__ == "__main__":
    main()
