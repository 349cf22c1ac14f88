"""A learner's hour with lesson 5: guess, move the list, solve an exercise, answer a question, look back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_5(open_lesson, jupyter) -> None:
    hour = open_lesson("05")
    page, cell = hour.page, hour.cell

    guess = cell("Of 100 customers with the letter").locator("form")
    guess.get_by_role("textbox").fill("12")
    guess.get_by_role("button").first.click()
    told = "truth=100 * found.difference"
    hour.type_over(told)
    expect(cell(told).locator(".jp-OutputArea")).to_contain_text("You guessed 12 customers; it is 2 customers.")

    lists = page.locator(".cv-explorable").first
    expect(lists.locator("figcaption")).to_contain_text("with the highest risk lose €4,995")
    lists.get_by_role("radio", name="highest uplift").check()
    lists.get_by_role("slider", name="Share of the customers").press("ArrowLeft")
    expect(lists.locator("figcaption")).to_contain_text("25 % with the highest uplift earn €4,512")

    note = cell("q3.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    hour.type_over('cv.exercise("05.E3")', "____ * groups", 'groups["treated"] * groups')
    expect(note).to_contain_text("This credits every purchase after the letter to the letter")
    hour.type_over('cv.exercise("05.E3")', 'groups["treated"] * groups', 'groups["uplift"] * groups')
    expect(note).to_contain_text("Right")

    page.keyboard.press("Escape")
    hour.type_over('cv.progress("05")')
    details = cell('cv.progress("05")').locator(".cv-details").get_by_role("row")
    expect(details.filter(has_text="uplift with its interval").get_by_role("cell").nth(1)).to_have_text("1 of 1")
    assert [each for each in hour.answered() if each[0] == "05.E3"] == [("05.E3", "wrong"), ("05.E3", "correct")]

    quiz = cell('cv.quiz("05"').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    form.locator("input[type=checkbox], input[type=radio]").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("ight")  # "Right", "Partly right" or "Not right yet"
    expect(quiz).to_contain_text("1 of 8 answered")
    assert page.locator(".cv-explorable").count() == 2
    assert jupyter.violations(page, ".cv-explorable") == []
    assert jupyter.violations(page, ".cv-figure") == []
