"""The fast path: orders in the memory of this process as numpy columns, several times faster than grouping them.

Customers are numbered, so that sums are one `bincount`; a customer and a day become one whole number, so that distinct
days are one sort. Tables elsewhere (DuckDB, Dask, PySpark, lazy polars) are counted by their own engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw
import numpy as np

from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    FloatArray: TypeAlias = NDArray[np.float64]
    IntArray: TypeAlias = NDArray[np.int64]

_ENGINES = {nw.Implementation.PANDAS, nw.Implementation.POLARS, nw.Implementation.PYARROW}
_SPARSE = 2  # numbers of customers for each order, above which most of the numbers would stand for nobody
_SHORT = 2**32  # below it a key fits into 32 bits and sorts twice as fast


@dataclass(frozen=True)
class LocalOrders:
    """One row per order; `day` counts from the day `start`, `customer` from 0, and some numbers may be nobody's."""

    customer: IntArray
    day: IntArray
    value: FloatArray
    start: int
    ids: nw.Series[Any]
    """The customers' ids by their number."""
    in_order: bool
    """Whether the ids rise with the numbers."""

    @property
    def size(self) -> int:
        """Customers' numbers, nobody's too."""
        return len(self.ids)

    def sums(self) -> FloatArray:
        """Add up the money of each customer."""
        return np.bincount(self.customer, self.value, self.size).astype(np.float64, copy=False)

    def answer(self, name: str, columns: Mapping[str, NDArray[Any]], kept: NDArray[Any]) -> Any:
        """Make a table of the user's kind from columns by customers' numbers: only those `kept`, sorted by id."""
        rows = np.flatnonzero(kept)
        everyone = rows.size == self.size
        ids = self.ids if everyone else nw.maybe_reset_index(self.ids[rows])
        made = (
            nw.new_series(column, values if everyone else values[rows], backend=ids.implementation)
            for column, values in columns.items()
        )
        table = ids.alias(name).to_frame().with_columns(*made)
        return (table if self.in_order else nw.maybe_reset_index(table.sort(name))).to_native()


def is_local(table: object) -> bool:
    """Tell whether the fast path can take the table."""
    return isinstance(table, nw.DataFrame) and table.implementation in _ENGINES


def local_orders(table: object) -> LocalOrders | None:
    """Hand `customer`, `day` and `value` of a checked table to numpy; None if its own engine is the better one."""
    if not isinstance(table, nw.DataFrame) or not is_local(table):
        return None
    numbered = _close_numbers(table["customer"])
    in_order = numbered is not None
    if numbered is None and table.implementation.is_polars():
        return None  # its hash tables use all processors
    number, ids = numbered or _hashed(table["customer"])
    day = table["day"].to_numpy()
    start = int(day.min())
    return LocalOrders(number, day - start, table["value"].to_numpy(), start, ids, in_order)


@dataclass(frozen=True)
class Visits:
    """The different pairs of a customer and a time (from 0), each as one whole number, in order."""

    key: NDArray[Any]
    span: int
    """Customers' numbers are multiples of it in the key."""

    @cached_property
    def customer(self) -> NDArray[Any]:
        """Whose they are."""
        whose: NDArray[Any] = self.key // self.key.dtype.type(self.span)
        return whose

    @property
    def when(self) -> NDArray[Any]:
        """When they were."""
        when: NDArray[Any] = self.key - self.customer * self.key.dtype.type(self.span)
        return when

    def spans(self, size: int) -> tuple[IntArray, IntArray, IntArray]:
        """Count each customer's visits, and find the first and the last time (0 where there is none)."""
        count = np.bincount(self.customer, minlength=size)
        ends = np.cumsum(count)
        here = np.flatnonzero(count)
        first, last = np.zeros((2, size), dtype=np.int64)
        first[here] = self.key[(ends - count)[here]] - here * self.span
        last[here] = self.key[ends[here] - 1] - here * self.span
        return count, first, last


def distinct(customer: IntArray, when: IntArray) -> Visits:
    """Find the different pairs of a customer and a time (from 0)."""
    span = int(when.max()) + 1
    kind = np.uint32 if (int(customer.max()) + 1) * span < _SHORT else np.int64
    key = np.multiply(customer, span, dtype=kind, casting="unsafe")
    np.add(key, when, out=key, dtype=kind, casting="unsafe")
    key.sort()
    return Visits(key[np.concatenate([[True], key[1:] != key[:-1]])], span)


def _close_numbers(column: nw.Series[Any]) -> tuple[IntArray, nw.Series[Any]] | None:
    """Take the distance to the lowest id for a customer's number, if ids are whole numbers that lie close by."""
    if not column.dtype.is_integer() or column.dtype == nw.UInt64:
        return None
    ids = column.to_numpy()
    low, high = int(ids.min()), int(ids.max())
    if high - low >= _SPARSE * len(ids):
        return None
    number = ids.astype(np.int64, copy=False)
    return number - low if low else number, _like(column, np.arange(low, high + 1))


def _hashed(column: nw.Series[Any]) -> tuple[IntArray, nw.Series[Any]]:
    """Give customers numbers as they appear, whatever their ids."""
    import pandas as pd

    try:
        number, known = pd.factorize(column.to_pandas())
    except TypeError as error:
        raise DataError(f"the customers' ids are {column.dtype}; an id must be a number or a text.") from error
    number = number.astype(np.int64, copy=False)
    row = np.empty(len(known), dtype=np.int64)
    row[number] = np.arange(len(number))
    return number, nw.maybe_reset_index(column[row])


def _like(column: nw.Series[Any], values: IntArray) -> nw.Series[Any]:
    """Make a column of the same type."""
    made = nw.new_series(column.name, values, column.dtype, backend=column.implementation)
    if column.implementation.is_pandas():  # pandas has several types for the same numbers
        return nw.from_native(made.to_native().astype(column.to_native().dtype), series_only=True)
    return made
