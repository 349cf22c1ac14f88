"""Compare the value that a learner computed with the value of the reference solution, by declared type.

A learner's value is an unknown object: it is recognised by its exact type, turned into plain numbers and text by
NumPy and pandas, and only those are compared, so that no method of the learner's own ever decides.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, assert_never

import numpy as np
import pandas as pd

from customer_value.assessment.compare_tables import NUMBERS, TEXTS, Difference, Exactly, frames_differ, only_positions
from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from customer_value.assessment.parts import Tolerance
    from customer_value.assessment.questions.code import Kind

_ROW = Exactly(list, tuple)
_PANDAS = ("Series", "DataFrame")
_LIBRARIES = ("polars", "pyarrow", "duckdb", "dask", "modin", "cudf")
_TURNED = {
    ("polars", "Series"): ".to_pandas()",
    ("polars", "DataFrame"): ".to_pandas()",
    ("polars", "LazyFrame"): ".collect().to_pandas()",
    ("pyarrow", "Table"): ".to_pandas()",
    ("pyarrow", "ChunkedArray"): ".to_pandas()",
    ("duckdb", "DuckDBPyRelation"): ".df()",
}


def differs(
    given: object, expected: object, kind: Kind, tolerance: Tolerance, *, any_row_order: bool = False
) -> Difference | None:
    """Say how a value differs from the expected one; None when it does not.

    Parameters
    ----------
    given
        The learner's value: any object.
    expected
        The reference solution's value, of the type that `kind` names.
    kind
        "number", "text", "Series" or "DataFrame".
    tolerance
        For numbers, alone or in columns; whole-number columns must agree exactly.
    any_row_order
        Compare Series and DataFrame after sorting. A Series whose labels say more than a position (a name, text,
        dates) is compared label by label anyway.

    Examples
    --------
    >>> from customer_value.assessment.parts import Tolerance
    >>> differs(np.float64(0.1) + 0.2, 0.3, "number", Tolerance(absolute=1e-9))
    >>> differs("0.3", 0.3, "number", Tolerance(absolute=1e-9)).says
    'A number is asked for; this is a str.'
    """
    match kind:
        case "number":
            return _number(given, expected, tolerance)
        case "text":
            return _text(given, expected)
        case "Series":
            return _series(given, expected, tolerance, any_row_order)
        case "DataFrame":
            return _frame(given, expected, tolerance, any_row_order)
        case _:
            assert_never(kind)


def _number(given: object, expected: Any, tolerance: Tolerance) -> Difference | None:
    if given not in NUMBERS:
        return _not(given, "number")
    try:
        value = float(given)  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return Difference(say("value_too_large"), usable=False)
    if math.isnan(value):
        return Difference(say("value_nan"))
    width = tolerance.around(float(expected)) * (1 + 1e-9)
    return None if abs(value - float(expected)) <= width else Difference(say("value_other"))


def _text(given: object, expected: Any) -> Difference | None:
    if given not in TEXTS:
        return _not(given, "text")
    same = " ".join(str(given).split()).casefold() == " ".join(str(expected).split()).casefold()
    return None if same else Difference(say("text_other"))


def _series(given: Any, expected: Any, tolerance: Tolerance, any_row_order: bool) -> Difference | None:
    if given in _ROW or (type(given) is np.ndarray and given.ndim == 1):
        index = expected.index if len(given) == len(expected) else None
        given = pd.Series(given, index=index)
    if type(given) is not pd.Series:
        return _not(given, "Series")
    if given.index.nlevels == expected.index.nlevels and not any(given.index.names):
        given = given.rename_axis(expected.index.names)  # labels count, not whether somebody named them
    value, wanted = given.rename("value").to_frame(), expected.rename("value").to_frame()
    return frames_differ(value, wanted, tolerance, any_row_order=any_row_order or _labelled(expected))


def _labelled(series: Any) -> bool:
    """Tell whether each value has a label of its own, so that the order of rows says nothing more."""
    index = series.index
    return bool(index.is_unique) and (any(index.names) or not only_positions(index))


def _frame(given: object, expected: Any, tolerance: Tolerance, any_row_order: bool) -> Difference | None:
    if type(given) is not pd.DataFrame:
        return _not(given, "DataFrame")
    return frames_differ(given, expected, tolerance, any_row_order=any_row_order)


def _not(given: object, wanted: Kind) -> Difference:
    name, module = (str(type.__getattribute__(type(given), each)) for each in ("__name__", "__module__"))
    library = module.partition(".")[0]
    kind = f"{library} {name}" if library in _LIBRARIES else name
    turned = _TURNED.get((library, name), "") if wanted in _PANDAS else ""
    message = "value_kind_write" if turned else "value_kind"
    return Difference(say(message, wanted=say(f"wanted_{wanted}"), given=kind, turned=turned), usable=False)
