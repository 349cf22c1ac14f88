"""An instructor is told how long it takes, what asks for data or marking, what is broken, and how to hand it out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

from customer_value.assessment.model import AnyQuestion
from customer_value.classroom.assignments import choosing, making, telling
from customer_value.classroom.assignments.choosing import Wish
from customer_value.classroom.assignments.roster import Roster, Row


def told(wish: Wish, when, roster: Roster | None = None, **terms: object) -> list[str]:
    chosen = choosing.choose(wish, 1)
    planned = making.plan(making.Terms(name="w", title="W", seed=1, **terms), chosen, roster, when)
    path = Path("w")
    bundles = {each.id: path / "hand-out" / "w.cvm" for each in planned.students}
    folder = SimpleNamespace(assignment=planned, path=path, hand_out=path / "hand-out", bundles=bundles)
    return [*telling.lines(folder, chosen, wish, when)]


def test_what_asks_for_data_or_marking_and_what_answers_each_other(when) -> None:
    pair = next(each for each in choosing.choose(Wish(lessons=["04"], count=60), 1) if each.question.enemies).question
    lines = told(Wish(items=[pair.id, pair.enemies[0], "04.Q34", "04.Q51"]), when, due=when - timedelta(days=1))
    assert f"These answer each other: {pair.id} and {pair.enemies[0]}. Ask only one of them." in lines
    assert "To be marked by you (1): 04.Q51." in lines
    assert any(line.startswith("About the student's own shop (") and "04.Q34" in line for line in lines)
    assert "Due 2026-01-30 23:59 UTC. That is past already." in lines
    assert "Hand out: what is in w/hand-out. Nothing proves who hands in; a roster would." in lines


def test_a_roster_says_whose_is_which(when) -> None:
    lines = told(Wish(items=["04.Q02"]), when, Roster(tuple(Row(line, f"s{line}") for line in range(1200))))
    assert lines[0] == "1 question for 1,200 students: 1 point, about 2 minutes."
    assert "Hand out: to each student the own file of w/hand-out; w/hand-out.csv says whose is which." in lines


def test_points_that_are_not_those_of_the_rubric_are_told(when) -> None:
    [question] = [each.question for each in choosing.choose(Wish(items=["04.Q51"]), 1)]
    points = sum(each.points for each in question.rubric)
    wanted = f"04.Q51 is worth 1 point, its rubric has {points}; --points 04.Q51={points} makes it as many."
    assert [line.strip() for line in told(Wish(items=["04.Q51"]), when) if "rubric" in line] == [wanted]
    assert not [line for line in told(Wish(items=["04.Q51"]), when, points={"short": points}) if "rubric" in line]


def test_ids_that_a_spreadsheet_would_compute_are_told(when) -> None:
    def about(*ids: str) -> list[str]:
        roster = Roster(tuple(Row(line, each) for line, each in enumerate(ids)))
        return [line for line in told(Wish(items=["04.Q11"]), when, roster) if "spreadsheet" in line]

    assert about("ada", "b+c@example.org") == []
    [line] = about("=1", "ada", "+2", "-3", "@d", "＝5", "=6")
    assert "(6): =1, +2, -3, @d, ＝5 and 1 more. The tables write an apostrophe before them" in line
    assert "spreadsheet" not in " ".join(told(Wish(items=["04.Q11"]), when))  # without a roster there are no ids


def test_a_broken_rule_in_an_own_bank_is_told(when, own_bank: Path) -> None:
    text = own_bank.read_text(encoding="utf-8")
    assert not any("break a rule" in line for line in told(Wish(private=[own_bank]), when))
    own_bank.write_text(
        text.replace("answer: true\n    says:", "answer: true\n    hints: ['']\n    says:"), encoding="utf-8"
    )
    lines = told(Wish(private=[own_bank]), when)
    assert f"These break a rule, which cvm bank check {own_bank} names: 04.Q901." in lines


def test_every_type_that_is_asked_has_its_time() -> None:
    assert set(telling.SECONDS) == {str(each.__struct_config__.tag) for each in get_args(AnyQuestion)} - {"code"}


@pytest.mark.parametrize(("item", "minutes"), [("04.Q11", 1), ("04.Q02", 2), ("04.Q51", 4)])
def test_minutes(item: str, minutes: int) -> None:
    assert telling.minutes([each.question for each in choosing.choose(Wish(items=[item]), 1)]) == minutes
