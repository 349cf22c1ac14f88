"""Books that lie in a folder: written by `cvm data generate`, or a copy of datasets/larkspur or larkspur_tiny."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from customer_value.errors import DataError

from . import schema
from .arrow import arrow_schema
from .generate.any_size import MANIFEST, RECORDS
from .realism import Books

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

AGAIN = "write or copy it again"


def open_folder(folder: Path) -> tuple[Books, list[str]]:
    """Open the books in a folder; a table is read when it is asked for.

    Parameters
    ----------
    folder
        With ORDERS.parquet, ORDERS.csv or ORDERS/block-00000.parquet for each table, and truth/ for the hidden ones.

    Returns
    -------
    (Books, list of str)
        The books, and the names of the tables that should be there: those of manifest.json, or all of the schema;
        hidden ones only if there is a folder truth/.

    Raises
    ------
    DataError
        When there are no books in the folder, or they are not finished.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder; name one that `cvm data generate` wrote, or datasets/larkspur")
    names = _promised(folder)
    if not any(_files(folder, name) for name in names):
        inside = sorted(path.name for path in folder.iterdir() if path.is_dir() and _files(path, "customers"))
        raise DataError(
            f"no table of Larkspur lies in {folder}"
            + (f"; did you mean {folder / inside[0]}?" if inside else "; `cvm data generate --out` writes them")
        )
    return Books(lambda name: _read(folder, name)), names


def _promised(folder: Path) -> list[str]:
    if (folder / MANIFEST).exists():
        try:
            return list(json.loads((folder / MANIFEST).read_text("utf-8"))["tables"])
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{folder / MANIFEST} cannot be read ({error!r}); {AGAIN}") from error
    if (folder / RECORDS).exists():
        raise DataError(f"the books in {folder} are not finished; type the same `cvm data generate` again to go on")
    hidden = [f"{schema.HIDDEN}{name}" for name in schema.TRUTH] if (folder / schema.HIDDEN).is_dir() else []
    return [*schema.TABLES, *hidden]


def _files(folder: Path, name: str) -> list[Path]:
    blocks = sorted((folder / name).glob("block-*.parquet"))
    return blocks or [path for path in (folder / f"{name}.parquet", folder / f"{name}.csv") if path.exists()][:1]


def _read(folder: Path, name: str) -> pd.DataFrame:
    files = _files(folder, name)
    if not files:
        raise DataError(f"{name} is missing: there is neither {folder / name}.parquet nor a folder {name} with blocks")
    frame: pd.DataFrame = pa.concat_tables([_part(path, schema.find(name)) for path in files]).to_pandas()
    return frame


def _part(path: Path, table: schema.Table) -> pa.Table:
    try:
        part = _csv(path, table) if path.suffix == ".csv" else pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        why = str(error).partition("': ")[2] or str(error)  # without the path, which pyarrow names again
        raise DataError(f"{path} cannot be read ({why.rstrip('.')}); {AGAIN}") from error
    if lacking := [name for name in table.column_names if name not in part.column_names]:
        raise DataError(f"{path} lacks the columns {', '.join(lacking)}; it has: {', '.join(part.column_names)}")
    return part.select(table.column_names)


def _csv(path: Path, table: schema.Table) -> pa.Table:
    options = pyarrow.csv.ConvertOptions(column_types=arrow_schema(table), strings_can_be_null=True)
    return pyarrow.csv.read_csv(path, convert_options=options)
