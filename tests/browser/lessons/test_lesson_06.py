"""A learner's hour with the capstone: guess, solve an exercise, move the money, find the plan, keep the memo."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_the_capstone(open_lesson) -> None:
    hour = open_lesson("06")
    told = "truth=100 * directors_year.score"
    hour.guess("Of what the best possible plan gains", "60", told=told, says="You guessed 60 %; it is 10 %.")
    hour.solve("06.E3", "This takes off the whole budget")

    explorable = hour.page.locator(".cv-explorable").first
    explorable.get_by_role("slider", name="Budget").press("ArrowRight")
    expect(explorable.locator("figcaption")).to_contain_text("€27,500: the plan gains €5,404")
    explorable.get_by_role("slider", name="Budget").press("ArrowLeft")
    explorable.get_by_role("radio", name="full carts and a test").check()
    expect(explorable.locator("figcaption")).to_contain_text("€25,000: the plan gains €15,921")

    plan, memo = hour.lab.root / "plan.json", hour.lab.root / "memo.md"
    assert json.loads(plan.read_text("utf-8"))["budget_eur"] == 25_000
    memo.write_text("My own memo.", encoding="utf-8")
    hour.page.keyboard.press("Escape")
    hour.run("cv.capstone.memo")
    expect(hour.output("cv.capstone.memo")).to_contain_text("it stays as you left it")
    assert memo.read_text("utf-8") == "My own memo."

    words = "Larkspur knows its customers; money has followed sales and not effects."
    hour.answer_in_own_words('questions=["06.Q22", "06.Q23", "06.Q24"]', words)
    expect(hour.right_answers("06.O4")).to_have_text("1 of 1")
    assert hour.violations() == []
