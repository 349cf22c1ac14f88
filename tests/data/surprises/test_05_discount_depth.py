"""The deepest welcome offer wins three times as many customers, of a third of the value, and earns the least."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
LETTER = 0.60


@pytest.fixture
def depths(world: Frames) -> pd.DataFrame:
    """Sum up the test by depth of the offer."""
    prospects = world["prospects"]
    first = world["orders"][world["orders"]["order_id"] % 1_000 == 1].set_index("customer_id")["net_eur"]
    value = world["truth/customers"].set_index("customer_id")["lifetime_value_eur"]
    won = prospects.dropna(subset="won_customer_id")
    won = won.assign(
        value=won["won_customer_id"].map(value),
        offer=won["won_customer_id"].map(first) * won["offer_percent"] / 100,
    ).groupby("offer_percent")
    letters = prospects.groupby("offer_percent").size()
    cost = won["offer"].sum() + letters * LETTER
    return pd.DataFrame(
        {
            "letters": letters,
            "won": won.size() / letters,
            "value": won["value"].mean(),
            "earned": won["value"].sum() - cost,
            "cost_per_customer": cost / won.size(),
        }
    )


def test_arms_have_the_same_size(depths: pd.DataFrame) -> None:
    assert depths["letters"].between(1_150, 1_250).all()


def test_deeper_offers_win_more(depths: pd.DataFrame) -> None:
    assert depths["won"].is_monotonic_increasing
    assert depths.loc[50, "won"] / depths.loc[0, "won"] > 3


def test_deeper_offers_win_customers_of_less_value(depths: pd.DataFrame) -> None:
    assert depths.loc[50, "value"] < 0.5 * depths.loc[0, "value"]
    assert depths["value"].corr(pd.Series(depths.index, depths.index), method="spearman") < -0.85


def test_the_depth_that_wins_most_customers_does_not_win_most_value(depths: pd.DataFrame) -> None:
    assert depths["won"].idxmax() == 50
    assert depths["earned"].idxmax() <= 20
    assert depths["earned"].max() - depths.loc[50, "earned"] > 1_500
