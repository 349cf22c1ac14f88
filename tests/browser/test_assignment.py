"""An assignment in real JupyterLab, by keyboard alone: a question of each type, a restart, and what is handed in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from customer_value import facts
from customer_value.assessment import bank
from customer_value.assessment.sheet import Sheet, sheet, shown
from customer_value.classroom.assignments import files
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.assignments.records import Bundle
from customer_value.classroom.assignments.sealing import Keys, new_keys

OWN_WORDS = "Customers who stay cost less to serve."
TYPES = ("single", "true_false", "numeric", "multiple", "match", "order", "cloze", "short", "chart")


def _sheets(path: Path) -> list[Sheet]:
    """Return one question of each type."""
    questions = bank.read(path).questions
    first = {kind: next(each for each in questions if each.__struct_config__.tag == kind) for kind in TYPES}
    return [sheet(each, shown(each, 1, facts.of(1))) for each in first.values()]


def _answer(asked: Sheet) -> Any:
    """Return what the keys of `_type` make of a question; "about 300" cannot be read."""
    parts = asked.parts
    return {
        "single": 0,
        "true_false": 0,
        "numeric": "about 300",
        "multiple": [0, 1],
        "match": [0 for _ in parts.get("rows", ())],
        "order": [1, 0, *range(2, len(parts.get("options", ())))],
        "cloze": [0 if options else "churn" for options in parts.get("gaps", ())],
        "short": {"text": OWN_WORDS, "met": None},
        "chart": 0 if parts.get("control") == "single" else "12",
    }[asked.type]


@pytest.fixture
def keys() -> Keys:
    return new_keys()


@pytest.fixture
def asked(project: Path) -> list[Sheet]:
    return _sheets(project / "tests/assessment/example.yaml")


@pytest.fixture
def path(lab, keys: Keys, asked: list[Sheet], request: pytest.FixtureRequest) -> Path:
    """Return a bundle for anybody in the learner's folder."""
    bundle = Bundle(
        assignment=f"a{abs(hash(request.node.name))}",
        name="week3",
        title="Week 3",
        course=course_version(),
        edition=edition(),
        seal=keys.public,
        student="",
        token="",
        shop=1,
        questions=tuple(asked),
        due=datetime(2096, 12, 4, 22, 59, tzinfo=UTC),
        minutes=30,
        attempts=2,
    )
    file = lab.root / f"week3-{request.node.callspec.params['theme'].lower()}.cvm"
    files.write_bundle(file, bundle)
    return file


@pytest.fixture
def open_it(notebook, jupyter, path: Path, tmp_path: Path):
    """Return a function: open the assignment in a notebook of its own, in light or dark."""

    def open_notebook(theme: str):
        home = f"import os; os.environ['CVM_HOME'] = {str(tmp_path)!r}"
        cells = [home, "import customer_value as cv", f'cv.assignment("{path.name}")']
        page = notebook(f"assignment_{theme}.ipynb", cells)
        jupyter.change_theme(page, theme)
        return page

    return open_notebook


def _focused(page) -> str:
    """Return what has the focus: its text or its label, behind its tag and its first class."""
    return page.evaluate(
        """() => {
            const e = document.activeElement;
            return `${e.tagName}.${e.classList[0] ?? ''} ${e.labels?.[0]?.textContent ?? e.textContent}`;
        }"""
    )


def _tab_to(page, *words: str) -> None:
    for _ in range(40):
        if all(word in _focused(page) for word in words):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {words} with Tab; the focus is on {_focused(page)!r}")


def _press(page, *words: str) -> None:
    _tab_to(page, *words)
    page.keyboard.press("Enter")


def _type(page, asked: Sheet) -> None:
    """Answer the question on the screen, whose number has the focus."""
    words = {"short": OWN_WORDS, "numeric": "about 300", "chart": "12"}
    if asked.type == "order":
        _press(page, "BUTTON.cvq-button ↓")
    elif asked.type in ("match", "cloze"):
        for _ in range(page.locator(".cv-quiz form:visible .cvq-field").locator("select, input").count()):
            _next_control(page)
            if page.evaluate("document.activeElement.tagName") == "SELECT":
                page.keyboard.press("ArrowDown")
            else:
                page.keyboard.type("churn")
    elif asked.type in words and asked.parts.get("control") != "single":
        _next_control(page)
        page.keyboard.type(words[asked.type])
    else:
        for _ in range(2 if asked.type == "multiple" else 1):
            _next_control(page)
            page.keyboard.press("Space")


def _next_control(page) -> None:
    page.keyboard.press("Tab")
    while page.evaluate("!document.activeElement.matches('select, input, textarea')"):
        page.keyboard.press("Tab")


def _save(page, asked: Sheet) -> None:
    _type(page, asked)
    _press(page, "BUTTON.cvq-button Save")
    word = "Saved, but it cannot be read and will not count" if asked.type == "numeric" else "Saved"
    page.locator(".cv-quiz form:visible").get_by_role("status").get_by_text(word, exact=True).wait_for()


@pytest.mark.parametrize("theme", ["Light", pytest.param("Dark", marks=pytest.mark.all)])
def test_answer_restart_and_hand_in_without_a_mouse(
    open_it, jupyter, path: Path, keys: Keys, asked: list[Sheet], theme: str, shoot
) -> None:
    page = open_it(theme)
    card = page.locator(".cv-quiz")
    assert "Tuesday, 4 December 2096" in card.locator(".cvq-due").inner_text()
    card.locator(".cvq-step").first.focus()
    page.keyboard.press("Enter")
    for place, each in enumerate(asked, 1):
        card.get_by_text(f"Question {place} of {len(asked)}").wait_for()
        _save(page, each)
        if each.type in ("numeric", "order"):
            assert jupyter.violations(page, ".cv-quiz") == []
            shoot(f"assignment-{each.type}-{theme}", card)
        if place < len(asked):
            _press(page, "Next question")

    jupyter.restart_kernel(page)
    jupyter.run_all(page)
    card.get_by_text(f"{len(asked) - 1} of {len(asked)} saved").wait_for()
    card.get_by_text("cannot be read and will not count").wait_for()  # it opens where something is to be done
    card.locator(".cvq-step").first.focus()
    _press(page, "BUTTON.cvq-step Hand in")
    card.get_by_text("Cannot be read:").wait_for()
    _press(page, "BUTTON.cvq-button Hand in")
    card.get_by_text("Say who you are first").wait_for()
    assert _focused(page) == "INPUT.cvq-name Your name or student number"
    page.keyboard.type("Ada")
    _press(page, "BUTTON.cvq-button Hand in")
    dialog = page.get_by_role("dialog", name="Hand in these answers?")
    assert "Cannot be read: 3." in dialog.inner_text()
    assert jupyter.violations(page, ".cvq-dialog") == []
    shoot(f"assignment-dialog-{theme}")
    assert _focused(page).endswith("No, go back")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert not list(path.parent.glob(f"{path.stem}*.answers"))
    _press(page, "BUTTON.cvq-button Hand in")
    _press(page, "Yes, hand in")
    card.get_by_text("Handed in at").wait_for()
    assert page.evaluate("document.activeElement.className") == "cvq-status cvq-receipt"
    assert jupyter.violations(page, ".cv-quiz") == []
    shoot(f"assignment-receipt-{theme}", card)

    assert card.locator("dt").first.bounding_box()["height"] < 30  # one line, whatever JupyterLab makes of such lists
    (file,) = path.parent.glob(f"{path.stem}*.answers")
    assert files.receipt(file.read_bytes()) in card.inner_text()
    found = files.read_answers(file.read_bytes(), keys.private)
    assert found.student == "Ada"
    assert {key: each.answer for key, each in found.answers.items()} == {each.id: _answer(each) for each in asked}
    assert all(each.seconds is not None for each in found.answers.values())

    for width, zoom in ((320, 1), (1280, 4)):
        assert jupyter.sticks_out(card, width, zoom) == []
        shoot(f"assignment-{width}-{theme}")
