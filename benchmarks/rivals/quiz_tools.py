"""Five questions in nbgrader and jupyterquiz: seconds for each submission, and how much a saved notebook grows.

Runs in an environment of its own (quiz_tools.lock):

    python quiz_tools.py QUESTIONS SUBMISSIONS FOLDER
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

COURSE = 'c = get_config()\nc.CourseDirectory.course_id = "quiz"\n'


def graded(number: int) -> dict:
    """Return the metadata of a cell that nbgrader scores."""
    known = {"schema_version": 3, "locked": True, "task": False, "points": 1}
    return {"nbgrader": {"grade": True, "solution": False, "grade_id": f"test{number}", **known}}


def solved(number: int) -> dict:
    """Return the metadata of a cell that a student fills in."""
    known = {"schema_version": 3, "locked": False, "task": False}
    return {"nbgrader": {"grade": False, "solution": True, "grade_id": f"answer{number}", **known}}


def sheet(questions: list[dict], answers: list[float]) -> nbformat.NotebookNode:
    """Return the assignment as a student hands it in: a cell for the answer and a cell that tests it."""
    cells = []
    for number, (question, answer) in enumerate(zip(questions, answers, strict=True)):
        test = f"assert abs(q{number} - {question['answer']!r}) <= {question['within']!r}"
        cells += [
            new_code_cell(f"q{number} = {answer!r}", metadata=solved(number)),
            new_code_cell(test, metadata=graded(number)),
        ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def run(folder: Path, *words: str) -> None:
    """Run one of nbgrader's commands in its course folder."""
    subprocess.run([sys.executable, "-m", "nbgrader", *words], check=True, cwd=folder, stdout=sys.stderr)


def nbgrader(questions: list[dict], submissions: list[list[float]], folder: Path) -> dict[str, object]:
    """Grade all submissions with one `nbgrader autograde`, and return seconds and scores."""
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(COURSE)
    for name, answers in [("source", [each["answer"] for each in questions]), *enumerate(submissions)]:
        place = folder / ("source" if name == "source" else f"submitted/s{name:03}") / "five"
        place.mkdir(parents=True)
        nbformat.write(sheet(questions, answers), place / "five.ipynb")
    run(folder, "generate_assignment", "five", "--create")
    start = time.perf_counter()
    run(folder, "autograde", "five", "--create")
    took = time.perf_counter() - start
    run(folder, "export")
    rows = (folder / "grades.csv").read_text().splitlines()
    column = rows[0].split(",").index("score")
    return {"seconds": took / len(submissions), "scores": sorted(float(row.split(",")[column]) for row in rows[1:])}


def jupyterquiz(questions: list[dict]) -> int:
    """Return by how many bytes a saved notebook grows when it shows the five questions."""
    shown = [
        {
            "question": each["stem"],
            "type": "numeric",
            "answers": [{"type": "value", "value": each["answer"], "correct": True, "feedback": "Right."}],
        }
        for each in questions
    ]
    source = f"from jupyterquiz import display_quiz\ndisplay_quiz({shown!r})"
    notebook = new_notebook(cells=[new_code_cell(source)])
    before = len(nbformat.writes(notebook))
    NotebookClient(notebook).execute()
    return len(nbformat.writes(notebook)) - before


def main(questions: str, submissions: str, folder: str) -> None:
    """Print what both cost as JSON."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic
    asked = json.loads(Path(questions).read_text())
    with contextlib.redirect_stdout(io.StringIO()):
        cost = {
            "nbgrader": nbgrader(asked, json.loads(Path(submissions).read_text()), Path(folder) / "nbgrader"),
            "jupyterquiz_bytes": jupyterquiz(asked),
        }
    print(json.dumps(cost))


if __name__ == "__main__":
    main(*sys.argv[1:])
