"""A quiz, a guess and the progress card are accessible in light and dark, and fit a narrow or enlarged page."""

from __future__ import annotations

from pathlib import Path

import pytest


def _cells(home: Path) -> list[str]:
    own = f"import os; os.environ['CVM_HOME'] = {str(home)!r}"
    return [
        f"{own}; import customer_value as cv",
        'cv.guess("04.G9", "What share of last year\'s customers buys again this year?", unit="%")',
        'cv.quiz("04", questions=["04.Q04", "04.Q02", "04.Q12", "04.Q09"])',
        "cv.progress()",
    ]


def _answer_wrong(page) -> None:
    form = page.locator(".cvq-quiz form:visible")
    for place in range(2):  # at most one of the first two is right
        form.locator(".cvq-options input").nth(place).check()
        form.get_by_role("button", name="Check").click()
        form.get_by_role("status").locator(".cvq-word").first.wait_for()
        if form.get_by_text("Not right yet", exact=True).count():
            return


@pytest.mark.parametrize("theme", ["Dark", pytest.param("Light", marks=pytest.mark.all)])
def test_axe_finds_nothing(notebook, jupyter, shoot, tmp_path: Path, theme: str) -> None:
    page = notebook(f"quiz_looks_{theme}.ipynb", _cells(tmp_path))
    jupyter.change_theme(page, theme)
    assert jupyter.violations(page, ".cvq-guess") == []
    _answer_wrong(page)
    shoot(f"quiz-{theme.lower()}-wrong", page.locator(".cv-quiz").last)
    assert jupyter.violations(page, ".cvq-quiz") == []
    page.locator(".cvq-quiz").get_by_role("button", name="Result").click()
    shoot(f"quiz-{theme.lower()}-result", page.locator(".cv-quiz").last)
    assert jupyter.violations(page, ".cvq-quiz") == []
    page.locator(".cvq-quiz").get_by_role("button", name="Show all questions").click()
    assert jupyter.violations(page, ".cvq-quiz") == []
    assert jupyter.violations(page, ".cv-progress-card") == []


@pytest.mark.all
def test_the_same_quiz_twice_makes_no_landmarks_of_one_name(notebook, jupyter, tmp_path: Path) -> None:
    page = notebook("quiz_twice.ipynb", [*_cells(tmp_path), _cells(tmp_path)[2]])
    assert page.locator(".cvq-quiz").count() == 2
    assert jupyter.violations(page, ".cv-quiz") == []


SIZES = [pytest.param(320, 1, id="320 px"), pytest.param(640, 2, id="200 %", marks=pytest.mark.all)]


@pytest.mark.parametrize(("width", "zoom"), SIZES)
def test_nothing_sticks_out(notebook, jupyter, tmp_path: Path, width: int, zoom: int) -> None:
    page = notebook(f"quiz_narrow_{width}.ipynb", _cells(tmp_path))
    page.locator(".cvq-quiz").get_by_role("button", name="Show all questions").click()
    for selector in (".cvq-guess", ".cvq-quiz"):
        assert jupyter.sticks_out(page.locator(selector), width, zoom) == []
