"""A figure of the own shop and an answer in own words, in JupyterLab: by keyboard, and through a killed kernel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FIGURE, WORDS = "04.Q54", "04.Q51"
TEXT = "Fit on two years, predict the third, and compare with last year's purchases."


def _cells(home: Path) -> list[str]:
    own = f"import os; os.environ['CVM_HOME'] = {str(home)!r}"
    return [own, "import customer_value as cv", f'cv.quiz("04", questions=["{FIGURE}", "{WORDS}"])']


def _press_until(page, key: str, text: str) -> None:
    """Press a key until what has the focus says this."""
    for _ in range(30):
        page.keyboard.press(key)
        said = page.evaluate("(document.activeElement.closest('label') ?? document.activeElement).textContent")
        if said.startswith(text):
            return
    raise AssertionError(f"{text} is not reached by {key}")


@pytest.mark.all
def test_a_figure_is_read_and_answered_by_keyboard(notebook, lab, jupyter, tmp_path: Path) -> None:
    page = notebook("quiz_figure.ipynb", _cells(tmp_path))
    quiz = page.locator(".cv-quiz")
    quiz.locator("img:visible").wait_for()
    quiz.locator(".cvq-count:visible").focus()
    _press_until(page, "Tab", "The numbers in this figure")
    page.keyboard.press("Enter")
    quiz.get_by_role("row", name="All together").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for chosen, said in (("Promising what each", "Not right yet"), ("Choosing whom", "Right")):
        _press_until(page, "ArrowDown", chosen)
        page.keyboard.press("Enter")
        quiz.get_by_role("status").get_by_text(said, exact=True).wait_for()
    assert quiz.get_by_role("row", name="All together").is_visible()
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = (lab.root / "quiz_figure.ipynb").read_text(encoding="utf-8")
    assert "image/png" not in saved
    assert "The figure is drawn from your own data when this cell is run." in saved
    (output,) = json.loads(saved)["cells"][2]["outputs"]
    assert len(json.dumps(output)) < 5_000

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.goto("about:blank")
    jupyter.open(page, lab, "quiz_figure.ipynb")  # its widgets come back without a kernel that could draw
    quiz.get_by_role("button", name="Question 1: right").click()
    quiz.locator("figure").get_by_text("run this cell again").wait_for()
    assert quiz.get_by_role("radio", name="Choosing whom").is_checked()


@pytest.mark.all
@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_own_words_outlive_the_kernel(notebook, jupyter, tmp_path: Path, theme: str) -> None:
    page = notebook(f"quiz_words_{theme}.ipynb", _cells(tmp_path))
    jupyter.change_theme(page, theme)
    quiz = page.locator(".cv-quiz")
    quiz.locator("img:visible").wait_for()
    assert jupyter.violations(page, ".cv-quiz") == []
    quiz.get_by_role("button", name="Question 2").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    quiz.get_by_role("status").get_by_text("Kept", exact=True).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    quiz.get_by_label("Your answer").focus()
    page.keyboard.press("End")
    page.keyboard.type(" With a range.")
    jupyter.restart_kernel(page)  # between the two steps: the kernel knows of neither tick nor range
    jupyter.run_all(page)
    quiz.get_by_role("button", name="Question 2").focus()
    page.keyboard.press("Enter")
    points = quiz.get_by_role("checkbox")
    points.first.wait_for()
    assert quiz.get_by_label("Your answer").input_value() == f"{TEXT} With a range."
    assert [each.is_checked() for each in points.all()] == [True, False, False]
    assert jupyter.violations(page, ".cv-quiz") == []
    points.nth(1).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    quiz.get_by_text("By your own scoring: 2 of 3 points.").wait_for()
    points.nth(2).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    quiz.get_by_text("By your own scoring: 3 of 3 points.").wait_for()
    jupyter.restart_kernel(page)
    jupyter.run_all(page)
    quiz.get_by_role("button", name="Question 2: right").focus()
    page.keyboard.press("Enter")
    assert [each.is_checked() for each in points.all()] == [True, True, True]
