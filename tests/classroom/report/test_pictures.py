"""The pictures say in words what they show, and say so where there is nothing to draw."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.classroom.report import maps, pictures
from customer_value.errors import DataError


def test_each_says_its_finding_and_its_numbers(found) -> None:
    names = {"04.M4": "cost $5 or $6"}
    drawn = [
        pictures.score_distribution(found.shares),
        pictures.items_by_difficulty(found.items, ["04.Q10"]),
        pictures.confidence(found.confidence),
        maps.misconception_map(found.misconceptions, names),
        maps.objective_map(found.objectives),
    ]
    assert all(each.png.startswith(b"\x89PNG") and len(each.png) < 80_000 for each in drawn)
    assert "1 of the 24 items needs a look" in drawn[1].alt
    assert "04.Q10" in drawn[1].alt
    assert "lower" in drawn[4].alt


def test_of_many_items_only_those_that_need_a_look_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customer_value.figures.pictures.png_of", lambda fig: b"")
    named = []
    monkeypatch.setattr(pictures, "name_points", lambda ax, points, **_: named.extend(points))
    table = pd.DataFrame(
        {"difficulty": np.linspace(0.2, 0.8, 41), "item_rest": 0.3}, index=[f"q{n}" for n in range(41)]
    )
    pictures.items_by_difficulty(table, ["q7"])
    assert [each.name for each in named] == ["q7"]
    assert "None of the 41 items need a look" in pictures.items_by_difficulty(table).alt
    without = pictures.items_by_difficulty(table.assign(item_rest=[np.nan] + [0.3] * 40), ["q0", "q7"])
    assert "2 of the 41 items need a look" in without.alt


def test_a_third_that_was_not_asked_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customer_value.figures.pictures.png_of", lambda fig: b"")
    row = {"text": "", "all": 0.5, "lower": np.nan, "middle": 0.5, "upper": 0.95}
    alt = maps.objective_map(pd.DataFrame([row], index=["04.O1"])).alt
    assert "lower" not in alt
    assert "upper 95 %" in alt


@pytest.mark.parametrize(
    "draw",
    [
        lambda found: pictures.score_distribution(found.shares * np.nan),
        lambda found: pictures.items_by_difficulty(found.items.assign(item_rest=np.nan)),
        lambda found: pictures.confidence(found.confidence.iloc[:0]),
        lambda found: maps.misconception_map(found.misconceptions.iloc[:0], {}),
        lambda found: maps.objective_map(found.objectives.assign(all=np.nan)),
    ],
)
def test_nothing_to_draw_is_said(found, draw) -> None:
    with pytest.raises(DataError, match="draw"):
        draw(found)
