"""Draws that are spread evenly instead of left to luck, and what they mean in the distributions of the models.

The same draws serve every customer, so the answer depends neither on the order of the customers nor on the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv, gammaincinv

if TYPE_CHECKING:
    from collections.abc import Callable

    from customer_value.analysis.vectors import FloatArray

_SEED = 2026


def even_draws(rows: int, number: int) -> FloatArray:
    """Cut 0 to 1 into `number` equal parts, take the middle of each, and shuffle: one row per dimension.

    Examples
    --------
    >>> even_draws(2, 4).mean(axis=1)
    array([0.5, 0.5])
    """
    rng = np.random.default_rng(_SEED)
    middles = (np.arange(number) + 0.5) / number
    return np.stack([rng.permutation(middles) for _ in range(rows)])


def gamma_quantiles(draws: FloatArray, shape: float, more: FloatArray) -> FloatArray:
    """Quantiles of Gamma(shape + more, 1), one row per customer; many customers share their shape."""
    return _by_distinct(more, lambda value: gammaincinv(shape + value, draws))


def beta_quantiles(draws: FloatArray, a: float, b: float, more: FloatArray) -> FloatArray:
    """Quantiles of Beta(a, b + more), one row per customer."""
    return _by_distinct(more, lambda value: np.asarray(betaincinv(a, b + value, draws), dtype=np.float64))


def exponential_quantiles(draws: FloatArray, rate: FloatArray) -> FloatArray:
    """Time events that come at `rate`; one that practically never comes lies beyond all horizons."""
    times: FloatArray = -np.log1p(-draws) / np.maximum(rate, 1e-100)
    return times


def _by_distinct(values: FloatArray, row: Callable[[FloatArray], FloatArray]) -> FloatArray:
    distinct, which = np.unique(values, return_inverse=True)
    table: FloatArray = row(distinct[:, None])
    return table[which]
