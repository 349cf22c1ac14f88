"""A whole learner's path: from the start page to the capstone's memo, with answers right and wrong on the way.

The learner is a new one, so that progress, warm-ups, practice and cards say what these answers alone tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from customer_value import course
from customer_value.assessment.attempts import Attempts
from customer_value.study import practice, quiz

OWN = ["import customer_value as cv\ncv.practice()", "cv.cards()", "cv.progress()"]
WHY = re.compile(r"Why this question\? You missed it (today|yesterday), in lesson 01\.")
MEMO = "Win where a newcomer pays, write to those whom a test has moved, and hold out a control group."


@pytest.fixture(scope="module")
def lab(start_lab) -> Iterator[Any]:
    """A JupyterLab of this learner's own."""
    with start_lab() as running:
        yield running


@pytest.mark.all
def test_from_the_start_page_to_the_memo(open_lesson, notebook, lab, jupyter, shoot) -> None:
    log = Attempts(lab.home / "progress.sqlite")
    start = open_lesson("00")
    start.solve("00.E1")
    shoot("0-start")
    hour = open_lesson("01", link=start.page.get_by_role("link", name=course.lesson("01").title))
    missed = _lesson_1(hour, quiz.session("01", log=log), shoot)
    _leave(hour.page)
    for number in ("02", "03", "04", "05", "06"):
        hour = open_lesson(number)
        if number == "02":
            _warm_up(hour.page, missed, shoot)
        hour.solve(f"{number}.E1")
        hour.move()
        shoot(f"{number[1]}-explorable", hour.page.locator(".cv-explorable").first)
        if number == "06":
            _capstone(hour, shoot)
        _leave(hour.page)
    _cards_and_practice(notebook("my_practice.ipynb", OWN), jupyter, missed, log, shoot)


def _lesson_1(hour: Any, asked: Any, shoot: Any) -> str:
    """Guess, solve an exercise and take the quiz, one answer wrong at first; return that question's words."""
    cell = hour.cell
    hour.guess('cv.guess("01.G2", question', "4.9", told="by_marketing =", says="You guessed 4.9 points")
    shoot("1-guess")
    hour.solve("01.E3")
    shoot("1-exercise")

    tiles = cell('cv.progress("01")').locator(".cv-map .cv-tile")
    assert tiles.evaluate_all("(all) => all.map((each) => each.textContent.slice(0, 3))") == ["○ N"] * tiles.count()
    missed = next(each for each in asked.items.values() if not each.renewable)  # it comes back in the same words
    shown = cell('cv.quiz("01")').locator(".cv-quiz")
    words = shown.locator("form").nth(list(asked.items.values()).index(missed)).locator(".cvq-stem").inner_text()
    for each in asked.items.values():
        if each is missed:
            _answer(shown.locator("form:visible"), each, "wrong", "Not right yet")
            shoot("1-quiz", shown)
        _answer(shown.locator("form:visible"), each, "correct", "Right")
        shown.locator(".cvq-forward").click()
    expect(shown).to_contain_text("8 of 8 answered")
    shoot("1-result", shown)

    hour.look_back()
    by_name = {each.id: tiles.filter(has_text=each.text) for each in course.lesson("01").objectives}
    expect(by_name["01.O5"]).to_have_class("cv-tile cv-solid")  # the exercise and the questions were right
    expect(by_name["01.O5"]).to_contain_text("So")
    expect(by_name[missed.question.objective]).not_to_have_class(re.compile("cv-new|cv-solid"))
    shoot("1-progress", tiles.first)
    return words


def _answer(form: Locator, item: Any, status: str, told: str) -> None:
    """Check an answer that gets this status."""
    made = next(each.answer for each in item.question.examples(item.variant) if each.status == status)
    _fill(form, item.to_screen(made))
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text(told)


def _fill(form: Locator, answer: Any) -> None:
    """Put an answer, as the browser knows it, into the controls of a question."""
    options, parts = form.locator(".cvq-options input"), form.locator(".cvq-select, .cvq-word-field").all()
    if isinstance(answer, str):
        form.locator(".cvq-number").fill(answer)
    elif isinstance(answer, int):
        options.nth(answer).check()
    elif parts:
        for part, each in zip(parts, answer, strict=True):
            part.select_option(str(each)) if isinstance(each, int) else part.fill(each)
    else:
        for place, option in enumerate(options.all()):
            option.set_checked(place in answer)


def _warm_up(page: Page, missed: str, shoot: Any) -> None:
    """See that the warm-up of lesson 2 asks what was missed in lesson 1, and why."""
    form = page.locator(".cv-quiz[aria-label^='Warm-up'] form:visible")
    expect(form.locator(".cvq-why")).to_have_text(WHY)
    expect(form.locator(".cvq-stem")).to_have_text(missed)
    shoot("2-warm-up", form)


def _capstone(hour: Any, shoot: Any) -> None:
    """Let the plan be scored, write the memo in JupyterLab's editor, run its cell again, and score it."""
    page = hour.page
    hour.run("handed_in.write", hour.source("handed_in.write").replace("hold_out(needed)", "hold_out(200)"))
    hour.run("cv.capstone.grade")
    expect(hour.output("cv.capstone.grade")).to_contain_text("with 200 customers held out")
    assert len(json.loads((hour.lab.root / "plan.json").read_text("utf-8"))["held_out"]) == 200
    shoot("6-plan", hour.cell("cv.capstone.grade"))
    memo = hour.lab.root / "memo.md"
    template = course.lesson("06").notes.with_name("memo.md").read_text("utf-8")
    assert memo.read_text("utf-8") == template
    page.evaluate("() => window.jupyterapp.commands.execute('filebrowser:refresh')")
    page.locator(".jp-DirListing-item", has_text="memo.md").dblclick()
    editor = page.locator(".jp-FileEditor .cm-content")
    editor.get_by_text("## What we recommend").click()
    page.keyboard.press("End")
    page.keyboard.insert_text(f"\n\n{MEMO}")
    shoot("6-memo")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    written = memo.read_text("utf-8")
    assert written == template.replace("## What we recommend", f"## What we recommend\n\n{MEMO}")

    page.get_by_role("tab", name="06_capstone").click()
    hour.run("cv.capstone.memo")
    expect(hour.output("cv.capstone.memo")).to_contain_text("it stays as you left it")
    assert memo.read_text("utf-8") == written
    form = hour.answer_in_own_words('questions=["06.Q22", "06.Q23", "06.Q24"]', MEMO)
    shoot("6-memo-scored", form)


def _cards_and_practice(page: Page, jupyter: Any, missed: str, log: Attempts, shoot: Any) -> None:
    """See that cards and practice ask what was missed; rate the card, answer rightly, and see all lessons begun."""
    cards = page.locator(".cvq-cards")
    expect(cards.locator(".cvq-front")).to_contain_text(missed)
    cards.get_by_role("button", name="Show answer").click()
    shoot("7-card", cards)
    cards.get_by_role("button", name="Good").click()
    expect(cards).to_contain_text("1 done")
    assert [each.rating for each in log.reviews()] == ["good"]

    asked = practice.session(log=log).items.values()
    shown = page.locator(".cv-quiz[aria-label^='Practice']")
    form = shown.locator("form").filter(has=page.locator(".cvq-stem", has_text=missed))
    shown.get_by_role("button", name="Show all questions").click()
    expect(form.locator(".cvq-why")).to_have_text(WHY)
    _answer(form, next(each for each in asked if WHY.fullmatch(each.why)), "correct", "Right")
    shoot("7-practice", form)
    jupyter.run_all(page)
    shown.get_by_role("button", name="Show all questions").click()
    expect(form).to_have_count(0)

    rows = page.locator(".cv-map tbody tr").all()
    assert len(rows) == len(course.lessons())
    for row in rows:
        assert row.locator(".cv-tile:not(.cv-new)").count(), row.inner_text()
    shoot("7-progress", rows[0])
    jupyter.change_theme(page, "Dark")
    shoot("7-progress-dark", rows[0])


def _leave(page: Page) -> None:
    """Save everything and end the kernels, as a learner who shuts down for today."""
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save-all')")
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
