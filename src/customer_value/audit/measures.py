"""How far numbers are from the truth, and how well they rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

TENTHS = 10


def area_under_curve(score: np.ndarray, yes: np.ndarray) -> float:
    """Chance that a random yes has a higher score than a random no; ties count half (Mann-Whitney)."""
    ranks, count = rankdata(score), int(yes.sum())
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
    rank_correlation
        Spearman: 1 the right order, 0 none.
    top_tenth_capture
        Share of the truth's total that the tenth with the highest estimates holds.
    """

    bias: float
    mean_absolute_error: float
    root_mean_squared_error: float
    rank_correlation: float
    top_tenth_capture: float


def measure(estimate: np.ndarray, truth: np.ndarray) -> Measures:
    """Compare an estimate with the truth, one number for each customer."""
    error = estimate - truth
    top = tenths(estimate) == TENTHS - 1
    return Measures(
        bias=float(error.mean()),
        mean_absolute_error=float(np.abs(error).mean()),
        root_mean_squared_error=float(np.sqrt((error**2).mean())),
        rank_correlation=rank_correlation(estimate, truth),
        top_tenth_capture=float(truth[top].sum() / truth.sum()),
    )
