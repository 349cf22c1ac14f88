"""What became of a campaign's customers, beside what was known of each of them before it began."""

from __future__ import annotations

import pandas as pd

from customer_value.errors import ColumnError, DataError, UnknownNameError

ORDERS = ("customer_id", "ordered_at", "net_eur")
CONTACTS = ("customer_id", "campaign_id", "arm")
CAMPAIGNS = ("campaign_id", "starts_on", "ends_on")


def known_before(orders: pd.DataFrame, day: str | pd.Timestamp) -> pd.DataFrame:
    """Sum up each customer by all orders before a day, and by nothing later.

    Parameters
    ----------
    orders
        One row per order: `customer_id`, `ordered_at` and `net_eur` (€).
    day
        First day that is not known yet, such as the day on which a campaign starts.

    Returns
    -------
    pandas.DataFrame
        By customer: `silent_days` (days from the last order to that day), `order_count` and `mean_order_eur` (€).

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If no order lies before the day.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2], "net_eur": [40.0, 60.0, 20.0],
    ...                        "ordered_at": pd.to_datetime(["2025-01-01", "2025-03-01", "2025-06-01"])})
    >>> known_before(orders, "2025-05-01").reset_index().values.tolist()
    [[1.0, 61.0, 2.0, 50.0]]
    """
    ColumnError.check(ORDERS, orders.columns, where="cycle.known_before: orders")
    cutoff = pd.Timestamp(day)
    past = orders[orders["ordered_at"] < cutoff]
    if past.empty:
        raise DataError(f"cycle.known_before: no order lies before {cutoff:%Y-%m-%d}.")
    by = past.groupby("customer_id")
    last = by["ordered_at"].max().dt.normalize()
    return pd.DataFrame(
        {
            "silent_days": (cutoff.normalize() - last).dt.days,
            "order_count": by.size(),
            "mean_order_eur": by["net_eur"].mean(),
        }
    )


def campaign_results(
    campaign: int, campaigns: pd.DataFrame, contacts: pd.DataFrame, orders: pd.DataFrame
) -> pd.DataFrame:
    """Tell of each customer of a campaign whether they were contacted, and whether they bought while it ran.

    Parameters
    ----------
    campaign
        Its `campaign_id`.
    campaigns
        One row per campaign: `campaign_id`, `starts_on` and `ends_on` (both days belong to it).
    contacts
        One row per contact, or per customer held out: `customer_id`, `campaign_id` and `arm` ("treated" or
        "control").
    orders
        One row per order: `customer_id`, `ordered_at` and `net_eur` (€).

    Returns
    -------
    pandas.DataFrame
        One row per customer, by id: `is_treated`, `buys` (True when an order lies within the campaign), and what
        `known_before` tells of the day on which it started (missing for who had not bought yet).

    Raises
    ------
    ColumnError
        If a column is missing.
    UnknownNameError
        If there is no such campaign.
    DataError
        If the campaign contacted nobody, or no order lies before it.

    Examples
    --------
    >>> campaigns = pd.DataFrame({"campaign_id": [2], "starts_on": ["2025-05-01"], "ends_on": ["2025-05-31"]})
    >>> contacts = pd.DataFrame({"customer_id": [1, 2], "campaign_id": 2, "arm": ["treated", "control"]})
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 1], "net_eur": [40.0, 60.0, 20.0],
    ...                        "ordered_at": pd.to_datetime(["2025-01-01", "2025-03-01", "2025-05-31"])})
    >>> campaign_results(2, campaigns, contacts, orders)[["is_treated", "buys"]].to_dict("index")
    {1: {'is_treated': True, 'buys': True}, 2: {'is_treated': False, 'buys': False}}
    """
    for table, needed, name in ((campaigns, CAMPAIGNS, "campaigns"), (contacts, CONTACTS, "contacts")):
        ColumnError.check(needed, table.columns, where=f"cycle.campaign_results: {name}")
    ColumnError.check(ORDERS, orders.columns, where="cycle.campaign_results: orders")
    period = campaigns[campaigns["campaign_id"] == campaign]
    if period.empty:
        raise UnknownNameError.among("campaign", campaign, [str(each) for each in campaigns["campaign_id"]])
    reached = contacts[contacts["campaign_id"] == campaign]
    if reached.empty:
        raise DataError(f"cycle.campaign_results: there is no contact of campaign {campaign}.")
    begin, end = (pd.Timestamp(period[name].iloc[0]) for name in ("starts_on", "ends_on"))
    buyers = orders.loc[orders["ordered_at"].dt.normalize().between(begin, end), "customer_id"]
    found = (reached.groupby("customer_id")["arm"].first() == "treated").to_frame("is_treated")
    found["buys"] = found.index.isin(buyers)
    return found.join(known_before(orders, begin))
