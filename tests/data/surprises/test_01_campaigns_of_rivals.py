"""Sales look better in months with a rival's campaign, since these are busy months; for the season they are worse."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def months(world: Frames) -> pd.DataFrame:
    """Put the chain's sales, the season and the rivals' campaigns of each month side by side."""
    sales, calendar, rivals = world["store_months"], world["calendar"], world["rivals"]
    running = rivals[rivals["has_campaign"]].set_index("month_on")["rival"]
    return pd.DataFrame(
        {
            "sales": sales.groupby("month_on")["sales_eur"].sum(),
            "season": calendar.groupby(calendar["day_on"].dt.to_period("M").dt.start_time)["seasonal_factor"].sum(),
            "rival": running,
        }
    )


def test_naive_gain_is_a_loss(months: pd.DataFrame) -> None:
    campaign = months["rival"].notna()
    naive = months.loc[campaign, "sales"].mean() / months.loc[~campaign, "sales"].mean() - 1
    sales = months["sales"] / months["season"]
    right = sales[campaign].mean() / sales[~campaign].mean() - 1
    assert naive > 0.04
    assert right == pytest.approx(-0.045, abs=0.012)
    assert naive - right > 0.08


def test_each_rival_s_loss_is_found(months: pd.DataFrame, world: Frames) -> None:
    sales = months["sales"] / months["season"]
    loss = 1 - sales.groupby(months["rival"]).mean() / sales[months["rival"].isna()].mean()
    truth = world["truth/rivals"].set_index("rival")["campaign_loss_share"]
    assert (loss - truth).abs().max() < 0.015
