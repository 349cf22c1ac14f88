"""Choices by limits, fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable


def count_reached(limits: Iterable[float | np.ndarray], values: np.ndarray) -> np.ndarray:
    """Count the limits that each value has reached.

    The same as `numpy.searchsorted(limits, values, side="right")`, and for few limits about ten times as fast: a
    comparison takes whole vectors at once, where a search waits for each step.

    Parameters
    ----------
    limits
        Numbers, fewer than 256; or arrays of them, one limit for each value.
    values
        What is compared.

    Examples
    --------
    >>> count_reached([0.5, 0.8], np.array([0.1, 0.5, 0.9]))
    array([0, 1, 2])
    """
    reached = np.zeros(values.shape, dtype=np.uint8)
    for limit in limits:
        reached += values >= limit
    return np.asarray(reached, dtype=np.int64)
