"""A learner's hour with lesson 1: guess, move two sliders, solve an exercise, take the quiz, look back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_1(open_lesson) -> None:
    hour = open_lesson("01")
    hour.guess('cv.guess("01.G2", question', "4.9", told="by_marketing =", says="You guessed 4.9 points")

    explorables = hour.page.locator(".cv-explorable")
    for name, value in (("Mean correlation", "0.2"), ("Number of items", "10")):
        explorables.first.get_by_role("slider", name=name).fill(value)
    told = "10 items with a mean correlation of .20 have an alpha of .71"
    expect(explorables.first.locator("figcaption")).to_contain_text(told)
    expect(explorables.first).to_contain_text("length buys alpha")

    hour.solve("01.E3", "compares small stores with large ones")
    hour.answer_one_of_the_quiz()
    expect(hour.right_answers("01.O5")).to_have_text("1 of 1")
    assert explorables.count() == 2
    assert hour.violations() == []
