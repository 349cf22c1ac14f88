"""The report takes one plain table of answers, and says what is wrong with one that it cannot take."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from customer_value.assessment import bank
from customer_value.classroom.report.answers import COLUMNS, ClassAnswers, Item, item_of
from customer_value.errors import ColumnError, DataError, UnknownNameError

ITEMS = (Item(id="04.Q01", stem="?", type="single", objective="04.O1"),)


def table(**changes: object) -> pd.DataFrame:
    row = dict.fromkeys(COLUMNS) | {"student": "ada", "item": "04.Q01", "score": 1.0, "status": "correct"}
    return pd.DataFrame([row | changes])


def of(answers: pd.DataFrame) -> ClassAnswers:
    return ClassAnswers(title="Week 3", items=ITEMS, answers=answers)


@pytest.mark.parametrize(
    ("answers", "error", "says"),
    [
        (table().drop(columns="score"), ColumnError, "'score'"),
        (table().iloc[:0], DataError, "no answers"),
        (table(item="04.Q02"), UnknownNameError, "04.Q02"),
        (table(status="right"), UnknownNameError, "right"),
        (table(confidence="certain"), UnknownNameError, "certain.*sure"),
        (table(score=1.5), DataError, r"1\.5"),
        (pd.concat([table(), table(score=0.0)]), DataError, "'ada' has two rows"),
    ],
)
def test_a_table_that_it_cannot_take(answers: pd.DataFrame, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        of(answers)


def test_scores_leave_what_was_not_asked_or_not_marked_empty() -> None:
    items = (*ITEMS, Item(id="04.Q02", stem="?", type="short", objective="04.O1"))
    rows = [table(), table(student="bob", score=0.0, status="wrong"), table(item="04.Q02", score=np.nan)]
    scores = ClassAnswers(title="", items=items, answers=pd.concat(rows)).scores()
    assert scores.columns.tolist() == ["04.Q01", "04.Q02"]
    assert scores["04.Q01"].tolist() == [1.0, 0.0]
    assert scores["04.Q02"].isna().all()


def test_an_item_is_found_by_its_id() -> None:
    assert of(table()).item("04.Q01") is ITEMS[0]
    with pytest.raises(UnknownNameError, match="Q09"):
        of(table()).item("04.Q09")


def test_a_question_of_every_type_becomes_an_item(project: Path) -> None:
    read = bank.read(project / "tests/assessment/example.yaml")
    items = [item_of(each, objectives={}, misconceptions=read.misconceptions) for each in read.questions]
    assert len({each.type for each in items}) == 10
    for item in items:
        assert all(0 <= key < len(item.options) for key in item.keys)
        assert bool(item.keys) == bool(item.options)
        assert all(item.misconceptions.values())


def test_a_statement_has_two_options(project: Path) -> None:
    lesson = bank.read(project / "tests/assessment/example.yaml")
    statement = next(
        each
        for each in lesson.questions
        if item_of(each, objectives={}, misconceptions={}).options == ("True", "False")
    )
    item = item_of(statement, objectives={statement.objective: "say it"}, misconceptions={})
    assert item.keys == ((0,) if statement.answer else (1,))
    assert item.objective_text == "say it"
