"""Reading and writing the shipped files: Parquet for speed, CSV for spreadsheets."""

from __future__ import annotations

import csv
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from customer_value.errors import DataError

from .arrow import MISSING, arrow_schema, to_arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    import numpy as np

    from .arrow import Raw
    from .schema import Column, Table

UNFINISHED = ".part"
AGAIN = "get the course's files again, or run `make data`"


def read_parquet(table: Table, path: Path) -> pa.Table:
    """Read a table from Parquet and hold it to the schema."""
    return _read(path, table, lambda: pq.read_table(path))


def read_csv(table: Table, path: Path) -> pa.Table:
    """Read a table from CSV with the types of the schema."""
    schema = arrow_schema(table)
    options = pyarrow.csv.ConvertOptions(column_types=schema, strings_can_be_null=True, include_columns=schema.names)
    return _read(path, table, lambda: pyarrow.csv.read_csv(path, convert_options=options))


def count_rows(path: Path) -> int:
    """Count the rows of a Parquet file without reading them."""
    with _named(path):
        return int(pq.read_metadata(path).num_rows)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file that is missing or damaged, and what to do."""
    try:
        yield
    except FileNotFoundError:
        raise DataError(f"{path} is missing; {AGAIN}") from None
    except (pa.ArrowException, OSError, KeyError) as error:
        raise DataError(f"{path} cannot be read ({error}); {AGAIN}") from error


def _read(path: Path, table: Table, read: Callable[[], pa.Table]) -> pa.Table:
    with _named(path):
        data = read()
    if lacking := set(table.column_names) - set(data.column_names):
        raise DataError(f"{path} lacks the columns {', '.join(sorted(lacking))}; {AGAIN}")
    return data.select(table.column_names)


def write_parquet(table: Table, raw: Raw, path: Path | BinaryIO, *, level: int = 9) -> None:
    """Write a table as Parquet: ids and times as differences, the rest by dictionary, all with zstd of a level."""
    delta = [c.name for c in table.columns if c.type in {"date", "datetime"} or c.name in {"order_id", "customer_id"}]
    pq.write_table(
        to_arrow(table, raw),
        path,
        compression="zstd",
        compression_level=level,
        use_dictionary=[name for name in table.column_names if name not in delta],
        column_encoding=dict.fromkeys(delta, "DELTA_BINARY_PACKED"),
    )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is seen whole or not at all, whatever kills us: under a hidden name first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}{UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files whole; waiting for the disk for all at once takes a tenth of the time."""
    with ThreadPoolExecutor(32) as threads:
        deque(threads.map(write_whole, files.keys(), files.values()), maxlen=0)


def write_csv(table: Table, raw: Raw, path: Path) -> None:
    """Write a table as CSV that a spreadsheet opens: points in decimals, ISO dates, empty cells where missing."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(zip(*(_cells(column, raw[column.name]) for column in table.columns), strict=True))


def _cells(column: Column, values: np.ndarray) -> Iterator[str]:
    write = _writer(column)
    return ("" if value == MISSING else write(value) for value in values.tolist())


def _writer(column: Column) -> Callable[[Any], str]:
    """How one cell of the column is written."""
    scale, digits = 10 ** (column.decimals or 0), column.decimals or 0
    writers: dict[str, Callable[[Any], str]] = {
        "string": (lambda value: column.values[value]) if column.values else str,
        "number": lambda value: f"{value / scale:.{digits}f}",
        "boolean": lambda value: "true" if value else "false",
        "date": lambda value: f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d}",
        "datetime": lambda value: f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M:%S}",
        "integer": str,
    }
    return writers[column.type]
