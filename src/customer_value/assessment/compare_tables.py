"""Compare two tables cell by cell: all rows, whatever their dtypes, and name the first cell that differs."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pandas as pd

from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from customer_value.assessment.parts import Tolerance


class Exactly:
    """Built-in types, none below them: `value in Exactly(int)`.

    They are known by their `id`; `==` or a hash of the type would ask its metaclass, which may be the learner's own.
    """

    def __init__(self, *kinds: type) -> None:
        self._kinds = {id(kind): kind for kind in kinds}  # a type that is kept keeps its id

    def __contains__(self, value: object) -> bool:
        return id(type(value)) in self._kinds

    def __or__(self, other: Exactly) -> Exactly:
        return Exactly(*self._kinds.values(), *other._kinds.values())


_NUMPY = frozenset(np.sctypeDict.values())
_WHOLE = Exactly(int, *(kind for kind in _NUMPY - {np.timedelta64} if issubclass(kind, np.integer)))
NUMBERS = _WHOLE | Exactly(float, Decimal, Fraction, *(kind for kind in _NUMPY if issubclass(kind, np.floating)))
TEXTS = Exactly(str, np.str_)
_TRUTHS = Exactly(bool, np.bool_)
_DATES = Exactly(dt.date, dt.datetime, pd.Timestamp)
_OTHERS = Exactly(np.bytes_, np.datetime64, np.timedelta64, dt.time, dt.timedelta, pd.Timedelta, pd.Period, pd.Interval)
_MISSING = Exactly(type(None), type(pd.NaT), type(pd.NA))
_CELLS = NUMBERS | TEXTS | _TRUTHS | _DATES | _OTHERS | _MISSING

_KINDS = {
    "whole": "kind_numbers",
    "number": "kind_numbers",
    "time": "kind_dates",
    "text": "kind_text",
    "truth": "kind_truth",
    None: "kind_objects",
}


class Difference(msgspec.Struct, frozen=True):
    """How a value differs; `usable` is False when it is not even of the type asked for."""

    says: str
    usable: bool = True


def frames_differ(given: Any, expected: Any, tolerance: Tolerance, *, any_row_order: bool = False) -> Difference | None:
    """Say how one DataFrame differs from another; None when it does not.

    The order of columns does not matter, nor whether a named column is an index; an unnamed index that only counts
    rows is not compared.
    """
    wanted = _columns(expected, indexed=True)
    have = _columns(given, indexed="index" in wanted)
    if have is None:
        return Difference(say("table_names"))
    return (
        _names(list(have), list(wanted))
        or _lengths(len(given), len(expected))
        or _rows(have, wanted, tolerance, any_row_order)
    )


def _columns(frame: pd.DataFrame, *, indexed: bool) -> Any:
    """Return the columns by name, the index among them if it says something; None if names are unusable."""
    if not all(label in _CELLS for label in [*frame.columns, *frame.index.names]):
        return None
    named = any(name is not None for name in frame.index.names)
    kept = frame.reset_index() if named else frame.reset_index(drop=True)
    if not named and indexed and not only_positions(frame.index):
        kept.insert(0, "index", frame.index, allow_duplicates=True)
    names = [str(label) for label in kept.columns]
    return None if len(set(names)) < len(names) else {name: kept.iloc[:, i] for i, name in enumerate(names)}


def only_positions(index: pd.Index[Any]) -> bool:
    """Tell whether an unnamed index only counts rows, whole or filtered."""
    return index.nlevels == 1 and pd.api.types.is_integer_dtype(index.dtype)


def _names(have: list[str], wanted: list[str]) -> Difference | None:
    lacks = [name for name in wanted if name not in have]
    extra = [name for name in have if name not in wanted]
    if not lacks and not extra:
        return None
    parts = [
        say(what, names=", ".join(names[:5]))
        for what, names in (("table_missing", lacks), ("table_extra", extra))
        if names
    ]
    return Difference(say("table_columns", how="; ".join(parts)))


def _lengths(have: int, wanted: int) -> Difference | None:
    return Difference(say("table_rows", have=have, wanted=wanted)) if have != wanted else None


def _rows(have: dict[str, Any], wanted: dict[str, Any], tolerance: Tolerance, any_row_order: bool) -> Difference | None:
    pairs = {}
    for name, column in wanted.items():
        sort, theirs, ours = _pair(have[name], column)
        if sort is None:
            return _refuse(name, theirs, ours)
        pairs[name] = (sort, theirs, ours)
    places = np.arange(len(next(iter(have.values()))))
    if any_row_order:
        pairs, places = _sorted(pairs)
    wrong = {name: _unequal(*pair, tolerance) for name, pair in pairs.items()}
    count = int(sum(mask.sum() for mask in wrong.values()))
    if not count:
        return None
    row, name = min((int(mask.argmax()), name) for name, mask in wrong.items() if mask.any())
    return Difference(_first(int(places[row]), name, have, count, len(wanted) * len(next(iter(wrong.values())))))


def _refuse(name: str, given: str | None, wanted: str | None) -> Difference:
    """Say that a column is of another kind; true/false, or objects of the learner's own, are no answer at all."""
    says = say("table_kind", column=repr(name), given=say(_KINDS[given]), wanted=say(_KINDS[wanted]))
    return Difference(says, usable=given is not None and given != "truth")


def _pair(given: Any, expected: Any) -> tuple[str | None, Any, Any]:
    (sort, theirs), (wanted, ours) = _column(given), _column(expected)
    if {sort, wanted} == {"whole", "number"}:
        return "number", theirs.astype(float), ours.astype(float)
    if sort != wanted:
        return None, sort, wanted
    return sort, theirs, ours


def _column(series: Any) -> tuple[str | None, Any]:
    """Return what a column holds ("whole", "number", "truth", "time", "text") and its values as a NumPy array."""
    kind = series.dtype
    if isinstance(kind, pd.PeriodDtype):
        return "time", series.dt.to_timestamp().to_numpy("datetime64[us]")
    if isinstance(kind, pd.DatetimeTZDtype):
        series = series.dt.tz_localize(None)
    if pd.api.types.is_datetime64_dtype(series.dtype):
        return "time", series.to_numpy("datetime64[us]")
    if pd.api.types.is_timedelta64_dtype(kind):
        return "number", series.dt.total_seconds().to_numpy(float)
    if pd.api.types.is_integer_dtype(kind) and not series.isna().any():
        return "whole", series.to_numpy("uint64" if pd.api.types.is_unsigned_integer_dtype(kind) else "int64")
    if pd.api.types.is_any_real_numeric_dtype(kind):  # neither true/false nor complex
        return "number", series.to_numpy(float, na_value=np.nan)
    return _cells(list(series))


def _cells(cells: list[Any]) -> tuple[str | None, Any]:
    if not all(cell in _CELLS for cell in cells):
        return None, None
    present = [cell for cell in cells if not pd.isna(cell)]
    if present and all(cell in NUMBERS for cell in present):
        return _numbers(cells)
    if present and all(cell in _DATES for cell in present):
        return "time", pd.to_datetime(pd.Series(cells)).dt.tz_localize(None).to_numpy("datetime64[us]")
    sort = "truth" if present and all(cell in _TRUTHS for cell in present) else "text"
    return sort, np.array(["" if pd.isna(cell) else str.__str__(str(cell)) for cell in cells], dtype=object)


def _numbers(cells: list[Any]) -> tuple[str, Any]:
    if all(cell in _WHOLE for cell in cells):
        whole = [int(cell) for cell in cells]
        for limits in (np.iinfo(np.int64), np.iinfo(np.uint64)):
            if limits.min <= min(whole) and max(whole) <= limits.max:
                return "whole", np.array(whole, dtype=limits.dtype)
    return "number", np.array([float(cell) if cell in NUMBERS else math.nan for cell in cells])


def _sorted(pairs: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Sort the rows of both sides by all columns, text and dates before measured numbers; say which row went where."""
    names = sorted(pairs, key=lambda name: ("text", "truth", "time", "whole", "number").index(pairs[name][0]))
    orders = []
    for side in (1, 2):
        keys = [pairs[name][side] for name in reversed(names)]
        orders.append(np.lexsort([key.astype(str) if key.dtype == object else key for key in keys]))
    given, wanted = orders
    return {name: (sort, theirs[given], ours[wanted]) for name, (sort, theirs, ours) in pairs.items()}, given


def _unequal(sort: str, theirs: Any, ours: Any, tolerance: Tolerance) -> Any:
    """Return where two arrays differ; missing values equal each other."""
    if sort in {"whole", "text", "truth"}:
        return np.asarray(theirs != ours, dtype=bool)
    if sort == "time":
        return (theirs != ours) & ~(np.isnat(theirs) & np.isnat(ours))
    width = tolerance.absolute if tolerance.absolute is not None else np.abs(ours) * (tolerance.relative or 0.0)
    with np.errstate(invalid="ignore"):
        close = (np.abs(theirs - ours) <= width) | (theirs == ours) | (np.isnan(theirs) & np.isnan(ours))
    return ~close


def _first(row: int, name: str, have: dict[str, Any], count: int, of: int) -> str:
    label, value = next(iter(have)), _show(have[name].iloc[row])
    of_row = {} if label == name else {"column": label, "value": _show(have[label].iloc[row])}
    where = say("cells_row_of" if of_row else "cells_row", row=row, **of_row)
    place = say("cells_values") if name == "value" else say("cells_column", column=repr(name))
    return say("cells_differ", count=count, all=of, row=where, place=place, value=value)


def _show(cell: object) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)[:40]
