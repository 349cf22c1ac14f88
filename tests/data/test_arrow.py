"""Whole numbers go into Arrow and come back unchanged."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.data.arrow import MISSING, Raw, arrow_schema, content_hash, to_arrow, to_raw
from customer_value.data.schema import TABLES, TRUTH, Column, Table

VALUES = {
    "integer": st.integers(-(2**40), 2**40),
    "number": st.integers(-(2**40), 2**40),
    "string": st.integers(0, 2),
    "boolean": st.integers(0, 1),
    "date": st.integers(-10_000, 40_000).map(lambda day: day * 86_400),
    "datetime": st.integers(-(2**31), 2**32),
}


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("missing", [None, "At times."])
def test_round_trip(kind: str, missing: str | None) -> None:
    column = Column(
        name="a",
        type=kind,  # type: ignore[arg-type]
        meaning="A.",
        made="B.",
        values=("x", "y", "z") if kind == "string" else (),
        decimals=2 if kind == "number" else None,
        missing=missing,
    )
    table = Table(name="t", row="one", columns=(column,), primary_key=("a",))
    cells = VALUES[kind] | st.just(MISSING) if missing else VALUES[kind]

    @given(st.lists(cells, min_size=1))
    def back_and_forth(values: list[int]) -> None:
        raw = {"a": np.array(values, dtype=np.int64)}
        assert np.array_equal(to_raw(table, to_arrow(table, raw))["a"], raw["a"])

    back_and_forth()


def test_all_books_round_trip(few: dict[str, Raw]) -> None:
    for tables, prefix in ((TABLES, ""), (TRUTH, "truth/")):
        for name, table in tables.items():
            raw = few[prefix + name]
            assert content_hash(to_raw(table, to_arrow(table, raw))) == content_hash(raw)


def test_fields_carry_unit_and_meaning() -> None:
    field = arrow_schema(TABLES["orders"]).field("net_eur")
    assert field.metadata[b"unit"] == "€".encode()
    assert field.metadata[b"meaning"].startswith(b"Net sales")


def test_hash_sees_names_and_values() -> None:
    hashes = {
        content_hash({name: np.array([value])})
        for name, value in (("a", 1), ("a", 2), ("b", 1), ("a", "1"), ("a", "2"))
    }
    assert len(hashes) == 5
