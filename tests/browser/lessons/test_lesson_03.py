"""A learner's hour with lesson 3: guess, move the slider, solve an exercise, look back, answer a question."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_3(open_lesson) -> None:
    hour = open_lesson("03")
    told = "truth=100 * cv.segments.pareto_share(sales)"
    hour.guess("What share of the sales of 2025", "80", told=told, says="You guessed 80 %; it is 66 %.")

    explorables = hour.page.locator(".cv-explorable")
    slider = explorables.first.get_by_role("slider", name="Window")
    for _ in range(8):  # from 12 to 36 months
        slider.press("ArrowRight")
    expect(explorables.first.locator("figcaption")).to_contain_text("brings 65 % of the sales")

    hour.solve("03.E1", "This is their share of the buyers")
    expect(hour.right_answers("03.O2")).to_have_text("1 of 2")
    hour.answer_one_of_the_quiz()
    assert explorables.count() == 2
    assert hour.violations() == []
