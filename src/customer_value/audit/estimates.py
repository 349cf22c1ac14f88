"""A learner's estimate, read carefully: one number for each customer, matched by the customer's number."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from .quantities import Quantity

FEWEST = 50  # customers: five in a tenth
SAME_SIZE = 1.6  # how far a mean may be off, as a factor, to be taken for right but for its unit
ID = "customer_id"


def read_estimate(estimate: object, customers: pd.Index) -> pd.Series:
    """Give an estimate as a Series of numbers indexed by `customer_id`.

    Parameters
    ----------
    estimate
        Series indexed by `customer_id`, frame with `customer_id` and one other column, or array with one number for
        each customer in the order of the table `customers`. Polars frames and Series are welcome.
    customers
        The numbers of all customers.

    Raises
    ------
    ColumnError
        When a frame has no `customer_id`.
    DataError
        When ids are unknown or occur twice, numbers are missing, infinite or all the same, or there are too few.
    """
    values = _series(estimate, customers)
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_complex_dtype(values):
        raise DataError(f"the estimate holds {values.dtype}; it must hold one number for each customer")
    values = values.astype(float)
    _check_ids(values.index, customers)
    if missing := int((~np.isfinite(values)).sum()):
        raise DataError(
            f"{missing:,} of the estimates are missing or infinite; leave these customers out, "
            "or say what you expect of them (a customer who will not buy has 0)"
        )
    if len(values) < FEWEST:
        raise DataError(f"an estimate is judged by {FEWEST} customers or more; yours has {len(values)}")
    if values.min() == values.max():
        raise DataError(
            f"the estimate is {values.iloc[0]:g} for every customer, so it tells nobody from anybody; "
            "give each customer a number of their own"
        )
    return values


def unit_hint(estimate: pd.Series, truth: pd.Series, of: Quantity) -> str:
    """Name the unit that the estimate seems to have, where its size gives it away; empty when it does not."""
    mean, real = float(estimate.mean()), float(truth.mean())
    factors = {52: "week", 12: "month", 365: "day"} if of.yearly else {}
    for factor, unit in factors.items():
        if _about(mean * factor, real):
            return f"Your mean is about {factor} times too small: is it per {unit}? The truth is per year."
        if _about(mean / factor, real):
            return f"Your mean is about {factor} times too large: did you take years for {unit}s?"
    if of.is_share and _about(mean / 100, real):
        return "Your mean is about 100 times too large: is it in percent? The truth is a share from 0 to 1."
    if of.is_money and _about(mean / 100, real):
        return "Your mean is about 100 times too large: is it in cents? The truth is in euros."
    return ""


def _about(value: float, real: float) -> bool:
    """Whether two means are of the same size: estimates are wrong by a half at times, but hardly by more."""
    return value * real > 0 and abs(log(value / real)) < log(SAME_SIZE)


def _series(estimate: Any, customers: pd.Index) -> pd.Series:
    if hasattr(estimate, "to_pandas"):
        is_series = not hasattr(estimate, "columns")
        estimate = estimate.to_pandas()
        estimate = estimate.to_numpy() if is_series else estimate
    if isinstance(estimate, pd.DataFrame):
        return _of_frame(estimate)
    if isinstance(estimate, pd.Series):
        return estimate
    values = np.asarray(estimate)
    if values.shape != (len(customers),):
        raise DataError(
            f"an array needs one number for each of the {len(customers):,} customers, in the order of the table "
            f"customers; yours has the shape {values.shape}. A Series indexed by customer_id may hold a part of them"
        )
    return pd.Series(values, index=customers)


def _of_frame(frame: pd.DataFrame) -> pd.Series:
    frame = frame.reset_index() if frame.index.name == ID else frame
    if ID not in frame:
        raise ColumnError(f"the estimate needs the column 'customer_id'; it has: {', '.join(map(str, frame.columns))}")
    others = [name for name in frame.columns if name != ID]
    if len(others) != 1:
        raise DataError(
            f"the estimate needs customer_id and one other column; it has: {', '.join(map(str, others))}. "
            f'Choose one, such as frame[["customer_id", "{others[0] if others else "estimate"}"]]'
        )
    series: pd.Series = frame.set_index(ID)[others[0]]
    return series


def _check_ids(index: pd.Index, customers: pd.Index) -> None:
    strange = index[~index.isin(customers)]
    if len(strange):
        counted = "; it seems to count rows: use set_index('customer_id')" if isinstance(index, pd.RangeIndex) else ""
        raise DataError(
            f"{len(strange):,} of {len(index):,} ids of the estimate are no customer_id, such as {strange[0]!r}; "
            f"its index must hold the customers' numbers{counted}"
        )
    if twice := int(index.duplicated().sum()):
        raise DataError(f"{twice:,} rows of the estimate name a customer again; give each customer one number")
