"""A learner answers in real JupyterLab: wrong, then right; nothing is lost when the kernel restarts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

IDS = ["04.Q02", "04.Q09", "04.Q12"]
CELLS = ["import customer_value as cv", f'cv.quiz("04", questions={IDS!r})']


def _home(folder: Path) -> str:
    return f"import os; os.environ['CVM_HOME'] = {str(folder)!r}"


def _log(folder: Path, columns: str = "item, status") -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder / "progress.sqlite")
    try:
        return connection.execute(f"SELECT {columns} FROM attempt ORDER BY id").fetchall()  # noqa: S608
    finally:
        connection.close()


def _answer_of(item: str) -> str:
    from customer_value import course
    from customer_value.assessment import bank, variants

    question = bank.read(course.lesson("04").bank).question(item)
    variant = variants.make(question, 1)
    return variant.options[variant.answer] if variant.options else f"{variant.answer:.2f}"


def test_wrong_then_right_then_restart(notebook, jupyter, tmp_path: Path) -> None:
    page = notebook("quiz_answers.ipynb", [_home(tmp_path), *CELLS])
    quiz = page.locator(".cv-quiz")
    form = quiz.locator("form:visible")
    told = form.get_by_role("status")
    form.get_by_label("Your answer").fill("1")
    form.get_by_role("button", name="Check").click()
    told.get_by_text("Not right yet").wait_for()
    form.get_by_label("Your answer").fill(_answer_of("04.Q02"))
    form.get_by_label("Sure", exact=True).check()
    form.get_by_role("button", name="Check").click()
    told.get_by_text("Right", exact=True).wait_for()
    quiz.get_by_role("button", name="Next question").click()
    form.get_by_label(_answer_of("04.Q09")).check()
    form.get_by_role("button", name="Check").click()
    told.get_by_text("Right", exact=True).wait_for()
    assert _log(tmp_path) == [("04.Q02", "wrong"), ("04.Q02", "correct"), ("04.Q09", "correct")]

    jupyter.restart_kernel(page)
    jupyter.run_all(page)
    quiz.get_by_text("2 of 3 answered", exact=True).wait_for()
    quiz.get_by_role("button", name="Question 1: right").click()
    assert form.get_by_label("Your answer").input_value() == _answer_of("04.Q02")
    assert form.get_by_label("Sure", exact=True).is_checked()
    told.get_by_text("Right", exact=True).wait_for()
    assert len(_log(tmp_path)) == 3


def test_a_log_that_cannot_be_written_keeps_the_answer_until_it_can(notebook, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.write_text("a file where the log's folder should be")
    page = notebook("quiz_unsaved.ipynb", [_home(locked), *CELLS])
    quiz = page.locator(".cv-quiz")
    quiz.get_by_label("Your answer").fill("1")
    quiz.get_by_role("button", name="Check").click()
    quiz.get_by_text("Not saved yet; your answer stays here").wait_for()
    assert quiz.get_by_label("Your answer").input_value() == "1"
    locked.unlink()
    quiz.get_by_role("button", name="Try again to save").click()
    quiz.get_by_text("Not saved yet").wait_for(state="hidden")
    assert _log(locked, "item, answer") == [("04.Q02", '"1"')]


def test_a_guess_comes_back_with_the_result(notebook, tmp_path: Path) -> None:
    cells = [
        f"{_home(tmp_path)}; {CELLS[0]}",
        'cv.guess("04.G9", "What share of customers stays?", unit="%")',
        'cv.guess("04.G9", truth=50.0)',
    ]
    page = notebook("quiz_guess.ipynb", cells)
    page.get_by_text("It is 50 %. (No guess was kept here.)").wait_for()
    guess = page.locator(".cv-quiz")
    guess.get_by_label("Your guess").fill("10")
    guess.get_by_role("button", name="Keep my guess").click()
    guess.get_by_text("You guessed 10").wait_for()
    page.locator(".jp-CodeCell").nth(2).click()
    page.keyboard.press("Control+Enter")
    page.get_by_text("You guessed 10 %; it is 50 %.").wait_for()
