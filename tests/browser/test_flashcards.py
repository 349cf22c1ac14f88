"""Flashcards work with the keyboard alone, in light and dark and on a narrow page, and come back as they were left."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from customer_value import course
from customer_value.assessment import bank, variants
from customer_value.assessment.attempts import Attempt, Attempts

pytestmark = pytest.mark.all

CARDS = ".cvq-cards"


def _cells(home: Path) -> list[str]:
    """Give a learner who missed a question with a formula, and the cells that show the cards."""
    question = bank.read(course.lesson("04").bank).question("04.Q02")
    row = Attempt(
        kind="question", item=question.id, answer="1", status="wrong", seed=1, revision=variants.revision(question),
        asked_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    Attempts(home / "progress.sqlite").add(row)
    own = f"import os; os.environ['CVM_HOME'] = {str(home)!r}; import customer_value as cv"
    return [own, 'cv.cards(new=3, day="2026-01-05")']


def _focused(page) -> str:
    return page.evaluate("() => document.activeElement.className + ': ' + document.activeElement.textContent")


def test_a_day_of_cards_without_a_mouse(notebook, jupyter, tmp_path: Path) -> None:
    page = notebook("cards_keys.ipynb", _cells(tmp_path))
    cards, cells = page.locator(CARDS), page.locator(".jp-Notebook .jp-Cell").count()
    turn = cards.get_by_role("button", name="Show answer")
    cards.get_by_text("Missed question 04.Q02").wait_for()
    described = "(each) => document.getElementById(each.getAttribute('aria-describedby')).textContent"
    assert "A customer" in turn.evaluate(described)
    turn.focus()
    for key in ("b", "a", "d", "d", "1", "m"):  # nothing is rated that has not been turned over
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    answer = cards.get_by_role("group", name="Answer")
    answer.get_by_text("The right answer is").wait_for()
    assert _focused(page).startswith("cvq-answer: The right answer")
    page.keyboard.press("Enter")  # reads, and rates nothing
    assert jupyter.violations(page, CARDS) == []
    rates = cards.get_by_role("group", name="How well did you know it?").get_by_role("button")
    assert [each.split()[0] for each in rates.all_inner_texts()] == ["Again", "Hard", "Good", "Easy"]
    page.keyboard.press("Tab")
    assert _focused(page).endswith("Again today")
    page.keyboard.press("3")
    cards.get_by_text("1 done, 2 to go today.").wait_for()
    assert _focused(page) == "cvq-button cvq-main: Show answer"
    for left in ("2 done, 1 to go today.", "Done for today; cards: 3."):
        page.keyboard.press("Space")
        answer.wait_for()
        page.keyboard.press("4")
        cards.get_by_text(left).wait_for()
    assert _focused(page).startswith("cvq-quiet: Done for today")
    assert jupyter.violations(page, CARDS) == []
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert [each.rating for each in Attempts(tmp_path / "progress.sqlite").reviews()] == ["good", "easy", "easy"]
    jupyter.run_all(page)
    cards.get_by_text("No card is due today. The next one comes tomorrow.").wait_for()


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_both_sides_can_be_read_in_any_light_and_on_a_narrow_page(
    notebook, jupyter, shoot, tmp_path: Path, theme: str
) -> None:
    page = notebook(f"cards_{theme}.ipynb", _cells(tmp_path))
    jupyter.change_theme(page, theme)
    cards = page.locator(CARDS)
    shoot(f"cards-{theme.lower()}-front", cards)
    assert jupyter.violations(page, CARDS) == []
    cards.get_by_role("button", name="Show answer").click()
    cards.get_by_role("group", name="Answer").wait_for()
    shoot(f"cards-{theme.lower()}-back", cards)
    assert jupyter.violations(page, CARDS) == []
    for width, zoom in ((320, 1), (640, 2)):
        sticks_out = jupyter.sticks_out(cards, width, zoom)
        shoot(f"cards-{theme.lower()}-{width}-at-{zoom}00")
        assert sticks_out == []
