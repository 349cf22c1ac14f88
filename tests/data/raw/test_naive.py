"""Who misses a flaw gets a wrong number, by as much as the key says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    from .conftest import Shop


def web_sales(orders: pd.DataFrame) -> float:
    return orders.loc[orders["channel"] == "web", "net_eur"].sum()


def june_sales(orders: pd.DataFrame) -> float:
    at = pd.to_datetime(orders["ordered_at"], format="mixed")
    return orders.loc[at.dt.strftime("%Y-%m") == "2024-06", "net_eur"].sum()


def median_silence(orders: pd.DataFrame) -> float:
    """Days from the latest order of all to a customer's latest."""
    return (orders["ordered_at"].max() - orders.groupby("customer_id")["ordered_at"].max()).dt.days.median()


def joined_refunds(returns: pd.DataFrame) -> float:
    return returns.loc[pd.to_numeric(returns["customer_id"], errors="coerce").notna(), "refund_eur"].sum()


def july_cohort(customers: pd.DataFrame) -> int:
    return int((customers["first_order_on"].dt.strftime("%Y-%m") == "2024-07").sum())


def total(column: str) -> Callable[[pd.DataFrame], float]:
    return lambda frame: frame[column].sum()


SEEDS = [1, 2, *(pytest.param(seed, marks=pytest.mark.all) for seed in range(101, 121))]
# Flaw, the number that goes wrong, and the range of naive / right.
NAIVE: list[tuple[str, Callable[[pd.DataFrame], float], float, float]] = [
    ("F01", total("net_eur"), 1.007, 1.013),
    ("F02", web_sales, 1.025, 1.045),
    ("F03", total("net_eur"), 1.06, 1.09),
    ("F04", web_sales, 0.83, 0.90),
    ("F05", median_silence, 20, 40),
    ("F06", total("net_eur"), 1.15, 1.35),
    ("F07", june_sales, 0.55, 0.70),
    ("F08", total("net_eur"), 1.003, 1.007),
    ("F10", total("quantity"), 1.17, 1.22),
    ("F11", joined_refunds, 0.96, 0.98),
    ("F12", july_cohort, 1.5, 2.0),
    ("F13", lambda summary: summary["recency_days"].mean(), 1.5, 1.8),
]


@pytest.mark.parametrize(("code", "number", "low", "high"), NAIVE, ids=[code for code, *_ in NAIVE])
@pytest.mark.parametrize("seed", SEEDS)
def test_naive_number_is_wrong(
    seed: int,
    code: str,
    number: Callable[[pd.DataFrame], float],
    low: float,
    high: float,
    shop: Callable[[int], Shop],
) -> None:
    flawed, right = shop(seed).with_only(code)
    assert low < number(flawed) / number(right) < high


@pytest.mark.parametrize("seed", SEEDS)
def test_the_four_best_customers_are_no_customers(seed: int, shop: Callable[[int], Shop]) -> None:
    best = shop(seed).with_only("F03")[0].groupby("customer_id")["net_eur"].sum().nlargest(4)
    assert not best.index.isin(shop(seed).clean["customers"]["customer_id"]).any()


@pytest.mark.parametrize("seed", SEEDS)
def test_some_refunds_are_taken_off_twice(seed: int, shop: Callable[[int], Shop]) -> None:
    flawed, right = shop(seed).with_only("F09")
    twice = right["net_eur"].sum() - flawed["net_eur"].sum()
    assert 0.015 < twice / shop(seed).clean["returns"]["refund_eur"].sum() < 0.03


@pytest.mark.parametrize("seed", SEEDS)
def test_all_flaws_together_move_the_headline(seed: int, shop: Callable[[int], Shop]) -> None:
    raw, clean = (tables["orders"]["net_eur"].sum() for tables in (shop(seed).raw, shop(seed).clean))
    assert 1.25 < raw / clean < 1.45


@pytest.mark.parametrize("seed", SEEDS)
def test_the_net_promoter_score_is_eight_points_too_high(seed: int, shop: Callable[[int], Shop]) -> None:
    def score(survey: pd.DataFrame) -> float:
        answers = survey["likely_to_recommend"].dropna()
        return 100 * ((answers >= 9).mean() - (answers <= 6).mean())

    flawed, right = shop(seed).with_only("F14")
    assert 7 < score(flawed) - score(right) < 10
