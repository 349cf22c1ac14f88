"""What a learner misses in a quiz, practice asks again with its reason, in any light and at any width."""

from __future__ import annotations

from pathlib import Path

import pytest

PRACTICE = ".cv-quiz[aria-label^='Practice']"
QUIZ = ".cv-quiz[aria-label^='Quiz']"
WARM_UP = ".cv-quiz[aria-label^='Warm-up']"


def _cells(home: Path) -> list[str]:
    return [
        f"import os; os.environ['CVM_HOME'] = {str(home)!r}; import customer_value as cv",
        'cv.quiz("04", questions=["04.Q02", "04.Q04"])',
        "cv.practice()",
        'cv.warm_up("04", questions=["00.Q06", "00.Q07"])',
        'cv.progress("04")',
    ]


@pytest.mark.all
def test_practice_asks_what_was_missed_and_says_why(notebook, jupyter, shoot, tmp_path: Path) -> None:
    page = notebook("practice.ipynb", _cells(tmp_path))
    begin = page.locator(PRACTICE)
    begin.get_by_text("Why this question? You have answered nothing yet: the course begins here.").locator(
        "visible=true"
    ).wait_for()
    form = page.locator(QUIZ).locator("form:visible")
    stem = form.locator(".cvq-stem, label").first.inner_text()
    form.get_by_label("Your answer").fill("1")
    form.get_by_role("button", name="Check").click()
    form.get_by_role("status").get_by_text("Not right yet").wait_for()

    jupyter.run_all(page)
    form = page.locator(PRACTICE).locator("form:visible")
    form.get_by_text("Why this question? You missed it today, in lesson 04.", exact=True).wait_for()
    assert form.locator(".cvq-stem, label").first.inner_text() != stem  # the same question with other numbers
    page.locator(".cv-progress-card").get_by_text("Counted answers right: 0 of 1").wait_for()
    form.get_by_label("Your answer").fill("1")
    form.get_by_role("button", name="Check").click()
    form.get_by_role("status").get_by_text("Not right yet").wait_for()
    page.locator(PRACTICE).get_by_role("button", name="Result").click()
    page.locator(PRACTICE).get_by_text("04: Compute a lifetime value").wait_for()
    shoot("practice-result")
    assert jupyter.violations(page, PRACTICE) == []
    page.locator(PRACTICE).get_by_role("button", name="Question 1").first.click()
    for theme in ("Light", "Dark"):
        jupyter.change_theme(page, theme)
        shoot(f"practice-{theme.lower()}", page.locator(PRACTICE))
        assert jupyter.violations(page, PRACTICE) == []
        shoot(f"why-{theme.lower()}", page.locator(".cv-progress-card"))
        assert jupyter.violations(page, ".cv-progress-card") == []
    assert jupyter.sticks_out(page.locator(PRACTICE), 320) == []
    shoot("practice-320")


@pytest.mark.all
def test_a_warm_up_asks_what_was_missed_in_an_earlier_lesson(notebook, jupyter, tmp_path: Path) -> None:
    cells = _cells(tmp_path)
    cells[1] = 'cv.quiz("02", questions=["02.Q04"])'
    page = notebook("warm_up.ipynb", cells)
    assert page.locator(WARM_UP).locator(".cvq-why:visible").count() == 0  # nothing is missed yet
    form = page.locator(QUIZ).locator("form:visible")
    form.get_by_label("Your answer").fill("1")
    form.get_by_role("button", name="Check").click()
    form.get_by_role("status").get_by_text("Not right yet").wait_for()
    jupyter.run_all(page)
    warm_up = page.locator(WARM_UP)
    warm_up.locator("form:visible").get_by_text(
        "Why this question? You missed it today, in lesson 02.", exact=True
    ).wait_for()
    assert jupyter.violations(page, WARM_UP) == []
