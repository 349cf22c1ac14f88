"""Component and overall scores of a staff survey, in both weightings."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError

ITEMS = {"customer": 6, "competitor": 4, "coordination": 5}


def sheet(**points: float) -> pd.DataFrame:
    """One person who gives every item of a component the same points."""
    return pd.DataFrame({f"{name}_{i}": [points[name]] for name, k in ITEMS.items() for i in range(1, k + 1)})


def test_the_two_weightings_differ_where_components_have_different_numbers_of_items() -> None:
    row = orientation.scores(sheet(customer=6.0, competitor=3.0, coordination=4.0)).iloc[0]
    assert (row["customer"], row["competitor"], row["coordination"]) == (6, 3, 4)
    assert row["mean_of_items"] == pytest.approx((6 * 6 + 4 * 3 + 5 * 4) / 15)
    assert row["mean_of_components"] == pytest.approx(13 / 3)


@given(points=st.floats(1, 7))
def test_who_says_the_same_everywhere_scores_it_everywhere(points: float) -> None:
    row = orientation.scores(sheet(customer=points, competitor=points, coordination=points)).iloc[0]
    assert row.to_numpy() == pytest.approx(points)


def test_missing_answers_are_left_out_and_a_missing_component_leaves_no_total() -> None:
    answers = sheet(customer=6.0, competitor=3.0, coordination=4.0)
    answers.loc[0, "customer_1"] = None
    assert orientation.scores(answers)["customer"].item() == 6
    answers.loc[0, ["competitor_1", "competitor_2", "competitor_3", "competitor_4"]] = None
    assert orientation.scores(answers)[["mean_of_items", "mean_of_components"]].isna().all(axis=None)


@pytest.mark.parametrize(("wrong", "says"), [(99, "99"), (0, "off the scale from 1 to 7")])
def test_answers_off_the_scale_are_named(wrong: int, says: str) -> None:
    answers = sheet(customer=6.0, competitor=3.0, coordination=4.0)
    answers["competitor_2"] = wrong
    with pytest.raises(DataError, match=says):
        orientation.scores(answers)


def test_missing_columns_words_and_empty_tables_are_named() -> None:
    answers = sheet(customer=6.0, competitor=3.0, coordination=4.0)
    with pytest.raises(ColumnError, match="coordination_1"):
        orientation.scores(answers.filter(regex="customer|competitor"))
    with pytest.raises(ColumnError, match="'nothing'"):
        orientation.scores(answers, {"all": ["nothing"]})
    with pytest.raises(DataError, match="customer_1 must hold numbers"):
        orientation.scores(answers.astype({"customer_1": object}).assign(customer_1="six"))
    with pytest.raises(DataError, match="no rows"):
        orientation.scores(answers.iloc[:0])


def test_recoding_twice_changes_nothing() -> None:
    answers = pd.Series([1, 2, None, 5], name="turned")
    once = orientation.recode(answers, low=1, high=5)
    assert once.tolist()[:2] == [5, 4]
    pd.testing.assert_series_equal(orientation.recode(once, low=1, high=5), answers, check_dtype=False)
    with pytest.raises(DataError, match="'turned'"):
        orientation.recode(answers, low=1, high=4)
