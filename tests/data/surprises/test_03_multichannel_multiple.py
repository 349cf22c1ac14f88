"""Customers of several channels spend three times as much, though the channel causes nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

MOST = 12  # orders; above it nearly everyone is seen in both channels
Frames = dict[str, pd.DataFrame]


@pytest.fixture
def buyers(world: Frames) -> pd.DataFrame:
    """Orders, net sales and share of online orders by customer."""
    orders = world["orders"]
    online = (orders["channel"] != "store").groupby(orders["customer_id"]).mean()
    buyers = orders.groupby("customer_id")["net_eur"].agg(orders="size", spend="sum")
    return buyers.assign(kind=np.select([online == 0, online < 1], ["store only", "multichannel"], "online only"))


def test_the_naive_multiple_is_three(buyers: pd.DataFrame) -> None:
    mean = buyers.groupby("kind")["spend"].mean()
    assert mean["multichannel"] > 2.5 * mean["store only"]
    assert mean["multichannel"] > 5 * mean["online only"]


def test_with_as_many_orders_it_is_one(buyers: pd.DataFrame) -> None:
    """Compare customers with the same number of orders, two at least, and weigh by the multichannel ones."""
    alike = buyers[buyers["orders"].between(2, MOST - 1)]
    mean = alike.pivot_table(index="orders", columns="kind", values="spend")
    weight = alike.loc[alike["kind"] == "multichannel", "orders"].value_counts()
    ratio = (mean["multichannel"] * weight).sum() / (mean["store only"] * weight).sum()
    assert ratio == pytest.approx(1, abs=0.12)


def test_in_truth_the_liking_for_online_goes_with_no_more_spending(world: Frames) -> None:
    truth = world["truth/customers"]
    yearly = truth["purchase_rate_per_year"] * truth["expected_basket_eur"]
    within = yearly.groupby(truth["need_segment"]).transform(lambda spend: spend.rank(pct=True))
    assert abs(within.corr(truth["online_chance"])) < 0.03
