"""The misconception map counts students who had a chance to show an idea, each once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from customer_value.classroom.report.answers import COLUMNS, ClassAnswers, Item
from customer_value.classroom.report.confidence import confidence_table, sure_and_wrong
from customer_value.classroom.report.misconceptions import misconception_table

FIRST = Item(id="04.Q01", stem="?", type="single", objective="04.O1", misconceptions={"04.M1": "One."})
BOTH = Item(id="04.Q02", stem="?", type="single", objective="04.O1", misconceptions={"04.M1": "One.", "04.M2": "Two."})


def of(rows: Sequence[tuple[str, Item, str, tuple[str, ...]]]) -> pd.DataFrame:
    table = pd.DataFrame(
        [(who, item.id, 0.0, status, "0", revealed, 30.0, None) for who, item, status, revealed in rows],
        columns=["student", "item", "score", "status", "answer", "misconceptions", "seconds", "confidence"],
    )
    return misconception_table(ClassAnswers(title="", items=(FIRST, BOTH), answers=table))


def test_a_student_counts_once() -> None:
    table = of([("ada", FIRST, "wrong", ("04.M1",)), ("ada", BOTH, "wrong", ("04.M1",)), ("bob", BOTH, "correct", ())])
    assert table.loc["04.M1", ["showed", "students"]].tolist() == [1, 2]
    assert table.loc["04.M1", "items"] == ("04.Q01", "04.Q02")
    assert table.loc["04.M2", ["showed", "students"]].tolist() == [0, 2]


def test_a_blank_and_what_could_not_be_read_say_nothing() -> None:
    table = of(
        [("ada", FIRST, "wrong", ("04.M1",)), ("bob", FIRST, "malformed", ()), ("cy", BOTH, "not_attempted", ())]
    )
    assert table.loc["04.M1", ["showed", "students"]].tolist() == [1, 1]
    assert "04.M2" not in table.index


def test_an_answer_that_waits_for_its_mark_says_nothing() -> None:
    rows = [
        ("ada", FIRST.id, np.nan, "partial", "0", (), 30.0, "sure"),
        ("bob", FIRST.id, 0.0, "wrong", "0", (), 30.0, "sure"),
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    assert misconception_table(ClassAnswers(title="", items=(FIRST,), answers=table)).loc["04.M1", "students"] == 1
    assert confidence_table(table).loc["sure", "answers"] == 1
    assert sure_and_wrong(table).loc[FIRST.id].tolist() == [1, 1]


def test_the_most_frequent_stands_first() -> None:
    table = of([("ada", BOTH, "wrong", ("04.M2",)), ("bob", BOTH, "correct", ())])
    assert table.index.tolist() == ["04.M2", "04.M1"]
