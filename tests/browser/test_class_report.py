"""The class report in a real browser: it asks for nothing, all can read it in light and dark, and it fits."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from customer_value import course
from customer_value.assessment import bank
from customer_value.classroom.report.answers import ClassAnswers, item_of
from customer_value.classroom.report.writing import write


def a_class() -> ClassAnswers:
    """Forty students who answer three questions of lesson 4, the later ones less and less rightly."""
    lesson = bank.read(course.lesson("04").bank)
    asked = [lesson.question(each) for each in ("04.Q05", "04.Q06", "04.Q09")]
    items = tuple(item_of(each, objectives={}, misconceptions=lesson.misconceptions) for each in asked)
    rows = []
    for student in range(40):
        for place, each in enumerate(asked):
            right = (student * 7 + place * 3) % 40 > 12 * place
            option = next(spot for spot, one in enumerate(each.options) if one.correct == right)
            revealed = tuple(filter(None, [each.options[option].misconception]))
            said = "sure" if student % 3 else "guess"
            status = "correct" if right else "wrong"
            rows.append((f"s{student}", each.id, float(right), status, str(option), revealed, 30.0 + student, said))
    columns = ["student", "item", "score", "status", "answer", "misconceptions", "seconds", "confidence"]
    return ClassAnswers(title="Week 4", items=items, answers=pd.DataFrame(rows, columns=columns))


def test_all_can_read_it_and_it_fits(page, jupyter, shoot, tmp_path: Path) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(write(a_class(), tmp_path).as_uri())
    assert page.get_by_role("heading", level=2).count() == 9
    assert page.get_by_role("img").count() == 5
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert jupyter.violations(page, "html") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("[...document.images].every((each) => each.naturalWidth > 0)")
        shoot(f"report-{scheme}", full_page=True)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 700, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.get_by_role("navigation").is_hidden()
    assert told == []
