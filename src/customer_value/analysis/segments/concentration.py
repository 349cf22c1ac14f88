"""How much of the money a few customers hold, and for how long: Pareto share, who stays, Lorenz curve, Gini."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.vectors import FloatArray


def pareto_share(values: ArrayLike, *, top: float = 0.2, customers: int | None = None) -> float:
    """Give the share of the total that the best `top` of customers hold.

    Say of whom and when: over the buyers of a window it rises as the window grows; over all customers ever won it
    falls, since those who bought nothing count too.

    Parameters
    ----------
    values
        € per customer in a window; may be negative (contribution).
    top
        Share of customers, above 0 to 1.
    customers
        Number of customers that `top` is a share of, at least as many as values; the others count with 0. By default
        those given (the buyers).

    Returns
    -------
    float
        Share of the total; above 1 when the others lose money.

    Raises
    ------
    DataError
        If a value is missing, `top` is out of range, there are fewer `customers` than values, or the total is not
        above 0.

    References
    ----------
    Kim, Singh & Winer (2017), Marketing Letters 28, 491-507.

    Examples
    --------
    >>> pareto_share([100, 50, 20, 20, 10])
    0.5
    >>> pareto_share([100, 50, 20, 20, 10], customers=10)
    0.75
    """
    if not 0 < top <= 1:
        raise DataError(f"top must be a share above 0 and at most 1, not {top!r}.")
    ordered = _descending(values, customers)
    return float(ordered[: max(1, round(top * len(ordered)))].sum() / ordered.sum())


def still_best(before: pd.Series, after: pd.Series, *, top: float = 0.2) -> float:
    """Give the share of the best customers of one window who are among the best of the next.

    Some of those who are not have left; others were on top by a lucky window.

    Parameters
    ----------
    before, after
        € of each buyer of the two windows, by customer id; each window has its own buyers.
    top
        Share of a window's buyers who are its best, above 0 and below 1.

    Returns
    -------
    float
        Share, 0 to 1, of the best of `before`.

    Raises
    ------
    DataError
        If a value or a window is missing, a customer comes twice, or `top` is out of range.

    References
    ----------
    Sharp, Romaniuk & Graham (2019), Marketing's 60/20 Pareto law.

    Examples
    --------
    >>> before = pd.Series([90, 80, 10, 10], index=list("abcd"))
    >>> still_best(before, pd.Series([70, 20, 20, 95], index=list("abce")), top=0.5)
    0.5
    """
    if not 0 < top < 1:
        raise DataError(f"top must be a share between 0 and 1, not {top!r}.")
    best, later = (_best(each, top) for each in (before, after))
    return float(best.isin(later).mean())


def _best(values: pd.Series, top: float) -> pd.Index:
    """Give the ids of the best part of a window's buyers, one at least."""
    arrays(-np.inf, np.inf, values=values)
    if not len(values) or not values.index.is_unique:
        raise DataError("still_best needs one row per buyer of a window, and at least one.")
    return values.nlargest(max(1, round(top * len(values)))).index


def lorenz(values: ArrayLike, *, customers: int | None = None) -> pd.DataFrame:
    """Follow how the money adds up, from the best customer to the worst.

    Parameters
    ----------
    values, customers
        As for `pareto_share`.

    Returns
    -------
    pandas.DataFrame
        `customer_share` and `value_share`, both from 0 to 1, one row more than customers. Where customers lose money
        the curve rises above 1 and falls back.

    Raises
    ------
    DataError
        As `pareto_share`.

    References
    ----------
    Lorenz (1905), Publications of the American Statistical Association 9(70), 209-219 (there from the poorest up).

    Examples
    --------
    >>> lorenz([60, 50, -10])["value_share"].tolist()
    [0.0, 0.6, 1.1, 1.0]
    """
    ordered = _descending(values, customers)
    return pd.DataFrame(
        {
            "customer_share": np.linspace(0, 1, len(ordered) + 1),
            "value_share": np.concatenate([[0.0], np.cumsum(ordered) / ordered.sum()]),
        }
    )


def gini(values: ArrayLike, *, customers: int | None = None) -> float:
    """Sum up concentration in one number: 0 when all are worth the same, near 1 when one customer holds all.

    Parameters
    ----------
    values, customers
        As for `pareto_share`.

    Returns
    -------
    float
        Without unit: twice the area between the Lorenz curve and the diagonal. It can exceed 1 when some values are
        negative.

    Raises
    ------
    DataError
        As `pareto_share`.

    References
    ----------
    Gini (1912), Variabilità e mutabilità.

    Examples
    --------
    >>> gini([1, 1, 1, 1])
    0.0
    >>> gini([1, 0, 0, 0])
    0.75
    """
    ordered = _descending(values, customers)
    n = len(ordered)
    ranks = np.arange(1, n + 1)
    return float((n + 1 - 2 * (ranks * ordered).sum() / ordered.sum()) / n)


def _descending(values: ArrayLike, customers: int | None) -> FloatArray:
    (given,) = arrays(-np.inf, np.inf, values=np.atleast_1d(np.asarray(values)))
    absent = 0 if customers is None else customers - len(given)
    if absent < 0:
        raise DataError(f"customers={customers} is fewer than the {len(given)} values given.")
    ordered: FloatArray = np.sort(np.concatenate([given, np.zeros(absent)]))[::-1]
    if ordered.sum() <= 0:
        raise DataError("the values add up to nothing or less, so nobody can hold a share of them.")
    return ordered
