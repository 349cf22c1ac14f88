"""Errors that say what is wrong, what exists and what to do.

Every error that the course raises on purpose is a `CustomerValueError`, so that a notebook or the command line
can tell our message to a person from a fault in the code.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class CustomerValueError(ValueError):
    """Base class of all errors of the course; a `ValueError` too."""


class UnknownNameError(CustomerValueError):
    """A name that does not exist, where a list of names does."""

    @classmethod
    def among(cls, kind: str, given: object, existing: Iterable[str]) -> Self:
        """Name the wrong word, the right ones, and the likeliest of them.

        Examples
        --------
        >>> raise UnknownNameError.among("table", "order", ["customers", "orders"])
        Traceback (most recent call last):
        ...
        customer_value.errors.UnknownNameError: no table 'order'; tables: customers, orders; did you mean 'orders'?
        """
        names = list(existing)
        close = get_close_matches(str(given), names, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        kinds = f"{kind[:-1]}ies" if kind.endswith("y") and kind[-2:] not in ("ay", "ey", "oy") else f"{kind}s"
        return cls(f"no {kind} {given!r}; {kinds}: {', '.join(names)}{hint}")


class ColumnError(CustomerValueError):
    """A table without the columns that a function needs."""

    @classmethod
    def missing(cls, wanted: Iterable[str], existing: Iterable[str], *, where: str) -> Self:
        """Name the columns that are missing, those that exist, and how to pass others."""
        have = list(existing)
        lacks = [name for name in wanted if name not in have]
        return cls(
            f"{where} needs the column{'s' * (len(lacks) > 1)} {', '.join(map(repr, lacks))}; "
            f"the table has: {', '.join(map(str, have)) or 'no columns'}. "
            f"If yours have other names, pass them by keyword."
        )

    @classmethod
    def check(cls, wanted: Iterable[str], existing: Iterable[str], *, where: str) -> None:
        """Refuse a table in which one of these columns is missing.

        Raises
        ------
        ColumnError
            As `missing` tells it.

        Examples
        --------
        >>> ColumnError.check(["fee"], ["fee", "days"], where="part_worths")
        """
        asked, have = list(wanted), list(existing)
        if not set(asked) <= set(have):
            raise cls.missing(asked, have, where=where)


class DataError(CustomerValueError):
    """Values that a formula cannot take: missing, negative, out of range, or none at all."""


class BankError(CustomerValueError):
    """A question bank that breaks a rule: file, line, rule and mend."""

    @classmethod
    def at(cls, path: Path | str, line: int | None, rule: str, mend: str) -> Self:
        """Point at the place as editors do (`file:line`), then say the rule and the mend."""
        place = f"{path}:{line}" if line else str(path)
        return cls(f"{place}: {rule} To mend it: {mend}")


class ProgressError(CustomerValueError):
    """A learner's log that cannot be read or written."""


class SetupError(CustomerValueError):
    """A machine that lacks something the course needs."""
