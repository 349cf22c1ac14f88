"""A quiz works with the keyboard alone, and its keys do nothing to the notebook around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def _cells(home: Path) -> list[str]:
    own = f"import os; os.environ['CVM_HOME'] = {str(home)!r}"
    return [own, "import customer_value as cv", 'cv.quiz("04", questions=["04.Q09", "04.Q02"])']


def _focused(page) -> str:
    return page.evaluate(
        "() => { const e = document.activeElement; return `${e.tagName} ${e.type ?? ''} ${e.value ?? ''}`.trim(); }"
    )


def test_answer_move_and_save_without_a_mouse(notebook, lab, tmp_path: Path) -> None:
    page = notebook("quiz_keys.ipynb", _cells(tmp_path))
    quiz = page.locator(".cv-quiz")
    cells = page.locator(".jp-Cell")
    count = cells.count()
    options = quiz.locator("form:visible .cvq-options input")
    options.first.focus()
    page.keyboard.press("Space")
    for place in (1, 2, 3, 0):
        page.keyboard.press("ArrowDown")
        assert options.nth(place).is_checked()
        assert _focused(page) == f"INPUT radio {place}"
    for key in ("b", "a", "d", "d", "x", "m", "Enter"):
        page.keyboard.press(key)
    assert cells.count() == count
    status = quiz.locator("form:visible").get_by_role("status")
    status.locator(".cvq-word").first.wait_for()  # Enter in a form is Check

    page.keyboard.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = (lab.root / "quiz_keys.ipynb").read_text(encoding="utf-8")
    outputs = json.dumps(json.loads(saved)["cells"])
    assert "Question" not in outputs  # only what is read without a kernel; the widget's state has its own place
    assert "Quiz 04" in outputs

    while _focused(page) != "BUTTON button" or page.evaluate("document.activeElement.textContent") != "Next question":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    quiz.get_by_text("Question 2 of 2").wait_for()
    page.keyboard.press("Tab")
    assert _focused(page) == "INPUT text"
    page.keyboard.type("b1")
    page.keyboard.press("Enter")
    status.get_by_text("Not counted").wait_for()
    assert cells.count() == count


@pytest.mark.all
def test_escape_still_leaves_to_the_notebook(notebook, tmp_path: Path) -> None:
    page = notebook("quiz_escape.ipynb", _cells(tmp_path))
    page.evaluate(
        "() => { window.heard = []; document.body.addEventListener('keydown', (e) => window.heard.push(e.key)); }"
    )
    page.locator(".cv-quiz .cvq-options input").first.focus()
    for key in ("x", "ArrowUp", "Escape", "Control+e"):
        page.keyboard.press(key)
    heard = page.evaluate("() => window.heard")
    assert "Escape" in heard
    assert "e" in heard
    assert not {"x", "ArrowUp"} & set(heard)
