"""A short answer on a plain page: written, compared, scored by its writer; by keyboard, and without losing a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from customer_value.assessment import bank

EXAMPLE = bank.read(Path(__file__).parents[1] / "assessment" / "example.yaml")
SHORT = EXAMPLE.question("04.Q12")
TEXT = "Some leave easily and go first; so the mix of those who stay is another one."


def _write(page, text: str = TEXT) -> None:
    page.get_by_label("Your answer").focus()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Hint comes after Compare


def _focused(page) -> str:
    return str(page.evaluate("document.activeElement.className"))


def test_by_keyboard_alone(open_quiz, page) -> None:
    session = open_quiz(SHORT)
    assert "model" not in session.view()["items"][0]  # the key is not in the browser before there is an answer
    assert page.get_by_text("How sure are you?").count() == 0  # the learner scores it: nothing to be sure of
    _write(page)
    page.get_by_text("Kept", exact=True).wait_for()
    page.get_by_text("Now compare it with the model answer").wait_for()
    assert "cvq-compare" in _focused(page)  # what has appeared comes next
    page.keyboard.press("Tab")
    assert page.get_by_role("checkbox", name="customers differ in how easily").evaluate(
        "on => on === document.activeElement"
    )
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("By your own scoring: 2 of 3 points.").wait_for()
    assert page.get_by_text("What changes is the mix").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("By your own scoring: 3 of 3 points.").wait_for()
    assert page.get_by_text("Right", exact=True).first.is_visible()
    assert [each.status for each in session._saver.log.all()] == ["kept", "partial", "correct"]
    assert page.get_by_label("Your answer").input_value() == TEXT


def test_names_for_screen_readers(open_quiz, page) -> None:
    open_quiz(SHORT)
    _write(page)
    page.get_by_role("group", name="Which of these does your answer say?").wait_for()
    assert page.get_by_role("checkbox").count() == 2
    assert page.get_by_role("textbox", name="Your answer").get_attribute("aria-describedby")


def test_too_few_words_cost_nothing(open_quiz, page) -> None:
    session = open_quiz(SHORT)
    _write(page, "The mix.")
    page.get_by_text("at least 20 characters").wait_for()
    assert page.get_by_role("checkbox").count() == 0
    assert session.items[SHORT.id].tries == 0


def test_a_hint_leaves_text_and_ticks(open_quiz, page) -> None:
    open_quiz(SHORT)
    _write(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Your answer").fill(TEXT + " More.")
    page.get_by_role("button", name="Hint").click()
    page.locator(".cvq-hints li").wait_for()
    assert page.get_by_role("checkbox").first.is_checked()
    assert page.get_by_label("Your answer").input_value() == TEXT + " More."


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.all), "dark"])
@pytest.mark.parametrize(
    ("width", "zoom"),
    [(900, 1), pytest.param(640, 2, marks=pytest.mark.all), (320, 1)],
    ids=["100 %", "200 %", "320 px"],
)
def test_accessible_and_never_too_wide(open_quiz, page, jupyter, shoot, scheme: str, width: int, zoom: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 1000})
    open_quiz(SHORT)
    page.evaluate("(zoom) => (document.body.style.zoom = zoom)", zoom)
    assert jupyter.violations(page, ".cv-quiz") == []
    _write(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Check").click()
    page.get_by_text("Partly right", exact=True).wait_for()
    assert jupyter.violations(page, ".cv-quiz") == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shoot(f"short-{scheme}-{width}", full_page=True)
