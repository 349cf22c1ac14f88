"""A learner's hour with lesson 5: guess, move the list, solve an exercise, look back, answer a question."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.all
def test_an_hour_with_lesson_5(open_lesson) -> None:
    hour = open_lesson("05")
    said = "You guessed 12 customers; it is 2 customers."
    hour.guess("Of 100 customers with the letter", "12", told="truth=100 * found.difference", says=said)

    explorables = hour.page.locator(".cv-explorable")
    lists, sentence = explorables.first, explorables.first.locator("figcaption")
    expect(sentence).to_contain_text("with the highest risk lose €4,995")
    lists.get_by_role("radio", name="highest uplift").check()
    lists.get_by_role("slider", name="Share of the customers").press("ArrowLeft")
    expect(sentence).to_contain_text("25 % with the highest uplift earn €4,512")

    hour.solve("05.E3", "This credits every purchase after the letter to the letter")
    expect(hour.right_answers("05.O4")).to_have_text("1 of 1")
    hour.answer_one_of_the_quiz()
    assert explorables.count() == 2
    assert hour.violations() == []
