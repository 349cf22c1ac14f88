"""A learner's hour with lesson 3: guess, move the slider, solve an exercise, answer a question, look back."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Page, expect

LESSON = "03_segmentation.ipynb"


@pytest.fixture
def lesson(page: Page, lab, jupyter) -> Page:
    """Lesson 3, opened from the learner's own folder and run from top to bottom."""
    jupyter.open(page, lab, LESSON)
    jupyter.run_all(page, seconds=120)
    return page


def cell(page: Page, text: str):
    """Return the code cell whose source contains the text."""
    return page.locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=text)).first


def run_again(page: Page, text: str, blank: str = "\n", answer: str = "\n") -> None:
    """Type over a blank in the cell that contains the text, and run it and the next one."""
    editor = cell(page, text).locator(".cm-content")
    source = editor.evaluate("(node) => node.cmView?.view?.state.doc.toString() ?? node.innerText")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source.replace(blank, answer))
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")


def answered(lab) -> list[tuple[str, str]]:
    connection = sqlite3.connect(lab.home / "progress.sqlite")
    try:
        return connection.execute("SELECT item, status FROM attempt WHERE item LIKE '03.%' ORDER BY id").fetchall()
    finally:
        connection.close()


@pytest.mark.all
def test_an_hour_with_lesson_3(lesson: Page, lab, jupyter) -> None:
    page = lesson
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0

    guess = cell(page, "What share of the sales of 2025").locator("form")
    guess.get_by_role("textbox").fill("80")
    guess.get_by_role("button").first.click()
    told = "truth=100 * cv.segments.pareto_share(sales)"
    run_again(page, told)
    expect(cell(page, told).locator(".jp-OutputArea")).to_contain_text("You guessed 80 %; it is 66 %.")

    explorable = page.locator(".cv-explorable").first
    slider = explorable.get_by_role("slider", name="Window")
    for _ in range(8):  # from 12 to 36 months
        slider.press("ArrowRight")
    expect(explorable.locator("figcaption")).to_contain_text("brings 65 % of the sales")

    note = cell(page, "q1.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    run_again(page, 'cv.exercise("03.E1")', "____ / sales.sum()", "len(best) / len(sales)")
    expect(note).to_contain_text("This is their share of the buyers")
    run_again(page, 'cv.exercise("03.E1")', "len(best) / len(sales)", "best.sum() / sales.sum()")
    expect(note).to_contain_text("Right")

    page.keyboard.press("Escape")
    run_again(page, 'cv.progress("03")')
    details = cell(page, 'cv.progress("03")').locator(".cv-details").get_by_role("row")
    expect(details.filter(has_text="Pareto").get_by_role("cell").nth(1)).to_have_text("1 of 2")  # 03.E1
    assert [each for each in answered(lab) if each[0] == "03.E1"] == [("03.E1", "wrong"), ("03.E1", "correct")]

    quiz = cell(page, 'cv.quiz("03")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    form.locator("input[type=checkbox], input[type=radio]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("ight")  # "Right", "Partly right" or "Not right yet"
    expect(quiz).to_contain_text("1 of 8 answered")
    assert page.locator(".cv-explorable").count() == 2
    assert jupyter.violations(page, ".cv-explorable") == []
    assert jupyter.violations(page, ".cv-figure") == []
