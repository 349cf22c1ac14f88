"""What a loyalty programme changes in its own members, where nobody was held out by lot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError

NEEDED = ("customer_id", "ordered_at", "net_eur")


@dataclass(frozen=True)
class BasketChange:
    """How the baskets of the same customers changed from one day on.

    Attributes
    ----------
    change
        Share: 0.05 when baskets are 5 % larger after the day.
    low, high
        Ends of its interval (95 %).
    customer_count
        Customers with baskets on both sides.
    """

    change: float
    low: float
    high: float
    customer_count: int


def basket_change(orders: pd.DataFrame, since: pd.Series) -> BasketChange:
    """Compare each customer's baskets after a day of their own with the same customer's baskets before it.

    It does not ask who joined, only what changed in those who did, so heavy buyers on the list do no harm. It sees
    neither a change in how often they come nor what would have changed without the day. Baskets are compared in
    logarithms; customers with many on both sides weigh more (the harmonic sum of the two numbers). Baskets of the day
    itself count on neither side.

    Parameters
    ----------
    orders
        One row per order: `customer_id`, `ordered_at` and `net_eur` (€, above 0 to count).
    since
        Day of each customer, by customer, such as `load("loyalty").set_index("customer_id")["joined_on"]`.

    Returns
    -------
    BasketChange
        The mean change, with a 95 % interval from the spread between customers.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If fewer than two customers have baskets on both sides.

    References
    ----------
    A difference within subjects; Angrist & Pischke (2009), Mostly Harmless Econometrics, chapter 5.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-01-01", "2024-06-01"] * 3)
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2, 2, 3, 3], "ordered_at": days,
    ...                        "net_eur": [50.0, 55.0, 20.0, 22.0, 90.0, 99.0]})
    >>> found = basket_change(orders, pd.Series(pd.Timestamp("2024-03-01"), index=[1, 2, 3]))
    >>> round(found.change, 3), found.customer_count
    (0.1, 3)
    """
    ColumnError.check(NEEDED, orders.columns, where="cycle.basket_change")
    days = (orders["ordered_at"].dt.normalize() - pd.to_datetime(orders["customer_id"].map(since))).dt.days
    counted = orders[days.notna() & (days != 0) & (orders["net_eur"] > 0)]
    logs = np.log(counted["net_eur"])
    sides = [days[counted.index] < 0, days[counted.index] > 0]
    before, after = (logs[side].groupby(counted["customer_id"]).agg(["mean", "size"]) for side in sides)
    both = before.add_suffix("_before").join(after.add_suffix("_after"), how="inner")
    if len(both) < 2:
        raise DataError(f"cycle.basket_change: {len(both)} customers have baskets before and after; two are needed.")
    change = both["mean_after"] - both["mean_before"]
    weight = 1 / (1 / both["size_before"] + 1 / both["size_after"])
    mean = float(np.average(change, weights=weight))
    error = float(np.sqrt((weight**2 * (change - mean) ** 2).sum()) / weight.sum())
    middle, low, high = np.expm1([mean, mean - 1.96 * error, mean + 1.96 * error])
    return BasketChange(float(middle), float(low), float(high), len(both))
