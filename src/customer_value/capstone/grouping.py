"""Tell customers apart by what the shop saw before a day."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from customer_value.analysis.cycle import known_before

FEW = 2  # orders
LARGE = 45  # €, about the middle of the mean baskets
MONTHS = (6, 12, 18)
_DAYS = (182, 365, 547)


def cells(orders: pd.DataFrame, day: str | pd.Timestamp) -> pd.Series:
    """Put each customer into one of 16 cells by the orders before a day: how many, how large, how long ago.

    Nothing from the day on is looked at, so that a test which began on it can be read by cell: a cell that knows what
    came after the test would hold its answer.

    Parameters
    ----------
    orders
        One row per order: `customer_id`, `ordered_at`, `net_eur` (€).
    day
        The first day that is not known, such as "2026-01-01".

    Returns
    -------
    pandas.Series
        `cell` by `customer_id`, for everybody with an order before the day, such as "1-2 orders, €45+, 6-12 months":
        number of orders, mean net sales of an order, months since the last order.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If nobody has ordered before the day.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 2, 2], "net_eur": [60.0, 20, 30, 40],
    ...                        "ordered_at": pd.to_datetime(["2025-06-01", "2025-03-01", "2025-04-01", "2025-12-01"])})
    >>> cells(orders, "2026-01-01").to_dict()
    {1: '1-2 orders, €45+, 6-12 months', 2: '3+ orders, <€45, under 6 months'}
    """
    known = known_before(orders, day)
    ends = [f"under {MONTHS[0]}", *(f"{a}-{b}" for a, b in pairwise(MONTHS)), f"{MONTHS[-1]}+"]
    parts = (
        np.where(known["order_count"] <= FEW, f"1-{FEW} orders", f"{FEW + 1}+ orders"),
        np.where(known["mean_order_eur"] >= LARGE, f"€{LARGE}+", f"<€{LARGE}"),
        np.asarray(ends, dtype=object)[np.searchsorted(_DAYS, known["silent_days"])],
    )
    names = [f"{count}, {basket}, {months} months" for count, basket, months in zip(*parts, strict=True)]
    return pd.Series(names, index=known.index, name="cell")
