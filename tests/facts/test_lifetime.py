"""Facts of lesson 4 equal a few lines on orders and returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

import customer_value as cv
from customer_value.errors import DataError, UnknownNameError

Facts = Mapping[str, Callable[..., float]]
YEARS = (2023, 2024, 2025)


def test_sales_add_up(shop: Facts) -> None:
    """Size times frequency times buyers is the sales of the year."""
    orders = cv.load("orders")
    for year in YEARS:
        bought = orders[orders["ordered_at"].dt.year == year]
        sales = shop["lifetime.simple_ltv"](duration=1, year=year) * bought["customer_id"].nunique()
        assert sales == pytest.approx(bought["net_eur"].sum())
    assert shop["lifetime.mean_purchase_size"]() == pytest.approx(orders["net_eur"].mean())
    assert shop["lifetime.margin_rate"]() == pytest.approx(orders["margin_eur"].sum() / orders["net_eur"].sum())


def test_contributions_add_up_to_those_of_the_customers(shop: Facts) -> None:
    """Year by year, with returns, serving and accounts, as customer_summary has them for all three years."""
    orders = cv.load("orders")
    buyers = {year: orders.loc[orders["ordered_at"].dt.year == year, "customer_id"].nunique() for year in YEARS}
    total = sum(shop["lifetime.contribution"](year=year) * buyers[year] for year in YEARS)
    assert total == pytest.approx(cv.load("customer_summary")["contribution_eur"].sum(), abs=1)


def test_retention_by_cross_table(shop: Facts) -> None:
    orders = cv.load("orders")
    bought = orders.assign(year=orders["ordered_at"].dt.year).groupby(["customer_id", "year"]).size().unstack() > 0
    for year in (2023, 2024):
        assert shop["lifetime.retention_rate_year"](year=year) == pytest.approx(
            bought.loc[bought[year], year + 1].mean()
        )


def test_repeat_rate_customer_by_customer(shop: Facts) -> None:
    customers = cv.load("customers").set_index("customer_id")["first_order_on"]
    orders = cv.load("orders")
    days = orders["ordered_at"].dt.normalize().groupby(orders["customer_id"]).agg(list)
    new = customers[customers.dt.year == 2023]
    again = [any(1 <= (day - first).days <= 365 for day in days[who]) for who, first in new.items()]
    assert shop["lifetime.repeat_rate_12_months"](year=2023) == pytest.approx(np.mean(again))


def test_acquisition_cost(shop: Facts) -> None:
    customers = cv.load("customers")
    new = customers[customers["first_order_on"].dt.year == 2024]
    cost = shop["lifetime.acquisition_cost"](channel="search", year=2024)
    assert cost == pytest.approx(new.loc[new["acquisition_channel"] == "search", "acquisition_cost_eur"].mean())


def test_equity_is_buyers_times_ltv(shop: Facts) -> None:
    r, m = shop["lifetime.retention_rate_year"](year=2024), shop["lifetime.contribution"](year=2025)
    orders = cv.load("orders")
    buyers = orders.loc[orders["ordered_at"].dt.year == 2025, "customer_id"].nunique()
    assert shop["lifetime.customer_equity"](discount_rate=0.12) == pytest.approx(buyers * m * r / (1.12 - r))
    both = [shop["lifetime.margin_ltv"](first_margin=timing) for timing in ("now", "in a year")]
    assert both[0] - both[1] == pytest.approx(m)


def test_the_model_behaves(shop: Facts) -> None:
    shares = [shop["btyd.probability_alive_share"](above=limit) for limit in (0.2, 0.5, 0.8)]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shop["btyd.expected_purchases"](weeks=26) < shop["btyd.expected_purchases"]()


def test_unknown_words(shop: Facts) -> None:
    with pytest.raises(UnknownNameError, match="no year 2022; years: 2023, 2024, 2025"):
        shop["lifetime.purchase_frequency"](year=2022)
    with pytest.raises(UnknownNameError, match="no channel 'radio'; channels: "):
        shop["lifetime.acquisition_cost"](channel="radio")
    for name in ("lifetime.retention_rate_year", "lifetime.repeat_rate_12_months"):
        with pytest.raises(DataError, match="use 2023 or 2024"):
            shop[name](year=2025)
