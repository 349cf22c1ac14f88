"""A learner's hour: run lesson 4, move a slider, solve an exercise, take the quiz, lose the kernel, come back."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Page, expect

LESSON = "04_lifetime_value.ipynb"
OURS = ".cv-quiz, .cv-explorable, .cv-figure"
KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


@pytest.fixture
def lesson(page: Page, lab, jupyter) -> Page:
    """Lesson 4, opened from the learner's own folder and run from top to bottom."""
    jupyter.open(page, lab, LESSON)
    jupyter.run_all(page, seconds=120)
    return page


def cell(page: Page, text: str):
    """Return the code cell whose source contains the text."""
    return page.locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=text)).first


def rewrite(page: Page, text: str, blank: str, answer: str) -> None:
    """Type over a blank in the cell that contains the text, and run it and the next one."""
    editor = cell(page, text).locator(".cm-content")
    source = editor.evaluate("(node) => node.cmView?.view?.state.doc.toString() ?? node.innerText")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source.replace(blank, answer))
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")


def kill_kernel(page: Page) -> None:
    """End the kernel as a crash would, and close JupyterLab's message about it."""
    code = "(code) => { void window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
    page.evaluate(f"{code}.requestExecute({{ code }}); }}", KILL)
    page.get_by_role("button", name="Ok").click()


def answered(lab) -> list[tuple[str, str]]:
    connection = sqlite3.connect(lab.home / "progress.sqlite")
    try:
        return connection.execute("SELECT item, status FROM attempt WHERE item LIKE '04.%' ORDER BY id").fetchall()
    finally:
        connection.close()


def test_an_hour_with_lesson_4(lesson: Page, lab, jupyter) -> None:
    page = lesson
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0

    explorable = page.locator(".cv-explorable").first
    sentence = explorable.locator("figcaption")
    before = sentence.inner_text()
    explorable.get_by_role("slider", name="Retention rate").press("ArrowRight")
    expect(sentence).not_to_have_text(before)

    note = cell(page, "q1.check").locator(".jp-OutputArea")
    expect(note).to_contain_text("Not answered yet")
    rewrite(page, 'cv.exercise("04.E1")', "____", "size * frequency * years")
    expect(note).to_contain_text("Not right yet")
    rewrite(page, 'cv.exercise("04.E1")', "size * frequency * years", "size * frequency * years * share")
    expect(note).to_contain_text("Right")

    quiz = cell(page, 'cv.quiz("04")').locator(".cv-quiz")
    form = quiz.locator("form:visible")
    if form.get_by_role("textbox").count():
        form.get_by_role("textbox").fill("1")
    else:
        form.get_by_role("radio").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("ight")  # "Right" or "Not right yet"
    expect(quiz).to_contain_text("1 of 8 answered")

    page.keyboard.press("Escape")
    rewrite(page, 'cv.progress("04")', "\n", "\n")
    shown = cell(page, 'cv.progress("04")').locator(".cv-progress-card")
    details = shown.locator(".cv-details").get_by_role("row")
    expect(details.nth(1).get_by_role("cell").nth(1)).to_have_text("1 of 1")  # 04.E1, solved above
    told = answered(lab)
    assert [item for item, _ in told][:2] == ["04.E1", "04.E1"]
    assert len(told) == 3

    kill_kernel(page)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    jupyter.open(page, lab, LESSON)
    expect(cell(page, 'cv.exercise("04.E1")')).to_contain_text("size * frequency * years * share")
    jupyter.run_all(page, seconds=120)
    expect(cell(page, 'cv.quiz("04")').locator(".cv-quiz")).to_contain_text("1 of 8 answered")
    assert answered(lab)[:3] == told


def test_axe_finds_nothing_in_ours(lesson: Page, jupyter) -> None:
    assert lesson.locator(OURS).count() > 8
    assert jupyter.violations(lesson, ".cv-quiz") == []
    assert jupyter.violations(lesson, ".cv-explorable") == []
    assert jupyter.violations(lesson, ".cv-figure") == []
