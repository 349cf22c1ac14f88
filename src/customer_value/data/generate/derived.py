"""Tables that are computed from the others, once all blocks are there."""

from __future__ import annotations

import numpy as np

from customer_value.data.arrow import MISSING, Raw

from .block import contribution, sum_by
from .clock import DAY, TODAY, WINDOW_START, seconds
from .config import ACQUISITIONS
from .people import SHARE


def acquisition_spend(customers: Raw) -> Raw:
    """Count the customers won and the money spent, by month and channel."""
    months = np.arange(WINDOW_START.astype("datetime64[M]"), TODAY.astype("datetime64[M]"))
    month = customers["first_order_on"].astype("datetime64[s]").astype("datetime64[M]")
    inside = month >= months[0]
    channels = len(ACQUISITIONS)
    cell = (month[inside] - months[0]).astype(np.int64) * channels + customers["acquisition_channel"][inside]
    n = len(months) * channels
    return {
        "month_on": np.repeat(months.astype("datetime64[s]").astype(np.int64), channels),
        "acquisition_channel": np.tile(np.arange(channels), len(months)),
        "new_customers": np.bincount(cell, minlength=n),
        "spend_eur": sum_by(cell, customers["acquisition_cost_eur"][inside], n),
    }


def customer_summary(customers: Raw, orders: Raw, returns: Raw) -> Raw:
    """Sum up each customer: how long, how often, how much, and what it contributed."""
    ids = customers["customer_id"]
    n = len(ids)
    row = np.searchsorted(ids, orders["customer_id"])
    count = np.bincount(row, minlength=n)
    latest = np.full(n, MISSING)
    np.maximum.at(latest, row, orders["ordered_at"])
    gross, discount, net = (sum_by(row, orders[name], n) for name in ("gross_eur", "discount_eur", "net_eur"))
    online = sum_by(row, orders["net_eur"] * (orders["channel"] > 0), n)
    refund = sum_by(np.searchsorted(ids, returns["customer_id"]), returns["refund_eur"], n)
    margin, cost = contribution(ids, orders, returns)
    today = seconds(TODAY)
    return {
        "customer_id": ids,
        "acquisition_channel": customers["acquisition_channel"],
        "tenure_days": (today - customers["first_order_on"]) // DAY,
        "order_count": count,
        "recency_days": np.where(count > 0, (today - np.maximum(latest, 0) // DAY * DAY) // DAY, MISSING),
        "mean_basket_eur": _ratio(net, count),
        "net_sales_eur": net,
        "refund_eur": refund,
        "margin_eur": margin,
        "cost_to_serve_eur": cost,
        "contribution_eur": margin - cost,
        "discount_share": _ratio(discount * SHARE, gross),
        "online_share": _ratio(online * SHARE, net),
        "returned_share": _ratio(refund * SHARE, net),
    }


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Ratio of whole numbers, rounded half up; missing where there is nothing to divide by."""
    return np.where(whole > 0, (2 * part + whole) // np.maximum(2 * whole, 1), MISSING)
