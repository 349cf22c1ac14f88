"""Facts about campaigns: what they move, whom they move, what coupons and welcome offers bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .gate import Gate

if TYPE_CHECKING:
    from .gate import Books

MAIN, TARGETED, LEAFLET = 2, 4, 5
SMALL_PART = 40


def _results(books: Books, campaign_id: int) -> pd.DataFrame:
    """Give arm, result and what was known before, of each customer of a campaign."""
    orders, campaign = books["orders"], books["campaigns"].set_index("campaign_id").loc[campaign_id]
    start, end = campaign["starts_on"], campaign["ends_on"] + pd.Timedelta(days=1)
    contacts = books["contacts"][books["contacts"]["campaign_id"] == campaign_id]
    frame = contacts.groupby("customer_id").agg(arm=("arm", "first"))
    earlier = orders[orders["ordered_at"] < start].assign(online=orders["channel"] != "store").groupby("customer_id")
    frame["orders"] = earlier.size()
    frame["spend"] = earlier["gross_eur"].sum()
    frame["basket"] = earlier["gross_eur"].mean()
    frame["discount"] = earlier["discount_eur"].sum() / frame["spend"]
    frame["online"] = earlier["online"].sum()
    frame["silent_days"] = (start - earlier["ordered_at"].max()).dt.days
    frame["is_treated"] = frame["arm"] == "treated"
    frame["buys"] = frame.index.isin(orders.loc[orders["ordered_at"].between(start, end, "left"), "customer_id"])
    return frame


def _rate(books: Books, *, treated: bool) -> float:
    results = _results(books, MAIN)
    return float(results.loc[results["is_treated"] == treated, "buys"].mean())


def _difference(results: pd.DataFrame) -> float:
    rate = results.groupby("is_treated")["buys"].mean()
    return float(rate[True] - rate[False])


def _true_difference(books: Books, campaign_id: int) -> float:
    effects = books["truth/campaign_effects"]
    effects = effects[effects["campaign_id"] == campaign_id]
    return float(effects["outcome_treated"].mean() - effects["outcome_control"].mean())


def _error(books: Books) -> float:
    """Give how far the drawn campaign's estimate lies from the truth, in standard errors."""
    results = _results(books, MAIN)
    rate = results.groupby("is_treated")["buys"].mean()
    error = float(np.sqrt((rate * (1 - rate) / results["is_treated"].value_counts()).sum()))
    return abs(_difference(results) - _true_difference(books, MAIN)) / error


def _imbalance(books: Books) -> float:
    """Give the largest standardised difference between the arms before the campaign, of eight covariates."""
    results = _results(books, MAIN).join(books["customers"].set_index("customer_id"))
    seen = ["orders", "spend", "basket", "discount", "online", "silent_days", "household_size", "distance_km"]
    mean = results.groupby("is_treated")[seen].mean().to_numpy()
    return float(np.max(np.abs(mean[1] - mean[0]) / results[seen].std().to_numpy()))


def _naive_error(books: Books) -> float:
    return _difference(_results(books, TARGETED)) - _true_difference(books, TARGETED)


def _qini(books: Books) -> float:
    """Give the mean gain of ranking by uplift over random targeting, as a part of the gain of contacting all.

    The ranking comes from the other half of the customers: the uplift in 24 cells of orders, silence and basket,
    drawn towards the mean in small cells.
    """
    results = _results(books, MAIN)
    cell = (
        results["orders"].clip(upper=3) * 100
        + np.searchsorted([180, 480, 620], results["silent_days"]) * 10
        + (results["basket"] >= results["basket"].median())
    )
    half = np.arange(len(results)) % 2
    score = pd.Series(0.0, results.index)
    for train in (0, 1):
        known = results[half == train]
        overall = _difference(known)
        sizes, rates = (known.pivot_table("buys", cell[half == train], "is_treated", how) for how in ("size", "mean"))
        weight = (n := sizes.min(axis=1)) / (n + SMALL_PART)
        uplift = overall + weight * (rates[True] - rates[False] - overall)
        score[half != train] = cell[half != train].map(uplift).fillna(overall)
    ranked = results.loc[score.sort_values(ascending=False, kind="stable").index]
    treated, buys = ranked["is_treated"], ranked["buys"]
    gain = (buys & treated).cumsum() - (buys & ~treated).cumsum() * treated.cumsum() / (~treated).cumsum().clip(1)
    return float((gain / gain.iloc[-1]).mean() - 0.5)


def _riskiest(books: Books) -> float:
    results = _results(books, MAIN)
    return _difference(results[results["silent_days"] >= results["silent_days"].quantile(0.9)])


def _redeemed(books: Books, campaign_id: int) -> float:
    coupons = books["coupons"]
    return float(coupons.loc[coupons["campaign_id"] == campaign_id, "redeemed_on"].notna().mean())


def _welcome(books: Books) -> pd.DataFrame:
    """Give share won and mean true value by depth of the welcome offer."""
    prospects = books["prospects"]
    value = books["truth/customers"].set_index("customer_id")["lifetime_value_eur"]
    worth = prospects["won_customer_id"].map(value)
    by_depth = prospects["offer_percent"]
    return pd.DataFrame({"won": worth.notna().groupby(by_depth).mean(), "value": worth.groupby(by_depth).mean()})


def _ratio(books: Books, column: str) -> float:
    by_depth = _welcome(books)[column]
    return float(by_depth[50] / by_depth[0])


GATES = (
    Gate("main campaign: buyers among those held out", "design", 0.09, 0.11, lambda b: _rate(b, treated=False)),
    Gate("main campaign: buyers among those contacted", "design", 0.11, 0.13, lambda b: _rate(b, treated=True)),
    Gate("main campaign: distance from the truth in standard errors", "within 2", 0, 2, _error),
    Gate("main campaign: largest absolute SMD of 8 covariates", "below .05 after a draw", 0, 0.05, _imbalance),
    Gate("main campaign: Qini of uplift targeting", "above random", 0.05, 3, _qini),
    Gate("main campaign: uplift in the riskiest tenth", "design: sleeping dogs", -0.12, -0.02, _riskiest),
    Gate("targeted campaign: naive effect minus the true one", "design", 0.05, 0.10, _naive_error),
    Gate(
        "coupons redeemed, mass",
        ".01 (Inmar 2012)",
        0.006,
        0.015,
        lambda b: _redeemed(b, LEAFLET),
    ),
    Gate("coupons redeemed, targeted", ".114 printed from the web (2006-07)", 0.05, 0.15, lambda b: _redeemed(b, MAIN)),
    Gate("welcome offer: share won at 50 % / at 0 %", "design", 2.5, 5, lambda b: _ratio(b, "won")),
    Gate(
        "welcome offer: true value at 50 % / at 0 %",
        "falls with depth, about .5 at 35 % (Lewis 2006)",
        0.2,
        0.6,
        lambda b: _ratio(b, "value"),
    ),
)
