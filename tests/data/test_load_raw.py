"""`load(…, edition="raw")` gives the same books with flaws, and `load_truth("flaws")` the key to them."""

from __future__ import annotations

import time

import pytest
from pandas.testing import assert_frame_equal

from customer_value.data import load as load_module
from customer_value.data.load import load, load_truth, tables
from customer_value.data.raw.plant import FLAWED
from customer_value.data.schema import KEY
from customer_value.data.validate import check, problems


@pytest.mark.parametrize("seed", [None, 1])
@pytest.mark.parametrize("name", FLAWED)
def test_flawed_tables_differ(name: str, seed: int | None) -> None:
    clean, raw = load(name, seed=seed), load(name, seed=seed, edition="raw")
    assert list(clean) == list(raw)
    assert not clean.equals(raw)


def test_other_tables_are_clean() -> None:
    assert_frame_equal(load("stores", edition="raw"), load("stores"))


def test_the_shipped_books_are_those_of_seed_2026() -> None:
    assert_frame_equal(load("orders", edition="raw"), load("orders", seed=2026, edition="raw"))


def test_raw_does_not_pretend_to_hold_to_the_schema() -> None:
    found = " ".join(problems(load("orders", edition="raw"), "orders"))
    assert "ordered_at: the values are str, they must be datetime" in found
    assert "channel" in found
    assert "order_id occurs twice" in found


@pytest.mark.parametrize("seed", [None, 1])
@pytest.mark.parametrize("name", KEY)
def test_key_holds_to_its_schema(name: str, seed: int | None) -> None:
    key = load_truth(name, seed=seed, quiet=True)
    check(key, KEY[name])
    assert list(key) == list(KEY[name].column_names)


def test_counts_are_those_of_the_rows() -> None:
    flaws, rows = load_truth("flaws", seed=1, quiet=True), load_truth("flaw_rows", seed=1, quiet=True)
    assert list(rows.groupby("flaw").size()) == list(flaws["row_count"])
    first = flaws.iloc[0]
    raw = load(first["table"], seed=1, edition="raw")
    assert first["row_share"] == pytest.approx(first["row_count"] / len(raw), abs=0.0001)


def test_key_spoils_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    load_truth("flaws", edition="raw")
    assert "Spoiler" in capsys.readouterr().out


def test_the_truth_has_no_flaws() -> None:
    assert_frame_equal(load_truth("customers", edition="raw", quiet=True), load_truth("customers", quiet=True))


def test_listing_counts_raw_rows() -> None:
    rows = tables(edition="raw").set_index("table")["rows"]
    assert rows["orders"] == len(load("orders", edition="raw")) > len(load("orders"))


def test_raw_is_quick() -> None:
    load_module._kept.cache_clear()
    start = time.perf_counter()
    load_truth("flaws", quiet=True)
    for name in FLAWED:
        load(name, edition="raw")
    assert time.perf_counter() - start < 2
