"""`load`: Larkspur's books as pandas frames; `load_truth`: what no shop knows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from customer_value.course import folder
from customer_value.errors import DataError, UnknownNameError

from . import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import pyarrow as pa

    from .arrow import Raw
    from .schema import Table

Edition = Literal["larkspur", "tiny", "raw"]
TINY_CUSTOMERS = 300


def load(table: str, *, seed: int | None = None, edition: Edition = "larkspur") -> pd.DataFrame:
    """Load one table of Larkspur's books.

    Larkspur is a fictional chain of department stores: 12,000 customers, from 2023-01-01 to 2025-12-31. Money is in
    euros, times are the shop's local time, "today" is 2026-01-01. `tables()` lists the tables and
    datasets/dictionary.md explains every column.

    Parameters
    ----------
    table
        Name of the table, such as "customer_summary", "customers" or "orders".
    seed
        Number of another world with the same rules but other customers: your own shop. None means the books that
        the lessons speak of.
    edition
        "larkspur" (12,000 customers), "tiny" (its first 300, which also lie as CSV in datasets/larkspur_tiny) or
        "raw" (12,000 customers, as a careless export would give them: 14 flaws are planted, for you to find and mend).
        The raw edition does not keep to datasets/dictionary.md: rows are repeated or do not belong, and some columns
        are text (`orders.ordered_at`, `returns.customer_id`). Its key is `load_truth("flaws")`.

    Returns
    -------
    pandas.DataFrame
        A frame of your own: changing it changes nothing for the next call. Whole numbers with missing values come as
        decimals (`store_id`, `recency_days`).

    Raises
    ------
    UnknownNameError
        If there is no such table or edition.
    DataError
        If `seed` is not a whole number from 0 on, or a file of the course is missing or damaged.

    Examples
    --------
    >>> import customer_value as cv
    >>> orders = cv.load("orders", edition="tiny")
    >>> orders[["customer_id", "channel", "net_eur"]].dtypes.astype(str).to_dict()
    {'customer_id': 'int64', 'channel': 'str', 'net_eur': 'float64'}
    """
    return _frame(schema.table(table), seed, edition)


def load_truth(
    table: str = "customers", *, seed: int | None = None, edition: Edition = "larkspur", quiet: bool = False
) -> pd.DataFrame:
    """Load one table of the hidden truth: what only the maker of the data knows. It spoils the surprise.

    Parameters
    ----------
    table
        "customers" (needs, purchase rate, dropout, true lifetime value …), "orders_2026" or "returns_2026" (the year
        to come, with the same columns as "orders" and "returns"), and the others of datasets/dictionary.md; "flaws"
        and "flaw_rows" are the key of the raw edition.
    seed
        Number of another world, as in `load`.
    edition
        "larkspur" or "tiny", as in `load`; the raw edition has the truth of "larkspur", and its own key.
    quiet
        True leaves out the printed notice.

    Returns
    -------
    pandas.DataFrame
        A frame of your own.

    Raises
    ------
    UnknownNameError
        If there is no such table or edition.
    DataError
        If `seed` is not a whole number from 0 on, or a file of the course is missing or damaged.

    Examples
    --------
    >>> truth = load_truth("customers", edition="tiny")
    Spoiler: this is the hidden truth. No shop has it; use it only to check an estimate that you have made.
    >>> len(truth)
    300
    """
    frame = _frame(schema.truth(table), seed, edition)
    if not quiet:
        print("Spoiler: this is the hidden truth. No shop has it; use it only to check an estimate that you have made.")
    return frame


def tables(*, edition: Edition = "larkspur") -> pd.DataFrame:
    """List the tables that `load` knows.

    Parameters
    ----------
    edition
        "larkspur", "tiny" or "raw".

    Returns
    -------
    pandas.DataFrame
        One row for each table: what it is about, its name, number of rows, the lesson that uses it first, and what one
        row is. It shows its texts in full.

    Examples
    --------
    >>> list(tables(edition="tiny").columns)
    ['about', 'table', 'rows', 'lesson', 'one row is']
    """
    from .listing import Listing

    listed = schema.TABLES.values()
    return Listing(
        {
            "about": [family for family, its_tables in schema.FAMILIES.items() for _ in its_tables],
            "table": [table.name for table in listed],
            "rows": [_row_count(table, edition) for table in listed],
            "lesson": [table.lesson for table in listed],
            "one row is": [table.row for table in listed],
        }
    )


def _frame(table: Table, seed: int | None, edition: str) -> pd.DataFrame:
    """Give a frame that shares memory with the kept one until either is written to (pandas' copy on write)."""
    if edition not in get_args(Edition):
        raise UnknownNameError.among("edition", edition, get_args(Edition))
    if seed is not None and (isinstance(seed, bool) or not hasattr(seed, "__index__") or seed < 0):
        raise DataError(f"seed is {seed!r}; it must be a whole number from 0 on, or None for the lessons' own books")
    if table.hidden and edition == "raw":
        edition = "larkspur"
    return _kept(table, None if seed is None else int(seed), edition).copy(deep=False)


@lru_cache(maxsize=128)
def _kept(table: Table, seed: int | None, edition: str) -> pd.DataFrame:
    if edition == "raw" or table.name in schema.KEY:
        return _raw(table, seed)
    data = _shipped(table, edition) if seed is None else _drawn(table, seed, edition)
    frame: pd.DataFrame = data.to_pandas()
    return frame


def _raw(table: Table, seed: int | None) -> pd.DataFrame:
    """Give a table of the raw edition, or of the key to it."""
    from .generate.config import LARKSPUR_SEED
    from .raw.plant import raw_edition

    return raw_edition(
        table, lambda name: _kept(schema.table(name), seed, "larkspur"), LARKSPUR_SEED if seed is None else seed
    )


def _drawn(table: Table, seed: int, edition: str) -> pa.Table:
    from .arrow import to_arrow

    return to_arrow(table, _books(seed, edition)["truth/" * table.hidden + table.name])


@lru_cache(maxsize=2)  # a world takes up to 100 MB of memory
def _books(seed: int, edition: str) -> Mapping[str, Raw]:
    from .generate.books import make_books
    from .generate.config import Config

    return make_books(Config(seed=seed, **({"customers": TINY_CUSTOMERS} if edition == "tiny" else {})))


def _shipped(table: Table, edition: str) -> pa.Table:
    from .files import read_csv, read_parquet

    larkspur = folder("datasets") / "larkspur"
    if table.hidden:
        truth = read_parquet(table, larkspur / "truth" / f"{table.name}.parquet")
        return truth if edition == "larkspur" else _first_customers(truth)
    if edition == "tiny":
        return read_csv(table, folder("datasets") / "larkspur_tiny" / f"{table.name}.csv")
    return read_parquet(table, larkspur / f"{table.name}.parquet")


def _first_customers(data: pa.Table) -> pa.Table:
    """Keep the rows of the tiny edition's customers; a table of stores or rivals stays whole."""
    import pyarrow.compute as pc

    if "customer_id" not in data.column_names:
        return data
    return data.filter(pc.field("customer_id") <= TINY_CUSTOMERS)


def _row_count(table: Table, edition: str) -> int:
    from .files import count_rows

    if edition == "larkspur":
        return count_rows(folder("datasets") / "larkspur" / f"{table.name}.parquet")
    return len(_frame(table, None, edition))
