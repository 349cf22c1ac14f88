"""What was known of customers on a day, and what they brought after it: the two sides of a time split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import pandas as pd

from customer_value.analysis.frames import NativeFrame, day_number, day_of, one_row, purchases, small
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

BARE = 0.1  # share of a window without an order at the end of the books, above which the books do not cover it


def features_at(
    orders: NativeFrame,
    cutoff: date | str,
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str = "net_eur",
    *,
    months: int = 12,
) -> pd.DataFrame:
    """Describe each customer by the orders of the months before a day, and by nothing else.

    Later orders change nothing, and neither do older ones: a model that learned at one cut-off then meets numbers of
    the same kind at the next. Take whole years, or the season stands in the features.

    Parameters
    ----------
    orders
        One row per order: pandas, polars, pyarrow, DuckDB, … in any order of rows.
    cutoff
        First day that is not known any more.
    customer, time, value
        Names of the columns with the customer's id, the time of the order, and its money in €.
    months
        Length of the window before the cut-off, 1 or more.

    Returns
    -------
    pandas.DataFrame
        One row per customer who bought in the window, by id: `recency_days` and `first_order_days` (days from the
        last and the first of these orders to the cut-off), `order_count`, `value_eur` (€ in all), `mean_order_eur` (€
        per order) and `late_share` (share of the money in the later half of the window). `attrs` hold `cutoff` and
        `months`.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the orders do not cover the window, are empty, or have missing customers, times or values or negative
        values; or if the cut-off is no date or `months` no whole number from 1 on.

    Examples
    --------
    >>> orders = pd.DataFrame({
    ...     "customer_id": [1, 1, 2, 1],
    ...     "ordered_at": pd.to_datetime(["2024-01-01", "2024-12-31", "2024-11-02", "2025-03-01"]),
    ...     "net_eur": [60.0, 20.0, 45.0, 99.0]})
    >>> known = features_at(orders, "2025-01-01").reset_index()
    >>> known[["customer_id", "recency_days", "order_count", "value_eur", "late_share"]]
       customer_id  recency_days  order_count  value_eur  late_share
    0            1             1            2       80.0        0.25
    1            2            60            1       45.0        1.00
    """
    begin, end = _shifted(cutoff, months, -1), day_number(cutoff)
    table = _window(orders, (customer, time, value), begin, end, where="segments.features_at")
    late = table["value"].where(2 * table["day"] >= begin + end, 0.0)
    grouped = table.assign(late=late).groupby("customer")
    count, total = grouped.size(), grouped["value"].sum()
    features = pd.DataFrame(
        {
            "recency_days": end - grouped["day"].max(),
            "first_order_days": end - grouped["day"].min(),
            "order_count": count,
            "value_eur": total,
            "mean_order_eur": total / count,
            "late_share": grouped["late"].sum() / total.where(total > 0, 1.0),
        }
    ).rename_axis(customer)
    features.attrs = {"cutoff": day_of(end), "months": int(months)}
    return features


def value_after(
    orders: NativeFrame,
    cutoff: date | str,
    customers: pd.Index | Sequence[object],
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str = "net_eur",
    *,
    months: int = 12,
) -> pd.Series:
    """Add up what each customer brought in the months from a day on: the outcome that a model learns or is judged by.

    Who spends most is not who can grow: for growth, take off what the customer brought before, `value_eur` of
    `features_at`, and count losses as 0 (`clip`).

    Parameters
    ----------
    orders, customer, time, value
        As for `features_at`.
    cutoff
        First day that counts.
    customers
        Ids of those who were known on that day: the index of the features.
    months
        Length of the window from the cut-off on, 1 or more.

    Returns
    -------
    pandas.Series
        € per customer, 0 for who bought nothing, in the order of `customers`. `attrs` as for `features_at`.

    Raises
    ------
    ColumnError, DataError
        As `features_at`, or if none of the customers bought anything.

    Examples
    --------
    >>> orders = pd.DataFrame({
    ...     "customer_id": [1, 2, 1, 1, 3],
    ...     "ordered_at": pd.to_datetime(["2024-01-01", "2024-11-02", "2025-01-01", "2025-12-31", "2025-12-31"]),
    ...     "net_eur": [60.0, 45.0, 99.0, 1.0, 7.0]})
    >>> known = features_at(orders, "2025-01-01")
    >>> came = value_after(orders, "2025-01-01", known.index)
    >>> came.to_dict()
    {1: 100.0, 2: 0.0}
    >>> (came - known["value_eur"]).clip(lower=0).to_dict()
    {1: 40.0, 2: 0.0}
    """
    begin, end = day_number(cutoff), _shifted(cutoff, months, 1)
    table = _window(orders, (customer, time, value), begin, end, where="segments.value_after")
    known = pd.Index(customers, name=customer)
    if not known.isin(table["customer"]).any():
        raise DataError(
            f"none of the {len(known)} customers bought from {day_of(begin)} to {day_of(end - 1)}: are their ids "
            f"those of the orders, of the same type?"
        )
    came = table.groupby("customer")["value"].sum().reindex(known, fill_value=0.0).rename("value_eur")
    came.attrs = {"cutoff": day_of(begin), "months": int(months)}
    return came


def _shifted(day: date | str, months: int, direction: int) -> int:
    """Give the number of the day so many months before (-1) or after (1)."""
    if not isinstance(months, int | np.integer) or months < 1:
        raise DataError(f"months must be a whole number, 1 or more, not {months!r}.")
    start = day_of(day_number(day))
    try:
        return day_number(pd.Timestamp(start) + pd.DateOffset(months=direction * int(months)))
    except (OverflowError, ValueError) as error:
        raise DataError(f"{months} months from {start} reach beyond the calendar.") from error


def _window(orders: NativeFrame, columns: tuple[str, str, str], begin: int, end: int, *, where: str) -> pd.DataFrame:
    """Fetch `customer`, `day` and `value` from `begin` to the day before `end`; refuse books that do not reach."""
    table, last = purchases(orders, *columns, None, where=where)
    first, day = one_row(table.select(first=nw.col("day").min()))["first"], nw.col("day")
    bare = BARE * (end - begin)
    if first - begin > bare or end - 1 - last > bare:
        raise DataError(
            f"{where} needs the orders from {day_of(begin)} to {day_of(end - 1)}, but these run from {day_of(first)} "
            f"to {day_of(last)}: a window that they do not cover would count too little; move the cut-off, or take "
            f"fewer months."
        )
    found = small(table.filter((day >= begin) & (day < end)).select("customer", "day", "value")).to_pandas()
    if found.empty:
        raise DataError(f"{where}: no order lies between {day_of(begin)} and {day_of(end - 1)}.")
    return found.assign(day=found["day"].to_numpy(np.int64), value=found["value"].to_numpy(np.float64))
