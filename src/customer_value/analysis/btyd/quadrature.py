"""Integrals over a stretch of time, by Gauss and Legendre on panels of the logarithm of time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from customer_value.analysis.vectors import FloatArray

_NODES = 16
_PANEL = 3.0  # of ln(time): powers of time and their products are smooth over a factor of 20


@lru_cache(maxsize=64)
def _panels(count: int) -> tuple[FloatArray, FloatArray]:
    at, weights = np.polynomial.legendre.leggauss(_NODES)
    edges = np.arange(count)[:, None]
    return ((edges + (at + 1) / 2) / count).ravel(), np.tile(weights / 2 / count, count)


def points(length: FloatArray, extra: float = 1.0) -> tuple[FloatArray, FloatArray]:
    """Nodes and weights on 0 to 1 for integrands that are smooth on a scale of 1 over each `length`.

    Examples
    --------
    >>> at, weights = points(np.array([5.0]))
    >>> bool(abs(weights @ np.exp(-5 * at) - (1 - np.exp(-5)) / 5) < 1e-15)
    True
    """
    longest = float(np.max(length, initial=0.0)) * extra
    return _panels(max(1, int(np.ceil(longest / _PANEL))))
