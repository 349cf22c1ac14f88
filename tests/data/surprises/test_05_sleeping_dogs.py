"""The riskiest tenth buys less when it is contacted: there are sleeping dogs, best left alone."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
MAIN, PLANNED = 2, 6


@pytest.fixture
def campaign(results: Callable[[int], pd.DataFrame]) -> pd.DataFrame:
    """Rank the customers of the main campaign by risk: days of silence, in tenths."""
    main = results(MAIN)
    main["risk"] = pd.qcut(main["silent_days"].rank(method="first"), 10, labels=range(1, 11)).astype(int)
    return main


def _uplift(part: pd.DataFrame) -> float:
    rate = part.groupby("is_treated")["buys"].mean()
    return rate[True] - rate[False]


def test_contacting_the_riskiest_backfires(campaign: pd.DataFrame) -> None:
    assert _uplift(campaign) > 0.01
    assert _uplift(campaign[campaign["risk"] == 10]) < -0.02
    assert _uplift(campaign[campaign["risk"] >= 9]) < -0.03


def test_the_riskiest_lose_money(world: Frames, campaign: pd.DataFrame) -> None:
    effects = world["truth/campaign_effects"]
    effect = effects[effects["campaign_id"] == MAIN].set_index("customer_id")["effect_eur"]
    assert effect[campaign.index[campaign["risk"] == 10]].mean() < -1
    assert effect[campaign.index[campaign["risk"].between(4, 6)]].mean() > -0.6


@pytest.mark.parametrize("number", [MAIN, PLANNED])
def test_sleeping_dogs_lie_among_the_long_silent(world: Frames, number: int) -> None:
    orders = world["orders"]
    start = world["campaigns"].set_index("campaign_id").loc[number, "starts_on"]
    latest = orders[orders["ordered_at"] < start].groupby("customer_id")["ordered_at"].max()
    effects = world["truth/campaign_effects"]
    effects = effects[effects["campaign_id"] == number]
    silent = (start - effects["customer_id"].map(latest)).dt.days
    is_dog = effects["response_type"] == "sleeping_dog"
    riskiest = silent >= silent.quantile(0.9)
    assert is_dog[riskiest].mean() > 1.5 * is_dog[~riskiest].mean()
