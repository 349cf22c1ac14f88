"""Facts of lesson 5 equal a few lines on prospects, campaigns, contacts, coupons and the card."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value.errors import UnknownNameError

Facts = Mapping[str, Callable[..., float]]
CAMPAIGNS = {2: ("2025-05-05", "2025-07-28"), 5: ("2025-12-01", "2025-12-31")}  # first day, and the day after the last


def test_welcome_offers(shop: Facts) -> None:
    won = cv.load("prospects").set_index("offer_percent")["won_customer_id"].notna()
    assert shop["cycle.offer_response_rate"](percent=50) == pytest.approx(won[50].mean())


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_arms_and_their_difference(shop: Facts, campaign: int) -> None:
    orders = cv.load("orders")
    bought = set(orders.loc[orders["ordered_at"].between(*CAMPAIGNS[campaign], inclusive="left"), "customer_id"])
    rates, sizes = {}, {}
    for arm, rows in cv.load("contacts").query("campaign_id == @campaign").groupby("arm"):
        people = set(rows["customer_id"])
        rates[arm], sizes[arm] = len(people & bought) / len(people), len(people)
        assert shop["cycle.response_rate"](campaign=campaign, arm=arm) == pytest.approx(rates[arm])
    error = sum(rate * (1 - rate) / sizes[arm] for arm, rate in rates.items()) ** 0.5
    gap = rates["treated"] - rates["control"]
    for limit, z in (("low", -1.96), ("estimate", 0), ("high", 1.96)):
        assert shop["cycle.uplift"](campaign=campaign, limit=limit) == pytest.approx(gap + z * error, abs=1e-5)


def test_redemption(shop: Facts) -> None:
    coupons = cv.load("coupons").query("campaign_id == 5")
    assert shop["cycle.redemption_rate"](campaign=5) == pytest.approx(
        coupons["redeemed_order_id"].count() / len(coupons)
    )


def test_contacts_that_repeat_or_contradict(shop: Facts) -> None:
    made = cv.load("contacts").query("arm != 'control'").sort_values("contacted_at")
    again = made.groupby(["customer_id", "message_id"])["contacted_at"].diff() <= pd.Timedelta(days=7)
    own = made["campaign_id"] == 3
    assert shop["cycle.redundancy_rate"]() == pytest.approx(again.mean())
    assert shop["cycle.redundancy_rate"](campaign=3) == pytest.approx(again[own].mean())
    terms = made[own].groupby("customer_id")["offer_percent"].nunique()
    assert shop["cycle.inconsistency_rate"](campaign=3, window_days=60) == pytest.approx((terms > 1).mean())


def test_members_against_others(shop: Facts) -> None:
    orders = cv.load("orders").query("ordered_at < '2024-01-01'")
    sales = orders.groupby("customer_id")["net_eur"].sum().reset_index()
    member = sales.merge(cv.load("loyalty"), how="left")["joined_on"].notna()
    ratio = sales.loc[member, "net_eur"].mean() / sales.loc[~member, "net_eur"].mean()
    assert shop["cycle.member_multiple"](year=2023) == pytest.approx(ratio)


def test_repeat_rate_of_all_years_newcomers(shop: Facts) -> None:
    first = cv.load("customers").query("'2023-01-01' <= first_order_on <= '2025-07-04'")  # 180 days before 2025-12-31
    orders = cv.load("orders").merge(first[["customer_id", "first_order_on"]])
    wait = (orders["ordered_at"].dt.normalize() - orders["first_order_on"]).dt.days
    again = orders.loc[wait.between(1, 180), "customer_id"].nunique()
    assert shop["cycle.repeat_rate"](within_days=180) == pytest.approx(again / len(first))


def test_weights_lower_the_net_promoter_score(shop: Facts) -> None:
    """Those who answer buy more and are more content; each band of orders gets back its share of the invitations."""
    survey = cv.load("survey_needs").set_index("customer_id")
    count = cv.load("orders").query("ordered_at < '2025-10-01'")["customer_id"].value_counts()
    band = np.searchsorted([1, 2, 4, 8], count.reindex(survey.index, fill_value=0), side="right")
    told = survey["likely_to_recommend"]
    points = pd.Series(np.select([told >= 9, told <= 6], [100.0, -100.0], 0.0), survey.index).where(told.notna())
    by_band = points.groupby(band).agg(["mean", "size"])
    assert shop["cycle.net_promoter_score"]() == pytest.approx(points.mean())
    weighted = shop["cycle.net_promoter_score"](weighted=True)
    assert weighted == pytest.approx(np.average(by_band["mean"], weights=by_band["size"]))
    assert weighted < points.mean()


def test_unknown_words(shop: Facts) -> None:
    with pytest.raises(UnknownNameError, match="no campaign 1; campaigns: 2, 3, 4, 5"):
        shop["cycle.uplift"](campaign=1)
    with pytest.raises(UnknownNameError, match="no campaign 9; campaigns: "):
        shop["cycle.redundancy_rate"](campaign=9)
    with pytest.raises(UnknownNameError, match="no campaign 3; campaigns: 2, 4, 5"):
        shop["cycle.redemption_rate"](campaign=3)
    with pytest.raises(UnknownNameError, match="no arm 'held out'; arms: treated, control"):
        shop["cycle.response_rate"](arm="held out")
    with pytest.raises(UnknownNameError, match="no limit 'middle'; limits: estimate, low, high"):
        shop["cycle.uplift"](limit="middle")
    with pytest.raises(UnknownNameError, match="no offer 33; offers: 0, 10"):
        shop["cycle.offer_response_rate"](percent=33)
