"""Hold a frame to the schema, and say in plain words what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.errors import ColumnError, DataError

from . import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .schema import Column, ForeignKey, Table


def problems(frame: pd.DataFrame, table: str | Table) -> list[str]:
    """List what is wrong with the values of a frame.

    Parameters
    ----------
    frame
        The frame; columns that the schema does not know are ignored.
    table
        Name of a visible table, or a table of the schema.

    Returns
    -------
    list of str
        One sentence for each problem; none when all is well.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the frame has no rows.

    Examples
    --------
    >>> from customer_value.data.load import load
    >>> stores = load("stores")
    >>> stores.loc[0, "area_m2"] = -5
    >>> problems(stores, "stores")
    ['stores.area_m2: 1 value below 300, the first in row 0 (-5)']
    """
    spec = schema.table(table) if isinstance(table, str) else table
    if lacking := set(spec.column_names) - set(frame.columns):
        raise ColumnError(
            f"{spec.name} needs the columns {', '.join(map(repr, spec.column_names))}; "
            f"yours lacks {', '.join(map(repr, sorted(lacking)))} and has: {', '.join(map(repr, frame.columns))}"
        )
    if frame.empty:
        raise DataError(f"{spec.name} has no rows")
    found = [problem for column in spec.columns for problem in _column_problems(frame[column.name], spec, column)]
    if twice := int(frame.duplicated(list(spec.primary_key)).sum()):
        found.append(f"{spec.name}: {_count(twice, 'row')} whose {' + '.join(spec.primary_key)} occurs twice")
    return found


def check(frame: pd.DataFrame, table: str | Table) -> None:
    """Raise an error that lists what is wrong with a frame, or do nothing.

    Parameters
    ----------
    frame
        The frame; columns that the schema does not know are ignored.
    table
        Name of a visible table, or a table of the schema.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the frame has no rows, or a value breaks the schema: wrong type, missing, out of range, not one of the
        allowed words, too many decimals, or a key that occurs twice.

    Examples
    --------
    >>> from customer_value.data.load import load
    >>> check(load("orders", edition="tiny"), "orders")
    """
    if found := problems(frame, table):
        raise DataError("; ".join(found))


def check_keys(frames: Mapping[str, pd.DataFrame]) -> None:
    """Raise an error when a row of one table points at a row of another that does not exist.

    Parameters
    ----------
    frames
        Visible tables by name; links to tables that are not given are not checked.

    Raises
    ------
    DataError
        If a foreign key has no target.

    Examples
    --------
    >>> from customer_value.data.load import load
    >>> check_keys({name: load(name, edition="tiny") for name in ("customers", "orders", "order_lines")})
    """
    if found := key_problems(frames):
        raise DataError("; ".join(found))


def key_problems(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """List the links between tables that lead nowhere.

    Parameters
    ----------
    frames
        Tables by name, those of the hidden truth as "truth/customers"; links to tables that are not given are not
        looked at.

    Returns
    -------
    list of str
        One sentence for each link that has no target.
    """
    return [
        problem
        for name, frame in frames.items()
        for key in schema.find(name).foreign_keys
        if (to := _target(key, frames)) is not None
        for problem in _orphans(name, frame, key, to)
    ]


def _target(key: ForeignKey, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Find the table that a key points at, the visible one first."""
    return next((frames[name] for name in (key.table, f"{schema.HIDDEN}{key.table}") if name in frames), None)


def _orphans(name: str, frame: pd.DataFrame, key: ForeignKey, target: pd.DataFrame) -> Iterator[str]:
    rows, known = frame[list(key.columns)].dropna(), target[list(key.to)]
    if len(key.columns) == 1:
        found = rows.iloc[:, 0].isin(known.iloc[:, 0])  # five times as fast as the index below
    else:
        found = pd.Series(pd.MultiIndex.from_frame(rows).isin(pd.MultiIndex.from_frame(known)))
    if orphans := int((~found).sum()):
        yield f"{name}: {_count(orphans, 'row')} whose {' + '.join(key.columns)} is not in {key.table}"


def _column_problems(values: pd.Series, table: Table, column: Column) -> Iterator[str]:
    place = f"{table.name}.{column.name}"
    if not _has_type(values, column):
        yield f"{place}: the values are {values.dtype}, they must be {column.type}"
        return
    if column.missing is None and values.isna().any():
        yield f"{place}: {_say(values.isna(), values, 'missing')}"
    if words := list(column.values):
        strange = values.notna() & ~values.isin(words)
        if strange.any():
            yield f"{place}: {_say(strange, values, 'not one of ' + ', '.join(words))}"
    if column.minimum is not None and (low := values < column.minimum).any():
        yield f"{place}: {_say(low, values, f'below {column.minimum:g}')}"
    if column.maximum is not None and (high := values > column.maximum).any():
        yield f"{place}: {_say(high, values, f'above {column.maximum:g}')}"
    if column.decimals is not None and (fine := _finer(values, column.decimals)).any():
        yield f"{place}: {_say(fine, values, f'with more than {column.decimals} decimals')}"


def _finer(values: pd.Series, decimals: int) -> pd.Series:
    """Tell values with more digits after the point; 0.0001 of the last digit is what computers lose."""
    scaled = values * 10**decimals
    finer: pd.Series = (scaled - scaled.round()).abs() > 0.0001
    return finer


def _has_type(values: pd.Series, column: Column) -> bool:
    types = pd.api.types
    match column.type:
        case "boolean":
            return bool(types.is_bool_dtype(values))
        case "date" | "datetime":
            return bool(types.is_datetime64_any_dtype(values))
        case "string":
            return bool(types.is_string_dtype(values) or isinstance(values.dtype, pd.CategoricalDtype))
        case "integer":
            whole = types.is_numeric_dtype(values) and not types.is_bool_dtype(values)
            return bool(whole and (values.dropna() % 1 == 0).all())
        case _:
            return bool(types.is_numeric_dtype(values) and not types.is_bool_dtype(values))


def _say(wrong: pd.Series, values: pd.Series, what: str) -> str:
    place = int(wrong.to_numpy().argmax())
    return f"{_count(int(wrong.sum()), 'value')} {what}, the first in row {values.index[place]} ({values.iloc[place]})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
