"""A learner's hour: run lesson 4, move a slider, solve an exercise, take the quiz, lose the kernel, come back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from customer_value import course

KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


def kill_kernel(page: Page) -> None:
    """End the kernel as a crash would, and close JupyterLab's message about it."""
    code = "(code) => { void window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
    page.evaluate(f"{code}.requestExecute({{ code }}); }}", KILL)
    page.get_by_role("button", name="Ok").click()


def test_an_hour_with_lesson_4(open_lesson, jupyter) -> None:
    hour = open_lesson("04")
    page, cell = hour.page, hour.cell
    hour.move("Retention rate")
    hour.solve("04.E1")
    hour.answer_one_of_the_quiz()
    expect(hour.right_answers("04.O1")).to_have_text("1 of 1")
    told = hour.answered()
    assert [item for item, _ in told][:2] == ["04.E1", "04.E1"]
    assert len(told) == 3

    kill_kernel(page)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    jupyter.open(page, hour.lab, course.lesson("04").notebook.name)
    expect(cell('cv.exercise("04.E1")')).to_contain_text("size * frequency * years * share")
    jupyter.run_all(page, seconds=120)
    expect(cell('cv.quiz("04")').locator(".cv-quiz")).to_contain_text("1 of 8 answered")
    assert hour.answered()[:3] == told
    assert page.locator(".cv-quiz, .cv-explorable, .cv-figure").count() > 8
    assert hour.violations() == []


@pytest.mark.all
def test_a_forecast_breaks_under_the_keys_and_a_teachers_own_file_is_asked(
    notebook, lab, jupyter, own_bank: Path
) -> None:
    shutil.copy(own_bank, lab.root / "my.yaml")
    begin = "import customer_value as cv\ncv.explore.break_the_forecast()"
    page = notebook("own.ipynb", [begin, 'cv.quiz(bank="my.yaml")'])
    explorable, quiz = page.locator(".cv-explorable"), page.locator(".cv-quiz")

    bursts = explorable.get_by_role("slider", name="Buyers in bursts")
    expect(explorable.locator("figcaption")).to_contain_text("The model wins 3 of 3")
    bursts.press("End")
    expect(explorable.locator("figcaption")).to_contain_text("Last year's purchases win 2 of 3")
    expect(explorable).to_contain_text("When most customers buy in bursts")
    assert jupyter.violations(page, ".cv-explorable") == []

    quiz.get_by_role("radio", name="True").check()
    quiz.get_by_role("button", name="Check").click()
    expect(quiz.get_by_role("status").first).to_contain_text("Costs come off later")
    assert jupyter.violations(page, ".cv-quiz") == []
