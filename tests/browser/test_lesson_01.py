"""A learner's hour with lesson 1: guess, move a slider, solve an exercise, take the quiz, look back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_1(open_lesson, jupyter) -> None:
    hour = open_lesson("01")
    page, cell = hour.page, hour.cell

    guess = cell('cv.guess("01.G2", question').locator(".cv-quiz")
    guess.get_by_role("textbox").fill("4.9")
    guess.get_by_role("button", name="Keep my guess").click()
    hour.type_over("by_marketing =", cells=1)
    expect(cell("by_marketing =").locator(".jp-OutputArea")).to_contain_text("You guessed 4.9 points")

    explorable = page.locator(".cv-explorable").first
    sentence = explorable.locator("figcaption")
    for name, value in (("Mean correlation", "0.2"), ("Number of items", "10")):
        explorable.get_by_role("slider", name=name).fill(value)
    expect(sentence).to_contain_text("10 items with a mean correlation of .20 have an alpha of .71")
    expect(explorable).to_contain_text("length buys alpha")

    note = cell("q3.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    starter = 'cv.exercise("01.E3")'
    hour.type_over(starter, "alike.slope * ____ * area - ____", "over_all.slope * 0.5 * area - 1_200_000")
    expect(note).to_contain_text("compares small stores with large ones")
    hour.type_over(starter, "over_all.slope * 0.5", "alike.slope * 0.5")
    expect(note).to_contain_text("Right")

    quiz = cell('cv.quiz("01")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Check").click()
    expect(quiz).to_contain_text("1 of 8 answered")

    page.keyboard.press("Escape")
    hour.type_over('cv.progress("01")', cells=1)
    recap = cell('cv.progress("01")').locator(".cv-progress-card .cv-details")
    expect(recap.get_by_role("row").nth(5).get_by_role("cell").nth(1)).to_have_text("1 of 1")  # 01.O5: exercise 3

    assert page.locator(".cv-explorable").count() == 2
    assert jupyter.violations(page, ".cv-explorable") == []
    assert jupyter.violations(page, ".cv-quiz") == []
    assert jupyter.violations(page, ".cv-figure") == []
