"""`load` gives each caller a frame of their own, quickly, and says what is wrong."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from customer_value.data import load as load_module
from customer_value.data.load import load, load_truth
from customer_value.data.schema import TABLES
from customer_value.data.validate import check, check_keys
from customer_value.errors import DataError, UnknownNameError


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("where", [{}, {"edition": "tiny"}, {"seed": 7, "edition": "tiny"}])
def test_every_table_holds_to_the_schema(table: str, where: dict[str, object]) -> None:
    check(load(table, **where), table)  # type: ignore[arg-type]


def test_shipped_keys_have_targets() -> None:
    check_keys({name: load(name) for name in TABLES})


def test_frames_of_all_editions_look_alike() -> None:
    for name in TABLES:
        kinds = [load(name, **where).dtypes.to_dict() for where in ({}, {"edition": "tiny"}, {"seed": 1})]  # type: ignore[arg-type]
        assert kinds[0] == kinds[1] == kinds[2]


def test_tiny_is_the_first_300_customers() -> None:
    orders = load("orders")
    assert_frame_equal(load("orders", edition="tiny"), orders[orders["customer_id"] <= 300])


def test_shipped_books_are_world_2026() -> None:
    assert_frame_equal(load("orders"), load("orders", seed=2026))
    assert_frame_equal(load_truth("customers", quiet=True), load_truth("customers", seed=2026, quiet=True))


def test_shipped_file_reads_the_same_without_us(project: object) -> None:
    path = project / "datasets" / "larkspur" / "orders.parquet"  # type: ignore[operator]
    assert_frame_equal(pd.read_parquet(path), load("orders"))


def test_changing_a_frame_changes_nothing_for_the_next() -> None:
    mine, before = load("orders"), load("orders").copy()
    mine.loc[0, "channel"] = "mine"
    mine["net_eur"] *= 2
    mine.loc[1, "gross_eur"] = np.nan
    del mine["store_id"]
    mine.attrs["note"] = "mine"
    assert_frame_equal(load("orders"), before)
    assert load("orders").attrs == {}


def test_values_cannot_be_written_behind_pandas_back() -> None:
    with pytest.raises(ValueError, match="read-only"):
        load("orders")["net_eur"].to_numpy()[0] = 0.0


def test_numpy_seed_is_a_seed() -> None:
    assert_frame_equal(load("stores", seed=np.int64(3)), load("stores", seed=3))


def test_unknown_table() -> None:
    with pytest.raises(UnknownNameError, match=r"no table 'order'; tables: .*did you mean 'orders'"):
        load("order")


def test_hidden_table_is_not_loaded_by_accident() -> None:
    with pytest.raises(UnknownNameError, match="no table 'orders_2026'"):
        load("orders_2026")


def test_unknown_edition() -> None:
    with pytest.raises(UnknownNameError, match="no edition 'large'; editions: larkspur, tiny"):
        load("orders", edition="large")  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [-1, 1.5, "7", True])
def test_bad_seed(seed: object) -> None:
    with pytest.raises(DataError, match="whole number from 0 on"):
        load("orders", seed=seed)  # type: ignore[arg-type]


def test_missing_files_are_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "folder", lambda name: tmp_path / name)  # type: ignore[operator]
    load_module._kept.cache_clear()
    with pytest.raises(DataError, match=r"orders\.parquet is missing; .*make data"):
        load("orders")


def test_warm_load_is_quick() -> None:
    load("orders")
    start = time.perf_counter()
    load("orders")
    assert time.perf_counter() - start < 0.05
