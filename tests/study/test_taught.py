"""An objective is linked to the section that most of its questions name, or else to the top of the notebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from customer_value import course
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.parts import Source
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.course import Lesson, Objective
from customer_value.study.taught import links

LESSON = Lesson("07_prices", "Prices", "Which?", 60, "", "", (Objective("07.O1", "Set", "a price"),))


def _asked(section: str | None, lesson: str | None = "07_prices") -> AnyQuestion:
    source = Source(lesson=lesson, section=section)
    return TrueFalse(id="07.Q1", objective="07.O1", bloom="apply", stem="", answer=True, says="", source=source)


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cells = [
        {"cell_type": "markdown", "source": ["# Prices\n", "\n", "Text."]},
        {"cell_type": "code", "source": "# not a heading"},
        {"cell_type": "markdown", "source": "## 1. What is *too* `much`?\n\n## Über 100 %"},
    ]
    monkeypatch.setattr(course, "root", lambda: tmp_path)
    (tmp_path / "notebooks").mkdir()
    LESSON.notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return LESSON.notebook


@pytest.mark.parametrize(
    ("sections", "link"),
    [
        (["1-what-is-too-much"], "07_prices.ipynb#heading=1.-What-is-too-much?"),
        (["prices", "1-what-is-too-much", "1-what-is-too-much"], "07_prices.ipynb#heading=1.-What-is-too-much?"),
        (["prices", "1-what-is-too-much"], "07_prices.ipynb#heading=Prices"),
        (["ber-100"], "07_prices.ipynb#heading=%C3%9Cber-100-%25"),
        (["not-a-heading", None], "07_prices.ipynb"),
        ([], "07_prices.ipynb"),
    ],
)
def test_the_section_that_most_questions_name(notebook: Path, sections: list[str | None], link: str) -> None:
    assert links(LESSON, map(_asked, sections)) == {"07.O1": link}


def test_sections_of_other_lessons_do_not_count(notebook: Path) -> None:
    asked = [
        _asked("prices", lesson="08_promises"),
        _asked("prices", lesson="08_promises"),
        _asked("1-what-is-too-much"),
    ]
    assert links(LESSON, asked) == {"07.O1": "07_prices.ipynb#heading=1.-What-is-too-much?"}


def test_without_a_notebook_there_is_nothing_to_lead_to(notebook: Path) -> None:
    notebook.unlink()
    assert links(LESSON, [_asked("prices")]) == {}


def test_every_objective_of_the_course_leads_to_a_heading() -> None:
    from customer_value.assessment import bank

    for lesson in course.lessons():
        if lesson.bank.exists() and lesson.notebook.exists():
            found = links(lesson, bank.read(lesson.bank).questions)
            assert set(found) == {each.id for each in lesson.objectives}
            assert all("#heading=" in each for each in found.values())
