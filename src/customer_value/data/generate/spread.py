"""Random numbers whose accidental links are taken out, so that a planted effect shows in every world.

With 40 stores, two columns that have nothing to do with each other still correlate by .16 either way. Whoever learns
from one world must not be told another story by luck, so chance parts are made unrelated to what is named.
"""

from __future__ import annotations

import numpy as np


def unrelated(values: np.ndarray, *known: np.ndarray) -> np.ndarray:
    """Take out of some values what the known columns explain, then scale to mean 0 and standard deviation 1.

    Examples
    --------
    >>> known = np.arange(6.0)
    >>> rest = unrelated(np.array([1.0, 5.0, 2.0, 4.0, 9.0, 3.0]), known)
    >>> round(abs(rest @ known), 9), round(float(rest.std()), 9)
    (np.float64(0.0), 1.0)
    """
    columns = np.column_stack([np.ones(len(values)), *known])
    left = values - columns @ np.linalg.lstsq(columns, values, rcond=None)[0]
    return np.asarray(left / left.std())


def indicators(group: np.ndarray) -> np.ndarray:
    """One column of zeros and ones for each group.

    Examples
    --------
    >>> indicators(np.array([0, 1, 1])).tolist()
    [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]
    """
    return np.asarray((group[:, None] == np.unique(group)).astype(float))


def classes(values: np.ndarray, number: int) -> np.ndarray:
    """Class of each value, from 0: equally many in each, by rank.

    Examples
    --------
    >>> classes(np.array([30, 10, 20, 40]), 2).tolist()
    [1, 0, 0, 1]
    """
    return np.asarray(np.argsort(np.argsort(values, kind="stable"), kind="stable") * number // len(values))


def even(values: np.ndarray, *groups: np.ndarray) -> np.ndarray:
    """Shift values until their mean is 0 in each group of each grouping.

    Examples
    --------
    >>> even(np.array([1.0, 3.0, 5.0, 7.0]), np.array([0, 0, 1, 1])).tolist()
    [-1.0, 1.0, -1.0, 1.0]
    """
    for _ in range(30):
        for group in groups:
            values = values - (np.bincount(group, weights=values) / np.bincount(group))[group]
    return values
