"""What lies in the folder are the rows of `make_books`, and the manifest says so."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from customer_value.data import schema
from customer_value.data.arrow import content_hash, to_raw
from customer_value.data.generate import any_size
from customer_value.data.generate.books import make_books
from customer_value.data.generate.recipes import make_block


def test_the_files_hold_the_rows_of_the_books(made: Any) -> None:
    books = make_books(made.config)
    for name in made.tables:
        path = made.out / name
        raw = to_raw(schema.find(name), pq.read_table(path if path.is_dir() else f"{path}.parquet"))
        assert all(np.array_equal(raw[column], values) for column, values in books[name].items()), name


def test_pandas_reads_a_folder(made: Any) -> None:
    customers = pd.read_parquet(made.out / "customers")
    assert customers["customer_id"].tolist() == list(range(1, 10_002))
    assert customers["acquisition_channel"].isin(["walk_in", "search", "social", "referral", "deep_discount"]).all()


def test_the_manifest_says_what_is_there(made: Any) -> None:
    manifest = json.loads(made.manifest)
    assert (manifest["seed"], manifest["customers"], manifest["block_size"]) == (1, 10_001, 5_000)
    assert {name: (table["rows"], table["files"]) for name, table in manifest["tables"].items()} == {
        "customers": (10_001, 3),
        "truth/customers": (10_001, 3),
        "acquisition_spend": (180, 1),
        "stores": (40, 1),
    }


def test_a_table_s_hash_is_that_of_its_blocks(made: Any) -> None:
    tables = json.loads(made.manifest)["tables"]
    parts = [content_hash(make_block(made.config, number, ["customers"])["customers"]) for number in range(3)]
    assert tables["customers"]["sha256"] == hashlib.sha256("".join(parts).encode()).hexdigest()
    assert tables["stores"]["sha256"] == content_hash(make_books(made.config)["stores"])


def test_finishing_twice_changes_nothing(made: Any, visible: Any) -> None:
    before = visible(made.out)
    plan = made.plan(made.out)
    assert plan.missing == []
    any_size.finish(plan)
    assert visible(made.out) == before
