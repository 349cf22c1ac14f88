"""A learner's hour with lesson 3: guess, move the slider, solve an exercise, answer a question, look back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_3(open_lesson, jupyter) -> None:
    hour = open_lesson("03")
    page, cell = hour.page, hour.cell

    guess = cell("What share of the sales of 2025").locator("form")
    guess.get_by_role("textbox").fill("80")
    guess.get_by_role("button").first.click()
    told = "truth=100 * cv.segments.pareto_share(sales)"
    hour.type_over(told)
    expect(cell(told).locator(".jp-OutputArea")).to_contain_text("You guessed 80 %; it is 66 %.")

    explorable = page.locator(".cv-explorable").first
    slider = explorable.get_by_role("slider", name="Window")
    for _ in range(8):  # from 12 to 36 months
        slider.press("ArrowRight")
    expect(explorable.locator("figcaption")).to_contain_text("brings 65 % of the sales")

    note = cell("q1.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    hour.type_over('cv.exercise("03.E1")', "____ / sales.sum()", "len(best) / len(sales)")
    expect(note).to_contain_text("This is their share of the buyers")
    hour.type_over('cv.exercise("03.E1")', "len(best) / len(sales)", "best.sum() / sales.sum()")
    expect(note).to_contain_text("Right")

    page.keyboard.press("Escape")
    hour.type_over('cv.progress("03")')
    details = cell('cv.progress("03")').locator(".cv-details").get_by_role("row")
    expect(details.filter(has_text="Pareto").get_by_role("cell").nth(1)).to_have_text("1 of 2")  # 03.E1
    assert [each for each in hour.answered() if each[0] == "03.E1"] == [("03.E1", "wrong"), ("03.E1", "correct")]

    quiz = cell('cv.quiz("03")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    form.locator("input[type=checkbox], input[type=radio]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("ight")  # "Right", "Partly right" or "Not right yet"
    expect(quiz).to_contain_text("1 of 8 answered")
    assert page.locator(".cv-explorable").count() == 2
    assert jupyter.violations(page, ".cv-explorable") == []
    assert jupyter.violations(page, ".cv-figure") == []
