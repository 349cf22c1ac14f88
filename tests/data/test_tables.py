"""`tables` lists what `load` can load, the first table to meet first."""

from __future__ import annotations

from customer_value.data.load import load, tables


def test_rows_are_those_of_the_tables() -> None:
    listed = tables()
    assert listed["table"].iloc[0] == "customer_summary"
    assert [len(load(name)) for name in listed["table"]] == list(listed["rows"])


def test_tiny_is_smaller() -> None:
    assert tables(edition="tiny").set_index("table").loc["customers", "rows"] == 300
