"""Several right options on a plain page: by keyboard alone, named for a screen reader, in every state and size."""

from __future__ import annotations

from typing import Any

import pytest

from customer_value.assessment.messages import catalogue
from customer_value.assessment.parts import Option
from customer_value.assessment.questions.multiple import Multiple

playwright_api = pytest.importorskip("playwright.sync_api")
expect = playwright_api.expect

ID = "04.Q39"


def _shown(asked: Any, *places: int) -> list[int]:
    return asked.items[ID].to_screen(sorted(places))


def _tick(page, places: list[int]) -> None:
    """Tick exactly these, with Tab and Space from the first box on."""
    boxes = page.get_by_role("checkbox")
    boxes.first.focus()
    for place in range(boxes.count()):
        assert boxes.nth(place).evaluate("box => box === document.activeElement")
        if boxes.nth(place).is_checked() != (place in places):
            page.keyboard.press("Space")
        page.keyboard.press("Tab")


def _check(page, word: str) -> Any:
    boxes = page.get_by_role("checkbox")
    boxes.last.focus()
    page.keyboard.press("Enter")  # Enter in a form is Check
    status = page.get_by_role("status").filter(has_text=word)
    status.wait_for()
    return status


def test_wrong_then_partly_right_then_right_by_keyboard_alone(open_quiz, page) -> None:
    asked = open_quiz(ID)
    keys = asked.items[ID].variant.answer
    wrong = [place for place in range(6) if place not in keys]
    _tick(page, _shown(asked, *wrong))
    _check(page, "Not right yet")
    _tick(page, _shown(asked, *keys[:-1]))
    status = _check(page, "Partly right")
    assert status.locator(".cvq-block > div").all_inner_texts() == [asked.items[ID].question.options[keys[-1]].says]
    _tick(page, _shown(asked, *keys))
    _check(page, "What is left is a sum of sales")
    assert page.evaluate("document.activeElement.textContent") == "See result"
    assert [(each.status, each.score) for each in asked._saver.log.all()] == [
        ("wrong", 0), ("partial", 0.75), ("correct", 1)
    ]  # fmt: skip


def test_a_screen_reader_hears_the_question_the_task_and_the_verdict_of_each_tick(open_quiz, page) -> None:
    asked = open_quiz(ID)
    stem = "What does the simple lifetime value, size times frequency times duration, leave out?"
    group = page.get_by_role("group", name=stem)
    expect(group).to_have_accessible_description("Tick all that are right.")
    goods, years = "The cost of the goods that are sold", "The years after the first one"
    for name in (goods, years):
        group.get_by_role("checkbox", name=name, exact=True).check()
    _check(page, "Not right yet")
    assert group.get_by_role("checkbox", name=f"{goods} a right answer").is_checked()
    assert group.get_by_role("checkbox", name=f"{years} Not right yet").is_checked()
    open_ones = [place for place, mark in enumerate(asked.view()["items"][0]["marks"]) if not mark]
    assert len(open_ones) == 4


def test_formulas_are_in_the_names_of_the_boxes(open_quiz, page) -> None:
    texts = ("The multiple $r/(1+i-r)$", "Churn $1-r$", "Margin")
    options = tuple(Option(text=text, correct=place < 2, says="Look again.") for place, text in enumerate(texts))
    open_quiz(Multiple(id="04.Q06", objective="04.O2", bloom="apply", stem="Which need $r$ alone?", options=options))
    group = page.get_by_role("group", name="Which need r alone?")
    assert group.get_by_role("checkbox", name="The multiple r/(1+i − r)", exact=True).is_visible()


def test_nothing_ticked_is_no_answer_and_a_hint_leaves_the_ticks(open_quiz, page) -> None:
    asked = open_quiz(ID)
    page.get_by_role("button", name="Check").press("Enter")
    page.get_by_text("Choose or write an answer first").wait_for()
    page.get_by_role("checkbox").nth(2).check()
    page.get_by_role("button", name="Hint").press("Enter")
    page.locator(".cvq-hints li").wait_for()
    assert [box.is_checked() for box in page.get_by_role("checkbox").all()] == [place == 2 for place in range(6)]
    assert asked._saver.log.all() == []


def test_the_solution_marks_what_was_left_out(open_quiz, page) -> None:
    asked = open_quiz(ID)
    keys = asked.items[ID].variant.answer
    _tick(page, _shown(asked, keys[0]))
    _check(page, "Partly right")
    _check(page, "Partly right")
    page.get_by_role("button", name="Show solution").press("Enter")
    page.get_by_text("The right answer:").wait_for()
    assert page.locator(".cvq-block li").count() == len(keys)
    assert page.locator(".cvq-option[data-status='correct']").count() == len(keys)
    assert not any(box.is_enabled() for box in page.get_by_role("checkbox").all())


def test_every_state_is_accessible_and_fits(fine, open_quiz, page) -> None:
    asked = open_quiz(ID)
    keys = asked.items[ID].variant.answer

    fine()
    for picks, word in ((range(6), "Not right yet"), (keys[1:], "Partly right")):
        _tick(page, _shown(asked, *picks))
        _check(page, word)
        fine()
    page.get_by_role("button", name="Show solution").click()
    page.get_by_text("The right answer:").wait_for()
    fine()


def test_another_language(open_quiz, page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    open_quiz(ID)
    page.get_by_text(catalogue("de")["choose_all"]).wait_for()
