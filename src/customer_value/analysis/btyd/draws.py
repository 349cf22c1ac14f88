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

DRAWS = 1021  # a prime, so that no row of the lattice repeats itself
_GENERATOR = 201  # of all for 1021 points among the best: any two of nine rows fill their square evenly (P2 < 0.0006)


def even_draws(rows: int, number: int = DRAWS) -> FloatArray:
    """Spread `number` points evenly over 0 to 1 in as many dimensions as `rows`: a lattice of Korobov.

    Each row holds the middles of `number` equal parts, in an order of its own. `number` is a prime.

    Examples
    --------
    >>> (even_draws(3, 7) * 14).round().astype(int)
    array([[ 1,  3,  5,  7,  9, 11, 13],
           [ 1, 11,  7,  3, 13,  9,  5],
           [ 1,  9,  3, 11,  5, 13,  7]])
    """
    steps = [pow(_GENERATOR, row, number) for row in range(rows)]
    return (np.outer(steps, np.arange(number)) % number + 0.5) / number


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
