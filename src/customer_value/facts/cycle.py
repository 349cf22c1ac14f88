"""Facts of lesson 5: what offers, campaigns, contacts and the card did, and whether customers come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from customer_value import analysis

from .books import YEARS, Books, known, register

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

FACTS: dict[str, Callable[..., float]] = {}
ORDER_BANDS = (-1, 0, 1, 3, 7)  # upper ends: none, 1, 2 to 3, 4 to 7, more
Limit = Literal["estimate", "low", "high"]
_fact = register(FACTS, "cycle")


@_fact
def offer_response_rate(books: Books, *, percent: int) -> float:
    """Share, 0 to 1: prospects with a welcome offer of some percent (0 is none) who were won."""
    prospects = books["prospects"]
    given = prospects["offer_percent"] == known("offer", percent, sorted(set(prospects["offer_percent"])))
    return float(prospects.loc[given, "won_customer_id"].notna().mean())


@_fact
def response_rate(books: Books, *, campaign: int = 2, arm: Literal["treated", "control"] = "treated") -> float:
    """Share, 0 to 1: customers of one arm of a campaign who bought within its horizon."""
    buys = outcomes(books, campaign)
    return float(buys[known("arm", arm, ("treated", "control"))].mean())


@_fact
def uplift(books: Books, *, campaign: int = 2, limit: Limit = "estimate") -> float:
    """Share, -1 to 1: buyers among the treated minus those among the controls of a campaign, or its 95 % interval."""
    buys = outcomes(books, campaign)
    found = analysis.cycle.uplift(buys["treated"], buys["control"])
    known("limit", limit, ("estimate", "low", "high"))
    return {"estimate": found.difference, "low": found.low, "high": found.high}[limit]


@_fact
def redemption_rate(books: Books, *, campaign: int = 2) -> float:
    """Share, 0 to 1: coupons of a campaign that were redeemed."""
    coupons = books["coupons"]
    chosen = coupons["campaign_id"] == known("campaign", campaign, sorted(set(coupons["campaign_id"])))
    return float(coupons.loc[chosen, "redeemed_on"].notna().mean())


@_fact
def redundancy_rate(books: Books, *, campaign: int | None = None, window_days: int = 7) -> float:
    """Share, 0 to 1: contacts, of a campaign or of all 2025, that repeat a message to a customer within some days."""
    return analysis.cycle.contact_audit(_contacts(books, campaign), window_days=window_days).redundancy_rate


@_fact
def inconsistency_rate(books: Books, *, campaign: int | None = None, window_days: int = 7) -> float:
    """Share, 0 to 1: customers contacted who met one offer at two different terms within some days."""
    return analysis.cycle.contact_audit(_contacts(books, campaign), window_days=window_days).inconsistency_rate


@_fact
def member_multiple(books: Books, *, year: int = 2025) -> float:
    """Ratio, 0 or more: mean net sales of a year's buyers with a loyalty card (in the end) over those without."""
    sales = books.orders_of(year).groupby("customer_id")["net_eur"].sum()
    is_member = sales.index.isin(books["loyalty"]["customer_id"])
    return float(sales[is_member].mean() / sales[~is_member].mean())


@_fact
def repeat_rate(books: Books, *, within_days: int = 365) -> float:
    """Share, 0 to 1: new customers since 2023, whose days are over, who ordered again on a later day within them."""
    return analysis.cycle.repeat_rate(books.newcomers(), within_days=int(within_days), end=f"{YEARS[-1]}-12-31")


@_fact
def net_promoter_score(books: Books, *, weighted: bool = False) -> float:
    """Points, -100 to 100: promoters less detractors; weighted: as if all numbers of orders had answered alike."""
    survey = books["survey_needs"]
    answers = survey.loc[survey["is_answered"], "likely_to_recommend"]
    if not weighted:
        return analysis.cycle.net_promoter_score(answers).score
    weight = analysis.needs.response_weights(_order_band(books, survey["customer_id"]), survey["is_answered"])
    points = 100.0 * (answers >= 9) - 100.0 * (answers <= 6)
    return float((weight * points).sum() / weight.sum())


def _outcomes(books: Books, campaign: int) -> dict[str, pd.Series]:
    """For each arm, whether each of its customers bought from the first to the last day of the campaign."""
    period = books["campaigns"].set_index("campaign_id").loc[campaign]
    contacts, orders = books["contacts"], books["orders"]
    day = orders["ordered_at"].dt.normalize()
    buyers = orders.loc[(day >= period["starts_on"]) & (day <= period["ends_on"]), "customer_id"]
    of_campaign = contacts[contacts["campaign_id"] == campaign].drop_duplicates("customer_id")
    arms = of_campaign.groupby("arm")["customer_id"]
    return {str(arm): customers.isin(buyers).astype(float) for arm, customers in arms}


def outcomes(books: Books, campaign: int) -> dict[str, pd.Series]:
    """For each arm of a campaign, whether each of its customers bought within its horizon."""
    return books.once(_outcomes, known("campaign", campaign, campaigns(books)))


def campaigns(books: Books) -> list[int]:
    """Campaigns that contacted customers."""
    return sorted(books["contacts"]["campaign_id"].dropna().astype(int).unique().tolist())


def _contacts(books: Books, campaign: int | None) -> pd.DataFrame:
    """Contacts that went out; customers held out of a campaign got none."""
    contacts = books["contacts"]
    made = contacts[contacts["arm"] != "control"]
    if campaign is None:
        return made
    return made[made["campaign_id"] == known("campaign", campaign, campaigns(books))]


def _order_band(books: Books, customers: pd.Series) -> pd.Series:
    """Band of the orders from 2023 until the survey of October 2025, known of everyone invited."""
    import pandas as pd

    orders = books["orders"]
    count = orders.loc[orders["ordered_at"] < "2025-10-01", "customer_id"].value_counts()
    number = customers.map(count).fillna(0)
    return pd.cut(number, [*ORDER_BANDS, float("inf")], labels=False)
