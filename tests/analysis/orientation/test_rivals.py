"""Rivals: gaps need by need, and the value map."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError

RATINGS = pd.DataFrame({"range": [4.0, 4.5, 2.0], "service": [4.0, 2.0, 3.0]}, index=["us", "Aldo", "Bex"])
PRICE = pd.Series({"us": 100, "Aldo": 110, "Bex": 90})


def test_gaps_start_where_we_lag_most_and_name_the_rival() -> None:
    gaps = orientation.rival_gaps(RATINGS, "us")
    assert gaps.index.tolist() == ["range", "service"]
    assert gaps["best_rival"].tolist() == ["Aldo", "Bex"]
    assert gaps["gap"].tolist() == [-0.5, 1.0]


def test_the_map_places_shops_against_their_mean() -> None:
    shops = orientation.value_map(RATINGS, PRICE)
    assert shops["relative_quality"].mean() == pytest.approx(1)
    assert shops["position"].to_dict() == {"us": "more for less", "Aldo": "more for more", "Bex": "less for less"}
    assert shops["value"].idxmax() == "us"


@given(factor=st.floats(0.01, 100))
def test_the_unit_of_price_does_not_matter(factor: float) -> None:
    pd.testing.assert_frame_equal(
        orientation.value_map(RATINGS, PRICE * factor).drop(columns="position"),
        orientation.value_map(RATINGS, PRICE).drop(columns="position"),
    )


def test_weights_say_what_matters() -> None:
    only_range = orientation.value_map(RATINGS, PRICE, {"range": 3})
    assert only_range["relative_quality"].idxmax() == "Aldo"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: orientation.rival_gaps(RATINGS, "them"), "'them' must be one of at least two shops; rows: us, Aldo"),
        (lambda: orientation.rival_gaps(RATINGS.loc[["us"]], "us"), "at least two"),
        (lambda: orientation.rival_gaps(RATINGS.replace(2.0, None).astype(float), "us"), "missing"),
        (lambda: orientation.value_map(RATINGS, PRICE * 0), "price above 0"),
        (lambda: orientation.value_map(RATINGS, PRICE.drop("Bex")), "for each shop"),
        (lambda: orientation.value_map(RATINGS, PRICE, {"range": -1}), "at least 0"),
    ],
)
def test_what_cannot_be_compared_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()


def test_a_weight_for_an_unknown_need_is_named() -> None:
    with pytest.raises(ColumnError, match="'speed'"):
        orientation.value_map(RATINGS, PRICE, {"speed": 1})
