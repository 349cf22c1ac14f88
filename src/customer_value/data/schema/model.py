"""What a column and a table of Larkspur's books are: the words of the schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["integer", "number", "string", "boolean", "date", "datetime"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: everything that is known about it, once.

    Parameters
    ----------
    name
        snake_case; a quantity carries its unit (`_eur`, `_days`, `_share`, `_km`, `_m2`), `_on` is a day, `_at` a
        time, `is_` and `has_` a yes or no.
    type
        Type of the values; a date is stored as midnight.
    meaning
        One sentence for a learner.
    made
        How the generator makes it, in one sentence.
    unit
        Unit of a quantity, for example "€" or "share (0 to 1)".
    values
        The only values that may occur, in their natural order.
    minimum, maximum
        Smallest and largest value that may occur (both are allowed).
    decimals
        Digits after the point of a number; None for whole numbers and everything else.
    missing
        When the value is missing and why; None when it never is.
    lesson
        Number of the lesson that uses it first.
    """

    name: str
    type: Type
    meaning: str
    made: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    decimals: int | None = None
    missing: str | None = None
    lesson: str = "00"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns of this table that point at the columns of another."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: what a row is, its columns and its keys.

    Parameters
    ----------
    name
        Name that `load` takes.
    row
        What one row is, as the end of the sentence "One row is …".
    columns
        The columns in their order.
    primary_key
        Columns whose values together are unique.
    foreign_keys
        Columns that point at other tables.
    lesson
        Number of the lesson that uses it first.
    hidden
        True when the table is hidden truth, which only `load_truth` gives.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    lesson: str = "00"
    hidden: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in their order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column with this name."""
        return self.columns[self.column_names.index(name)]
