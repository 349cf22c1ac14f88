"""The quiz's script on a plain page, with the real session behind it: focus, drafts, silence, the way back."""

from __future__ import annotations

import pytest

NUMERIC, SINGLE = "04.Q02", "04.Q09"


def _focus(page) -> str:
    return page.evaluate("document.activeElement.textContent || document.activeElement.tagName")


def _press(page, name: str) -> None:
    page.locator(".cv-quiz").get_by_role("button", name=name).locator("visible=true").first.focus()
    page.keyboard.press("Enter")


def test_the_keyboard_is_never_left_nowhere(open_quiz, page) -> None:
    asked = open_quiz(NUMERIC, SINGLE)
    field = page.get_by_label("Your answer")
    for number in ("1", "2"):
        field.fill(number)
        page.keyboard.press("Enter")
        page.get_by_text("Not right yet", exact=True).wait_for()
        assert _focus(page) == "INPUT"
    _press(page, "Show solution")
    page.get_by_text("The right answer is").wait_for()
    assert _focus(page) == "Next question"
    _press(page, "Try new numbers")
    page.get_by_text("The right answer is").wait_for(state="detached")
    assert _focus(page) == "INPUT"
    field.fill(str(asked.items[NUMERIC].variant.answer))
    page.keyboard.press("Enter")
    page.get_by_text("Right", exact=True).first.wait_for()
    assert _focus(page) == "INPUT"  # it can still be read and copied
    _press(page, "Next question")
    assert _focus(page) == "Question 2 of 2"
    _press(page, "Back")
    assert _focus(page) == "Question 1 of 2"


def test_a_hint_leaves_what_was_typed(open_quiz, page) -> None:
    open_quiz(NUMERIC, SINGLE)
    page.get_by_label("Your answer").fill("3")
    page.get_by_label("I think so").locator("visible=true").check()
    _press(page, "Hint")
    page.locator(".cvq-hints li").first.wait_for()
    assert page.get_by_label("Your answer").input_value() == "3"
    assert page.get_by_label("I think so").locator("visible=true").is_checked()
    assert _focus(page).startswith("Next hint")


def test_choosing_is_not_answering(open_quiz, page) -> None:
    asked = open_quiz(SINGLE)
    for place in range(4):
        page.locator(".cvq-options input").nth(place).check()
    assert asked._saver.log.all() == []
    assert page.get_by_text("0 of 1 answered", exact=True).is_visible()


def test_checking_nothing_says_what_to_do(open_quiz, page) -> None:
    asked = open_quiz(SINGLE)
    _press(page, "Check")
    page.get_by_text("Choose or write an answer first").wait_for()
    assert asked.view()["reply"] == ""


def test_silence_is_explained_and_the_answer_stays(open_quiz, page) -> None:
    page.clock.install()
    open_quiz(NUMERIC, SINGLE, deaf=True)
    page.get_by_label("Your answer").fill("3")
    page.keyboard.press("Enter")
    page.get_by_text("Checking …").wait_for()
    page.clock.fast_forward(7000)
    page.get_by_text("Python has not answered yet.").wait_for()
    assert page.get_by_label("Your answer").input_value() == "3"
    assert page.get_by_role("button", name="Check", exact=True).is_visible()


def test_the_result_leads_back_to_the_section(open_quiz, page) -> None:
    open_quiz(SINGLE)
    _press(page, "Result")
    _press(page, "Who is still a customer?")
    assert _focus(page) == "3. Who is still a customer?"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    _press(page, "Take it again")
    page.get_by_text("Question 1 of 1").wait_for()


def test_an_answer_that_closes_a_question_keeps_the_place_among_all(open_quiz, page) -> None:
    asked = open_quiz(SINGLE, NUMERIC, together=True)
    single = page.locator("form").first
    single.locator(".cvq-options input").nth(asked.items[SINGLE].to_screen(asked.items[SINGLE].variant.answer)).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    single.get_by_text("Right", exact=True).wait_for()
    assert _focus(page) == "Question 1 of 2"


def test_all_at_once_and_back(open_quiz, page) -> None:
    open_quiz(NUMERIC, SINGLE, together=True)
    assert page.locator("form").locator("visible=true").count() == 2
    _press(page, "Show one at a time")
    assert page.locator("form").locator("visible=true").count() == 1


def test_every_state_is_accessible(open_quiz, page, jupyter) -> None:
    asked = open_quiz(SINGLE, NUMERIC, together=True)
    wrong = (asked.items[SINGLE].to_screen(asked.items[SINGLE].variant.answer) + 1) % 4
    single, numeric = page.locator("form").first, page.locator("form").last
    for _ in range(2):
        single.locator(".cvq-options input").nth(wrong).check()
        single.get_by_role("button", name="Check").click()
        single.get_by_text("Not right yet").first.wait_for()
        numeric.get_by_label("Your answer").fill("1,234")
        numeric.get_by_role("button", name="Check").click()
        numeric.get_by_text("Not counted").wait_for()
    single.get_by_role("button", name="Hint").click()
    single.locator(".cvq-hints li").first.wait_for()
    assert jupyter.violations(page, ".cv-quiz") == []
    single.get_by_role("button", name="Show solution").click()
    numeric.get_by_label("Your answer").fill(str(asked.items[NUMERIC].variant.answer))
    numeric.get_by_role("button", name="Check").click()
    numeric.get_by_text("Right", exact=True).wait_for()
    assert jupyter.violations(page, ".cv-quiz") == []


def test_another_language(open_quiz, page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    open_quiz(NUMERIC, SINGLE)
    assert page.get_by_role("button", name="Prüfen").is_visible()
    assert page.get_by_label("Ihre Antwort in €").is_visible()
