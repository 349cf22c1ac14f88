"""Books in a folder are the books that were written there, or a sentence says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from customer_value.data import schema
from customer_value.data.files import write_csv, write_parquet
from customer_value.data.generate import any_size
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config
from customer_value.data.open_folder import open_folder
from customer_value.data.realism import read
from customer_value.errors import DataError

SMALL = Config(seed=1, customers=300)


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """A folder with two tables as `cvm data generate` writes them."""
    books = any_size.plan(SMALL, tmp_path / "books", ["customers", "stores", "truth/customers"])
    list(any_size.make(books))
    any_size.finish(books)
    return tmp_path / "books"


def test_what_was_generated_is_read_back(generated: Path) -> None:
    books, names = open_folder(generated)
    assert set(names) == {"customers", "stores", "truth/customers"}
    for name in names:
        pd.testing.assert_frame_equal(books[name], read(1, customers=300)[name])


@pytest.mark.parametrize("write", [write_parquet, write_csv])
def test_flat_files_are_read_too(tmp_path: Path, write) -> None:
    kind = "csv" if write is write_csv else "parquet"
    write(schema.table("stores"), make_books(SMALL)["stores"], tmp_path / f"stores.{kind}")
    books, names = open_folder(tmp_path)
    assert names == list(schema.TABLES)
    pd.testing.assert_frame_equal(books["stores"], read(1, customers=300)["stores"])
    with pytest.raises(DataError, match="orders is missing"):
        books["orders"]


def test_hidden_tables_are_expected_where_there_is_a_folder_for_them(tmp_path: Path) -> None:
    write_parquet(schema.table("stores"), make_books(SMALL)["stores"], tmp_path / "stores.parquet")
    (tmp_path / "truth").mkdir()
    assert "truth/customers" in open_folder(tmp_path)[1]


def test_no_folder_an_empty_one_and_the_one_above_are_told_apart(generated: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is not a folder"):
        open_folder(tmp_path / "nowhere")
    with pytest.raises(DataError, match=f"did you mean {generated}"):
        open_folder(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="cvm data generate --out"):
        open_folder(tmp_path / "empty")


def test_unfinished_books_are_not_judged(generated: Path) -> None:
    (generated / "manifest.json").unlink()
    with pytest.raises(DataError, match="not finished"):
        open_folder(generated)


def test_a_damaged_manifest_is_named(generated: Path) -> None:
    (generated / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match=r"manifest\.json cannot be read"):
        open_folder(generated)


def test_damaged_and_foreign_files_are_named(generated: Path) -> None:
    (generated / "customers" / "block-00000.parquet").write_bytes(b"PAR1")
    pd.DataFrame({"a": [1]}).to_parquet(generated / "stores.parquet")
    books, _ = open_folder(generated)
    with pytest.raises(DataError, match=r"block-00000\.parquet cannot be read"):
        books["customers"]
    with pytest.raises(DataError, match="lacks the columns store_id"):
        books["stores"]
