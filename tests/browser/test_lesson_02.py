"""A learner's hour with lesson 2: guess, move the slider, solve an exercise, answer a question, look back."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Page, expect

LESSON = "02_customer_needs.ipynb"


@pytest.fixture
def lesson(page: Page, lab, jupyter) -> Page:
    """Lesson 2, opened from the learner's own folder and run from top to bottom."""
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
        return connection.execute("SELECT item, status FROM attempt WHERE item LIKE '02.%' ORDER BY id").fetchall()
    finally:
        connection.close()


@pytest.mark.all
def test_an_hour_with_lesson_2(lesson: Page, lab, jupyter) -> None:
    page = lesson
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0

    guess = cell(page, "Of the customers with nine orders").locator("form")
    guess.get_by_role("textbox").fill("20")
    guess.get_by_role("button").first.click()
    run_again(page, 'answered.loc["9+"')
    expect(cell(page, 'answered.loc["9+"').locator(".jp-OutputArea")).to_contain_text("You guessed 20 %; it is 50 %.")

    explorable = page.locator(".cv-explorable").first
    slider = explorable.get_by_role("slider", name="Share of group 1")
    for _ in range(8):  # from 90 to 50 %
        slider.press("ArrowLeft")
    expect(explorable.locator("figcaption")).to_contain_text("the favourite of neither group")

    note = cell(page, "q1.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    run_again(page, 'cv.exercise("02.E1")', "____", '5 - service["service_2"]')
    expect(note).to_contain_text("An answer of 5 became 0")
    run_again(page, 'cv.exercise("02.E1")', "= 5 - ", "= 6 - ")
    expect(note).to_contain_text("Right")

    quiz = cell(page, 'cv.quiz("02")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    form.locator("input[type=checkbox], input[type=radio]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("ight")  # "Right", "Partly right" or "Not right yet"
    expect(quiz).to_contain_text("1 of 8 answered")

    page.keyboard.press("Escape")
    run_again(page, 'cv.progress("02")')
    details = cell(page, 'cv.progress("02")').locator(".cv-details").get_by_role("row")
    expect(details.filter(has_text="Likert").get_by_role("cell").nth(1)).to_have_text("1 of 1")  # 02.E1
    assert [each for each in answered(lab) if each[0] == "02.E1"] == [("02.E1", "wrong"), ("02.E1", "correct")]
    assert page.locator(".cv-explorable").count() == 2
    assert jupyter.violations(page, ".cv-explorable") == []
    assert jupyter.violations(page, ".cv-figure") == []
