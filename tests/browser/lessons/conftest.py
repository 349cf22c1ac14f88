"""A learner's hour with a lesson: the steps that learners take in every lesson, and what they see of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from customer_value import course
from customer_value.assessment import bank

ON_TOP = "(name) => window.jupyterapp.shell.currentWidget?.context?.path === name"
OURS = (".cv-quiz", ".cv-explorable", ".cv-figure")


@dataclass(frozen=True)
class Hour:
    """A lesson's notebook, opened from the learner's own folder and run from top to bottom."""

    page: Page
    lab: Any
    jupyter: SimpleNamespace
    number: str

    def cell(self, text: str) -> Locator:
        """Return the code cell whose source contains the text."""
        return self.page.locator(".jp-CodeCell").filter(has=self.page.locator(".cm-content", has_text=text)).first

    def output(self, text: str) -> Locator:
        """Return what the cell that contains the text has put out."""
        return self.cell(text).locator(".jp-OutputArea")

    def source(self, text: str) -> str:
        """Return what stands in the cell that contains the text."""
        node = self.cell(text).locator(".cm-content")
        return str(node.evaluate("(node) => node.cmView?.view?.state.doc.toString() ?? node.innerText"))

    def run(self, text: str, source: str | None = None) -> None:
        """Run the cell that contains the text; a source is typed over the whole of it first."""
        self.cell(text).locator(".cm-content").click()
        if source is not None:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Shift+Enter")

    def guess(self, asked: str, number: str, *, told: str, says: str) -> None:
        """Guess in the cell that asks this; the cell that contains `told`, run again, says what was guessed."""
        form = self.cell(asked).locator("form")
        form.get_by_role("textbox").fill(number)
        form.get_by_role("button", name="Keep my guess").click()
        self.run(told)
        expect(self.output(told)).to_contain_text(says)

    def solve(self, exercise: str, says: str = "") -> None:
        """Answer an exercise from its first blank on: with the first mistake told in such words, then rightly."""
        asked = bank.read(course.lesson(self.number).bank).question(exercise)
        mistake = next(each for each in asked.mistakes if says in each.says)
        begin = f'cv.exercise("{exercise}")'
        given = self.source(begin).partition("____")[0].rpartition("\n")[0]
        check = f"{given.partition(' = ')[0]}.check"
        note = self.output(check)
        expect(note).to_contain_text("Not answered yet")
        for code, told in ((mistake.code, ("Not right yet", mistake.says)), (asked.solution, ("Right",))):
            self.run(begin, f"{given}\n{code.rstrip()}")
            self.run(check)
            for each in told:
                expect(note).to_contain_text(each, timeout=30_000)
        assert [status for item, status in self.answered() if item == exercise] == ["wrong", "correct"]

    def answer_one_of_the_quiz(self) -> None:
        """Check an answer to the first question of the lesson's quiz: it is judged, and counted."""
        quiz = self.page.locator(".cv-quiz", has_text="of 8 answered")
        form = quiz.locator("form:visible")
        if form.get_by_role("textbox").count():
            form.get_by_role("textbox").fill("1")
        else:
            form.locator("input[type=checkbox], input[type=radio]").first.check()
        form.get_by_role("button", name="Check").click()
        expect(form.get_by_role("status")).to_contain_text("ight")  # "Right", "Partly right" or "Not right yet"
        expect(quiz).to_contain_text("1 of 8 answered")

    def answer_in_own_words(self, asked: str, words: str) -> Locator:
        """Write an answer, compare it with the model answer, and tick the first point; return the question."""
        form = self.cell(asked).locator("form:visible")
        form.get_by_role("textbox").fill(words)
        form.get_by_role("button", name="Compare").click()
        form.get_by_role("checkbox").first.check()
        form.get_by_role("button", name="Check").click()
        expect(form.get_by_role("status")).to_contain_text("By your own scoring: 1 of 4 points.")
        return form

    def move(self, name: str | None = None) -> None:
        """Move a slider of the first explorable, the first if none is named; what is said below it follows."""
        explorable = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .cv-explorable").first
        said = explorable.locator("figcaption")
        before = said.inner_text()
        slider = explorable.get_by_role("slider", name=name).first
        slider.press("ArrowRight" if slider.input_value() != slider.get_attribute("max") else "ArrowLeft")
        expect(said).not_to_have_text(before)

    def look_back(self) -> Locator:
        """Show the progress of now, in the lesson's last cell; return it."""
        self.page.keyboard.press("Escape")
        self.run(f'cv.progress("{self.number}")')
        return self.cell(f'cv.progress("{self.number}")').locator(".cv-progress-card")

    def right_answers(self, objective: str) -> Locator:
        """Return how many answers were right, as the progress of now says of an objective."""
        words = next(each.text for each in course.lesson(self.number).objectives if each.id == objective)
        row = self.look_back().locator(".cv-details").get_by_role("row").filter(has_text=words)
        return row.get_by_role("cell").nth(1)

    def answered(self) -> list[tuple[str, str]]:
        """Return each answer to the lesson's items in the learner's log, with its status."""
        connection = sqlite3.connect(self.lab.home / "progress.sqlite")
        try:
            ours = "SELECT item, status FROM attempt WHERE item LIKE ? ORDER BY id"
            return connection.execute(ours, (f"{self.number}.%",)).fetchall()
        finally:
            connection.close()

    def violations(self) -> list[str]:
        """Return what axe finds wrong in the quizzes, explorables and figures of the lesson, of which it has each."""
        return [found for each in OURS for found in self.jupyter.violations(self.page, each)]


@pytest.fixture
def open_lesson(page: Page, lab: Any, jupyter: SimpleNamespace) -> Callable[..., Hour]:
    """Return a function: open a lesson by its address or by a link, run it, and see that no cell fails."""

    def start(number: str, *, link: Locator | None = None) -> Hour:
        name = course.lesson(number).notebook.name
        if link is None:
            jupyter.open(page, lab, name)
        else:
            link.click()
            page.wait_for_function(ON_TOP, arg=name)
            jupyter.ready(page)
        jupyter.run_all(page, seconds=120)
        assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
        assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0
        return Hour(page, lab, jupyter, number)

    return start
