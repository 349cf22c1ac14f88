"""Answers and ratings in tables, checked: numbers only, on the scale, enough of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterable


def numbers(table: pd.DataFrame, where: str) -> pd.DataFrame:
    """Turn every column into floats; refuse an empty table and words."""
    if not len(table):
        raise DataError(f"{where}: the table has no rows.")
    try:
        return table.astype(float)
    except (TypeError, ValueError):
        words = [str(column) for column in table.columns if not pd.api.types.is_numeric_dtype(table[column])]
        raise DataError(f"{where}: {', '.join(words) or 'the table'} must hold numbers only.") from None


def on_scale(answers: pd.DataFrame, items: Iterable[str], low: float, high: float, *, where: str) -> pd.DataFrame:
    """Keep the items as floats; refuse those that are no column and answers beyond the scale."""
    chosen = list(items)
    ColumnError.check(chosen, answers.columns, where=where)
    table = numbers(answers[chosen], where)
    off = (table < low) | (table > high)
    if off.any(axis=None):
        item = next(name for name in chosen if off[name].any())
        raise DataError(
            f"{where}: {int(off.sum().sum())} answers lie off the scale from {low:g} to {high:g}, the first in "
            f"{item!r}: {table[item][off[item]].iloc[0]:g}; a code for 'no answer' must become a missing value first."
        )
    return table


def complete(items: pd.DataFrame, where: str) -> pd.DataFrame:
    """Keep the people who answered all items; refuse fewer than two items or people."""
    table = numbers(items, where).dropna()
    if min(table.shape) < 2:
        raise DataError(
            f"{where} needs at least two items and two people who answered all of them, "
            f"not {table.shape[1]} and {len(table)}."
        )
    return table
