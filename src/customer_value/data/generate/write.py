"""Write the shipped data sets again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.data.files import write_csv, write_parquet
from customer_value.data.load import TINY_CUSTOMERS
from customer_value.data.schema import TABLES, TRUTH

from .books import TRUTH_PREFIX, make_books
from .config import Config

if TYPE_CHECKING:
    from pathlib import Path


def write_datasets(out: Path) -> None:
    """Write both editions, the dictionary, the data package and the data card's table into a folder.

    Parameters
    ----------
    out
        The folder datasets/ of the course, or any other.
    """
    larkspur, tiny = out / "larkspur", out / "larkspur_tiny"
    (larkspur / "truth").mkdir(parents=True, exist_ok=True)
    tiny.mkdir(parents=True, exist_ok=True)
    books = make_books(Config())
    for name, table in TABLES.items():
        write_parquet(table, books[name], larkspur / f"{name}.parquet")
    for name, table in TRUTH.items():
        write_parquet(table, books[TRUTH_PREFIX + name], larkspur / "truth" / f"{name}.parquet")
    few = make_books(Config(customers=TINY_CUSTOMERS))
    for name, table in TABLES.items():
        write_csv(table, few[name], tiny / f"{name}.csv")
