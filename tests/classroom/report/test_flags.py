"""Each reason to look at an item again is given when it holds, with advice, and not when it does not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.classroom.report.answers import Item
from customer_value.classroom.report.options import COLUMNS
from customer_value.classroom.report.reasons import Evidence, reasons

ROW = {
    "difficulty": 0.6, "low": 0.5, "high": 0.7, "item_rest": 0.35, "item_rest_low": 0.2, "item_rest_high": 0.5,
    "median_seconds": 40.0, "malformed": 0.0, "not_attempted": 0.0,
}  # fmt: skip
ITEM = Item(id="04.Q01", stem="?", type="single", objective="04.O1", options=("x", "y", "z"), keys=(0,), chance=1 / 3)
OPTIONS = pd.DataFrame(
    [
        ("x", True, 60, 0.6, 0.3, 0.9, 30, 0.1, ()),
        ("y", False, 25, 0.25, 0.4, 0.05, 2, -0.1, ()),
        ("z", False, 10, 0.1, 0.2, 0.0, 0, -0.2, ()),
        ("(no answer)", False, 5, 0.05, 0.1, 0.0, 0, -0.2, ()),
    ],
    columns=list(COLUMNS),
)


def told(
    *,
    options: pd.DataFrame = OPTIONS,
    item: Item = ITEM,
    sure: tuple[int, int] = (40, 5),
    items: int = 10,
    **row: float,
) -> list[str]:
    known = Evidence(item, pd.Series(ROW | row), options, *sure, 30.0, items)
    return [each.kind for _, each in sorted(reasons(known), key=lambda one: one[0])]


def changed(row: int, **values: object) -> pd.DataFrame:
    table = OPTIONS.copy()
    for column, value in values.items():
        table[column] = [value if place == row else each for place, each in enumerate(table[column])]
    return table


def test_a_good_item_has_no_reason() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("key?", {"item_rest": -0.3, "item_rest_low": -0.4, "item_rest_high": -0.2}),
        ("separates little", {"item_rest": 0.1, "item_rest_low": -0.1, "item_rest_high": 0.29}),
        ("separates little", {"item_rest": -0.1, "item_rest_low": -0.3, "item_rest_high": 0.1}),
        ("too hard", {"difficulty": 0.33, "low": 0.2, "high": 0.45}),
        ("too hard", {"difficulty": 0.1, "low": 0.05, "high": 0.15}),
        ("unreadable", {"malformed": 0.1}),
        ("left out", {"not_attempted": 0.2}),
        ("slow", {"median_seconds": 91.0}),
        ("too easy", {"difficulty": 0.95}),
    ],
)
def test_what_a_row_tells(kind: str, row: dict[str, float]) -> None:
    assert told(**row) == [kind]


def test_what_chance_may_explain_is_no_reason() -> None:
    assert told(item_rest=0.1, item_rest_low=-0.1, item_rest_high=0.31) == []


def test_nothing_is_known_without_variance_or_times() -> None:
    nothing = dict.fromkeys(("item_rest", "item_rest_low", "item_rest_high", "median_seconds"), np.nan)
    assert told(**nothing) == []
    assert told(items=4, median_seconds=500.0) == []


def test_a_wrong_option_that_the_best_prefer_questions_the_key() -> None:
    preferred = changed(1, upper_students=30, upper=0.9).assign(upper_students=[5, 30, 0, 0])
    assert told(options=preferred) == ["key?"]
    assert told(options=OPTIONS.assign(upper_students=[10, 14, 0, 0])) == []  # chance explains it
    several = Item(id="04.Q01", stem="?", type="multiple", objective="04.O1", options=("x", "y", "z"), keys=(0, 1))
    assert told(options=preferred, item=several) == []


def test_sure_and_wrong_points_to_the_idea_or_to_the_stem() -> None:
    def advice(options: pd.DataFrame) -> str:
        found = reasons(Evidence(ITEM, pd.Series(ROW), options, 20, 12, 30.0, 10))
        assert [each.kind for _, each in found] == ["sure and wrong"]
        return found[0][1].advice

    assert "ambiguous" in advice(OPTIONS)
    assert "ambiguous" in advice(OPTIONS.iloc[:1])
    assert "04.M4" in advice(changed(1, misconceptions=("04.M4",)))
    assert told(sure=(9, 9)) == told(sure=(20, 9)) == []


def test_an_option_that_nobody_takes() -> None:
    assert told(options=changed(2, students=2, share=0.02)) == ["unused option"]
    assert told(options=changed(2, share=0.02), difficulty=0.95) == ["too easy"]
    two = Item(id="04.Q01", stem="?", type="true_false", objective="04.O1", options=("True", "False"), keys=(0,))
    assert told(options=changed(2, share=0.02), item=two) == []


def test_a_score_below_blind_guessing_is_said() -> None:
    known = Evidence(ITEM, pd.Series(ROW | {"difficulty": 0.2, "low": 0.15, "high": 0.25}), OPTIONS, 0, 0, 30.0, 10)
    assert "fewer than blind guessing" in reasons(known)[0][1].seen


def test_long_options_are_cut() -> None:
    known = Evidence(ITEM, pd.Series(ROW), changed(2, share=0.01, answer="long " * 30), 0, 0, 30.0, 10)
    assert len(reasons(known)[0][1].seen) < 130
