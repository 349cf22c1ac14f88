"""Customers of Larkspur bring in 2026, a year that no model has seen, what their intervals say."""

from __future__ import annotations

import pandas as pd
import pytest

import customer_value as cv
from customer_value.analysis import btyd

MODELS = (btyd.BetaGeometric, btyd.ModifiedBetaGeometric, btyd.ParetoNBD)


@pytest.mark.parametrize("seed", [None, *(pytest.param(seed, marks=pytest.mark.all) for seed in range(101, 111))])
def test_nine_in_ten_lie_inside(seed: int | None) -> None:
    """Trade has seasons and the models do not, so 5 in 100 above the interval becomes 3 to 8 in 100."""
    customers, orders = cv.load("customers", seed=seed), cv.load("orders", seed=seed)
    born = customers.loc[customers["orders_before"] == 0, "customer_id"]
    table = btyd.summary(orders[orders["customer_id"].isin(born)], end="2025-12-31")
    brought = discounted(cv.load_truth("orders_2026", seed=seed)).reindex(table["customer_id"]).fillna(0).to_numpy()
    value = btyd.GammaGamma().fit(table["x"], table["mean_value"])
    for kind in MODELS if seed else MODELS[:1]:
        model = kind().fit(table["x"], table["t_x"], table["T"])
        columns = [table[name] for name in ("x", "t_x", "T", "mean_value")]
        _, low, high = btyd.discounted_ltv(model, value, *columns, discount_rate=0.1, interval=0.9)
        assert 0.03 < (brought > high).mean() < 0.08
        assert (brought < low).mean() < 0.01


def discounted(orders: pd.DataFrame) -> pd.Series:
    """Add up each customer's net sales, discounted by 10 % a year from the end of each month."""
    worth = orders["net_eur"] * 1.1 ** (-orders["ordered_at"].dt.month / 12)
    return worth.groupby(orders["customer_id"]).sum()
