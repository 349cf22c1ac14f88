"""The year is set up from the books and the truth, once for the same settings; the director spends in proportion."""

from __future__ import annotations

import pytest

import customer_value as cv
from customer_value.analysis.cycle import Rules
from customer_value.capstone import directors_plan, game
from customer_value.capstone.year import results_by_cell
from customer_value.errors import DataError


def test_the_same_settings_are_the_same_year_and_others_are_not() -> None:
    assert game() is game()
    assert game(budget=25_000, rules=Rules()) is game()
    assert game(budget=30_000) is not game()
    with pytest.raises(DataError, match="budget must be at least 0"):
        game(budget=-1)


def test_nobody_can_buy_customers_who_walk_in() -> None:
    known = cv.load("customers")
    new = known[known["first_order_on"] >= "2025-01-01"]
    channels = game().channels
    assert set(channels.index) == set(known["acquisition_channel"]) - {"walk_in"}
    assert channels["reach"].sum() == (new["acquisition_channel"] != "walk_in").sum()


def test_the_baseline_by_uplift_has_what_the_test_has_shown() -> None:
    shown, known = results_by_cell(cv.load), game().known
    assert set(known["uplift"]) <= {0.0, *shown["uplift"]}
    assert "uplift" in game().baselines()
    pays = shown["brings_eur"] > 0
    assert (shown.loc[pays, "low"] > 0).all()
    by_hand = 1.25 * shown["uplift"] * shown["contribution_per_order_eur"] - 6 * shown["coupon_chance"] - 0.60
    assert shown["brings_eur"].to_numpy() == pytest.approx(by_hand.to_numpy())


def test_the_director_spends_any_budget_in_the_same_way() -> None:
    rich, usual = game(budget=30_000), game()
    one, other = directors_plan(usual), directors_plan(rich)
    assert usual.cost(one) == pytest.approx(25_000)
    assert rich.cost(other) == pytest.approx(30_000)
    assert other.acquisition["deep_discount"] == pytest.approx(1.2 * one.acquisition["deep_discount"])
    assert one.development == other.development[:500]
    sales = usual.known.loc[list(one.development), "revenue_eur"]
    assert sales.min() >= usual.known["revenue_eur"].nlargest(700).min()
