"""A learner's hour with lesson 2: guess, move the slider, solve an exercise, answer a question, look back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_2(open_lesson, jupyter) -> None:
    hour = open_lesson("02")
    page, cell = hour.page, hour.cell

    guess = cell("Of the customers with nine orders").locator("form")
    guess.get_by_role("textbox").fill("20")
    guess.get_by_role("button").first.click()
    hour.type_over('answered.loc["9+"')
    expect(cell('answered.loc["9+"').locator(".jp-OutputArea")).to_contain_text("You guessed 20 %; it is 50 %.")

    explorable = page.locator(".cv-explorable").first
    slider = explorable.get_by_role("slider", name="Share of group 1")
    for _ in range(8):  # from 90 to 50 %
        slider.press("ArrowLeft")
    expect(explorable.locator("figcaption")).to_contain_text("the favourite of neither group")

    note = cell("q1.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    hour.type_over('cv.exercise("02.E1")', "____", '5 - service["service_2"]')
    expect(note).to_contain_text("An answer of 5 became 0")
    hour.type_over('cv.exercise("02.E1")', "= 5 - ", "= 6 - ")
    expect(note).to_contain_text("Right")

    quiz = cell('cv.quiz("02")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    form.locator("input[type=checkbox], input[type=radio]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("ight")  # "Right", "Partly right" or "Not right yet"
    expect(quiz).to_contain_text("1 of 8 answered")

    page.keyboard.press("Escape")
    hour.type_over('cv.progress("02")')
    details = cell('cv.progress("02")').locator(".cv-details").get_by_role("row")
    expect(details.filter(has_text="Likert").get_by_role("cell").nth(1)).to_have_text("1 of 1")  # 02.E1
    assert [each for each in hour.answered() if each[0] == "02.E1"] == [("02.E1", "wrong"), ("02.E1", "correct")]
    assert page.locator(".cv-explorable").count() == 2
    assert jupyter.violations(page, ".cv-explorable") == []
    assert jupyter.violations(page, ".cv-figure") == []
