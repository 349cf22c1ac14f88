"""Several right options and an order in real JupyterLab, by keyboard alone; the notebook around them stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from customer_value import course
from customer_value.assessment import bank, variants

MULTIPLE, ORDER = "04.Q39", "04.Q44"


def _variant(item: str) -> Any:
    return variants.make(bank.read(course.lesson("04").bank).question(item), 1)


def _focused(page) -> str:
    """Return the accessible name of what has the focus, or its text."""
    return page.evaluate(
        """() => {
            const e = document.activeElement;
            const ids = (e.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
            const parts = ids.map((id) => document.getElementById(id));
            const named = parts.map((part) => part.getAttribute('aria-label') ?? part.textContent);
            return named.join(' ') || (e.labels?.[0] ?? e).textContent;
        }"""
    )


def _tab_to(page, name: str, *, back: bool = False) -> None:
    for _ in range(40):
        if _focused(page).startswith(name):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no way to {name!r} with Tab; the focus is on {_focused(page)!r}")


def _tick(page, names: list[str]) -> None:
    for name in names:
        _tab_to(page, name)
        page.keyboard.press("Space")


def _told(page, word: str) -> None:
    page.locator(".cv-quiz form:visible").get_by_role("status").get_by_text(word, exact=True).wait_for()


@pytest.fixture
def quiz(notebook, tmp_path: Path):
    cells = [
        f"import os; os.environ['CVM_HOME'] = {str(tmp_path)!r}",
        "import customer_value as cv",
        f'cv.quiz("04", questions={[MULTIPLE, ORDER]!r})',
    ]
    return notebook("quiz_rows.ipynb", cells)


@pytest.mark.all
def test_wrong_then_right_without_a_mouse_in_light_and_dark(quiz, jupyter, shoot) -> None:
    page = quiz
    cells = page.locator(".jp-Cell")
    count, active = cells.count(), "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    before = page.evaluate(active)
    several, order = _variant(MULTIPLE), _variant(ORDER)
    shown = [several.options[place] for place in several.order]
    right = [text for text in shown if several.options.index(text) in several.answer]

    page.locator(".cv-quiz .cvq-options input").first.focus()
    _tick(page, [text for text in shown if text not in right])
    page.keyboard.press("Enter")
    _told(page, "Not right yet")
    shoot("multiple-wrong")
    _tab_to(page, shown[0], back=True)
    _tick(page, shown)  # turns every tick round
    page.keyboard.press("Enter")
    _told(page, "Right")
    _tab_to(page, "Next question")
    page.keyboard.press("Enter")
    page.get_by_text("Question 2 of 2").wait_for()

    _tab_to(page, "Move down:")
    for key in ("b", "a", "d", "d", "x", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    _tab_to(page, "Check")
    page.keyboard.press("Enter")
    page.locator("form:visible .cvq-row[data-status=wrong]").first.wait_for()
    for theme in ("Dark", "Light"):
        jupyter.change_theme(page, theme)
        assert jupyter.violations(page, ".cv-quiz") == []
        shoot(f"order-{theme.lower()}")
    rows = page.locator("form:visible .cvq-row .cvq-text")
    for place, text in enumerate(order.options):
        while (at := rows.all_inner_texts().index(text)) > place:
            _tab_to(page, f"Move up: {text}", back=_row_of_focus(page) > at)
            page.keyboard.press("Space")
    _tab_to(page, "Check")
    page.keyboard.press("Enter")
    _told(page, "Right")
    assert rows.all_inner_texts() == list(order.options)
    assert (cells.count(), page.evaluate(active)) == (count, before)


def _row_of_focus(page) -> int:
    """Return the place of the row with the focus; behind all rows, their number."""
    return page.evaluate(
        """() => {
            const rows = [...document.querySelectorAll('form:not([hidden]) .cvq-row')];
            const at = rows.findIndex((row) => row.contains(document.activeElement));
            return at < 0 ? rows.length : at;
        }"""
    )
