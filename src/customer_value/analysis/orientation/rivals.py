"""Where rivals are ahead, and what customers get for their money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.answers import numbers
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Mapping


def rival_gaps(ratings: pd.DataFrame, us: str) -> pd.DataFrame:
    """Set our rating on each need beside the best rival's: gap = ours - theirs, in points.

    Parameters
    ----------
    ratings
        One row for each shop (the index names it), one column for each need; mean ratings in points, more is better.
    us
        Our row.

    Returns
    -------
    pandas.DataFrame
        One row for each need, the largest lag first: `ours`, `best_rival`, `best_rival_points`, `gap` (negative: the
        rival is ahead).

    Raises
    ------
    DataError
        If `us` is not a row, there is no rival, or a rating is missing.

    Examples
    --------
    >>> ratings = pd.DataFrame({"price": [3.0, 4.5, 3.5], "service": [4.0, 2.0, 3.0]}, index=["us", "Aldo", "Bex"])
    >>> rival_gaps(ratings, "us")["gap"].to_dict()
    {'price': -1.5, 'service': 1.0}
    """
    table = _rated(ratings, us, "orientation.rival_gaps")
    rivals = table.drop(index=us)
    gaps = pd.DataFrame(
        {
            "ours": table.loc[us],
            "best_rival": rivals.idxmax(),
            "best_rival_points": rivals.max(),
            "gap": table.loc[us] - rivals.max(),
        }
    )
    return gaps.rename_axis("need").sort_values("gap", kind="stable")


def value_map(ratings: pd.DataFrame, price: pd.Series, weights: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Place each shop by what customers get (relative quality) and what it costs them (relative price).

    Parameters
    ----------
    ratings
        One row for each shop, one column for each need other than price; points, more is better.
    price
        Price level of each shop, any unit above 0, with the same index.
    weights
        How much each need matters to the customers, at least 0; scaled to sum to 1. The same for all by default.

    Returns
    -------
    pandas.DataFrame
        One row for each shop: `relative_quality` and `relative_price` (1 = mean of the shops), `value`
        (quality divided by price), and `position`: "more for less", "more for more", "less for less" or
        "less for more", against the mean.

    Raises
    ------
    ColumnError
        If a weighted need is not a column.
    DataError
        If a rating or price is missing, a price is not above 0, or the indexes differ.

    Examples
    --------
    >>> ratings = pd.DataFrame({"range": [4.0, 2.0], "service": [4.0, 3.0]}, index=["us", "Aldo"])
    >>> value_map(ratings, pd.Series([100, 90], index=["us", "Aldo"]))["position"].to_dict()
    {'us': 'more for more', 'Aldo': 'less for less'}
    """
    table = _rated(ratings, None, "orientation.value_map")
    cost = price.reindex(table.index).astype(float)
    if len(price) != len(table) or not (cost > 0).all():
        raise DataError("orientation.value_map needs one price above 0 for each shop, under the same names.")
    shares = _weights(table, weights)
    quality = table[list(shares.index)] @ shares
    relative_quality, relative_price = quality / quality.mean(), cost / cost.mean()
    words = np.where(relative_quality >= 1, "more for ", "less for ").astype(object) + np.where(
        relative_price > 1, "more", "less"
    )
    return pd.DataFrame(
        {
            "relative_quality": relative_quality,
            "relative_price": relative_price,
            "value": relative_quality / relative_price,
            "position": words,
        }
    )


def _rated(ratings: pd.DataFrame, us: str | None, where: str) -> pd.DataFrame:
    table = numbers(ratings, where)
    if us is not None and (us not in table.index or len(table) < 2):
        raise DataError(f"{where}: {us!r} must be one of at least two shops; rows: {', '.join(map(str, table.index))}.")
    if table.isna().any(axis=None):
        raise DataError(f"{where}: some ratings are missing; take the mean over those who answered first.")
    return table


def _weights(table: pd.DataFrame, weights: Mapping[str, float] | None) -> pd.Series:
    given = pd.Series(dict(weights) if weights else dict.fromkeys(table.columns, 1.0), dtype=float)
    ColumnError.check(list(given.index), table.columns, where="orientation.value_map")
    if not (given >= 0).all() or given.sum() == 0:
        raise DataError("weights must be at least 0, and one of them above 0.")
    return given / given.sum()
