"""Heavy buyers answer more often, so the answers show other needs than the customers have; weights mend most of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
NEEDS = ("price", "convenience", "quality", "service")


@pytest.fixture
def invited(world: Frames) -> pd.DataFrame:
    """Put what each invited customer would have said beside how they buy, and weigh who answered."""
    frame = world["survey_needs"].merge(world["customer_summary"], on="customer_id")
    frame = frame.merge(world["customers"][["customer_id", "orders_before"]], on="customer_id")
    frame = frame.merge(world["truth/survey"], on="customer_id")
    orders_per_year = (frame["order_count"] + frame["orders_before"]) / (frame["tenure_days"] / 365).clip(1)
    cell = pd.qcut(orders_per_year, 8).astype(str) + (frame["recency_days"] < 365).astype(str)
    frame["weight"] = 1 / frame.groupby(cell)["is_answered"].transform("mean")
    frame["foremost"] = frame[[f"would_score_{need}" for need in NEEDS]].idxmax(axis=1).str[12:]
    return frame


def test_heavy_buyers_answer_more_often(invited: pd.DataFrame) -> None:
    heavy = invited["net_sales_eur"].rank(pct=True) > 0.8
    rate = invited.groupby(heavy)["is_answered"].mean()
    assert 0.12 <= invited["is_answered"].mean() <= 0.20
    assert 2 <= rate[True] / rate[False] <= 3.2


def test_answers_overstate_convenience_and_weights_mend_it(invited: pd.DataFrame) -> None:
    """By how much price leads convenience as the foremost need, in points of all customers."""
    answered = invited[invited["is_answered"]]

    def lead(frame: pd.DataFrame, weights: pd.Series | None = None) -> float:
        leads = (frame["foremost"] == "price").astype(float) - (frame["foremost"] == "convenience")
        return 100 * float(np.average(leads, weights=weights))

    truth, naive, weighted = lead(invited), lead(answered), lead(answered, answered["weight"])
    assert truth > 3.5
    assert truth - naive > 3.5
    assert abs(truth - weighted) < 0.7 * abs(truth - naive)
