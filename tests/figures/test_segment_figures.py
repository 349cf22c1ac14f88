"""Lesson 3's figures say who holds the money, who buys again, where potential lies, what separates and what lifts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import segments
from customer_value.errors import ColumnError, DataError, UnknownNameError
from customer_value.figures import (
    lift_chart,
    lorenz_curves,
    rfm_heat_map,
    silhouettes_by_k,
    tier_by_need,
    unrealised_potential,
)

SALES = [100.0, 50, 20, 20, 10]
CONTRIBUTION = [60.0, 30, 10, 0, -20]


def test_shares_of_the_best_fifth(drawn) -> None:
    alt = drawn(lambda: lorenz_curves({"net sales": SALES, "contribution": CONTRIBUTION}, who="buyers of 2025"))
    assert alt.startswith("The best 20 % of buyers of 2025 bring 50 % of net sales and 75 % of contribution.")
    assert "the curve rises to 125 %, since 1 customers are below zero" in alt
    assert f"Net sales: Gini {segments.gini(SALES):.2f}. " in alt


def test_the_denominator_changes_the_share(drawn) -> None:
    assert "bring 75 % of net sales" in drawn(lambda: lorenz_curves({"net sales": SALES}, customers=10))


@pytest.mark.parametrize("given", [{"values": {}}, {"values": {"s": SALES}, "top": 1}, {"values": {"s": [0.0, 0.0]}}])
def test_curves_of_nothing_are_refused(given: dict) -> None:
    with pytest.raises(DataError):
        lorenz_curves(**given)


def scored() -> pd.DataFrame:
    """Ninety customers: of the recent and frequent two in three buy again, of the others none, and two rare ones."""
    corner = pd.DataFrame({"r": 5, "f": 5, "again": [True, True, False] * 10})
    others = pd.DataFrame({"r": 1, "f": [2, 5] * 30, "again": False})
    rare = pd.DataFrame({"r": 3, "f": 5, "again": [True, True]})
    return pd.concat([corner, others, rare], ignore_index=True)


def test_best_and_worst_cells_are_told(drawn) -> None:
    alt = drawn(lambda: rfm_heat_map(scored(), "again"))
    assert alt.startswith("24 % of customers bought in the next quarter: 67 % of those with R 5 and F 5, 0 % of those")
    assert "3 cells hold 20 customers or more, 92 in all" in alt


def test_every_score_has_its_cell(drawn) -> None:
    random = np.random.default_rng(1)
    table = pd.DataFrame(random.integers(1, 6, (3_000, 2)), columns=["r", "f"]).assign(again=random.random(3_000) < 0.3)
    assert "25 cells hold 20" in drawn(lambda: rfm_heat_map(table, "again"))


def test_scores_without_outcome_are_refused() -> None:
    with pytest.raises(ColumnError, match="'bought'"):
        rfm_heat_map(scored(), "bought")
    with pytest.raises(DataError, match="true or false"):
        rfm_heat_map(scored(), "f")
    with pytest.raises(DataError, match="no cell holds 200"):
        rfm_heat_map(scored(), "again", least=200)


def customers(count: int = 400) -> pd.DataFrame:
    random = np.random.default_rng(4)
    actual = pd.Series(random.normal(20, 60, count))
    potential = actual + random.lognormal(3, 1, count)
    needs = random.choice(["price", "quality", "gift"], count)
    tier = segments.value_tiers(actual, potential)
    return pd.DataFrame(
        {"actual_value_eur": actual, "potential_value_eur": potential, "need_segment": needs, "tier": tier}
    )


def test_the_tier_with_most_to_be_won_for_its_size_is_told(drawn) -> None:
    table = customers()
    table["open"] = table["potential_value_eur"] - table["actual_value_eur"]
    held = table.groupby("tier", observed=True)["open"].sum() / table["open"].sum()
    size = table["tier"].value_counts(normalize=True)
    first = (held / size).idxmax()
    alt = drawn(lambda: unrealised_potential(table))
    assert first == "most growable"
    told = f"are {100 * size[first]:.0f} % of the customers and hold {100 * held[first]:.0f} %"
    assert alt.startswith(f"“Most growable” {told} of the unrealised potential")
    mean = table.loc[table["tier"] == "most growable", "open"].mean()
    assert f"unrealised €{mean:.0f}" in alt


def test_needs_have_their_own_colours(drawn) -> None:
    assert "quality" in drawn(lambda: unrealised_potential(customers(), by="need_segment"))


def test_unknown_tiers_and_no_potential_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'most valuable'"):
        unrealised_potential(customers().assign(tier="most valuabl"))
    with pytest.raises(DataError, match="two tiers or needs"):
        unrealised_potential(customers().assign(tier="other"))
    with pytest.raises(ColumnError, match="'actual_value_eur'"):
        unrealised_potential(customers().drop(columns="actual_value_eur"))


def test_the_cell_with_most_per_customer_is_told_and_small_ones_have_no_mean(drawn) -> None:
    table = customers().astype({"tier": str})
    table.loc[table.index[:25], ["tier", "need_segment", "potential_value_eur"]] = ["most growable", "gift", 9_000.0]
    table.loc[table.index[30:35], ["tier", "need_segment", "potential_value_eur"]] = ["other", "service", 90_000.0]
    cell = table[(table["tier"] == "most growable") & (table["need_segment"] == "gift")]
    mean = (cell["potential_value_eur"] - cell["actual_value_eur"]).mean()
    alt = drawn(lambda: tier_by_need(table))
    assert alt.startswith(f"The most per customer could be won from “most growable” of need gift: €{mean:,.0f} a year.")
    with pytest.raises(DataError, match="no cell holds 400 customers"):
        tier_by_need(table, least=400)


def test_missing_tiers_are_refused() -> None:
    with pytest.raises(DataError, match="'tier' is missing in 400 rows"):
        tier_by_need(customers().assign(tier=None))


def test_the_best_models_first_group_is_told(drawn) -> None:
    actual = np.arange(100.0)[::-1]
    right, wrong = segments.lift_table(actual, actual), segments.lift_table(actual, -actual)
    alt = drawn(lambda: lift_chart({"right": right, "wrong": wrong}))
    assert alt.startswith("The tenth that right puts first brings 1.9 times the average, 19 % of all.")
    assert "wrong: lift 0.09 in the first group, 1.91 in the last" in alt
    assert "that the model puts first" in drawn(lambda: lift_chart(segments.lift_table(actual, actual, groups=7)))


def test_one_model_is_judged_by_several_outcomes(drawn) -> None:
    said, growth = np.arange(100.0)[::-1], np.arange(100.0)[::-1] ** 2
    tables = {"growth": segments.lift_table(growth, said), "what could be won": segments.lift_table(said + 99, said)}
    alt = drawn(lambda: lift_chart(tables, one_model=True))
    told = "The tenth that the model puts first brings 2.7 times the average of growth, 1.3 times that of what could"
    assert alt.startswith(told)


def test_the_best_number_of_groups_of_each_line_is_told(drawn) -> None:
    needs, orders = pd.Series({2: 0.25, 3: 0.3, 4: 0.34, 5: 0.28}), pd.Series({3: 0.4, 2: 0.49, 5: 0.34, 4: 0.41})
    alt = drawn(lambda: silhouettes_by_k({"needs": needs, "orders": orders}))
    assert alt.startswith("Groups by needs are the most separate with 4 groups (.34), by orders with 2 groups (.49). ")
    assert "orders: 2 groups .49, 3 groups .40" in alt


@pytest.mark.parametrize("line", [{2: 0.3}, {2: 0.3, 3: float("nan")}, {2: 0.3, 3: 1.2}])
def test_lines_that_are_no_silhouettes_are_refused(line: dict[int, float]) -> None:
    with pytest.raises(DataError, match="'needs' needs two or more"):
        silhouettes_by_k({"needs": pd.Series(line)})
    with pytest.raises(DataError, match="1 to 3 lines"):
        silhouettes_by_k({})


def test_tables_without_lift_are_refused() -> None:
    with pytest.raises(ColumnError, match="'lift'"):
        lift_chart(pd.DataFrame({"share": [1.0], "cumulative_share": [1.0]}))
    with pytest.raises(DataError, match="1 to 4 models"):
        lift_chart({})
