"""What rivals take: the split by attraction and distance, and the sales that campaigns cost."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError

SHOPS = pd.Series({"Aldo": 1.0, "Bex": 2.0})
PLACES = pd.DataFrame({"Aldo": [1.0, 3.0], "Bex": [1.0, 6.0]}, index=["city", "country"])
YEARS = pd.date_range("2023-01-01", periods=36, freq="MS")
CAMPAIGNS = pd.DataFrame(
    {"Aldo": [month % 7 == 0 for month in range(36)], "Bex": [month % 5 == 0 for month in range(36)]}
)
CAMPAIGNS.index = YEARS


def test_money_goes_to_the_attractive_and_the_near() -> None:
    """In the city Bex is twice as attractive; in the country it is twice as far, which squared takes half of that."""
    shares = orientation.huff_shares(SHOPS, PLACES)
    assert shares.loc["city"].tolist() == pytest.approx([1 / 3, 2 / 3])
    assert shares.loc["country"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert orientation.huff_shares(SHOPS, PLACES, decay=0).loc["country"].tolist() == pytest.approx([1 / 3, 2 / 3])


@settings(max_examples=20)
@given(decay=st.floats(0, 4), factor=st.floats(0.01, 100))
def test_shares_add_up_and_units_do_not_matter(decay: float, factor: float) -> None:
    shares = orientation.huff_shares(SHOPS * factor, PLACES * 3, decay=decay)
    assert shares.sum(axis=1).tolist() == pytest.approx([1, 1])
    pd.testing.assert_frame_equal(shares, orientation.huff_shares(SHOPS, PLACES, decay=decay))


@settings(max_examples=20)
@given(one=st.floats(-0.2, 0.2), other=st.floats(-0.2, 0.2))
def test_planted_losses_are_found_under_season_and_growth(one: float, other: float) -> None:
    season = 1 + 0.3 * np.sin(np.arange(36) * np.pi / 6)
    growth = np.repeat([1, 1.1, 1.05], 12)
    kept = (1 - one * CAMPAIGNS["Aldo"]) * (1 - other * CAMPAIGNS["Bex"])
    found = orientation.campaign_losses(kept * season * growth * 1e6, CAMPAIGNS)
    assert found["loss"].to_dict() == pytest.approx({"Aldo": one, "Bex": other}, abs=1e-9)


def test_the_interval_holds_the_loss_19_times_in_20() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(200):
        sales = pd.Series(np.exp(rng.normal(0, 0.02, 36)), YEARS) * (1 - 0.05 * CAMPAIGNS["Aldo"])
        row = orientation.campaign_losses(sales, CAMPAIGNS).loc["Aldo"]
        held += row["low"] < 0.05 < row["high"]
    assert 0.91 < held / 200 < 0.99


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: orientation.huff_shares(SHOPS * 0, PLACES), "above 0"),
        (lambda: orientation.huff_shares(SHOPS, PLACES - 1), "above 0"),
        (lambda: orientation.huff_shares(SHOPS, PLACES, decay=-1), "decay"),
        (lambda: orientation.campaign_losses(pd.Series(1.0, YEARS), CAMPAIGNS, confidence=2), "between 0 and 1"),
        (lambda: orientation.campaign_losses(pd.Series(0.0, YEARS), CAMPAIGNS), "sales above 0"),
        (lambda: orientation.campaign_losses(pd.Series(1.0, YEARS[:30]), CAMPAIGNS), "same months"),
        (lambda: orientation.campaign_losses(pd.Series(1.0, YEARS), CAMPAIGNS & False), "do not tell campaigns"),
        (lambda: orientation.campaign_losses(pd.Series(1.0, YEARS[:12]), CAMPAIGNS[:12]), "do not tell campaigns"),
    ],
)
def test_what_cannot_be_told_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()


def test_a_shop_without_distances_is_named() -> None:
    with pytest.raises(ColumnError, match="'Cleo'"):
        orientation.huff_shares(pd.Series({"Aldo": 1, "Cleo": 1}), PLACES)
