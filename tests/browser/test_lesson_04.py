"""A learner's hour: run lesson 4, move a slider, solve an exercise, take the quiz, lose the kernel, come back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from customer_value import course

OURS = ".cv-quiz, .cv-explorable, .cv-figure"
KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


def kill_kernel(page: Page) -> None:
    """End the kernel as a crash would, and close JupyterLab's message about it."""
    code = "(code) => { void window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
    page.evaluate(f"{code}.requestExecute({{ code }}); }}", KILL)
    page.get_by_role("button", name="Ok").click()


def test_an_hour_with_lesson_4(open_lesson, jupyter) -> None:
    hour = open_lesson("04")
    page, cell = hour.page, hour.cell

    explorable = page.locator(".cv-explorable").first
    sentence = explorable.locator("figcaption")
    before = sentence.inner_text()
    explorable.get_by_role("slider", name="Retention rate").press("ArrowRight")
    expect(sentence).not_to_have_text(before)

    note = cell("q1.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    hour.type_over('cv.exercise("04.E1")', "____", "size * frequency * years")
    expect(note).to_contain_text("Not right yet")
    hour.type_over('cv.exercise("04.E1")', "size * frequency * years", "size * frequency * years * share")
    expect(note).to_contain_text("Right")

    quiz = cell('cv.quiz("04")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    if form.get_by_role("textbox").count():
        form.get_by_role("textbox").fill("1")
    else:
        form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("ight")  # "Right" or "Not right yet"
    expect(quiz).to_contain_text("1 of 8 answered")

    page.keyboard.press("Escape")
    hour.type_over('cv.progress("04")')
    shown = cell('cv.progress("04")').locator(".cv-progress-card")
    details = shown.locator(".cv-details").get_by_role("row")
    expect(details.nth(1).get_by_role("cell").nth(1)).to_have_text("1 of 1")  # 04.E1, solved above
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
    assert page.locator(OURS).count() > 8
    for each in OURS.split(", "):
        assert jupyter.violations(page, each) == []


OWN = """lesson: 04_lifetime_value
questions:
  - id: 04.Q901
    type: true_false
    objective: 04.O1
    bloom: understand
    stem: The simple lifetime value of a customer is a sum of sales.
    answer: true
    says: The factors are size, frequency and duration, and their product is what the customer will pay.
    feedback: Costs come off later.
"""


@pytest.mark.all
def test_a_forecast_breaks_under_the_keys_and_a_teachers_own_file_is_asked(notebook, lab, jupyter) -> None:
    (lab.root / "my.yaml").write_text(OWN, encoding="utf-8")
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
