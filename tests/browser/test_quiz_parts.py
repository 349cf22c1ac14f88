"""Matchings and texts with gaps: named for screen readers, answered by keyboard, legible in any light and width."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from customer_value.assessment.parts import Option
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.gap import Gap
from customer_value.assessment.questions.match import Match, Pair

LONG = "share of all who began, still there"
MATCH = Match(
    id="04.Q20", objective="04.O3", bloom="apply", stem="Match each quantity with its meaning.",
    pairs=(
        Pair(text="Survival $S(t)$", match=LONG, says="Survival looks back to the start."),
        Pair(text="Retention", match="share kept since last year", says="Retention looks back one year."),
        Pair(text="Hazard", match="share lost since last year", says="The hazard counts those who go."),
    ),
    others=("mean number of years",), hints=("Which looks back?",), feedback="Well matched.",
)  # fmt: skip
CLOZE = Cloze(
    id="04.Q21", objective="04.O2", bloom="apply", stem="Complete what is done with later margins.", feedback="Filled.",
    text="A later euro weighs [[weight]] than one of today.\n\nSo it is [[verb]] at $i$; it keeps its [[kind]] value.",
    gaps={
        "weight": Gap(options=(Option(text="less", correct=True), Option(text="more", says="Waiting earns nothing."))),
        "verb": Gap(accept=("discounted",), says="It turns later money into money of today."),
        "kind": Gap(accept=("present",), says="It is what the margin is worth today."),
    },
    hints=("What are €100 in a year worth?",),
)  # fmt: skip
ROWS = ("Survival S(t)", "Retention", "Hazard")
GAPS = ("Gap 1 of 3", "Gap 2 of 3", "Gap 3 of 3")
RIGHT = {"Survival S(t)": LONG, "Retention": "share kept since last year", "Hazard": "share lost since last year"}


def _row(page, name: str) -> Any:
    return page.get_by_role("combobox", name=name)


def _tab_to(page, name: str, key: str = "Tab") -> None:
    """Go on, or back, to the control that is called this."""
    wanted = (
        page.locator(".cv-quiz")
        .get_by_role("combobox", name=name)
        .or_(page.locator(".cv-quiz").get_by_role("textbox", name=name))
        .or_(page.locator(".cv-quiz").get_by_role("button", name=name))
        .locator("visible=true")
    )
    for _ in range(30):
        page.keyboard.press(key)
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"{name} cannot be reached")


def _choose(page, text: str) -> None:
    """Choose in the select that has the focus, with the arrow key."""
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.selectedOptions[0].textContent") == text:
            return
    raise AssertionError(f"{text} is not offered")


def _told(page) -> Any:
    return page.get_by_role("status").locator("visible=true")


def test_every_select_and_field_has_a_name_and_tells_its_mark(open_quiz: Callable[..., Any], page) -> None:
    open_quiz(MATCH, CLOZE, together=True)
    assert page.get_by_role("group", name="Match each quantity with its meaning.").is_visible()
    for name in ROWS:
        expect(_row(page, name)).to_have_count(1)
        expect(_row(page, name)).to_have_accessible_description("")
    assert page.get_by_role("group", name="Complete what is done with later margins.").is_visible()
    for name, around in zip(GAPS, ["A later euro weighs", "So it is", "So it is"], strict=True):
        expect(page.get_by_label(name)).to_have_accessible_description(re.compile(around))
    form = page.locator("form").first
    for name in ROWS:
        _row(page, name).select_option(label=LONG)
    form.get_by_role("button", name="Check").click()
    form.get_by_role("status").get_by_text("Not right yet", exact=True).wait_for()  # one target for all earns nothing
    expect(_row(page, ROWS[0])).to_have_accessible_description("right")
    expect(_row(page, ROWS[1])).to_have_accessible_description("not right yet")
    assert [_row(page, name).get_attribute("aria-invalid") for name in ROWS] == ["false", "true", "true"]


def test_a_text_with_gaps_is_read_in_its_order(open_quiz: Callable[..., Any], page) -> None:
    open_quiz(CLOZE)
    heard = page.locator("fieldset").first.aria_snapshot()
    first = ["text: A later euro weighs", f'combobox "{GAPS[0]}"', "than one of today"]
    second = ["So it is", f'textbox "{GAPS[1]}"', "text: at", "- math", "its", f'textbox "{GAPS[2]}"', "text: value"]
    parts = [*first, *second]
    places = [heard.index(part) for part in parts]
    assert places == sorted(places), heard
    assert page.locator(".cvq-cloze math").count() == 1


def test_a_matching_by_keyboard_alone(open_quiz: Callable[..., Any], page) -> None:
    asked = open_quiz(MATCH)
    _tab_to(page, ROWS[0])
    _choose(page, LONG)
    _tab_to(page, "Check")
    page.keyboard.press("Enter")
    _told(page).get_by_text("Still open: 2 of 3 rows.").wait_for()
    for name in ("Hazard", "Retention"):
        _tab_to(page, name, "Shift+Tab")
        _choose(page, RIGHT["Hazard"])
    _tab_to(page, "Check")
    page.keyboard.press("Enter")
    _told(page).get_by_text("Retention looks back one year.").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Check"
    assert page.locator(".cvq-pair[data-status=correct]").count() == 2
    _tab_to(page, "Retention", "Shift+Tab")
    page.keyboard.press("Home")
    _choose(page, RIGHT["Retention"])
    expect(_row(page, "Retention")).to_have_accessible_description("")  # an old mark says nothing of a new choice
    _tab_to(page, "Check")
    page.keyboard.press("Enter")
    _told(page).get_by_text("Well matched.").wait_for()
    assert page.evaluate("document.activeElement !== document.body")
    assert [(each.status, each.answer) for each in asked._saver.log.all()] == [
        ("malformed", [0, None, None]), ("partial", [0, 2, 2]), ("correct", [0, 1, 2])
    ]  # fmt: skip


def test_gaps_by_keyboard_alone(open_quiz: Callable[..., Any], page) -> None:
    asked = open_quiz(CLOZE)
    _tab_to(page, GAPS[0])
    _choose(page, "more")
    _tab_to(page, GAPS[1])
    page.keyboard.type("The Discounted")
    _tab_to(page, GAPS[2])
    page.keyboard.type("future")
    page.keyboard.press("Enter")  # in a field, Enter checks
    _told(page).get_by_text("Gap 1: Waiting earns nothing.").wait_for()
    _told(page).get_by_text("Gap 3: It is what the margin is worth today.").wait_for()
    expect(page.get_by_role("textbox", name=GAPS[2])).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("present")
    _tab_to(page, GAPS[0], "Shift+Tab")
    page.keyboard.press("Home")
    _choose(page, "less")
    _tab_to(page, "Check")
    page.keyboard.press("Enter")
    _told(page).get_by_text("Filled.").wait_for()
    assert page.get_by_role("textbox", name=GAPS[1]).input_value() == "The Discounted"
    assert page.get_by_role("combobox", name=GAPS[0]).is_disabled()
    assert [each.status for each in asked._saver.log.all()] == ["partial", "correct"]


def test_a_hint_leaves_what_was_chosen_and_typed(open_quiz: Callable[..., Any], page) -> None:
    open_quiz(MATCH, CLOZE, together=True)
    _row(page, "Hazard").select_option(label=LONG)
    page.get_by_role("textbox", name=GAPS[2]).fill("present")
    for form in page.locator("form").all():
        form.get_by_role("button", name="Hint").click()
        form.locator(".cvq-hints li").wait_for()
    assert _row(page, "Hazard").evaluate("(node) => node.selectedOptions[0].textContent") == LONG
    assert page.get_by_role("textbox", name=GAPS[2]).input_value() == "present"


def _wrong(page) -> None:
    """Answer both questions, each in part right."""
    for name in ROWS:
        _row(page, name).select_option(label=LONG)
    _row(page, "Retention").select_option(label=RIGHT["Retention"])
    page.get_by_role("combobox", name=GAPS[0]).select_option(label="more")
    for name in GAPS[1:]:
        page.get_by_role("textbox", name=name).fill("present")
    for form in page.locator("form").all():
        form.get_by_role("button", name="Check").click()
        form.get_by_text("Partly right", exact=True).wait_for()


@pytest.mark.parametrize("light", [pytest.param("light", marks=pytest.mark.all), "dark"])
def test_every_state_is_accessible(open_quiz: Callable[..., Any], page, jupyter, light: str) -> None:
    page.emulate_media(color_scheme=light)
    open_quiz(MATCH, CLOZE, together=True)
    assert jupyter.violations(page, ".cv-quiz") == []
    for form in page.locator("form").all():
        form.locator("select").first.select_option(index=1)
        form.get_by_role("button", name="Check").click()
        form.get_by_text("Still open: 2 of 3").wait_for()
    assert jupyter.violations(page, ".cv-quiz") == []
    for _ in range(2):
        _wrong(page)
    assert jupyter.violations(page, ".cv-quiz") == []
    for form in page.locator("form").all():
        form.get_by_role("button", name="Show solution").click()
        form.get_by_text("The right answer:").wait_for()
    assert jupyter.violations(page, ".cv-quiz") == []
    assert all(select.is_disabled() for select in page.locator("select").all())


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (640, 2), (760, 1)], ids=["320 px", "200 %", "100 %"])
def test_nothing_sticks_out_and_a_long_choice_can_be_read(
    open_quiz: Callable[..., Any], page, shoot: Callable[..., None], width: int, zoom: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_quiz(MATCH, CLOZE, together=True)
    page.evaluate("(zoom) => { document.body.style.cssText = `margin: 0; zoom: ${zoom}`; }", zoom)
    _wrong(page)
    sticks_out = page.locator(".cv-quiz").evaluate(
        """(card, width) => [...card.querySelectorAll('*')]
            .filter((e) => e.checkVisibility() && !e.closest('.cvq-hidden'))
            .filter((e) => e.getBoundingClientRect().right > width + 0.5).map((e) => e.outerHTML.slice(0, 80))""",
        width,
    )
    assert sticks_out == []
    assert page.locator(".cvq-whole").first.is_visible() == (width / zoom < 400)
    assert page.locator(".cvq-whole").first.text_content() == LONG
    shoot(f"parts-{width}-{zoom}", full_page=True)


def test_another_language(open_quiz: Callable[..., Any], page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    open_quiz(CLOZE)
    assert page.get_by_role("combobox", name="Lücke 1 von 3").is_visible()
    page.get_by_role("textbox", name="Lücke 3 von 3").fill("x")
    page.get_by_role("button", name="Prüfen").click()
    _told(page).get_by_text("2 von 3 Lücken.").wait_for()


@pytest.mark.all
@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_in_jupyterlab_by_keyboard_alone(notebook, jupyter, shoot, tmp_path: Path, theme: str) -> None:
    """A matching and a text with gaps of the lesson: wrong, then right, and no key reaches the notebook."""
    from customer_value import course
    from customer_value.assessment import bank, variants

    source = bank.read(course.lesson("04").bank)
    matching, cloze = source.question("04.Q46"), source.question("04.Q49")
    cells = [
        f"import os; os.environ['CVM_HOME'] = {str(tmp_path)!r}; import customer_value as cv",
        f'cv.quiz("04", questions=["{matching.id}", "{cloze.id}"])',
    ]
    page = notebook(f"quiz_parts_{theme}.ipynb", cells)
    jupyter.change_theme(page, theme)
    count = page.locator(".jp-Cell").count()
    quiz = page.locator(".cv-quiz")

    def answer(values: list[str]) -> None:
        controls = quiz.locator("form:visible").locator("select, .cvq-word-field")
        controls.first.focus()
        for place, text in enumerate(values):
            if place:
                page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "SELECT":
                page.keyboard.press("Home")
                _choose(page, text)
            else:
                page.keyboard.press("Control+a")
                page.keyboard.type(text)
        _tab_to(page, "Check")
        page.keyboard.press("Enter")

    def look(name: str) -> None:
        assert jupyter.violations(page, ".cv-quiz") == []
        shoot(f"lab-{name}")

    right = [each.match for each in matching.pairs]
    told = quiz.locator("form:visible").get_by_role("status")
    answer([right[0]] * len(right))
    told.get_by_text("Partly right", exact=True).or_(told.get_by_text("Not right yet", exact=True)).wait_for()
    look(f"match-{theme}")
    answer(right)
    told.get_by_text("Right", exact=True).wait_for()
    _tab_to(page, "Next question")
    page.keyboard.press("Enter")
    quiz.get_by_text("Question 2 of 2").wait_for()
    said = variants.make(cloze, 1)
    words = [cloze.gaps[name].shown(value, lambda text: text) for name, value in said.answer.items()]
    answer(["bad", *words[1:]])
    told.get_by_text("Partly right", exact=True).wait_for()
    look(f"cloze-{theme}")
    answer(words)
    told.get_by_text("Right", exact=True).wait_for()
    assert page.locator(".jp-Cell").count() == count
