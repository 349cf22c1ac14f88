"""Worlds in which every planted surprise has to be there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

SEEDS = (1, 2, *(pytest.param(seed, marks=pytest.mark.all) for seed in range(101, 121)))


@pytest.fixture(params=SEEDS)
def world(
    request: pytest.FixtureRequest, frames: Callable[[int], Mapping[str, pd.DataFrame]]
) -> Mapping[str, pd.DataFrame]:
    """Frames of one world: 1 and 2 always, 101 to 120 in the full run."""
    return frames(request.param)


@pytest.fixture
def results(world: Mapping[str, pd.DataFrame]) -> Callable[[int], pd.DataFrame]:
    """Show each customer of a campaign with the arm, whether it bought in the horizon, and what was known before."""

    def of(campaign_id: int) -> pd.DataFrame:
        orders, campaign = world["orders"], world["campaigns"].set_index("campaign_id").loc[campaign_id]
        start, end = campaign["starts_on"], campaign["ends_on"] + pd.Timedelta(days=1)
        contacts = world["contacts"][world["contacts"]["campaign_id"] == campaign_id]
        frame = contacts.groupby("customer_id").agg(arm=("arm", "first"), cost=("cost_eur", "sum"))
        before = orders[orders["ordered_at"] < start].assign(online=orders["channel"] != "store").groupby("customer_id")
        frame["orders"] = before.size()
        frame["basket"] = before["gross_eur"].mean()
        frame["discount_share"] = before["discount_eur"].sum() / before["gross_eur"].sum()
        frame["online_orders"] = before["online"].sum()
        frame["silent_days"] = (start - before["ordered_at"].max()).dt.days
        frame["is_treated"] = frame["arm"] == "treated"
        inside = orders["ordered_at"].between(start, end, inclusive="left")
        frame["buys"] = frame.index.isin(orders.loc[inside, "customer_id"])
        return frame

    return of
