"""Lesson 1's figures say which stores differ, what size explains, how long scales flatter, and who gives most."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import alpha_by_length, orientation_and_profit, store_scores, value_map

ITEMS = {"customer_1": [6, 6, 2, 2], "competitor_1": [4, 4, 3, 3], "coordination_1": [5, 5, 5, 5]}
ANSWERS = pd.DataFrame({"store_id": [1, 1, 2, 2], **ITEMS})


def test_the_component_with_the_widest_distance_is_told(drawn) -> None:
    alt = drawn(lambda: store_scores(ANSWERS, names={1: "Elm", 2: "Oak"}))
    assert alt.startswith("Stores differ most in customer orientation: 2.0 points in Oak, 6.0 in Elm.")
    assert "competitor orientation 3.50, from 3.00 in Oak to 4.00 in Elm" in alt


def test_forty_stores_fit(drawn) -> None:
    random = np.random.default_rng(1)
    many = pd.DataFrame({name: random.integers(1, 8, 400) for name in ITEMS}).assign(store_id=np.arange(400) // 10)
    assert "in store " in drawn(lambda: store_scores(many))


def test_one_store_a_lacking_column_and_wrong_answers_are_refused() -> None:
    with pytest.raises(ColumnError, match="'shop'"):
        store_scores(ANSWERS, store="shop")
    with pytest.raises(DataError, match="2 to 60 stores"):
        store_scores(ANSWERS[ANSWERS["store_id"] == 1])
    with pytest.raises(DataError, match="off the scale"):
        store_scores(ANSWERS.assign(customer_1=9))


def stores(count: int = 30) -> pd.DataFrame:
    """Stores whose orientation and profit both come from size alone."""
    random = np.random.default_rng(2)
    size = np.linspace(1_000, 4_000, count)
    return pd.DataFrame(
        {
            "area_m2": size,
            "orientation": size / 1_000 + random.normal(0, 0.5, count),
            "profit_eur_per_m2": size / 20 + random.normal(0, 25, count),
        }
    )


def test_correlation_over_all_and_within_thirds(drawn) -> None:
    table = stores()
    alt = drawn(lambda: orientation_and_profit(table))
    over_all = table["orientation"].corr(table["profit_eur_per_m2"])
    third = np.arange(30) // 10
    within = (table - table.groupby(third).transform("mean"))[["orientation", "profit_eur_per_m2"]].corr().iloc[0, 1]
    assert within < over_all - 0.2
    assert f"with r = {over_all:.2f} over all stores, with {within:.2f} among stores of similar size" in alt
    assert "Means of 30 stores: small stores" in alt


def test_what_falls_with_orientation_has_a_minus_sign(drawn) -> None:
    table = stores()
    table["profit_eur_per_m2"] *= -1
    title = drawn(lambda: orientation_and_profit(table)).split(". ")[0]
    assert "r = −0." in title
    assert "-" not in title


def test_stores_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(DataError, match="9 rows"):
        orientation_and_profit(stores(8))
    with pytest.raises(DataError, match="the same for all"):
        orientation_and_profit(stores().assign(orientation=4.0))
    with pytest.raises(ColumnError, match="'area_m2'"):
        orientation_and_profit(stores().drop(columns="area_m2"))


def test_length_buys_reliability(drawn) -> None:
    alt = drawn(alpha_by_length)
    assert alt.startswith("Items that correlate with only 0.20 reach an alpha of .70 once there are 10 of them.")
    assert "at r = 0.20: 0.43 with 3, 0.60 with 6, 0.71 with 10, 0.79 with 15" in alt


def test_own_scales_stand_among_the_curves(drawn) -> None:
    random = np.random.default_rng(3)
    items = pd.DataFrame(random.normal(size=(50, 4)) + random.normal(size=(50, 1)))
    alt = drawn(lambda: alpha_by_length([0.05], measured={"service": items}))
    assert alt.startswith("Even 20 items reach only 0.51 when they correlate with 0.05")
    assert f"Service: 4 items, alpha {orientation.cronbach_alpha(items):.2f}." in alt


@pytest.mark.parametrize(("given", "why"), [({"longest": 9}, "10 items"), ({"mean_correlations": []}, "1 to 5")])
def test_curves_that_cannot_be_drawn_are_refused(given: dict, why: str) -> None:
    with pytest.raises(DataError, match=why):
        alpha_by_length(**given)


RATINGS = pd.DataFrame({"range": [4.0, 2.0, 3.0], "service": [4.0, 3.0, 3.5]}, index=["Larkspur", "Aldo", "Bex"])


@pytest.mark.parametrize(
    ("ours", "finding"),
    [(90, "Larkspur gives the most for the money: "), (190, "Bex gives the most for the money ")],
)
def test_value_for_money_is_ranked(drawn, ours: float, finding: str) -> None:
    placed = orientation.value_map(RATINGS, pd.Series([ours, 90, 90], index=RATINGS.index))
    alt = drawn(lambda: value_map(placed))
    assert alt.startswith(finding)
    assert f"Aldo: quality {placed.loc['Aldo', 'relative_quality']:.2f}, price" in alt


def test_unknown_shops_are_named() -> None:
    placed = orientation.value_map(RATINGS, pd.Series([90, 90, 90], index=RATINGS.index))
    with pytest.raises(UnknownNameError, match="did you mean 'Larkspur'"):
        value_map(placed, us="Larkspurs")
    with pytest.raises(ColumnError, match="'value'"):
        value_map(placed.drop(columns="value"))
