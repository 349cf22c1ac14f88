"""The explorables of lesson 1 show what the formulas say, and their tasks can be done."""

from __future__ import annotations

import pandas as pd
import pytest

import customer_value as cv
from customer_value import explore
from customer_value.errors import ColumnError, DataError


@pytest.fixture(scope="module")
def stores() -> pd.DataFrame:
    """Stores with their yearly profit per m²."""
    table = cv.load("stores").set_index("store_id")
    profit = cv.load("store_months").groupby("store_id")["profit_eur"].sum() / 3
    return table.assign(profit_eur_per_m2=profit / table["area_m2"])


@pytest.fixture
def both(stores) -> list[explore.Explorable]:
    """Make the two explorables of the lesson."""
    return [explore.scale_length(), explore.like_with_like(cv.load("survey_orientation"), stores)]


@pytest.mark.parametrize(("items", "alpha"), [(3, ".43"), (6, ".60"), (10, ".71"), (15, ".79")])
def test_length_buys_alpha(ask, items: int, alpha: str) -> None:
    """At a mean correlation of .20, as published of standardised alpha (Cortina 1993)."""
    sentence = ask(explore.scale_length(), items=items, mean_correlation=0.20)[0]["sentence"]
    assert f"{items} items with a mean correlation of .20 have an alpha of {alpha}," in sentence


@pytest.mark.parametrize(
    ("settings", "done"),
    [((9, 0.20), []), ((10, 0.20), [0]), ((11, 0.20), []), ((5, 0.38), []), ((5, 0.39), [1]), ((5, 0.40), [])],
)
def test_each_task_of_the_scale_has_one_answer(ask, settings, done) -> None:
    items, correlation = settings
    assert ask(explore.scale_length(), items=items, mean_correlation=correlation)[0]["done"] == done


def test_ten_items_are_the_fewest_that_reach_the_limit(ask) -> None:
    told = [ask(explore.scale_length(), items=n, mean_correlation=0.20)[0]["sentence"] for n in (9, 10)]
    assert [" below the .70" in each for each in told] == [True, False]


def test_who_is_asked_moves_the_level_and_not_the_correlation(both, ask) -> None:
    answer, _ = ask(both[1], informants="marketing only")
    assert answer["done"] == [0]
    assert "Coordination scores 4.94" in answer["sentence"]
    assert "correlate with 0.34" in answer["sentence"]


def test_what_is_compared_moves_the_correlation_and_not_the_level(both, ask) -> None:
    answer, _ = ask(both[1], compared="stores of similar size")
    assert answer["done"] == [1]
    assert "Coordination scores 4.27" in answer["sentence"]
    assert "correlate with 0.16; one point goes with €18 per m²" in answer["sentence"]


def test_what_the_tasks_tell_is_computed_from_the_tables(both) -> None:
    marketing, alike = both[1]._chart["tasks"]
    assert "from 4.27 to 4.94, the correlation from 0.34 to 0.34" in marketing["then"]
    assert "from 0.34 to 0.16" in alike["then"]


@pytest.mark.parametrize("lost", ["department", "store_id"])
def test_answers_without_a_needed_column_are_refused(stores, lost: str) -> None:
    with pytest.raises(ColumnError, match=lost):
        explore.like_with_like(cv.load("survey_orientation").drop(columns=lost), stores)


def test_stores_without_profit_or_too_few_of_them_are_refused(stores) -> None:
    answers = cv.load("survey_orientation")
    with pytest.raises(ColumnError, match="profit_eur_per_m2"):
        explore.like_with_like(answers, stores.drop(columns="profit_eur_per_m2"))
    with pytest.raises(DataError, match="9 rows"):
        explore.like_with_like(answers, stores.head(8))
