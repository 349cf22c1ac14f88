"""Most of those who redeem a coupon would have bought anyway: redemptions are over twice what coupons bring."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
MAIN, LEAFLET = 2, 5


@pytest.fixture
def coupons(world: Frames) -> pd.DataFrame:
    """Add to each coupon whether it was redeemed."""
    return world["coupons"].assign(redeemed=lambda coupons: coupons["redeemed_on"].notna())


def test_a_leaflet_redeems_one_in_a_hundred(coupons: pd.DataFrame) -> None:
    rate = coupons.groupby("campaign_id")["redeemed"].mean()
    assert rate[LEAFLET] == pytest.approx(0.010, abs=0.004)
    assert rate.drop(LEAFLET).between(0.05, 0.15).all()


def test_redemptions_are_not_what_the_coupon_brings(
    coupons: pd.DataFrame, results: Callable[[int], pd.DataFrame]
) -> None:
    main = results(MAIN)
    rate = main.groupby("is_treated")["buys"].mean()
    redeemed = coupons.loc[coupons["campaign_id"] == MAIN, "redeemed"].mean()
    assert redeemed / (rate[True] - rate[False]) > 2.5


def test_most_redeemers_would_have_bought_anyway(world: Frames, coupons: pd.DataFrame) -> None:
    truth = world["truth/campaign_effects"].set_index(["campaign_id", "customer_id"])["outcome_control"]
    redeemers = coupons[coupons["redeemed"]].join(truth, on=["campaign_id", "customer_id"])
    anyway = redeemers.groupby("campaign_id")["outcome_control"].mean()
    assert anyway[MAIN] > 0.5
    assert anyway[LEAFLET] > 0.65


def test_discount_lovers_redeem_more(world: Frames, coupons: pd.DataFrame) -> None:
    liking = world["truth/contact_habits"].set_index("customer_id")["discount_affinity_share"]
    fond = coupons["customer_id"].map(liking) > 0.3
    truth = world["truth/campaign_effects"].set_index(["campaign_id", "customer_id"])["response_type"]
    kind = coupons.join(truth, on=["campaign_id", "customer_id"])["response_type"]
    bought = coupons[(kind == "sure_thing") & (coupons["campaign_id"] != LEAFLET)]
    rate = bought.groupby(fond)["redeemed"].mean()
    assert rate[True] - rate[False] > 0.1
