"""What changed in the same customers: who they are plays no part, and the interval holds the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import cycle
from customer_value.errors import ColumnError, DataError

BEGAN = pd.Timestamp("2024-07-01")


def shop(seed: int, effect: float = 0.10) -> tuple[pd.DataFrame, pd.Series]:
    """400 customers with baskets of very different size, of whom the larger half joins and then buys more."""
    rng = np.random.default_rng(seed)
    usual = rng.lognormal(4, 0.8, 400)
    customer = np.repeat(np.arange(400), 8)
    day = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 366, len(customer)), unit="D")
    joined = usual > np.median(usual)
    more = 1 + effect * (joined[customer] & (day > BEGAN))
    orders = pd.DataFrame({"customer_id": customer, "ordered_at": day, "net_eur": usual[customer] * more})
    orders["net_eur"] *= rng.lognormal(0, 0.5, len(orders))
    return orders, pd.Series(BEGAN, index=np.flatnonzero(joined))


def test_the_effect_is_found_though_heavy_buyers_joined() -> None:
    orders, since = shop(1)
    found = cycle.basket_change(orders, since)
    naive = orders["net_eur"].groupby(orders["customer_id"].isin(since.index)).mean()
    assert naive[True] / naive[False] > 2
    assert found.low < 0.10 < found.high
    assert found.high - found.low < 0.15
    assert found.customer_count <= 200


def test_the_interval_holds_the_truth_in_19_of_20_worlds() -> None:
    held = [found.low < 0.10 < found.high for found in (cycle.basket_change(*shop(seed)) for seed in range(60))]
    assert 0.85 < np.mean(held) <= 1


def test_the_day_itself_and_empty_orders_count_on_neither_side() -> None:
    orders = pd.DataFrame(
        {
            "customer_id": [1, 1, 1, 1, 2, 2],
            "ordered_at": pd.to_datetime(
                [*("2024-06-01", "2024-07-01", "2024-08-01", "2024-08-02"), *("2024-06-01", "2024-08-01")]
            ),
            "net_eur": [50.0, 999.0, 60.0, 0.0, 10.0, 12.0],
        }
    )
    assert cycle.basket_change(orders, pd.Series(BEGAN, index=[1, 2])).change == pytest.approx(0.2)


def test_what_cannot_be_compared_is_said() -> None:
    orders, since = shop(1)
    with pytest.raises(ColumnError, match="net_eur"):
        cycle.basket_change(orders.drop(columns="net_eur"), since)
    with pytest.raises(DataError, match="0 customers have baskets before and after"):
        cycle.basket_change(orders, since - pd.Timedelta(days=900))
