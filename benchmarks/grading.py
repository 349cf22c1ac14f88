"""What grading costs: answers a second, a submission beside nbgrader's and otter's, a saved quiz beside jupyterquiz's.

The submission and the quiz have the same five questions in all tools. Each tool's command grades a folder of files.
Ours opens the seal of each, makes the student's numbers again, grades values, and writes a gradebook and a page of
feedback for each student; nbgrader and otter start a kernel for each submission. Then ours grades classes of 100, 1,000
and 10,000, and 10,000 students with a shop of their own each. jupyterquiz grades in the browser and keeps nothing, so
that only what its quiz adds to a saved notebook can be compared. Each rival runs in an environment of its own
(quiz_tools.lock, otter-grader.lock).

Run it on a machine that does nothing else: `python benchmarks/grading.py`; `--quick` leaves out what takes long, and
`--personal 100` asks for fewer shops.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from itertools import pairwise
from typing import Any

import nbformat
from course_speed import seconds
from nbclient import NotebookClient
from side_by_side import graders, our_class

from customer_value import course, facts
from customer_value.assessment import bank, variants
from customer_value.assessment.examples import examples
from customer_value.assessment.grading import grade
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.numeric import Numeric

ANSWERS_A_SECOND, QUIZ_BYTES = 20_000, 5_000
SUBMISSIONS, RIVALS_GRADE = 20, 10
CLASS, CLASSES, PERSONAL = 1_000, (100, 1_000, 10_000), 10_000
FASTER = {"nbgrader": 200}  # times as many submissions in the same time, at least


def answers_a_second(lesson: str) -> dict[str, float]:
    """Grade every example answer of every question; return the rate by type, and over all."""
    known = facts.of(1)
    by_type: dict[str, list[tuple[Any, Any, Any]]] = {}
    for question in bank.read(course.lesson(lesson).bank).questions:
        if isinstance(question, Code):
            continue
        variant = variants.make(question, 1, known)
        graded = by_type.setdefault(str(question.__struct_config__.tag), [])
        graded += [(question, variant, each.answer) for each in examples(question, variant)]
    by_type["all types"] = [each for graded in by_type.values() for each in graded]
    return {
        name: len(graded) / seconds(lambda graded=graded: [grade(*each) for each in graded])  # type: ignore[misc]
        for name, graded in by_type.items()
    }


def score(questions: list[Numeric], answers: list[float]) -> float:
    """Grade one submission from its beginning: the student's numbers, then each answer."""
    return sum(
        grade(each, variants.make(each, 1), answer).score for each, answer in zip(questions, answers, strict=True)
    )


def quiz_bytes(questions: list[Numeric], *, state: bool) -> list[int]:
    """Return by how many bytes a saved notebook grows with a first and with a second quiz of five questions.

    JupyterLab saves the `state` of widgets only if it is told to; with it comes the script, once.
    """
    source = f"import customer_value as cv\ncv.quiz('04', questions={[each.id for each in questions]}, seed=1)"
    sizes = []
    for quizzes in (0, 1, 2):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for _ in range(quizzes)])
        before = len(nbformat.writes(notebook))
        NotebookClient(notebook, store_widget_state=state).execute()
        sizes.append(len(nbformat.writes(notebook)) - before)
    return [after - before for before, after in pairwise(sizes)]


def beside(ours: float, theirs: graders.Seconds) -> bool:
    """Print what a submission costs in another grader, and how many times as long that is; return if a bar is met."""
    least = FASTER.get(theirs.tool.split()[0], 0)
    ways = {"": theirs.submission, ", called from Python once for all": theirs.one_process}
    times = {way: took / ours for way, took in ways.items() if took is not None}
    for way, more in times.items():
        missed = "  MISSED" if more < least else ""
        print(f"  {theirs.tool}{way}: {ways[way]:.2f} s, {more:,.0f} x{f' (bar: {least})' if least else ''}{missed}")
    print(f"    of the processor {theirs.processor:.2f} s; to start {theirs.start:.2f} s a command")
    return min(times.values()) >= least


def class_of(count: int, *, own_shops: bool = False) -> float:
    """Print what `cvm grade` takes for a class; return the seconds for each submission."""
    command = [sys.executable, our_class.__file__, str(count), *(["personal"] if own_shops else [])]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    if not found["right"]:
        raise SystemExit("cvm grade gives wrong scores")
    about = "with a shop of their own each" if own_shops else "of five questions"
    each = found["seconds"] / count
    size = f"{found['peak']:.0f} MB in the largest process, gradebook {found['gradebook']:.1f} MB"
    print(f"cvm grade, 2 processes, {count:,} submissions {about}: {found['seconds']:.1f} s, {each * 1e3:.2f} ms each, "
          f"{size}", flush=True)  # fmt: skip
    return each


def main() -> int:
    """Print the table; 1 if a bound is missed or the tools disagree on a score."""
    parser = argparse.ArgumentParser(description="What grading costs.")
    parser.add_argument("--quick", action="store_true", help="leave out the larger classes")
    parser.add_argument("--personal", type=int, default=PERSONAL, help="students with a shop of their own")
    options = parser.parse_args()
    rates = answers_a_second("04")
    for name, rate in rates.items():
        print(f"{name:<28}{rate:>12,.0f} answers a second{'' if rate >= ANSWERS_A_SECOND else '  MISSED'}")
    questions, submissions = graders.five_questions(), graders.hand_in(SUBMISSIONS)
    ours = seconds(lambda: [score(questions, answers) for answers in submissions]) / SUBMISSIONS
    same = [score(questions, answers) for answers in submissions] == [*map(graders.known, range(SUBMISSIONS))]
    print(f"five values, graded in one process: {ours * 1e3:.2f} ms; scores {'right' if same else 'WRONG'}")
    command = class_of(CLASS)
    theirs = [each(RIVALS_GRADE) for each in (graders.nbgrader, graders.otter)]
    met = min(beside(command, each) for each in theirs)
    if not options.quick:
        for count in CLASSES:
            class_of(count)
        class_of(options.personal, own_shops=True)
    grown = max(quiz_bytes(questions, state=False))
    first, second = quiz_bytes(questions, state=True)
    print(f"a saved quiz of five: {grown:,} bytes; jupyterquiz {graders.jupyterquiz():,}"
          f"{'' if grown < QUIZ_BYTES else '  MISSED'}")  # fmt: skip
    print(f"with the widgets' state, which JupyterLab saves on demand: {first:,} bytes, each further quiz {second:,}")
    return int(rates["all types"] < ANSWERS_A_SECOND or grown >= QUIZ_BYTES or not same or not met)


if __name__ == "__main__":
    sys.exit(main())
