"""A learner's hour with the capstone: guess, solve an exercise, move the money, find the plan, keep the memo."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_the_capstone(open_lesson, jupyter) -> None:
    hour = open_lesson("06")
    page, cell = hour.page, hour.cell

    guess = cell("Of what the best possible plan gains").locator("form")
    guess.get_by_role("textbox").fill("60")
    guess.get_by_role("button").first.click()
    told = "truth=100 * directors_year.score"
    hour.type_over(told)
    expect(cell(told).locator(".jp-OutputArea")).to_contain_text("You guessed 60 %; it is 10 %.")

    note = cell("q3.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    hour.type_over('cv.exercise("06.E3")', "____", "25_000")
    expect(note).to_contain_text("This takes off the whole budget", timeout=30_000)  # the solution runs its pipeline
    hour.type_over('cv.exercise("06.E3")', "25_000", "game.cost(handed_in)")
    expect(note).to_contain_text("Right")

    explorable = page.locator(".cv-explorable").first
    explorable.get_by_role("slider", name="Budget").press("ArrowRight")
    expect(explorable.locator("figcaption")).to_contain_text("€27,500: the plan gains €5,404")
    explorable.get_by_role("slider", name="Budget").press("ArrowLeft")
    explorable.get_by_role("radio", name="full carts and a test").check()
    expect(explorable.locator("figcaption")).to_contain_text("€25,000: the plan gains €15,921")

    plan, memo = hour.lab.root / "plan.json", hour.lab.root / "memo.md"
    assert json.loads(plan.read_text("utf-8"))["budget_eur"] == 25_000
    memo.write_text("My own memo.", encoding="utf-8")
    page.keyboard.press("Escape")
    hour.type_over("cv.capstone.memo")
    expect(cell("cv.capstone.memo").locator(".jp-OutputArea")).to_contain_text("it stays as you left it")
    assert memo.read_text("utf-8") == "My own memo."

    memo_form = cell('questions=["06.Q22", "06.Q23", "06.Q24"]').locator("form:visible")
    memo_form.get_by_role("textbox").fill("Larkspur knows its customers; money has followed sales and not effects.")
    memo_form.get_by_role("button", name="Compare").click()
    memo_form.get_by_role("checkbox").first.check()
    memo_form.get_by_role("button", name="Check").click()
    expect(memo_form.get_by_role("status")).to_contain_text("By your own scoring: 1 of 4 points.")

    page.keyboard.press("Escape")
    hour.type_over('cv.progress("06")')
    details = cell('cv.progress("06")').locator(".cv-details").get_by_role("row")
    expect(details.filter(has_text="rules of thumb").get_by_role("cell").nth(1)).to_have_text("1 of 1")  # 06.E3
    assert [each for each in hour.answered() if each[0] == "06.E3"] == [("06.E3", "wrong"), ("06.E3", "correct")]
    for each in (".cv-explorable", ".cv-figure", ".cv-quiz"):
        assert jupyter.violations(page, each) == []
