"""The table of answers counts who took what, in the whole class and in its thirds, for every form of an answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from customer_value.classroom.report.answers import ClassAnswers, Item
from customer_value.classroom.report.options import option_table

REST = pd.Series([-0.2, -0.1, 0.0, 0.0, 0.1, 0.2], index=list("abcdef"))


def counted(
    item: Item, given: Sequence[Any], status: Sequence[str] = ("wrong",) * 6, reveals: Any = ()
) -> pd.DataFrame:
    rows = zip("abcdef", given, status, strict=True)
    table = pd.DataFrame(
        [(who, item.id, 0.0, was, json.dumps(answer), reveals, 30.0, None) for who, answer, was in rows],
        columns=["student", "item", "score", "status", "answer", "misconceptions", "seconds", "confidence"],
    )
    return option_table(ClassAnswers(title="", items=(item,), answers=table), item, REST).set_index("answer")


def item(kind: str, *options: str, keys: tuple[int, ...] = (), **more: Any) -> Item:
    return Item(id="04.Q01", stem="?", type=kind, objective="04.O1", options=options, keys=keys, **more)


def test_one_option_of_several() -> None:
    table = counted(item("single", "x", "y", "z", keys=(1,)), [0, 0, 1, 1, 1, 1], reveals=("04.M1",))
    assert table["students"].to_dict() == {"x": 2, "y": 4, "z": 0}
    assert table.loc["x", ["lower", "upper", "upper_students"]].tolist() == [1, 0, 0]
    assert table.loc["x", "rest_mean"] == pytest.approx(-0.15)
    assert table["misconceptions"].to_dict() == {"x": ("04.M1",), "y": (), "z": ()}


def test_several_options_count_apart() -> None:
    table = counted(item("multiple", "x", "y", "z", keys=(0, 1)), [[0, 1], [0], [2], [0, 1, 2], [1], [1]])
    assert table["students"].tolist() == [3, 4, 2]
    assert table["share"].tolist() == pytest.approx([1 / 2, 2 / 3, 1 / 3])


def test_a_statement() -> None:
    table = counted(item("true_false", "True", "False", keys=(1,)), [True, True, True, False, False, False])
    assert table["students"].to_dict() == {"True": 3, "False": 3}
    assert table["is_key"].to_dict() == {"True": False, "False": True}


def test_blanks_and_unreadable_answers_are_one_row() -> None:
    status = ["not_attempted", "malformed", *["wrong"] * 4]
    table = counted(item("single", "x", "y", keys=(0,)), [None, "?", 0, 0, 1, 1], status)
    assert table["students"].to_dict() == {"x": 2, "y": 2, "(no answer)": 2}


@pytest.mark.parametrize("text", [None, np.nan, "{", "", "[" * 100_000, "9" * 5000, '"\\ud800"'])
def test_an_answer_that_is_no_json_stops_nobody(text: object) -> None:
    table = pd.DataFrame({"student": list("abcdef"), "item": "04.Q01", "score": 0.0, "status": "wrong"})
    table = table.assign(answer=["0"] * 5 + [text], misconceptions=[()] * 6, seconds=1.0, confidence=None)
    one = item("single", "x", "y", keys=(1,))
    found = option_table(ClassAnswers(title="", items=(one,), answers=table), one, REST).set_index("answer")
    assert found.loc["x", "students"] == 5


def test_typed_numbers_that_several_gave() -> None:
    table = counted(item("numeric"), [320, 320, 440, 440, 440, 7], ["correct", "correct", *["wrong"] * 4])
    assert table["students"].to_dict() == {"440": 3, "320": 2}
    assert table["is_key"].to_dict() == {"440": False, "320": True}


def test_signs_that_turn_or_break_a_page_are_marked() -> None:
    table = counted(item("cloze"), ["\ud800\u202e\x00a"] * 6)
    assert table.index.tolist() == ["\N{REPLACEMENT CHARACTER}" * 3 + "a"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (item("numeric", has_own_numbers=True), [320] * 6),
        (item("short"), ["I think so."] * 6),
        (item("order"), [[2, 0, 1]] * 6),
        (item("numeric"), [1, 2, 3, 4, 5, 6]),
    ],
)
def test_answers_that_cannot_be_compared_are_not_listed(asked: Item, given: list[Any]) -> None:
    assert counted(asked, given).empty


def test_thirds_that_are_empty_have_no_share() -> None:
    same = REST * 0
    table = ClassAnswers(
        title="",
        items=(one := item("single", "x", "y", keys=(0,)),),
        answers=pd.DataFrame(
            {"student": list("abcdef"), "item": one.id, "score": 1.0, "status": "correct", "answer": "0"}
        ).assign(misconceptions=[()] * 6, seconds=1.0, confidence=None),
    )
    found = option_table(table, one, same)
    assert found["lower"].isna().all()
    assert found["share"].tolist() == [1, 0]
