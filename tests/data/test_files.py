"""Files that are damaged are named, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from customer_value.data.arrow import Raw, content_hash, to_raw
from customer_value.data.files import read_csv, read_parquet, write_csv, write_parquet
from customer_value.data.schema import TABLES
from customer_value.errors import DataError


@pytest.mark.parametrize("name", TABLES)
def test_both_formats_keep_the_content(name: str, few: dict[str, Raw], tmp_path: Path) -> None:
    table, raw = TABLES[name], few[name]
    write_parquet(table, raw, tmp_path / "a.parquet")
    write_csv(table, raw, tmp_path / "a.csv")
    assert content_hash(to_raw(table, read_parquet(table, tmp_path / "a.parquet"))) == content_hash(raw)
    assert content_hash(to_raw(table, read_csv(table, tmp_path / "a.csv"))) == content_hash(raw)


def test_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    path.write_bytes(b"PAR1 no more")
    with pytest.raises(DataError, match=r"orders\.parquet cannot be read .*make data"):
        read_parquet(TABLES["orders"], path)


def test_file_with_other_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "stores.csv"
    path.write_text("store_id,town\n1,Alderbrook\n")
    with pytest.raises(DataError, match=r"stores\.csv cannot be read"):
        read_csv(TABLES["stores"], path)
