"""A thousand personal contacts: the most valuable customers are not those with the most to gain."""

from __future__ import annotations

import pandas as pd
import pytest

CONTACTS = 1_000
Frames = dict[str, pd.DataFrame]


@pytest.fixture
def unrealised(world: Frames) -> pd.Series:
    """Hidden: what a personal contact could win from each customer, € a year."""
    truth = world["truth/customers"].set_index("customer_id")
    return truth["potential_value_eur"] - truth["actual_value_eur"]


def _won(unrealised: pd.Series, ranking: pd.Series) -> float:
    return float(unrealised[ranking.nlargest(CONTACTS).index].sum())


def test_the_top_by_actual_value_holds_less_than_half_of_what_could_be_won(
    world: Frames, unrealised: pd.Series
) -> None:
    actual = world["truth/customers"].set_index("customer_id")["actual_value_eur"]
    assert _won(unrealised, unrealised) > 2 * _won(unrealised, actual)


def test_carts_tell_more_than_contribution(world: Frames, unrealised: pd.Series) -> None:
    """With what the shop sees: articles put into the cart and not bought, against three years' contribution."""
    contribution = world["customer_summary"].set_index("customer_id")["contribution_eur"]
    orders, weeks = world["orders"], world["web_weeks"]
    bought = orders[(orders["channel"] != "store") & (orders["ordered_at"] >= "2025-01-01")]
    carts = weeks[weeks["week_on"] >= "2025-01-01"].groupby("customer_id")["cart_adds"].sum()
    left_behind = carts.sub(2 * bought["customer_id"].value_counts(), fill_value=0)
    assert _won(unrealised, left_behind) > 1.6 * _won(unrealised, contribution)


def test_spending_with_us_says_nothing_about_spending_elsewhere(world: Frames) -> None:
    truth = world["truth/customers"]
    ours = truth["purchase_rate_per_year"] * truth["expected_basket_eur"]
    assert abs(ours.corr(truth["wallet_eur_per_year"] - ours)) < 0.06
