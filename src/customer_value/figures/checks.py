"""What every figure asks of a table before it draws: the columns, enough rows, and numbers in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sized


def checked(
    table: pd.DataFrame, *, where: str, numbers: Iterable[str] = (), others: Iterable[str] = (), least: int = 1
) -> pd.DataFrame:
    """Return the columns asked for, whole; refuse a table that lacks one, is too short or has gaps.

    Parameters
    ----------
    table : DataFrame
        What the figure was given.
    where : str
        Name of the figure, for the error.
    numbers, others : iterable of str
        Columns that must hold finite numbers, and columns that must only be filled.
    least : int
        Fewest rows.

    Raises
    ------
    ColumnError
        When a column is missing.
    DataError
        When there are too few rows, a value is missing or infinite, or words stand where numbers should.

    Examples
    --------
    >>> checked(pd.DataFrame({"cac": [8, 35]}), where="acquisition_bubbles", numbers=["cac"])["cac"].tolist()
    [8.0, 35.0]
    """
    counted = list(dict.fromkeys(numbers))
    filled = [name for name in dict.fromkeys(others) if name not in counted]
    ColumnError.check(counted + filled, table.columns, where=where)
    if len(table) < least:
        raise DataError(f"{where} needs {least} row{'s' * (least > 1)} or more; the table has {len(table)}.")
    kept = table[filled + counted].copy()
    for name in filled + counted:
        if kept[name].isna().any():
            raise DataError(f"{where}: {name!r} is missing in {int(kept[name].isna().sum())} rows; leave them out.")
    for name in counted:
        kept[name] = _numbers(kept[name], where)
    return kept


def _numbers(values: pd.Series, where: str) -> pd.Series:
    try:
        found = values.astype(float)
    except (TypeError, ValueError):
        raise DataError(f"{where}: {values.name!r} must hold numbers, not {values.iloc[0]!r}.") from None
    if not np.isfinite(found).all():
        raise DataError(f"{where}: {values.name!r} has an infinite value; leave that row out.")
    return found


def dates(values: pd.Series, *, where: str) -> pd.Series:
    """Return times without their time zone; refuse what is no time.

    Raises
    ------
    DataError
        When the column holds text or numbers.
    """
    if not pd.api.types.is_datetime64_any_dtype(values):
        raise DataError(f"{where}: {values.name!r} holds {values.dtype}, not dates; use pd.to_datetime.")
    naive: pd.Series = values.dt.tz_localize(None)
    return naive


def between(given: Sized, least: int, most: int, *, where: str, what: str) -> None:
    """Refuse fewer or more things than a figure can show."""
    if not least <= len(given) <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise DataError(f"{where} shows {wanted} {what}; it got {len(given)}.")


def shown(name: object, names: Mapping[str, str] | None = None) -> str:
    """Write a column's or a group's name as people read it: another one if given, else without underscores.

    Examples
    --------
    >>> shown("deep_discount"), shown("fee_eur", {"fee_eur": "delivery fee"})
    ('deep discount', 'delivery fee')
    """
    return (names or {}).get(str(name), str(name).replace("_", " "))


def capital(text: str) -> str:
    """Begin with a capital letter.

    Examples
    --------
    >>> capital("free returns")
    'Free returns'
    """
    return text[:1].upper() + text[1:]
