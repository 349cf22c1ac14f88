"""Rows to put into order on a plain page: by keyboard alone, announced, dragged, in every state and size."""

from __future__ import annotations

from typing import Any

import pytest

from customer_value.assessment.questions.order import Order, Row

playwright_api = pytest.importorskip("playwright.sync_api")
expect = playwright_api.expect

ID = "04.Q44"
DORA, ANA = "Dora, with 10 repeat purchases, the last in week 38", "Ana, with 2 repeat purchases, the last in week 20"


def _rows(page) -> list[str]:
    return [each.inner_text() for each in page.locator(".cvq-row .cvq-text").all()]


def _focus(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent")


def _arrange(page, wanted: list[str]) -> None:
    """Bring the rows into an order, with the keyboard on their buttons."""
    for place, text in enumerate(wanted):
        up = page.get_by_role("button", name=f"Move up: {text}", exact=True)
        up.focus()
        for _ in range(_rows(page).index(text) - place):
            page.keyboard.press("Enter")
            assert up.evaluate("button => button === document.activeElement")
    assert _rows(page) == wanted


def _check(page, word: str) -> Any:
    page.get_by_role("button", name="Check").press("Enter")
    status = page.get_by_role("status").filter(has_text=word)
    status.wait_for()
    return status


def _texts(asked: Any) -> list[str]:
    return list(asked.items[ID].variant.options)


def test_wrong_then_partly_right_then_right_by_keyboard_alone(open_quiz, page) -> None:
    asked = open_quiz(ID)
    right = _texts(asked)
    _arrange(page, right[::-1])
    assert len(_check(page, "Not right yet").locator(".cvq-block > div").all()) == 3
    _arrange(page, [right[1], right[0], *right[2:]])
    status = _check(page, "Partly right")
    assert status.locator(".cvq-block > div").all_inner_texts() == [asked.items[ID].question.items[0].says]
    assert page.locator(".cvq-row", has_text=DORA).get_by_text("too late").is_visible()
    _arrange(page, right)
    assert page.get_by_text("too late").count() == 0  # what is moved is not judged until it is checked
    _check(page, "The model holds each silence")
    assert page.evaluate("document.activeElement.textContent") == "See result"
    assert [(each.status, each.score) for each in asked._saver.log.all()] == [
        ("wrong", 0), ("partial", 0.8), ("correct", 1)
    ]  # fmt: skip


def test_a_screen_reader_hears_the_task_what_a_button_moves_and_where_it_went(open_quiz, page) -> None:
    open_quiz(ID)
    group = page.get_by_role("group", name="Five customers first bought in week 0")
    expect(group).to_have_accessible_description(
        "Move the rows with ↑ and ↓. The order shown at first is shuffled, and never the right one."
    )
    assert group.get_by_role("listitem").count() == 5
    heard = group.locator("[aria-live=polite]")
    first, second = _rows(page)[:2]
    up = group.get_by_role("button", name=f"Move up: {second}", exact=True)
    up.press("Space")
    expect(heard).to_have_text(f"{second}: now 1 of 5")
    expect(up).to_have_attribute("aria-disabled", "true")
    up.press("Space")
    expect(heard).to_have_text(f"{second}: stands first already")
    expect(up).to_be_focused()
    group.get_by_role("button", name=f"Move down: {second}", exact=True).press("Enter")
    expect(heard).to_have_text(f"{second}: now 2 of 5")
    last = group.get_by_role("button", name=f"Move down: {_rows(page)[-1]}", exact=True)
    last.press("Enter")
    expect(heard).to_have_text(f"{_rows(page)[-1]}: stands last already")
    assert _rows(page)[:2] == [first, second]


def test_formulas_are_in_the_names_and_in_what_is_announced(open_quiz, page) -> None:
    items = [Row(text=text, says="It comes earlier.") for text in ("Margin $m$", r"$\frac{r}{1+i-r}$", "Value")]
    open_quiz(Order(id="04.Q07", objective="04.O2", bloom="apply", stem="Order by $r=.80$ first.", items=tuple(items)))
    group = page.get_by_role("group", name="Order by r=.80 first.")
    row = group.get_by_role("listitem").filter(has=page.locator("mfrac"))
    way = "up" if _rows(page)[0] != row.locator(".cvq-text").inner_text() else "down"
    group.get_by_role("button", name=f"Move {way}: (r) / (1+i − r)", exact=True).press("Enter")
    expect(group.locator("[aria-live=polite]")).to_contain_text("(r) / (1+i − r): now")


def test_what_was_not_moved_is_no_answer_and_a_hint_leaves_the_rows(open_quiz, page) -> None:
    asked = open_quiz(ID)
    page.get_by_role("button", name="Check").press("Enter")
    page.get_by_text("Move the rows first").wait_for()
    page.get_by_role("button", name="Move down:").first.press("Enter")
    moved = _rows(page)
    page.get_by_role("button", name="Hint").press("Enter")
    page.locator(".cvq-hints li").wait_for()
    assert _rows(page) == moved
    assert asked._saver.log.all() == []
    _check(page, "right")
    page.get_by_role("button", name="Next hint").press("Enter")
    page.locator(".cvq-hints li").nth(1).wait_for()
    assert _rows(page) == moved
    assert page.get_by_text("too late").count() > 0


def test_a_row_is_dragged_by_its_grip_as_an_extra(open_quiz, page) -> None:
    asked = open_quiz(ID)
    before = _rows(page)
    grips = page.locator(".cvq-grip")
    grips.first.hover()
    page.mouse.down()
    for place in (1, 2, 3):
        box = grips.nth(place).bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + box["height"], steps=5)
    assert page.locator(".cvq-dragged").count() == 1
    page.mouse.up()
    assert page.locator(".cvq-dragged").count() == 0
    assert _rows(page) == [*before[1:4], before[0], before[4]]
    page.mouse.move(5, 5)
    assert asked._saver.log.all() == []
    _check(page, "right")
    assert len(asked._saver.log.all()) == 1


def test_a_closed_question_cannot_be_moved_and_lists_the_right_order(open_quiz, page) -> None:
    asked = open_quiz(ID)
    right = _texts(asked)
    _arrange(page, right[::-1])
    for _ in range(2):
        _check(page, "Not right yet")
    page.get_by_role("button", name="Show solution").press("Enter")
    page.get_by_text("The right answer:").wait_for()
    assert [each.inner_text() for each in page.locator(".cvq-block ol li").all()] == right
    assert _rows(page) == right[::-1]
    assert page.get_by_role("button", name="Move up:").count() == 0
    assert not page.locator(".cvq-grip").first.is_visible()


def test_every_state_is_accessible_and_fits(fine, open_quiz, page) -> None:
    asked = open_quiz(ID)
    right = _texts(asked)

    def fine_and_large() -> None:
        fine()
        small = [box for each in page.locator(".cvq-move").all() if (box := each.bounding_box()) and box["width"] < 24]
        assert small == []

    fine_and_large()
    for wanted, word in (
        (right[::-1], "Not right yet"),
        ([right[1], right[0], *right[2:]], "Partly right"),
        (right, "The model holds each silence"),
    ):
        _arrange(page, wanted)
        _check(page, word)
        fine_and_large()


def test_another_language(open_quiz, page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    open_quiz(ID)
    page.get_by_role("button", name=f"Nach unten: {ANA}").wait_for()
