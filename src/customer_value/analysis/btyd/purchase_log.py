"""From an order log to the three numbers that a buy-till-you-die model needs for each customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from customer_value.analysis.btyd.units import DAYS, Unit, known_unit
from customer_value.analysis.frames import (
    NativeFrame,
    by_own_engine,
    day_number,
    day_of,
    one_row,
    purchases,
    refuse_taken,
)
from customer_value.analysis.local_orders import LocalOrders, distinct, local_orders
from customer_value.errors import DataError

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from customer_value.analysis.frames import Frame

_KEPT = ("x", "t_x", "T", "mean_value")


def summary(
    orders: NativeFrame,
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str | None = "net_eur",
    *,
    end: date | str | None = None,
    unit: Unit = "week",
    births_from: date | str | None = None,
) -> NativeFrame:
    """Describe each customer by x, t_x and T: repeat purchases, time of the last one, time observed.

    The clock of each customer starts with the first purchase, which is not counted: x counts the days with a
    purchase after it. Purchases of one customer on one day are one purchase, of their summed value. Times are whole
    days divided by the days of the unit (a week is 7), so that no two purchases fall together because of a calendar.

    Parameters
    ----------
    orders
        One row per order: pandas, polars, pyarrow, DuckDB, … ; the answer is of the same kind.
    customer, time
        Names of the columns with the customer's id and the time of the order.
    value
        Name of the column with the order's money, or None to leave `mean_value` out.
    end
        Last day of the observation; later orders are left out. Without it, the day of the last order of all.
    unit
        "day", "week", "month" (365.25 / 12 days) or "year" (365.25 days), for t_x and T.
    births_from
        Customers with an order before this day are left out: in a log that begins in the midst of a business their
        first purchase is unknown. Choose it so late that customers of old will have shown up before.

    Returns
    -------
    frame
        One row per customer, sorted by customer: the customer's id, `x` (count), `t_x` and `T` (in `unit`, t_x from the
        first purchase; 0 without a repeat), `mean_value` (€ per repeat purchase day; 0 without a repeat, where there
        is nothing to average). A pandas table carries `attrs["time_unit"]`, `attrs["end"]` and
        `attrs["same_day_orders"]`, the number of orders merged into another of their day; other frames have no
        room for such notes, so tell the models the unit yourself.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the table is empty; if a customer, time or value is missing; if a value is negative, infinite or text; if
        two columns have one name, or the customer's is a name of the summary's own (x, t_x, T, mean_value).

    Notes
    -----
    A customer whose first purchase lies before the log looks newer than they are, and a better buyer than a new
    one: the models then expect too much of new customers. Leave such customers out, by `births_from` or by what you
    know about them; in Larkspur's books they are those with `orders_before` above 0 in "customers".

    References
    ----------
    Fader, Hardie & Lee (2005), Marketing Science 24(2), 275-284.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({
    ...     "customer_id": [1, 1, 1, 2],
    ...     "ordered_at": pd.to_datetime(
    ...         ["2025-01-01 10:00", "2025-01-15 09:00", "2025-01-15 17:00", "2025-02-05 12:00"]),
    ...     "net_eur": [80.0, 20.0, 15.0, 60.0]})
    >>> table = summary(orders, end="2025-02-12")
    >>> table
       customer_id  x  t_x    T  mean_value
    0            1  1  2.0  6.0        35.0
    1            2  0  0.0  1.0         0.0
    >>> table.attrs
    {'time_unit': 'week', 'end': '2025-02-12', 'same_day_orders': 1}
    """
    known_unit(unit)
    refuse_taken(customer, _KEPT, where="summary")
    table, last = purchases(orders, customer, time, value, end, where="summary")
    born = None if births_from is None else day_number(births_from)
    kept = [name for name in _KEPT if value or name != "mean_value"]
    local = local_orders(table)
    if not local:
        columns = [nw.col(name) for name in kept]
        who = nw.col("customer").alias(customer)
        return by_own_engine(
            table, lambda frame: _grouped(frame, last, born, DAYS[unit]).select(who, *columns).sort(customer)
        )
    counted, born_later, merged = _counted(local, last, born, DAYS[unit])
    result = local.answer(customer, {name: counted[name] for name in kept}, born_later)
    if local.ids.implementation.is_pandas():
        result.attrs = {"time_unit": unit, "end": day_of(last), "same_day_orders": merged}
    return result


def _grouped(table: Frame, last: int, born: int | None, length: float) -> Frame:
    """Let the table's own engine count purchase days; a customer's first one starts the clock and is not averaged."""
    clock = _clocks(table.group_by("customer", "day").agg(value=nw.col("value").sum()))
    if born is not None:
        clock = clock.filter(nw.col("first") >= born)
        _refuse_nobody(int(one_row(clock.select(rows=nw.len()))["rows"]), born)
    x = nw.col("n").cast(nw.Int64) - 1
    return clock.select(
        "customer",
        x=x,
        t_x=(nw.col("final") - nw.col("first")) / length,
        T=(last - nw.col("first")) / length,
        mean_value=nw.when(x > 0).then(nw.col("spent") / x).otherwise(0.0),
    )


def _clocks(days: Frame) -> Frame:
    """Find each customer's first and final day, the number of days, and the money spent after the first."""
    day, value = nw.col("day"), nw.col("value")
    columns = {"first": day.min(), "final": day.max(), "n": nw.len()}
    if days.implementation.is_duckdb() or days.implementation.is_polars():
        # They know the value of the earliest day; a window or a join would cost as much again as the days themselves.
        clock = days.group_by("customer").agg(**columns, spent=value.sum(), once=value.first(order_by="day"))
        return clock.with_columns(spent=nw.col("spent") - nw.col("once"))
    days = days.with_columns(first=day.min().over("customer"))
    days = days.with_columns(again=nw.when(day > nw.col("first")).then(value).otherwise(0.0))
    return days.group_by("customer").agg(**columns, spent=nw.col("again").sum())


def _counted(
    orders: LocalOrders, last: int, born: int | None, length: float
) -> tuple[dict[str, NDArray[Any]], NDArray[np.bool_], int]:
    """Count in numpy: the columns, who was born late enough, and how many of their orders met another on its day."""
    count, first, final = distinct(orders.customer, orders.day).spans(orders.size)
    kept = (count > 0) & (True if born is None else first >= born - orders.start)
    _refuse_nobody(int(kept.sum()), born)
    x = count - 1
    again = orders.day > first[orders.customer]
    spent = np.bincount(orders.customer, orders.value * again, orders.size)
    columns = {
        "x": x,
        "t_x": (final - first) / length,
        "T": (last - orders.start - first) / length,
        "mean_value": spent / np.maximum(x, 1),
    }
    rows = orders.customer.size if born is None else int(kept[orders.customer].sum())
    return columns, kept, rows - int(count[kept].sum())


def _refuse_nobody(customers: int, born: int | None) -> None:
    if not customers and born is not None:
        raise DataError(
            f"no customer made the first purchase on or after births_from={day_of(born)}: choose an earlier day."
        )
