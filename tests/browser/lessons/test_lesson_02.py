"""A learner's hour with lesson 2: guess, move the slider, solve an exercise, answer a question, look back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_2(open_lesson) -> None:
    hour = open_lesson("02")
    said = "You guessed 20 %; it is 50 %."
    hour.guess("Of the customers with nine orders", "20", told='answered.loc["9+"', says=said)

    explorables = hour.page.locator(".cv-explorable")
    slider = explorables.first.get_by_role("slider", name="Share of group 1")
    for _ in range(8):  # from 90 to 50 %
        slider.press("ArrowLeft")
    expect(explorables.first.locator("figcaption")).to_contain_text("the favourite of neither group")

    hour.solve("02.E1", "An answer of 5 became 0")
    hour.answer_one_of_the_quiz()
    expect(hour.right_answers("02.O5")).to_have_text("1 of 1")
    assert explorables.count() == 2
    assert hour.violations() == []
