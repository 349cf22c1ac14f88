"""Lay the last part of an order log aside, to check what a model learns from the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from customer_value.analysis.btyd.purchase_log import summary
from customer_value.analysis.btyd.units import DAYS, Unit, known_unit
from customer_value.analysis.frames import NativeFrame, day_number, day_of, one_row, purchases, refuse_taken
from customer_value.errors import DataError

if TYPE_CHECKING:
    from datetime import date

    from customer_value.analysis.frames import Frame

_OWN = ("x_holdout", "T_holdout", "value_holdout")


def calibration_holdout_split(
    orders: NativeFrame,
    customer: str = "customer_id",
    time: str = "ordered_at",
    value: str | None = "net_eur",
    *,
    calibration_end: date | str,
    end: date | str | None = None,
    unit: Unit = "week",
) -> NativeFrame:
    """Describe each customer up to a day, and count what they bought after it.

    A model is fitted to x, t_x and T of the calibration and its expectation for the next `T_holdout` compared with
    `x_holdout`. Choose whole years for the hold-out where trade has a season.

    Parameters
    ----------
    orders, customer, time, value, unit
        As in `summary`.
    calibration_end
        Last day of the calibration.
    end
        Last day of the hold-out; later orders are left out. Without it, the day of the last order of all.

    Returns
    -------
    frame
        The columns of `summary` as of `calibration_end`, and `x_holdout` (days with a purchase after it, up to
        `end`), `T_holdout` (length of the hold-out, in `unit`, the same for all) and, if there is a value,
        `value_holdout` (€ in all, 0 if nothing was bought). Customers whose first purchase lies in the hold-out are
        not in the table: the calibration knows nothing about them. A pandas table carries, beside the notes of
        `summary`, `attrs["holdout_end"]` and `attrs["new_in_holdout"]`, the number of those customers.

    Raises
    ------
    DataError
        As `summary`, or if no day is left for the hold-out.

    References
    ----------
    Schmittlein & Peterson (1994), Customer base analysis: an industrial purchase process application, Marketing
    Science 13(1), 41-67, validate in this way.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({
    ...     "customer_id": [1, 1, 1, 2],
    ...     "ordered_at": pd.to_datetime(["2025-01-01", "2025-01-15", "2025-02-05", "2025-01-08"]),
    ...     "net_eur": [80.0, 20.0, 15.0, 60.0]})
    >>> calibration_holdout_split(orders, calibration_end="2025-01-29", end="2025-02-12")
       customer_id  x  t_x    T  mean_value  x_holdout  T_holdout  value_holdout
    0            1  1  2.0  4.0        20.0          1        2.0           15.0
    1            2  0  0.0  3.0         0.0          0        2.0            0.0
    """
    known_unit(unit)
    refuse_taken(customer, _OWN, where="calibration_holdout_split")
    table, last = purchases(orders, customer, time, value, end, where="calibration_holdout_split")
    cut = day_number(calibration_end)
    if cut >= last:
        raise DataError(
            f"no day is left for the hold-out: calibration_end={calibration_end!s} must lie before the end, "
            f"{day_of(last)}."
        )
    known = summary(orders, customer, time, value, end=calibration_end, unit=unit)
    later = _later(table, cut)
    wrapped: Frame = nw.from_native(known)
    joined = wrapped.join(later, left_on=customer, right_on="customer", how="left").with_columns(
        nw.col("x_holdout").fill_null(0).cast(nw.Int64),
        nw.col("value_holdout").fill_null(0.0),
        T_holdout=nw.lit((last - cut) / DAYS[unit]),
    )
    kept = [*wrapped.collect_schema().names(), *(name for name in _OWN if value or name != "value_holdout")]
    result = joined.select(*kept).sort(customer).to_native()
    return _noted(result, known, later, holdout_end=day_of(last))


def _later(table: Frame, cut: int) -> Frame:
    """Count each customer's purchase days after the cut, and add up their money."""
    days = table.filter(nw.col("day") > cut).group_by("customer", "day").agg(value=nw.col("value").sum())
    return days.group_by("customer").agg(x_holdout=nw.len(), value_holdout=nw.col("value").sum())


def _noted(result: NativeFrame, known: NativeFrame, later: Frame, *, holdout_end: str) -> NativeFrame:
    if nw.get_native_namespace(result).__name__ == "pandas":
        buyers = int(one_row(later.select(n=nw.len()))["n"])
        new = buyers - int((result["x_holdout"] > 0).sum())
        result.attrs = {**known.attrs, "holdout_end": holdout_end, "new_in_holdout": new}
        return result.reset_index(drop=True)
    return result
