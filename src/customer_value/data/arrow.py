"""Between whole numbers, Arrow tables and frames, as the schema says.

A raw table holds whole numbers only: cents, 1/10,000, seconds, the index of a word in the schema's values, and
`MISSING`. They are what the generator makes and what is hashed, since decimals may differ in their last bits
between machines.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .schema import Column, Table

Raw = dict[str, np.ndarray]
MISSING = np.iinfo(np.int64).min

_TYPES = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "string": pa.string(),
    "boolean": pa.bool_(),
    "date": pa.timestamp("us"),
    "datetime": pa.timestamp("us"),
}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table; each field carries unit and meaning."""
    return pa.schema(
        [
            pa.field(
                column.name,
                _TYPES[column.type],
                nullable=column.missing is not None,
                metadata={"meaning": column.meaning, **({"unit": column.unit} if column.unit else {})},
            )
            for column in table.columns
        ],
        metadata={"one row is": table.row},
    )


def to_arrow(table: Table, raw: Raw) -> pa.Table:
    """Turn whole numbers into an Arrow table with euros, shares, words and times."""
    return pa.Table.from_arrays(
        [_array(column, raw[column.name]) for column in table.columns], schema=arrow_schema(table)
    )


def _array(column: Column, values: np.ndarray) -> pa.Array:
    if column.type == "string" and not column.values:
        return _texts(values.tolist())
    absent = values == MISSING if column.missing else None
    if column.type == "string":
        index = _plain(values, pa.int32(), absent)
        return pa.DictionaryArray.from_arrays(index, _texts(column.values)).cast(pa.string())
    if column.type == "number":
        return _plain(values / 10 ** (column.decimals or 0), pa.float64(), absent)
    whole = _plain(values, pa.int64(), absent)
    if column.type in {"date", "datetime"}:
        whole = whole.cast(pa.timestamp("s"))
    return whole.cast(_TYPES[column.type])


def _plain(values: np.ndarray, kind: pa.DataType, absent: np.ndarray | None) -> pa.Array:
    """Lay numbers out as Arrow does. `pa.array` does the same, but imports pandas first, which takes a second."""
    if absent is not None:
        values = np.where(absent, 0, values)
    present = None if absent is None else pa.py_buffer(np.packbits(~absent, bitorder="little"))
    data = pa.py_buffer(np.ascontiguousarray(values, dtype=kind.to_pandas_dtype()))
    return pa.Array.from_buffers(kind, len(values), [present, data])


def _texts(words: Sequence[str]) -> pa.Array:
    """Lay texts out as Arrow does, for the same reason."""
    encoded = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)))


def to_raw(table: Table, data: pa.Table) -> Raw:
    """Turn an Arrow table back into whole numbers: the inverse of `to_arrow`."""
    return {column.name: _whole(column, data.column(column.name)) for column in table.columns}


def _whole(column: Column, values: pa.ChunkedArray) -> np.ndarray:
    if column.type == "string" and not column.values:
        return np.array(values.to_pylist())
    if column.type == "string":
        places = {word: place for place, word in enumerate(column.values)} | {None: MISSING}
        return np.array([places[word] for word in values.to_pylist()], dtype=np.int64)
    if column.type == "number":
        whole = np.round(values.to_numpy() * 10 ** (column.decimals or 0))
        return np.where(np.isnan(whole), MISSING, np.nan_to_num(whole)).astype(np.int64)
    if column.type in {"date", "datetime"}:
        values = values.cast(pa.timestamp("s"))
    return np.asarray(values.cast(pa.int64()).fill_null(MISSING).to_numpy())


def content_hash(raw: Raw) -> str:
    """SHA-256 of a table's content, whatever file holds it.

    Examples
    --------
    >>> content_hash({"order_id": np.array([1, 2])})[:12]
    'ac4602af44a7'
    """
    digest = hashlib.sha256()
    for name, values in raw.items():
        digest.update(name.encode())
        if values.dtype.kind == "U":
            digest.update("\n".join(values).encode())
        else:
            digest.update(values.astype("<i8").tobytes())
    return digest.hexdigest()
