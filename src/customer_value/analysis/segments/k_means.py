"""Segments that k-means finds, and how far to trust them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.answers import complete
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike
    from sklearn.cluster import KMeans

    from customer_value.analysis.vectors import FloatArray

MOST_COMPARED = 2_000  # customers; silhouettes compare each with each
RESTARTS = 10


@dataclass(frozen=True)
class Clusters:
    """Segments that k-means found.

    Attributes
    ----------
    labels
        Segment of each customer, 1 to k, the largest segment first; without those who have a missing value.
    centres
        Mean of each variable in each segment, in the variable's own unit, and `customers`.
    silhouette
        Mean silhouette, -1 to 1: how much nearer customers are to their own segment than to the next
        (Rousseeuw 1987). Of at most 2,000 customers.
    """

    labels: pd.Series
    centres: pd.DataFrame
    silhouette: float


def clusters(table: pd.DataFrame, k: int, *, standardise: bool = True, seed: int = 0) -> Clusters:
    """Divide customers into k groups that are alike in the given variables (k-means, the best of ten starts).

    k-means returns k groups whether there are any or not. Without `standardise` the variable with the largest
    numbers decides alone.

    Parameters
    ----------
    table
        One row per customer, one column per variable, numbers only; take logarithms of money first. Customers with a
        missing value are left out.
    k
        Number of segments, from 2 to one less than the number of customers.
    standardise
        Whether to give each variable mean 0 and standard deviation 1 first.
    seed
        Of the starts; the same seed gives the same segments.

    Raises
    ------
    DataError
        If there are fewer than two variables or rows, k is out of range, or a variable is the same for everyone.

    References
    ----------
    Lloyd (1982), IEEE Transactions on Information Theory 28(2), 129-137; scikit-learn's KMeans.

    Examples
    --------
    >>> table = pd.DataFrame({"orders": [1, 2, 20, 22, 21], "basket_eur": [30, 31, 90, 95, 92]})
    >>> clusters(table, 2).labels.tolist()
    [2, 2, 1, 1, 1]
    """
    from sklearn.metrics import silhouette_score

    known = complete(table, "segments.clusters")
    points = _points(known, k, standardise=standardise)
    found = _k_means(points, k, seed)
    order = np.argsort(-np.bincount(found, minlength=k), kind="stable")
    labels = pd.Series(np.argsort(order)[found] + 1, index=known.index, name="segment")
    centres = known.groupby(labels).mean().assign(customers=labels.value_counts())
    sample = min(MOST_COMPARED, len(points))
    return Clusters(labels, centres, float(silhouette_score(points, found, sample_size=sample, random_state=seed)))


def silhouettes(
    table: pd.DataFrame, counts: Iterable[int] = range(2, 8), *, standardise: bool = True, seed: int = 0
) -> pd.Series:
    """Divide customers into each number of groups, and give the silhouettes.

    The highest one says which number separates best in these variables; not whether the groups are of use, and
    nothing about groups by other variables.

    Parameters
    ----------
    table, standardise, seed
        As for `clusters`.
    counts
        Numbers of groups to try.

    Returns
    -------
    pandas.Series
        Mean silhouette, -1 to 1, by number of groups `k`.

    Raises
    ------
    DataError
        As `clusters`.

    References
    ----------
    Rousseeuw (1987), Journal of Computational and Applied Mathematics 20, 53-65.

    Examples
    --------
    >>> table = pd.DataFrame({"orders": [1, 2, 1, 20, 22, 21], "basket_eur": [30, 31, 29, 90, 95, 92]})
    >>> int(silhouettes(table, [2, 3, 4]).idxmax())
    2
    """
    found = {k: clusters(table, k, standardise=standardise, seed=seed).silhouette for k in counts}
    return pd.Series(found, name="silhouette", dtype=float).rename_axis("k")


def stability(table: pd.DataFrame, k: int, *, standardise: bool = True, rounds: int = 10, seed: int = 0) -> float:
    """Say how alike the segments are that other customers from the same shop would have given.

    In each round two halves of the customers, drawn at random, are divided on their own; both solutions then sort
    all customers, and the adjusted Rand index compares them.

    Parameters
    ----------
    table, k, standardise, seed
        As for `clusters`.
    rounds
        Number of pairs, 1 or more.

    Returns
    -------
    float
        Mean adjusted Rand index: 1 when the same segments come out every time, 0 when it is chance.

    Raises
    ------
    DataError
        As `clusters`, or if there are fewer than 2 k customers.

    Examples
    --------
    >>> table = pd.DataFrame({"orders": [1, 2, 1, 20, 22, 21] * 9, "basket_eur": [30, 31, 29, 90, 95, 92] * 9})
    >>> stability(table, 2, rounds=3)
    1.0
    """
    known = complete(table, "segments.stability")
    if rounds < 1 or len(known) < 2 * k:
        raise DataError(f"stability needs at least one round and {2 * k} customers, not {rounds} and {len(known)}.")
    points = _points(known, k, standardise=standardise)
    rng = np.random.default_rng(seed)
    return float(np.mean([_agree_once(points, k, rng) for _ in range(rounds)]))


def agreement(labels: ArrayLike, truth: ArrayLike) -> float:
    """Compare two ways of dividing the same customers: the adjusted Rand index.

    Parameters
    ----------
    labels, truth
        Segment of each customer, in the same order; names do not matter.

    Returns
    -------
    float
        1 for the same division, about 0 for chance, no unit.

    Raises
    ------
    DataError
        If the lengths differ or there is nobody, or a segment is missing.

    References
    ----------
    Hubert & Arabie (1985), Journal of Classification 2, 193-218.

    Examples
    --------
    >>> agreement([1, 1, 2, 2], ["price", "price", "gift", "gift"])
    1.0
    """
    from sklearn.metrics import adjusted_rand_score

    one, other = pd.Series(np.asarray(labels)), pd.Series(np.asarray(truth))
    if not len(one) or len(one) != len(other):
        raise DataError(f"agreement compares the same customers: {len(one)} segments against {len(other)}.")
    if one.isna().any() or other.isna().any():
        raise DataError("a customer has no segment in one of the two divisions; leave them out of both.")
    return float(adjusted_rand_score(pd.factorize(one)[0], pd.factorize(other)[0]))


def _points(known: pd.DataFrame, k: int, *, standardise: bool) -> FloatArray:
    if not 2 <= k < len(known):
        raise DataError(f"k must lie between 2 and {len(known) - 1}, not {k!r}.")
    spread = known.std()
    if (spread == 0).any():
        raise DataError(f"{spread.idxmin()!r} is the same for all customers, so it cannot tell them apart.")
    points: FloatArray = ((known - known.mean()) / spread if standardise else known).to_numpy(float)
    return points


def _k_means(points: FloatArray, k: int, seed: int) -> np.ndarray:
    return np.asarray(_fitted(points, k, seed).labels_)


def _fitted(points: FloatArray, k: int, seed: int) -> KMeans:
    """Fit in one thread: with tables as small as these more only wait, for seconds on a busy machine."""
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return KMeans(k, n_init=RESTARTS, random_state=seed).fit(points)


def _agree_once(points: FloatArray, k: int, rng: np.random.Generator) -> float:
    order = rng.permutation(len(points))
    halves = order[: len(order) // 2], order[len(order) // 2 :]
    start = int(rng.integers(2**31))
    found = [_fitted(points[half], k, start).predict(points) for half in halves]
    return agreement(*found)
