"""Numbers of the report as people read them; a dash where nothing can be said."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

from customer_value.figures import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

NONE = "–"


def percent(share: float) -> str:
    """Write a share in per cent.

    Examples
    --------
    >>> percent(0.384), percent(float("nan"))
    ('38 %', '–')
    """
    return NONE if isnan(share) else theme.percent(share)


def short(value: float) -> str:
    """Write a correlation as the field does.

    Examples
    --------
    >>> short(0.337), short(-0.2), short(1.0), short(float("nan"))
    ('.34', '−.20', '1.00', '–')
    """
    return NONE if isnan(value) else theme.number(value).replace("0.", ".", 1)


def seconds(value: float) -> str:
    """Write a time.

    Examples
    --------
    >>> seconds(39.6), seconds(125), seconds(float("nan"))
    ('40 s', '2:05 min', '–')
    """
    if isnan(value):
        return NONE
    whole = round(value)
    return f"{whole} s" if whole < 100 else f"{whole // 60}:{whole % 60:02} min"


def with_interval(value: float, row: Mapping[str, Any] | Any, low: str, high: str, write: Any) -> str:
    """Write a value with its interval behind it.

    Examples
    --------
    >>> row = {"difficulty": 0.384, "low": 0.33, "high": 0.44}
    >>> with_interval(row["difficulty"], row, "low", "high", percent)
    '38 % (33 to 44 %)'
    """
    return NONE if isnan(value) else f"{write(value)} ({between(row, low, high, write=write)})"


def between(row: Mapping[str, Any] | Any, low: str = "low", high: str = "high", *, write: Any = percent) -> str:
    """Write the ends of an interval.

    Examples
    --------
    >>> between({"low": 0.33, "high": 0.44}), between({"low": float("nan"), "high": float("nan")})
    ('33 to 44 %', '–')
    """
    if isnan(row[low]):
        return NONE
    first, last = write(row[low]), write(row[high])
    return f"{first.removesuffix(' %') if last.endswith(' %') else first} to {last}"
