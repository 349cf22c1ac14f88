"""Numbers as files of other programs write them."""

from __future__ import annotations

from customer_value.assessment.yaml_text import LARGEST
from customer_value.classroom.imports.refusals import NotReadError


def number(text: str) -> float:
    """Return a plain number of a file.

    Raises
    ------
    NotReadError
        If it is none, or not finite, or too large for a bank.

    Examples
    --------
    >>> number(" 12.50 ")
    12.5
    """
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) <= LARGEST:
        raise NotReadError(f"{text[:20]!r} is no number of a bank")
    return value


def between(low: str, high: str) -> tuple[float, float]:
    """Return the middle of a range, and how far an answer may be off.

    Examples
    --------
    >>> between("4", "6")
    (5.0, 1.0)
    """
    ends = number(low), number(high)
    return sum(ends) / 2, abs(ends[1] - ends[0]) / 2
