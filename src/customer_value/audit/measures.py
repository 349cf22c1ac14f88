"""How far numbers are from the truth, and how well they rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

TENTHS = 10


def area_under_curve(score: np.ndarray, yes: np.ndarray) -> float:
    """Chance that a random yes has a higher score than a random no; ties count half (Mann-Whitney).

    Not a number when all are yes, or all are no.
    """
    ranks, count = rankdata(score), int(yes.sum())
    if count in (0, len(yes)):
        return float("nan")
    return float((ranks[yes].sum() - count * (count + 1) / 2) / (count * (len(yes) - count)))


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's rank correlation; not a number when one side is constant."""
    first, second = rankdata(one), rankdata(other)
    first, second = first - first.mean(), second - second.mean()
    spread = np.sqrt((first**2).sum() * (second**2).sum())
    return float((first * second).sum() / spread) if spread else float("nan")


def tenths(values: np.ndarray) -> np.ndarray:
    """Put each value into one of ten groups of about the same size, 0 the lowest; ties keep their order."""
    place = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    return np.asarray(place * TENTHS // len(values))


@dataclass(frozen=True)
class Measures:
    """How well an estimate meets the truth.

    Parameters
    ----------
    bias
        Mean of estimate minus truth, in the unit of the truth.
    mean_absolute_error, root_mean_squared_error
        Typical distance of one customer, in the unit of the truth.
    ranking
        Spearman's rank correlation: 1 the right order, 0 none. Of a yes or no, the AUC: the share of pairs of a yes
        and a no that are in the right order, 0.5 by chance.
    top_tenth_capture
        Share of the truth's total that the tenth with the highest estimates holds.
    """

    bias: float
    mean_absolute_error: float
    root_mean_squared_error: float
    ranking: float
    top_tenth_capture: float


def measure(estimate: np.ndarray, truth: np.ndarray, rank_by: np.ndarray | None = None) -> Measures:
    """Compare an estimate with the truth.

    Parameters
    ----------
    estimate, truth
        One number for each customer. A truth that is only 0 and 1 is a yes or no.
    rank_by
        What to rank by, when it is not the estimate.
    """
    error = estimate - truth
    order = estimate if rank_by is None else rank_by
    top, total = tenths(order) == TENTHS - 1, truth.sum()
    return Measures(
        bias=float(error.mean()),
        mean_absolute_error=float(np.abs(error).mean()),
        root_mean_squared_error=float(np.sqrt((error**2).mean())),
        ranking=ranking(order, truth),
        top_tenth_capture=float(truth[top].sum() / total) if total > 0 else float("nan"),
    )


def ranking(order: np.ndarray, truth: np.ndarray) -> float:
    """Rank correlation with the truth, or the AUC when the truth is a yes or no."""
    if np.isin(truth, (0, 1)).all():
        return area_under_curve(order, truth == 1)
    return rank_correlation(order, truth)
