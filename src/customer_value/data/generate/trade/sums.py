"""Tables that count over all customers: each block's share of them is made alone, and the shares are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.clock import TODAY, WINDOW_START
from customer_value.data.generate.config import ACQUISITIONS

from .tables import sum_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from customer_value.data.arrow import Raw


def acquisition_spend(tables: Mapping[str, Raw]) -> Raw:
    """Count the customers won and the money spent, by month and channel."""
    customers = tables["customers"]
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
