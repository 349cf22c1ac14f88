"""Right retention, measured: repeat rate and net promoter score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np

from customer_value.analysis.frames import NativeFrame, one_row, purchases
from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import ArrayLike

PROMOTER, DETRACTOR = 9, 6


@dataclass(frozen=True)
class NetPromoterScore:
    """Promoters minus detractors, with the three shares that the one number hides.

    Attributes
    ----------
    score
        Points, -100 to 100.
    promoters, passives, detractors
        Shares of the answers, 0 to 1: 9 to 10, 7 to 8, 0 to 6.
    standard_error
        Points, for a random sample.
    answer_count
        Answers.
    """

    score: float
    promoters: float
    passives: float
    detractors: float
    standard_error: float
    answer_count: int


def net_promoter_score(answers: ArrayLike) -> NetPromoterScore:
    """Subtract the share of detractors (0 to 6) from that of promoters (9 to 10).

    Parameters
    ----------
    answers
        "How likely are you to recommend us?", whole numbers from 0 to 10; leave missing answers out.

    Returns
    -------
    NetPromoterScore
        In points, with its parts.

    Raises
    ------
    DataError
        If there is no answer, or one is missing or not a whole number from 0 to 10.

    References
    ----------
    Reichheld (2003), Harvard Business Review 81(12), 46-54. Keiningham, Cooil, Andreassen & Aksoy (2007), Journal of
    Marketing 71(3), 39-51, found it no better than other measures at predicting growth.

    Examples
    --------
    >>> net_promoter_score([10, 9, 8, 7, 3]).score
    20.0
    """
    (given,) = arrays(0, 10, answers=np.atleast_1d(np.asarray(answers)))
    if (given % 1 != 0).any():
        raise DataError("answers are whole numbers from 0 to 10, not means of several people.")
    n = len(given)
    up, down = float((given >= PROMOTER).mean()), float((given <= DETRACTOR).mean())
    spread = up + down - (up - down) ** 2
    return NetPromoterScore(100 * (up - down), up, 1 - up - down, down, 100 * float(np.sqrt(max(spread, 0.0) / n)), n)


def repeat_rate(
    orders: NativeFrame,
    customer: str = "customer_id",
    time: str = "ordered_at",
    *,
    within_days: int = 365,
    end: date | str | None = None,
) -> float:
    """Give the share of first-time buyers who buy again, on a later day, within some days.

    Only customers count whose first order lies so far back that the days are over by `end`.

    Parameters
    ----------
    orders
        One row per order since each customer's first one: pandas, polars, pyarrow, DuckDB, …
    customer, time
        Names of the columns.
    within_days
        Days after the first order, 1 or more.
    end
        Last day observed; without it, the day of the last order of all.

    Returns
    -------
    float
        Share, 0 to 1.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the table is empty or nobody's days are over yet.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2, 3], "ordered_at": pd.to_datetime(
    ...     ["2024-01-05", "2024-05-01", "2024-02-01", "2025-11-30"])})
    >>> repeat_rate(orders, end="2025-12-31")
    0.5
    """
    if within_days < 1:
        raise DataError(f"within_days must be 1 or more, not {within_days!r}.")
    table, last = purchases(orders, customer, time, None, end, where="cycle.repeat_rate")
    days = table.group_by("customer", "day").agg(orders=nw.len())
    first = days.group_by("customer").agg(first=nw.col("day").min())
    over = days.join(first, on="customer").filter(nw.col("first") + within_days <= last)
    wait = nw.col("day") - nw.col("first")
    marked = over.with_columns(again=((wait > 0) & (wait <= within_days)).cast(nw.Int64))
    told = marked.group_by("customer").agg(again=nw.col("again").max())
    counted = one_row(told.select(n=nw.len(), again=nw.col("again").sum()))
    if not counted["n"]:
        raise DataError(f"nobody's first order lies {within_days} days before the end: observe longer, or wait less.")
    return float(counted["again"] / counted["n"])
