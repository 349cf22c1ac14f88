"""Contributions add up to the books'; a wallet is divided by the rule, and nothing is ours where nobody uses us."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value.analysis import segments
from customer_value.errors import ColumnError, DataError

ORDERS = pd.DataFrame(
    {"order_id": [1, 2], "customer_id": [7, 9], "margin_eur": [30.0, 12], "serving_cost_eur": [3.0, 6]}
)
RETURNS = pd.DataFrame({"order_id": [2, 99], "lost_margin_eur": [12.0, 50], "handling_cost_eur": [4.0, 5]})
SURVEY = pd.DataFrame(
    {
        "customer_id": [7, 7, 9],
        "rank_of_us": [1, 2, np.nan],
        "brands_used": [2, 3, 4],
        "stated_spend_eur_per_year": [300.0, 60, 500],
    }
)


def test_three_years_of_contributions_are_those_of_the_summary() -> None:
    orders, returns = cv.load("orders"), cv.load("returns")
    by_year = [segments.contributions(each, returns) for _, each in orders.groupby(orders["ordered_at"].dt.year)]
    summary = cv.load("customer_summary").query("order_count > 0").set_index("customer_id")["contribution_eur"]
    found = pd.concat(by_year).groupby(level=0).sum()
    pd.testing.assert_series_equal(found, summary, check_names=False, check_dtype=False, atol=0.011)


def test_a_return_of_another_year_changes_nothing() -> None:
    assert segments.contributions(ORDERS, RETURNS).to_dict() == {7: 22.0, 9: -15.0}
    assert segments.contributions(ORDERS, RETURNS.head(0), account_cost=0).to_dict() == {7: 27.0, 9: 6.0}


def test_wallets_by_hand() -> None:
    """300 × 2/3 + 60 × 1/3 is 220 of 360; who does not use us leaves nothing."""
    found = segments.wallets(SURVEY)
    assert found.loc[7].to_numpy() == pytest.approx([360, 220, 140])
    assert found.loc[9].tolist() == [500, 0, 500]
    nobody = segments.wallets(SURVEY.tail(1))
    assert nobody["with_us_eur"].sum() == 0


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: segments.contributions(ORDERS.drop(columns="margin_eur"), RETURNS), ColumnError, "'margin_eur'"),
        (lambda: segments.contributions(ORDERS, RETURNS.drop(columns="order_id")), ColumnError, "'order_id'"),
        (lambda: segments.contributions(ORDERS.head(0), RETURNS), DataError, "one row per order, and at least one"),
        (lambda: segments.contributions(pd.concat([ORDERS, ORDERS]), RETURNS), DataError, "one row per order"),
        (lambda: segments.contributions(ORDERS.drop(columns="customer_id"), RETURNS), ColumnError, "'customer_id'"),
        (lambda: segments.contributions(ORDERS.assign(customer_id=[7, None]), RETURNS), DataError, "its customer"),
        (lambda: segments.contributions(ORDERS.assign(margin_eur=np.nan), RETURNS), DataError, "margin_eur"),
        (lambda: segments.contributions(ORDERS, RETURNS, account_cost=-1), DataError, "account_cost"),
        (lambda: segments.wallets(SURVEY.drop(columns="brands_used")), ColumnError, "'brands_used'"),
        (lambda: segments.wallets(SURVEY.head(0)), DataError, "no answers"),
        (lambda: segments.wallets(SURVEY.assign(rank_of_us=5)), DataError, "rank lies beyond"),
    ],
)
def test_books_that_cannot_be_read_are_refused(call, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        call()
