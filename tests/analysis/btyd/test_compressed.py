"""Customers who are alike are counted once, and no one is lost or changed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis.btyd.customers import compressed

days = st.integers(0, 400).map(lambda day: day / 7)
crowded = st.sampled_from([0.0, 1.0, 1.0 + 1e-12, 1e9, np.nextafter(1e9, 0), 5e-324])
customer = st.tuples(st.integers(0, 3).map(float), st.one_of(days, crowded), st.one_of(days, crowded))


@given(st.lists(customer, min_size=1, max_size=30))
def test_each_kind_of_customer_is_counted(rows: list[tuple[float, float, float]]) -> None:
    found = compressed(*np.array(rows).T)
    counted = dict(zip(zip(*found[:3], strict=True), found.number, strict=True))
    assert counted == {row: rows.count(row) for row in rows}
    assert found.repeaters == sum(row[0] > 0 for row in counted)
    assert (found.x[: found.repeaters] > 0).all()


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_blocks_are_the_whole(size: int) -> None:
    customers = compressed(np.array([0.0, 2, 1, 0, 3]), np.array([0.0, 2, 1, 0, 3]), np.array([1.0, 4, 5, 6, 7]))
    blocks = list(customers.blocks(size))
    for name in ("x", "t_x", "T", "number"):
        assert np.concatenate([getattr(block, name) for block in blocks]).tolist() == getattr(customers, name).tolist()
    for block in blocks:
        assert block.repeaters == (block.x > 0).sum()
