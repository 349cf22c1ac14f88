"""The three numbers of each customer, checked, and counted where customers are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from customer_value.analysis.vectors import FloatArray

_ROUNDING = 1e-9
_MOST = 1e6  # purchases of one customer
_CELLS = 2**16  # of a table over the time observed
_SHORTEST, _LONGEST = 1e-6, 1e9  # units of time; beyond them, squares of times leave the range of floats


class Customers(NamedTuple):
    """Distinct (x, t_x, T) with the number of customers that share them; who bought again stands first."""

    x: FloatArray
    t_x: FloatArray
    T: FloatArray
    number: FloatArray
    repeaters: int

    def by_purchases(self) -> tuple[FloatArray, FloatArray]:
        """Distinct x, and the number of customers with each."""
        number = np.bincount(self.x.astype(np.int64), weights=self.number)
        distinct = np.flatnonzero(number)
        return distinct.astype(np.float64), number[distinct].astype(np.float64)

    def blocks(self, size: int) -> Iterator[Customers]:
        """Cut them into blocks that the processor's cache holds: work that goes through memory takes far longer."""
        for start in range(0, self.x.size, size):
            x, t_x, T, number = (column[start : start + size] for column in self[:4])
            yield Customers(x, t_x, T, number, min(max(self.repeaters - start, 0), size))


def checked(x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> list[FloatArray]:
    """Turn the three columns into arrays and refuse what no customer can be; without a repeat, t_x counts as 0."""
    repeats, last, observed = _read(x, t_x, T)
    return [repeats, np.where(repeats > 0, last, 0.0), observed]


def _read(x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> list[FloatArray]:
    columns = arrays(0, np.inf, x=x, t_x=t_x, T=T)
    whole("x", columns[0])
    late = (columns[1] > columns[2] + _ROUNDING) & (columns[0] > 0)
    if late.any():
        raise DataError(
            f"t_x is later than T for {int(late.sum())} of {late.size} customers: the last purchase cannot come after "
            f"the end of the observation. Both count from the first purchase, in the same unit."
        )
    return columns


def checked_for_fit(x: ArrayLike, t_x: ArrayLike, T: ArrayLike) -> list[FloatArray]:
    """Refuse besides what a model cannot learn from."""
    columns = _read(np.atleast_1d(x), np.atleast_1d(t_x), np.atleast_1d(T))
    repeats, last, observed = columns
    refuse_without_repeat(repeats)
    if not observed.max() > 0:
        raise DataError(
            "T is 0 for all customers, so none of them was observed for any time; T counts from the first purchase "
            "to the end of the observation."
        )
    if not _SHORTEST < observed.max() < _LONGEST:
        raise DataError(
            f"T goes up to {observed.max():g} units of time, and nobody observes customers for that; "
            f"check the column, or make the summary in another unit."
        )
    stray = (repeats == 0) & (last > 0)
    if stray.any():
        raise DataError(
            f"{int(stray.sum())} customers have x = 0 but t_x above 0: without a repeat purchase t_x is 0 "
            f"(it is the time since the first purchase, not since the last)."
        )
    return columns


def refuse_without_repeat(x: FloatArray) -> None:
    """Say that nobody bought again, and what to do."""
    if not (x > 0).any():
        raise DataError(
            "no customer bought again (x is 0 for all), so there is nothing to learn about repeat purchases; "
            "observe for longer, or check that the customer column really identifies customers."
        )


def whole(name: str, counts: FloatArray) -> None:
    """Refuse a count with a fraction, and one beyond all customers."""
    if (counts != np.round(counts)).any():
        raise DataError(f"{name} counts purchases, so it holds whole numbers; {_first_fraction(counts):g} is none.")
    if counts.max() > _MOST:
        raise DataError(
            f"{name} counts purchases of one customer, and {counts.max():g} are more than anybody makes; is it a "
            f"column of numbers of another kind, such as ids?"
        )


def _first_fraction(counts: FloatArray) -> float:
    return float(counts[counts != np.round(counts)].flat[0])


def compressed(x: FloatArray, t_x: FloatArray, T: FloatArray) -> Customers:
    """Count customers who are alike: a million of them make about a hundred thousand different ones.

    Examples
    --------
    >>> compressed(np.array([0.0, 1.0, 0.0]), np.array([0.0, 2.0, 0.0]), np.array([5.0, 5.0, 5.0])).number
    array([1., 2.])
    """
    x, t_x, T = (column.ravel() for column in np.broadcast_arrays(x, t_x, T))
    times, at = _numbered(t_x)
    ends, until = _numbered(T)
    # One whole number per triple sorts much faster than rows of three.
    key = np.sort((x.astype(np.int64) * ends.size + until) * times.size + at)
    starts = _starts(key)
    number = np.diff(np.append(starts, key.size))
    rest, at = np.divmod(key[starts[::-1]], times.size)
    repeats, until = np.divmod(rest, ends.size)
    return Customers(
        repeats.astype(np.float64), times[at], ends[until], number[::-1].astype(np.float64), int((repeats > 0).sum())
    )


def _starts(ordered: NDArray[Any]) -> NDArray[np.int64]:
    """Find where each distinct value begins."""
    return np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))


def _numbered(times: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """Find the distinct times, and for each customer the place among them: by a table, if no two share a cell of it."""
    ordered = np.sort(times)
    distinct = ordered[_starts(ordered)]
    scale = (_CELLS - 1) / max(distinct[-1], _SHORTEST)
    cells = (distinct * scale).astype(np.int64)
    if (np.diff(cells) == 0).any():
        return np.unique(times, return_inverse=True)
    table = np.zeros(_CELLS, dtype=np.int64)
    table[cells] = np.arange(distinct.size)
    return distinct, table[(times * scale).astype(np.int64)]
