"""A learner's hour with lesson 1: guess, move a slider, solve an exercise, take the quiz, look back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

LESSON = "01_market_orientation.ipynb"


@pytest.fixture
def lesson(page: Page, lab, jupyter) -> Page:
    """Lesson 1, opened from the learner's own folder and run from top to bottom."""
    jupyter.open(page, lab, LESSON)
    jupyter.run_all(page, seconds=120)
    return page


def cell(page: Page, text: str):
    """Return the code cell whose source contains the text."""
    return page.locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=text)).first


def run_again(page: Page, text: str, old: str = "", new: str = "", *, cells: int = 2) -> None:
    """Type over a piece of the cell that contains the text, and run it and those that follow."""
    editor = cell(page, text).locator(".cm-content")
    source = editor.evaluate("(node) => node.cmView?.view?.state.doc.toString() ?? node.innerText")
    editor.click()
    if old:
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(source.replace(old, new))
    for _ in range(cells):
        page.keyboard.press("Shift+Enter")


@pytest.mark.all
def test_an_hour_with_lesson_1(lesson: Page, jupyter) -> None:
    page = lesson
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0

    guess = cell(page, 'cv.guess("01.G2", question').locator(".cv-quiz")
    guess.get_by_role("textbox").fill("4.9")
    guess.get_by_role("button", name="Keep my guess").click()
    run_again(page, "elsewhere =", cells=1)
    expect(cell(page, "elsewhere =").locator(".jp-OutputArea")).to_contain_text("You guessed 4.9 points")

    explorable = page.locator(".cv-explorable").first
    sentence = explorable.locator("figcaption")
    for name, value in (("Mean correlation", "0.2"), ("Number of items", "10")):
        explorable.get_by_role("slider", name=name).fill(value)
    expect(sentence).to_contain_text("10 items with a mean correlation of .20 have an alpha of .71")
    expect(explorable).to_contain_text("length buys alpha")

    note = cell(page, "q3.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    starter = 'cv.exercise("01.E3")'
    run_again(page, starter, "like_size * ____ * area - ____", "over_all * 0.5 * area - 1_200_000")
    expect(note).to_contain_text("compares small stores with large ones")
    run_again(page, starter, "over_all * 0.5", "like_size * 0.5")
    expect(note).to_contain_text("Right")

    quiz = cell(page, 'cv.quiz("01")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Check").click()
    expect(quiz).to_contain_text("1 of 8 answered")

    page.keyboard.press("Escape")
    run_again(page, 'cv.progress("01")', cells=1)
    recap = cell(page, 'cv.progress("01")').locator(".cv-progress-card .cv-details")
    expect(recap.get_by_role("row").nth(5).get_by_role("cell").nth(1)).to_have_text("1 of 1")  # 01.O5: exercise 3

    assert page.locator(".cv-explorable").count() == 2
    assert jupyter.violations(page, ".cv-explorable") == []
    assert jupyter.violations(page, ".cv-quiz") == []
    assert jupyter.violations(page, ".cv-figure") == []
