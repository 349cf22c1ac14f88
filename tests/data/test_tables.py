"""`tables` lists what `load` can load, the first table to meet first."""

from __future__ import annotations

import pandas as pd

from customer_value.data.load import load, tables


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


def test_what_is_made_from_it_is_a_plain_frame() -> None:
    assert type(tables(edition="tiny").head(2)) is pd.DataFrame
