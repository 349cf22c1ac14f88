"""Order tables of any kind that Narwhals knows, checked, with days and months as whole numbers.

Whole numbers because every engine counts them alike: `dt.date` and `truncate("1mo")` fail or crawl on some.
Distinct days are counted by grouping twice, never by `n_unique`, which adds up partitions on Dask.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import narwhals as nw
import numpy as np
from narwhals.exceptions import DuplicateError

from customer_value.analysis.local_orders import is_local
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Callable

Frame: TypeAlias = nw.LazyFrame[Any]
"""Eager tables too: only methods that both have are used, and mypy cannot join a union of the two."""

NativeFrame: TypeAlias = Any
"""A table of pandas, polars, pyarrow, DuckDB … : whatever Narwhals reads."""

_FIRST_DAY = date(1900, 1, 1)


def purchases(
    orders: NativeFrame, customer: str, time: str, value: str | None, end: date | str | None, *, where: str
) -> tuple[Frame, int]:
    """Check `orders` and keep `customer`, `moment`, `day` (a whole number) and `value` up to `end`.

    Returns
    -------
    tuple
        The table, and the last day of the observation.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the table is empty (up to `end`), a customer, time or value is missing, or a value is no number, infinite
        or negative.
    """
    frame = _frame(orders, [name for name in (customer, time, value) if name], where)
    table = _money(frame, value, where).select(
        customer=nw.col(customer),
        moment=_moment(frame, time, where),
        value=nw.col(value) if value else nw.lit(0.0),
    )
    table, found = _in_numpy(table) if is_local(table) else _in_engine(table)
    last = _last_day(found, customer, time, value)
    if end is None:
        return table, last
    cut = day_number(end)
    kept = table.filter(nw.col("day") <= cut)
    if not one_row(kept.select(rows=nw.len()))["rows"]:
        raise DataError(f"no order lies on or before end={end!s}: choose a later end.")
    return kept, cut


def day_number(day: date | str) -> int:
    """Count days since 1900-01-01.

    Examples
    --------
    >>> day_number("1900-02-01")
    31
    """
    try:
        moment = datetime.fromisoformat(day) if isinstance(day, str) else day
        return date(moment.year, moment.month, moment.day).toordinal() - _FIRST_DAY.toordinal()
    except (AttributeError, TypeError, ValueError) as error:
        raise DataError(f"{day!r} is not a date; write it as '2025-12-31'.") from error


def day_of(number: int) -> str:
    """Write a day number as a date."""
    return date.fromordinal(number + _FIRST_DAY.toordinal()).isoformat()


def month_of(number: int) -> int:
    """Turn a day number into a month number, year * 12 + month - 1."""
    day = date.fromordinal(number + _FIRST_DAY.toordinal())
    return day.year * 12 + day.month - 1


def refuse_taken(name: str | None, own: tuple[str, ...], *, where: str) -> None:
    """Refuse a column that would meet one of the answer's own under the same name."""
    if name in own:
        raise DataError(
            f"{where} makes a column {name!r} of its own, so yours needs another name: rename it first, "
            f"with pandas by orders.rename(columns={{{name!r}: 'my_{name}'}})."
        )


def small(frame: Frame | nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Fetch a small result: eager tables as they are, lazy ones as pyarrow."""
    if isinstance(frame, nw.LazyFrame):
        return frame.collect(backend="pyarrow")
    return frame


def by_own_engine(table: Frame, count: Callable[[Frame], Frame]) -> NativeFrame:
    """Let the table's engine count; polars as a lazy table, which it plans as a whole."""
    if is_local(table) and table.implementation.is_polars():
        return count(table.lazy()).collect(backend="polars").to_native()
    return count(table).to_native()


def one_row(frame: Frame) -> dict[str, Any]:
    """Fetch a table of one row."""
    return next(iter(small(frame).iter_rows(named=True)))


def _frame(orders: NativeFrame, columns: list[str], where: str) -> Frame:
    try:
        frame = cast("Frame", nw.from_native(orders))
    except TypeError as error:
        raise DataError(
            f"{where} needs a table (pandas, polars, pyarrow, DuckDB …), not a {type(orders).__name__}."
        ) from error
    except DuplicateError as error:
        raise DataError(
            f"{where}: two columns of the table have the same name; rename or drop one, with pandas by "
            f"orders.loc[:, ~orders.columns.duplicated()]."
        ) from error
    names = frame.collect_schema().names()
    ColumnError.check(columns, names, where=where)
    return frame


def _money(frame: Frame, value: str | None, where: str) -> Frame:
    """Turn the column of money into floats; Python's own objects (Decimal) too, text not."""
    if value is None:
        return frame
    kind = frame.collect_schema()[value]
    try:
        if kind.is_numeric() or isinstance(kind, nw.Object):
            return frame.with_columns(nw.col(value).cast(nw.Float64))
    except (TypeError, ValueError):
        pass
    raise DataError(
        f"{where}: the column {value!r} holds {kind}, not numbers; with pandas, "
        f"orders[{value!r}] = pd.to_numeric(orders[{value!r}]) turns text into numbers, "
        f"after .str.replace(',', '.') where the comma is decimal."
    )


def _moment(frame: Frame, time: str, where: str) -> nw.Expr:
    kind = frame.collect_schema()[time]
    if not isinstance(kind, nw.Datetime | nw.Date):
        raise DataError(
            f"{where}: the column {time!r} holds {kind}, not dates; with pandas, "
            f"orders[{time!r}] = pd.to_datetime(orders[{time!r}]) turns text into dates."
        )
    moment = nw.col(time)
    if isinstance(kind, nw.Date):
        moment = moment.cast(nw.Datetime("us"))
    elif kind.time_zone:
        moment = moment.dt.replace_time_zone(None)
    return moment


def _in_engine(table: Frame) -> tuple[Frame, dict[str, Any]]:
    """Give the days numbers, and ask about the rows in one go."""
    table = table.with_columns(day=_days(table))
    value, day = nw.col("value"), nw.col("day")
    found = table.select(
        **_missing(table),
        value=_rows(value.is_null() | value.is_nan()),
        endless=_rows(value.abs() == nw.lit(math.inf)),
        lowest=value.min(),
        first=day.min(),
        last=day.max(),
    )
    return table, one_row(found)


def _days(table: Frame) -> nw.Expr:
    """Count days since 1900 by the calendar, which every engine knows; DuckDB takes dates apart ten times faster."""
    if table.implementation.is_duckdb():
        return nw.col("moment").cast(nw.Date) - nw.lit(_FIRST_DAY)
    moment = nw.col("moment").dt  # missing ones are filled, since Dask cannot cast them, and refused by their number
    before = moment.year().fill_null(1).cast(nw.Int64) - 1
    leaps = before // 4 - before // 100 + before // 400
    in_year = moment.ordinal_day().fill_null(1).cast(nw.Int64)
    return before * 365 + leaps + in_year - _FIRST_DAY.toordinal()


def _in_numpy(table: Frame) -> tuple[Frame, dict[str, Any]]:
    """Do the same for a table in this process, several times faster."""
    eager = cast("nw.DataFrame[Any]", table)
    found = one_row(table.select(**_missing(table)))
    value = eager["value"].to_numpy()
    lowest, highest = value.min(initial=0.0), value.max(initial=0.0)
    found |= {"value": 0, "endless": 0, "lowest": lowest}
    if not np.isfinite(highest - lowest):
        found |= {"value": np.isnan(value).sum(), "endless": np.isinf(value).sum()}
    if found["time"] or not found["rows"]:
        return table, found
    moment = eager["moment"].to_numpy()
    ticks = np.timedelta64(1, "D").astype(moment.dtype.str.replace("M8", "m8")).astype(np.int64)
    day = moment.view(np.int64) // ticks + day_number("1970-01-01")
    days = nw.new_series("day", day, nw.Int64, backend=eager.implementation)
    return cast("Frame", eager.with_columns(days)), found | {"first": day.min(), "last": day.max()}


def _missing(table: Frame) -> dict[str, nw.Expr]:
    """Count the rows, and those without a customer or a time."""
    nobody = nw.col("customer").is_null()
    if table.collect_schema()["customer"].is_float():  # only pandas takes NaN for missing
        nobody = nobody | nw.col("customer").is_nan()
    return {"rows": nw.len(), "customer": _rows(nobody), "time": _rows(nw.col("moment").is_null())}


def _rows(condition: nw.Expr) -> nw.Expr:
    """Count the rows of which it is true; Spark adds up numbers only."""
    return condition.cast(nw.Int64).sum()


def _last_day(found: dict[str, Any], customer: str, time: str, value: str | None) -> int:
    """Refuse what cannot be counted."""
    if not found["rows"]:
        raise DataError("the table has no rows: there is no customer to describe.")
    for role, column in {"customer": customer, "time": time, "value": value}.items():
        if found[role]:
            raise DataError(f"{found[role]} of {found['rows']} rows have no {column!r}; drop or mend them first.")
    if found["endless"]:
        raise DataError(
            f"{found['endless']} of {found['rows']} rows have an infinite {value!r} (a division by 0, perhaps?); "
            f"drop or mend them first."
        )
    if found["lowest"] < 0:
        raise DataError(
            f"{value!r} goes down to {found['lowest']:g}; a purchase cannot be negative: take returns out first."
        )
    if found["first"] < day_number(date.min) or found["last"] > day_number(date.max):
        raise DataError(f"{time!r} reaches beyond the years 1 to 9999; mend those dates first.")
    return int(found["last"])
