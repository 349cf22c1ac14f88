"""An estimate is matched by the customer's number, and what cannot be matched is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.audit.estimates import FEWEST, read_estimate
from customer_value.errors import ColumnError, DataError

CUSTOMERS = pd.Index(range(1, 101), name="customer_id")
GOOD = pd.Series(np.arange(100.0), index=CUSTOMERS)


@given(st.permutations(list(CUSTOMERS)), st.integers(FEWEST, 100))
def test_any_part_in_any_order_is_read_as_it_is(order: list[int], count: int) -> None:
    part = GOOD.loc[order[:count]]
    pd.testing.assert_series_equal(read_estimate(part, CUSTOMERS), part)


def test_frames_and_arrays_are_read() -> None:
    frame = GOOD.rename("mine").reset_index()
    polars = pl.DataFrame({name: frame[name].to_numpy() for name in frame})
    for given_ in (frame, frame.set_index("customer_id"), GOOD.tolist(), pl.Series(GOOD.to_numpy()), polars):
        assert read_estimate(given_, CUSTOMERS).to_dict() == GOOD.to_dict()


@pytest.mark.parametrize(
    ("estimate", "sentence"),
    [
        (GOOD.to_numpy()[:99], "one number for each of the 100 customers"),
        (3.0, "one number for each of the 100 customers"),
        (GOOD.reset_index(drop=True), r"1 of 100 ids .* it seems to count rows: use set_index"),
        (GOOD.set_axis(GOOD.index.astype(str)), "100 of 100 ids of the estimate are no customer_id, such as '1'"),
        (pd.concat([GOOD, GOOD.iloc[:2]]), "2 rows of the estimate name a customer again"),
        (GOOD.where(GOOD > 4), "5 of the estimates are missing or infinite"),
        (GOOD.replace(0.0, np.inf), "1 of the estimates are missing or infinite"),
        (GOOD.iloc[:49], "by 50 customers or more; yours has 49"),
        (GOOD * 0, "the estimate is 0 for every customer"),
        (GOOD.astype(str), "the estimate holds str; it must hold one number"),
        (GOOD.to_frame("a").assign(b=1).reset_index(), "one other column; it has: a, b"),
    ],
)
def test_what_cannot_be_compared_is_said(estimate: object, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        read_estimate(estimate, CUSTOMERS)


def test_a_frame_without_ids_is_refused() -> None:
    with pytest.raises(ColumnError, match="needs the column 'customer_id'; it has: mine"):
        read_estimate(GOOD.rename("mine").reset_index(drop=True).to_frame(), CUSTOMERS)
