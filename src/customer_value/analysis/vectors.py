"""Numbers, arrays and Series in; checked arrays inside; the same kind out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw
import numpy as np

from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    FloatArray: TypeAlias = NDArray[np.float64]

Same: TypeAlias = Any
"""What came in: a float for numbers, an array for arrays and lists, a Series (same index) for a Series."""


def arrays(low: float, high: float, /, **given: ArrayLike) -> list[FloatArray]:
    """Turn each argument into an array of floats and check it.

    Parameters
    ----------
    low, high
        Limits, both allowed; infinite for none.
    **given
        The arguments by the name that an error should say.

    Raises
    ------
    DataError
        If a value is not a number, missing, infinite or beyond the limits, or if lengths differ.

    Examples
    --------
    >>> arrays(0, 1, retention_rate=[0.7, 0.8])
    [array([0.7, 0.8])]
    """
    checked = [_array(name, values, low, high) for name, values in given.items()]
    one_length(dict(zip(given, checked, strict=True)))
    return checked


def _array(name: str, values: ArrayLike, low: float, high: float) -> FloatArray:
    try:
        array = _floats(values)
    except (TypeError, ValueError) as error:
        raise DataError(f"{name} must be a number or a column of numbers, not {_shown(values)}.") from error
    if not array.size:
        raise DataError(f"{name} is empty: there is nothing to compute.")
    if not np.isfinite(array).all():
        missing = int(array.size - np.isfinite(array).sum())
        raise DataError(
            f"{name} has {missing} missing or infinite value{'s' * (missing > 1)}; "
            f"fill them or drop those customers first."
        )
    if array.min() < low or array.max() > high:
        wrong = float(array.min() if array.min() < low else array.max())
        raise DataError(f"{name} must {_limits(low, high)}, not {wrong:g}.{_hint(wrong, low, high)}")
    return array


def _floats(values: ArrayLike) -> FloatArray:
    if np.asarray(values).dtype.kind in "mM":
        raise TypeError  # NumPy would turn dates into huge numbers
    return np.asarray(values, dtype=np.float64)


def _limits(low: float, high: float) -> str:
    return f"be at least {low:g}" if math.isinf(high) else f"lie between {low:g} and {high:g}"


def _hint(wrong: float, low: float, high: float) -> str:
    looks_like_percent = (low, high) == (0, 1) and 2 <= wrong <= 100
    return f" It is a share: write {wrong:g} % as {wrong / 100:g}." if looks_like_percent else ""


def _shown(values: object) -> str:
    text = repr(values)
    return text if len(text) < 60 else f"a {type(values).__name__}"


def one_length(given: dict[str, FloatArray]) -> None:
    """Refuse columns of different lengths; single numbers go with any length, and grids as NumPy has them."""
    try:
        np.broadcast_shapes(*(array.shape for array in given.values()))
    except ValueError:
        told = ", ".join(f"{name} has {array.shape[0]}" for name, array in given.items() if array.ndim)
        raise DataError(f"the columns differ in length: {told}.") from None


def same_kind(result: FloatArray, given: Iterable[object]) -> Same:
    """Give `result` the kind of the first Series among `given`, else an array, else a float.

    Raises
    ------
    DataError
        If two pandas Series have different indexes: their rows would not belong together.
    """
    series = [_series(values) for values in given]
    found = [one for one in series if one is not None]
    if not found or result.shape != found[0].shape:
        return result if result.ndim else float(result)
    first = found[0].to_native()
    if found[0].implementation.is_pandas():
        return _pandas(result, [one.to_native() for one in found if one.implementation.is_pandas()])
    return nw.new_series(found[0].name, result, backend=nw.get_native_namespace(first)).to_native()


def _series(values: Any) -> nw.Series[Any] | None:
    wrapped = nw.from_native(values, series_only=True, pass_through=True)
    return wrapped if isinstance(wrapped, nw.Series) else None


def _pandas(result: FloatArray, series: list[Any]) -> Same:
    index = series[0].index
    if any(not one.index.equals(index) for one in series[1:]):
        raise DataError(
            "two Series have different indexes, so their rows do not belong to the same customers; "
            "put them into one table first."
        )
    return type(series[0])(result, index=index)
