"""Cohorts from an order log, and the rates that a column of survivors gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import narwhals as nw
import numpy as np

from customer_value.analysis.frames import Frame, NativeFrame, month_of, purchases, refuse_taken, small
from customer_value.analysis.local_orders import LocalOrders, distinct, is_local, local_orders
from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import ArrayLike

    from customer_value.analysis.local_orders import FloatArray, IntArray

Period: TypeAlias = Literal["month", "quarter", "year"]
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_OWN = ("cohort", "age", "cohort_size", "active", "active_share", "survivors")


def cohorts(
    orders: NativeFrame,
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str | None = None,
    *,
    period: Period = "year",
    end: date | str | None = None,
) -> NativeFrame:
    """Follow customers from the period of their first order: who bought again, and for how much.

    In a shop nobody says goodbye, so there are two answers to "who is still there", and both are columns:
    `active` counts who bought in a period; `survivors` who bought in it or later. The last `survivors` of every
    cohort are too low, since nobody has seen the orders to come.

    Parameters
    ----------
    orders
        One row per order: pandas, polars or pyarrow, and the answer is of the same kind; or DuckDB, Dask, …, which
        do the counting and give a pandas table.
    customer, time
        Names of the columns with the customer's id and the time of the order.
    value
        Name of a column of money to add up, or None.
    period
        "year", "quarter" or "month", of the calendar.
    end
        The last day to count; later orders are left out. If it is not the end of a period, the last age of each
        cohort covers only a part of one.

    Returns
    -------
    frame
        One row per cohort and age, sorted: `cohort` ("2023", "2023-Q2", "2023-05"), `age` (periods since the first
        order, 0 for the first), `cohort_size`, `active`, `active_share`, `survivors`, and the sum of `value` under
        its own name. Periods without orders are rows with 0.

    Raises
    ------
    ColumnError, DataError, UnknownNameError
        If columns are missing, values are missing or negative, the table is empty, or the period is unknown.

    Notes
    -----
    A customer whose first order lies before the log joins the cohort of the first one in it. Leave such customers
    out; in Larkspur's books they are those with `orders_before` above 0 in "customers".

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2, 3], "ordered_at": pd.to_datetime(
    ...     ["2023-02-01", "2024-03-01", "2023-11-05", "2024-06-30"])})
    >>> cohorts(orders)[["cohort", "age", "cohort_size", "active", "survivors"]]
      cohort  age  cohort_size  active  survivors
    0   2023    0            2       2          2
    1   2023    1            2       1          1
    2   2024    0            1       1          1
    """
    if period not in _MONTHS:
        raise UnknownNameError.among("period", period, _MONTHS)
    refuse_taken(value, _OWN, where="cohorts")
    table, last_day = purchases(orders, customer, time, value, end, where="cohorts")
    months = _MONTHS[period]
    local = local_orders(table)
    grids = _counted(local, months) if local else _grouped(table, months)
    columns = _table(grids, month_of(last_day) // months, period, value)
    return nw.from_dict(columns, backend=table.implementation if is_local(table) else "pandas").to_native()


def survival_curve(survivors: ArrayLike) -> Same:
    """Divide survivors by the size of their cohort, which gives S(0) = 1, S(1) and so on.

    Parameters
    ----------
    survivors
        Customers (or shares) still there after 0, 1, 2, … periods.

    Raises
    ------
    DataError
        If they rise from one period to the next, or are missing, negative or fewer than two.

    Examples
    --------
    >>> survival_curve([1000, 700, 530])
    array([1.  , 0.7 , 0.53])
    """
    alive = counts(survivors)
    return same_kind(alive / alive[0], (survivors,))


def retention_rates(survivors: ArrayLike) -> Same:
    """Share of those there at the start of each period who are there at its end: r_t = S(t) / S(t - 1).

    The first number has no period before it and is NaN, so that the answer lines up with `survivors`.

    Examples
    --------
    >>> retention_rates([1000, 700, 530]).round(3)
    array([  nan, 0.7  , 0.757])
    """
    alive = counts(survivors)
    rates = np.divide(alive[1:], alive[:-1], where=alive[:-1] > 0, out=np.full(alive.size - 1, np.nan))
    return same_kind(np.concatenate([[np.nan], rates]), (survivors,))


def hazard_rates(survivors: ArrayLike) -> Same:
    """Share of those there at the start of each period who leave in it: h(t) = 1 - r_t.

    Examples
    --------
    >>> hazard_rates([1000, 700, 530]).round(3)
    array([  nan, 0.3  , 0.243])
    """
    return 1 - retention_rates(survivors)


def counts(survivors: ArrayLike) -> FloatArray:
    """Check a column of survivors: one cohort, never rising, not empty at the start."""
    (alive,) = arrays(0, np.inf, survivors=survivors)
    if alive.ndim != 1 or alive.size < 2:
        raise DataError("survivors is a column of one cohort: how many are there after 0, 1, 2, … periods.")
    if alive[0] == 0:
        raise DataError("survivors begins with 0 customers: there is no cohort to follow.")
    if (np.diff(alive) > 0).any():
        at = int(np.argmax(np.diff(alive) > 0)) + 1
        raise DataError(
            f"survivors rises at period {at} ({alive[at - 1]:g} to {alive[at]:g}); who has left cannot come back. "
            f"The `active` of a shop's cohort may rise, its `survivors` do not."
        )
    return alive


@dataclass(frozen=True)
class _Grids:
    """Customers and money by cohort (rows) and age; each cohort by its number of periods since year 0."""

    starts: IntArray
    active: FloatArray
    last_seen: FloatArray
    value: FloatArray


def _grouped(table: Frame, months: int) -> _Grids:
    """Let the table's own engine count: customers and money by cohort and age, customers by cohort and last age."""
    month = nw.col("moment").dt.year().cast(nw.Int64) * 12 + nw.col("moment").dt.month().cast(nw.Int64) - 1
    bought = table.with_columns(when=month // months).group_by("customer", "when").agg(value=nw.col("value").sum())
    stays = bought.group_by("customer").agg(cohort=nw.col("when").min(), last=nw.col("when").max())
    aged = bought.join(stays, on="customer").with_columns(age=nw.col("when") - nw.col("cohort"))
    by_age = small(aged.group_by("cohort", "age").agg(active=nw.len(), value=nw.col("value").sum()))
    stays = stays.with_columns(age=nw.col("last") - nw.col("cohort"))
    by_last = small(stays.group_by("cohort", "age").agg(last_seen=nw.len()))
    starts = np.unique(by_age["cohort"].to_numpy())
    shape = (starts.size, int(by_age["age"].max()) + 1)

    def on_grid(frame: nw.DataFrame[Any], column: str) -> FloatArray:
        full = np.zeros(shape)
        full[np.searchsorted(starts, frame["cohort"].to_numpy()), frame["age"].to_numpy()] = frame[column].to_numpy()
        return full

    return _Grids(starts, on_grid(by_age, "active"), on_grid(by_last, "last_seen"), on_grid(by_age, "value"))


def _counted(orders: LocalOrders, months: int) -> _Grids:
    """Count in numpy."""
    period_of = np.array([month_of(day) // months for day in range(orders.start, orders.start + orders.day.max() + 1)])
    when = period_of[orders.day] - period_of[0]
    visits = distinct(orders.customer, when)
    count, first, last = visits.spans(orders.size)
    starts = np.unique(first[count > 0])
    shape = (starts.size, int((last - first).max()) + 1)
    corner = np.searchsorted(starts, first) * shape[1] - first  # where a customer's row begins, less the cohort

    def grid(cells: IntArray, weights: FloatArray | None = None) -> FloatArray:
        return np.bincount(cells, weights, shape[0] * shape[1]).reshape(shape).astype(float)

    return _Grids(
        starts=starts + period_of[0],
        active=grid(corner[visits.customer] + visits.when),
        last_seen=grid((corner + last)[count > 0]),
        value=grid(corner[orders.customer] + when, orders.value),
    )


def _table(grids: _Grids, last: int, period: Period, value: str | None) -> dict[str, Any]:
    """Lay the counts out as rows: for each cohort all ages up to the last period of all."""
    starts, width = grids.starts, last - int(grids.starts[0]) + 1

    def wide(grid: FloatArray) -> FloatArray:
        return np.pad(grid, ((0, 0), (0, width - grid.shape[1])))

    active = wide(grids.active)
    # Who was last seen at some age was there at all ages before it.
    survivors = wide(grids.last_seen)[:, ::-1].cumsum(axis=1)[:, ::-1]
    row, age = np.nonzero(starts[:, None] + np.arange(width) <= last)
    size = active[row, 0]
    columns = {
        "cohort": [_label(int(starts[one]), period) for one in row],
        "age": age,
        "cohort_size": size.astype(int),
        "active": active[row, age].astype(int),
        "active_share": active[row, age] / size,
        "survivors": survivors[row, age].astype(int),
    }
    return columns | ({value: wide(grids.value)[row, age]} if value else {})


def _label(start: int, period: Period) -> str:
    per_year = 12 // _MONTHS[period]
    year, part = divmod(start, per_year)
    return {"year": f"{year}", "quarter": f"{year}-Q{part + 1}", "month": f"{year}-{part + 1:02}"}[period]
