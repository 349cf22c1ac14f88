"""The card says each state by sign, letter, word and colour, and leads to what it names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from customer_value.assessment.messages import languages
from customer_value.course import Objective
from customer_value.study.card import card
from customer_value.study.mastery import State
from customer_value.study.progress import LessonProgress, Progress
from customer_value.study.wording import LEVELS, letter, word


def _state(key: str, level: str = "new") -> State:
    return State(Objective(key, "Set", "a <price>"), level, 0, 1, 0, 0, 0, 0)


def _map(*lessons: LessonProgress) -> str:
    return card(Progress(lessons)).partition('<table class="cv-map">')[2].partition("</table>")[0]


@pytest.mark.parametrize("language", languages())
def test_no_two_levels_share_a_letter(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", language)
    assert len({letter(level) for level in LEVELS}) == len(LEVELS)
    assert len({word(level) for level in LEVELS}) == len(LEVELS)


def test_each_objective_has_the_column_of_its_number() -> None:
    gap = LessonProgress("07", "Prices", (_state("07.O1"), _state("07.O3", "solid")))
    shown = _map(gap, LessonProgress("08", "Promises", (_state("08.O2"),)))
    assert re.findall(r"</span> (\d+)</th>", shown) == ["1", "2", "3"]
    first, second = re.findall(r"<tr><th scope=\"row\">.*?</tr>", shown)
    assert [("cv-new" in each, "cv-solid" in each) for each in first.split("<td")[1:]] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert second.count("<td></td>") == 2


def test_a_tile_is_a_link_where_there_is_something_to_lead_to() -> None:
    states = (_state("07.O1"), _state("07.O2"))
    shown = _map(LessonProgress("07", "Prices", states, {"07.O1": "07_prices.ipynb#heading=What?"}))
    assert shown.count("<a ") == 1
    assert 'href="07_prices.ipynb#heading=What?"' in shown
    assert unescape(shown).count('title="not started: Set a <price>"') == 2
    assert "<price>" not in shown


def test_a_lesson_without_questions_is_not_there_yet() -> None:
    shown = _map(LessonProgress("07", "Prices", (_state("07.O1"), _state("07.O2"))), LessonProgress("08", "Promises"))
    assert '<td colspan="2">not there yet</td>' in shown
    alone = card(Progress((LessonProgress("08", "Promises"),)))
    assert '<td colspan="1">not there yet</td>' in alone
    assert "<details" not in alone


def test_details_are_open_where_something_is_begun_or_nothing_else_is_there() -> None:
    new, begun = (
        LessonProgress(key, "Prices", (_state(f"{key}.O1", is_),)) for key, is_ in (("07", "new"), ("08", "shaky"))
    )
    assert "<details open>" in card(Progress((new,)))
    both = card(Progress((new, begun)))
    assert re.findall(r"<details( open|)>.*?Lesson (\d+)", both) == [("", "07"), (" open", "08")]


def test_no_lesson_no_map() -> None:
    assert "<table" not in card(Progress(()))


def test_the_card_brings_its_style_and_no_remarks() -> None:
    shown = card(Progress(()))
    assert "color-mix(" in shown
    assert "/*" not in shown
    assert len(shown) < 8_000


def test_why_a_state_is_what_it_is_stands_below_the_objective() -> None:
    state = replace(_state("07.O1", "shaky"), last=date(2026, 1, 1), counted=2, counted_right=1, chance=0.4)
    shown = card(Progress((LessonProgress("07", "Prices", (state,)),), day=date(2026, 1, 9)))
    row = shown.partition('<table class="cv-details">')[2]
    said = "Counted answers right: 1 of 2 (blind guessing: 0&nbsp;%), the last one 8 days ago."
    assert f"Set a &lt;price&gt;<br><small>{said} Estimated chance that you can do it: 40&nbsp;%.</small></th>" in row
    assert '<th scope="row" abbr="Set a &lt;price&gt;">' in row
    assert "what is not used fades" not in row
