"""Facts of lesson 3 equal a few lines on orders, contributions and the survey of wallets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value.errors import DataError, UnknownNameError

Facts = Mapping[str, Callable[..., float]]


@pytest.fixture
def sales() -> pd.DataFrame:
    """Net sales of each customer ever won, by year."""
    orders = cv.load("orders")
    table = orders.pivot_table("net_eur", "customer_id", orders["ordered_at"].dt.year, aggfunc="sum")
    return table.reindex(cv.load("customers")["customer_id"]).fillna(0.0)


def test_concentration_by_window_and_denominator(shop: Facts, sales: pd.DataFrame) -> None:
    for months, spend in ((12, sales[2025]), (36, sales.sum(axis=1))):
        for among, counted in (("buyers", spend[spend > 0]), ("customers", spend)):
            cut = counted.rank(ascending=False, method="first") <= round(0.2 * len(counted))
            found = shop["segments.pareto_share"](months=months, among=among)
            assert found == pytest.approx(counted[cut].sum() / counted.sum())
            x = np.sort(counted)
            area = np.trapezoid(np.concatenate([[0.0], x.cumsum() / x.sum()]), dx=1 / len(x))
            assert shop["segments.gini"](months=months, among=among) == pytest.approx(1 - 2 * area)


def test_half_of_the_top_stays(shop: Facts, sales: pd.DataFrame) -> None:
    top = {year: sales[year].nlargest(round(0.1 * (sales[year] > 0).sum())).index for year in (2023, 2024)}
    found = shop["segments.top_stays_share"](year=2023, top=0.1)
    assert found == pytest.approx(top[2023].isin(top[2024]).mean())


def test_below_zero(shop: Facts) -> None:
    summary = cv.load("customer_summary")
    lost = summary["contribution_eur"] < 0
    assert shop["segments.below_zero_share"]() == pytest.approx(lost[summary["recency_days"].notna()].mean())
    assert shop["segments.below_zero_loss"]() == pytest.approx(-summary["contribution_eur"].clip(upper=0).sum())


def test_multichannel_multiple(shop: Facts) -> None:
    summary = cv.load("customer_summary").query("order_count > 0")
    channels = cv.load("orders").groupby("customer_id")["channel"].agg(set)
    kinds = summary["customer_id"].map(channels)
    both = kinds.map(lambda used: "store" in used and len(used) > 1)
    only = kinds.map(lambda used: used == {"store"})
    mean = [summary.loc[kind, "net_sales_eur"].mean() for kind in (both, only)]
    assert shop["segments.multichannel_multiple"]() == pytest.approx(mean[0] / mean[1])


def test_wallets(shop: Facts) -> None:
    asked = cv.load("survey_wallet")
    rank, n, spend = asked["rank_of_us"], asked["brands_used"], asked["stated_spend_eur_per_year"]
    ours = ((n + 1 - rank) * 2 / (n * (n + 1)) * spend).fillna(0)
    shoes, people = asked["category"] == "shoes", asked["customer_id"].nunique()
    assert shop["segments.share_of_wallet"]() == pytest.approx(ours.sum() / spend.sum())
    assert shop["segments.share_of_wallet"](category="shoes") == pytest.approx(ours[shoes].sum() / spend[shoes].sum())
    assert shop["segments.spent_elsewhere"]() == pytest.approx((spend - ours).sum() / people)
    assert shop["segments.spent_elsewhere"](category="shoes") == pytest.approx((spend - ours)[shoes].sum() / people)


def test_tiers_divide_the_buyers_and_what_could_be_won(shop: Facts) -> None:
    names = ("most valuable", "most growable", "other", "below zero")
    for fact in ("tier_share", "potential_share"):
        assert sum(shop[f"segments.{fact}"](tier=name) for name in names) == pytest.approx(1)
    growable = [shop[f"segments.{fact}"](tier="most growable") for fact in ("potential_share", "tier_share")]
    assert growable[0] > 1.2 * growable[1]


def test_groups_by_behaviour_come_back_and_say_nothing_of_needs(shop: Facts) -> None:
    assert shop["segments.silhouette"](by="behaviour", k=2) > shop["segments.silhouette"](by="needs", k=4)
    assert shop["segments.stability"](by="behaviour", k=4) > 0.5
    assert shop["segments.agreement"]() < 0.05


def test_a_leak_lifts_in_hindsight(shop: Facts) -> None:
    assert shop["segments.growth_lift"](leak=True) > shop["segments.growth_lift"]() + 0.3


def test_bad_arguments(shop: Facts) -> None:
    with pytest.raises(UnknownNameError, match="no tier 'best'; tiers: most valuable, most growable"):
        shop["segments.tier_share"](tier="best")
    with pytest.raises(UnknownNameError, match="no division 'age'; divisions: behaviour, needs"):
        shop["segments.stability"](by="age", k=4)
    with pytest.raises(UnknownNameError, match="no number of groups 9"):
        shop["segments.silhouette"](by="needs", k=9)
    with pytest.raises(DataError, match="months must be 1 to 36"):
        shop["segments.gini"](months=48)
    with pytest.raises(UnknownNameError, match="no group 'all'; groups: buyers, customers"):
        shop["segments.pareto_share"](among="all")
    with pytest.raises(UnknownNameError, match="no category 'cars'; categories: food, beauty, home"):
        shop["segments.share_of_wallet"](category="cars")
    with pytest.raises(DataError, match="use 2023 or 2024"):
        shop["segments.top_stays_share"](year=2025)
    with pytest.raises(DataError, match="top must be a share"):
        shop["segments.top_stays_share"](top=20)
