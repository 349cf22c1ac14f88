"""Recency, frequency, monetary value: the summary of an order log, and scores that treat equals alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import pandas as pd

from customer_value.analysis.answers import numbers
from customer_value.analysis.frames import NativeFrame, by_own_engine, day_of, purchases, refuse_taken
from customer_value.analysis.local_orders import LocalOrders, local_orders
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from datetime import date

    from customer_value.analysis.frames import Frame

RFM = ("recency_days", "frequency", "monetary")


def rfm(
    orders: NativeFrame,
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str = "net_eur",
    *,
    end: date | str | None = None,
) -> NativeFrame:
    """Sum up each customer by recency, frequency and money.

    Parameters
    ----------
    orders
        One row per order: pandas, polars, pyarrow, DuckDB, … ; the answer is of the same kind.
    customer, time, value
        Names of the columns with the customer's id, the time of the order, and its money in €.
    end
        Last day that counts; later orders are left out. Without it, the day of the last order of all.

    Returns
    -------
    frame
        One row per customer, sorted by customer: the customer's id, `recency_days` (days from the last order to
        `end`; not the t_x of a buy-till-you-die model, which runs from the first order), `frequency` (orders) and
        `monetary` (€ in all). A pandas table carries `attrs["end"]`.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the table is empty, a customer, time or value is missing, a value is negative, infinite or text, or the
        customer's column is called like one of the answer's own.

    References
    ----------
    Hughes (1994), Strategic Database Marketing.

    Examples
    --------
    >>> orders = pd.DataFrame({
    ...     "customer_id": [1, 1, 2],
    ...     "ordered_at": pd.to_datetime(["2025-01-01 10:00", "2025-01-15 09:00", "2025-02-05 12:00"]),
    ...     "net_eur": [80.0, 20.0, 60.0]})
    >>> rfm(orders, end="2025-02-14")
       customer_id  recency_days  frequency  monetary
    0            1            30          2     100.0
    1            2             9          1      60.0
    """
    refuse_taken(customer, RFM, where="segments.rfm")
    table, last = purchases(orders, customer, time, value, end, where="segments.rfm")
    local = local_orders(table)
    if not local:
        return by_own_engine(table, lambda frame: _grouped(frame, last, customer))
    result = _counted(local, last, customer)
    if isinstance(result, pd.DataFrame):
        result.attrs["end"] = day_of(last)
    return result


def _grouped(table: Frame, last: int, customer: str) -> Frame:
    """Let the table's own engine count."""
    summed = table.group_by("customer").agg(
        final=nw.col("day").max(), frequency=nw.len(), monetary=nw.col("value").sum()
    )
    columns = summed.select(
        nw.col("customer").alias(customer),
        (last - nw.col("final")).cast(nw.Int64).alias("recency_days"),
        nw.col("frequency").cast(nw.Int64),
        "monetary",
    )
    return columns.sort(customer)


def _counted(orders: LocalOrders, last: int, customer: str) -> NativeFrame:
    """Count in numpy."""
    final = np.zeros(orders.size, dtype=np.int64)
    np.maximum.at(final, orders.customer, orders.day)
    frequency = np.bincount(orders.customer, minlength=orders.size)
    columns = {"recency_days": last - orders.start - final, "frequency": frequency, "monetary": orders.sums()}
    return orders.answer(customer, columns, frequency > 0)


def rfm_scores(table: pd.DataFrame, *, groups: int = 5) -> pd.DataFrame:
    """Score recency, frequency and money from 1 to `groups`, the best highest; equals always get the same score.

    Cutting a sorted list into equal parts gives customers with the same single order scores from 1 to 3, by the
    accident of their place in the file. Here a score comes from the share of customers below, with half of the
    equals, so groups may differ in size.

    Parameters
    ----------
    table
        One row per customer, with `recency_days` (small is good), `frequency` and `monetary`.
    groups
        Number of scores, 2 or more.

    Returns
    -------
    pandas.DataFrame
        `table` with `r`, `f`, `m` (whole numbers) and `rfm` (text, such as "545").

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If a value is missing or no number, there are no rows, or `groups` is below 2.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "recency_days": [5, 90, 400, 30], "frequency": [9, 1, 1, 1], "monetary": [300, 20, 20, 45]})
    >>> rfm_scores(table)["rfm"].tolist()
    ['555', '222', '122', '424']
    """
    ColumnError.check(RFM, table.columns, where="segments.rfm_scores")
    if groups < 2:
        raise DataError(f"groups must be 2 or more, not {groups!r}.")
    known = numbers(table[list(RFM)], "segments.rfm_scores")
    gaps = known.isna().sum()
    if gaps.any():
        raise DataError(
            f"{gaps.max()} customers have no {gaps.idxmax()!r}: leave those without an order out before you score."
        )
    r = _score(-known["recency_days"], groups)
    f, m = (_score(known[name], groups) for name in ("frequency", "monetary"))
    return table.assign(r=r, f=f, m=m, rfm=r.astype(str) + f.astype(str) + m.astype(str))


def _score(values: pd.Series, groups: int) -> pd.Series:
    share = (values.rank(method="average") - 0.5) / len(values)
    return pd.Series(np.minimum((share * groups).astype(int) + 1, groups), index=values.index)
