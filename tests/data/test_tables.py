"""`tables` lists what `load` can load, the first table to meet first."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from customer_value.data import load as load_module
from customer_value.data.load import load, tables
from customer_value.errors import DataError


def test_rows_are_those_of_the_tables() -> None:
    listed = tables()
    assert listed["table"].iloc[0] == "customer_summary"
    assert [len(load(name)) for name in listed["table"]] == list(listed["rows"])


def test_families_stand_together() -> None:
    about = tables(edition="tiny")["about"]
    assert (about != about.shift()).sum() == about.nunique()


def test_tiny_is_smaller() -> None:
    assert tables(edition="tiny").set_index("table").loc["customers", "rows"] == 300


def test_texts_are_shown_in_full() -> None:
    listed = tables(edition="tiny")
    for text in listed["one row is"]:
        assert text in repr(listed)
        assert text in listed._repr_html_()
    assert pd.get_option("display.max_colwidth") == 50


def test_texts_begin_at_the_left() -> None:
    starts = {
        line.index(text) for line, text in zip(repr(tables()).splitlines()[1:], tables()["one row is"], strict=True)
    }
    assert len(starts) == 1
    assert '<td style="text-align: left">orders</td>' in tables()._repr_html_()
    assert '<th style="text-align: left">one row is</th>' in tables()._repr_html_()
    assert "<th>rows</th>" in tables()._repr_html_()


def test_missing_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "folder", lambda name: tmp_path / name)
    with pytest.raises(DataError, match=r"customer_summary\.parquet is missing; .*make data"):
        tables()


def test_what_is_made_from_it_is_a_plain_frame() -> None:
    assert type(tables(edition="tiny").head(2)) is pd.DataFrame
