"""Every column has a name that says what it holds, and the hidden truth shares no column with what a shop sees."""

from __future__ import annotations

import re

import pytest

from customer_value.data import schema
from customer_value.errors import UnknownNameError

ALL = [*schema.TABLES.values(), *schema.TRUTH.values()]
COLUMNS = [pytest.param(table, column, id=f"{table.name}.{column.name}") for table in ALL for column in table.columns]
UNITS = {"eur": "€", "share": "share (0 to 1)", "chance": "share (0 to 1)", "days": "days", "km": "km", "m2": "m²"}


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_name_and_type_agree(table: schema.Table, column: schema.Column) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
    assert (column.type == "date") == column.name.endswith("_on")
    assert (column.type == "datetime") == column.name.endswith("_at")
    assert (column.type == "boolean") == column.name.startswith(("is_", "has_"))
    assert (column.decimals is not None) == (column.type == "number")
    assert column.maximum is None or column.minimum is not None
    if (ending := column.name.rsplit("_", 1)[-1]) in UNITS:
        assert column.unit == UNITS[ending]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_meaning_and_making_are_sentences(table: schema.Table, column: schema.Column) -> None:
    for text in (column.meaning, column.made, *filter(None, [column.missing])):
        assert text[0].isupper() or text[0] in "€“0123456789"
        assert text.endswith(".")
    assert re.fullmatch(r"0[0-6]", column.lesson)


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_keys_exist(table: schema.Table) -> None:
    assert len(set(table.column_names)) == len(table.columns)
    assert set(table.primary_key) <= set(table.column_names)
    for key in table.foreign_keys:
        assert set(key.columns) <= set(table.column_names)
        assert key.to == schema.TABLES[key.table].primary_key


def test_visible_tables_hold_no_hidden_column() -> None:
    hidden = set(schema.TRUTH["customers"].column_names) - {"customer_id"}
    assert "need_segment" in hidden
    shown = {name for table in schema.TABLES.values() for name in table.column_names}
    assert not hidden & shown


def test_column_is_found_by_name() -> None:
    assert schema.table("orders").column("net_eur").unit == "€"


@pytest.mark.parametrize(("find", "message"), [(schema.table, "no table"), (schema.truth, "no hidden table")])
def test_unknown_table_is_named(find: object, message: str) -> None:
    with pytest.raises(UnknownNameError, match=f"{message} 'custmers'.*did you mean 'customers'"):
        find("custmers")  # type: ignore[operator]
