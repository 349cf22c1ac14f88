"""Five tasks in nbgrader: one `nbgrader autograde` over all submissions.

The source has a solution and a hidden test for each task; the submissions are filled-in copies of what nbgrader
released. Runs in an environment of its own (quiz_tools.lock):

    python nbgrader_five.py TASKS SUBMISSIONS FOLDER
"""

from __future__ import annotations

import csv
import sys
from importlib.metadata import version
from pathlib import Path

import nbformat
from five_tasks import KERNEL, cost, filled_in, given, test_of, told
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

COURSE = 'c = get_config()\nc.CourseDirectory.course_id = "five"\n'
NBGRADER = (sys.executable, "-m", "nbgrader")


def marked(name: str, **kind: object) -> dict:
    """Return the metadata by which nbgrader knows a cell."""
    plain = {"schema_version": 3, "task": False, "grade": False, "solution": False, "locked": False}
    return {"nbgrader": plain | {"grade_id": name} | kind}


def source(tasks: list[dict]) -> nbformat.NotebookNode:
    """Return the instructor's notebook."""
    cells = []
    for number, task in enumerate(tasks, start=1):
        solution = f"### BEGIN SOLUTION\nq{number} = {task['answer']!r}\n### END SOLUTION"
        test = f"### BEGIN HIDDEN TESTS\n{test_of(number, task)}\n### END HIDDEN TESTS"
        cells += [
            new_markdown_cell(task["stem"]),
            new_code_cell(solution, metadata=marked(f"answer{number}", solution=True)),
            new_code_cell(test, metadata=marked(f"test{number}", grade=True, locked=True, points=1)),
        ]
    return new_notebook(cells=cells, metadata=KERNEL)


def written(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Write a notebook into a folder of its own."""
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "five.ipynb")


def scores(table: Path) -> list[float]:
    """Return the score of each student, in the order of the submissions."""
    with table.open(newline="") as file:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    return [rows[student] for student in sorted(rows)]


def main() -> None:
    """Generate, hand in, grade, and print what it cost."""
    tasks, submissions, folder = given()
    (folder / "nbgrader_config.py").write_text(COURSE)
    written(source(tasks), folder / "source" / "five")
    cost(folder, *NBGRADER, "generate_assignment", "five", "--create")
    start, _ = cost(folder, *NBGRADER, "autograde", "five", "--create", fails=True)  # it finds nothing to grade
    release = folder / "release" / "five" / "five.ipynb"
    for number, answers in enumerate(submissions):
        written(filled_in(release, answers, "NotImplementedError"), folder / "submitted" / f"s{number:05}" / "five")
    costs = [cost(folder, *NBGRADER, "autograde", "five", "--create")]
    cost(folder, *NBGRADER, "export")
    told(f"nbgrader {version('nbgrader')}", costs, start, scores(folder / "grades.csv"))


if __name__ == "__main__":
    main()
