"""Money moved to the persuadable, and from deep discount to referral, beats a tenth more money in the old places."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
PLANNED, CONTACT = 6, 0.60
RETENTION, ACQUISITION = 600.0, 600.0


@pytest.fixture
def base(world: Frames) -> pd.DataFrame:
    """Show who may be contacted in the planned campaign, what the shop knows, and the true effect."""
    orders = world["orders"].groupby("customer_id")
    effects = world["truth/campaign_effects"]
    frame = effects[effects["campaign_id"] == PLANNED].set_index("customer_id")[["effect_eur"]]
    silent = (pd.Timestamp("2026-01-05") - orders["ordered_at"].max()).dt.days
    return frame.assign(silent_days=silent, orders=orders.size(), basket=orders["gross_eur"].mean())


def _riskiest(base: pd.DataFrame, money: float) -> float:
    return base.nlargest(round(money / CONTACT), "silent_days")["effect_eur"].sum()


def _persuadable(base: pd.DataFrame, money: float) -> tuple[float, float]:
    """Contact whom the campaign of 2025 has shown to be moved; gives what it earns and the money that is left."""
    open_to = (base["orders"] <= 2) & (base["basket"] >= 45) & base["silent_days"].between(180, 479)
    contacted = base[open_to].head(round(money / CONTACT))
    return contacted["effect_eur"].sum(), money - len(contacted) * CONTACT


def _per_euro(world: Frames, channel: str) -> float:
    won = world["customers"]["acquisition_channel"] == channel
    value = world["truth/customers"].loc[won, "lifetime_value_eur"].mean()
    return value / world["customers"].loc[won, "acquisition_cost_eur"].mean() - 1


def test_moving_money_beats_more_money(world: Frames, base: pd.DataFrame) -> None:
    deep, referral = (_per_euro(world, channel) for channel in ("deep_discount", "referral"))
    old = _riskiest(base, RETENTION) + ACQUISITION * deep
    more = _riskiest(base, 1.1 * RETENTION) + 1.1 * ACQUISITION * deep
    earned, left = _persuadable(base, RETENTION)
    moved = earned + (ACQUISITION + left) * referral
    assert moved - old > 3 * max(more - old, 0.0)
    assert moved - old > 1_500


def test_the_same_customers_can_be_moved_next_year(base: pd.DataFrame) -> None:
    earned, _ = _persuadable(base, RETENTION)
    assert earned > 400
    assert _riskiest(base, RETENTION) < -700
