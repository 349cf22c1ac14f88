"""A day as people write it."""

from __future__ import annotations

from datetime import date

from customer_value.errors import DataError


def read_day(text: str) -> date:
    """Read a day.

    Raises
    ------
    DataError
        If the text is no day, or written in another way.

    Examples
    --------
    >>> read_day("2026-01-05")
    datetime.date(2026, 1, 5)
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DataError(f"{text!r} is no day; write it as 2026-01-05") from error
