"""Cronbach's alpha, what length does to it, and what one turned item does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import orientation
from customer_value.errors import ColumnError, DataError


def alike(items: int, correlation: float) -> pd.DataFrame:
    """Answers whose items correlate exactly as told: rotated columns of an orthogonal matrix."""
    rng = np.random.default_rng(3)
    basis, _ = np.linalg.qr(np.column_stack([np.ones(50), rng.normal(size=(50, items))]))
    wanted = np.full((items, items), correlation) + (1 - correlation) * np.eye(items)
    return pd.DataFrame(basis[:, 1:] @ np.linalg.cholesky(wanted).T, columns=list("abcdefghijklmno"[:items]))


@pytest.mark.parametrize(("items", "alpha"), [(3, 0.43), (6, 0.60), (10, 0.71), (15, 0.79)])
def test_length_buys_alpha_at_the_same_correlation(items: int, alpha: float) -> None:
    answers = alike(items, 0.20)
    assert orientation.cronbach_alpha(answers) == pytest.approx(alpha, abs=0.005)
    assert orientation.standardised_alpha(items, 0.20) == pytest.approx(orientation.cronbach_alpha(answers))


def test_a_turned_item_wrecks_alpha() -> None:
    answers = alike(3, 0.5)
    assert orientation.cronbach_alpha(answers) == pytest.approx(0.75)
    assert orientation.cronbach_alpha(answers.assign(c=-answers["c"])) == pytest.approx(-0.75)


def test_the_analysis_names_the_turned_item() -> None:
    answers = alike(4, 0.5)
    table = orientation.item_analysis(answers.assign(c=-answers["c"]))
    assert table.index[table["advice"] == "recode it"].tolist() == ["c"]
    assert table.loc["c", "alpha_without"] == pytest.approx(0.75)
    assert (orientation.item_analysis(answers)["advice"] == "keep it").all()


def test_an_item_of_noise_may_go() -> None:
    answers = alike(5, 0.6)
    mixed = answers.assign(e=0.05 * answers["e"] + np.tile([-1.0, 1.0], 25))
    advice = orientation.item_analysis(mixed)["advice"]
    assert advice["e"] in {"drop it?", "recode it"}
    assert (advice.drop("e") == "keep it").all()


def test_two_items_leave_no_alpha_without_one() -> None:
    assert orientation.item_analysis(alike(2, 0.5))["alpha_without"].isna().all()


def test_an_item_that_nobody_answers_differently_has_no_correlation() -> None:
    assert np.isnan(orientation.item_analysis(alike(3, 0.5).assign(a=4.0)).loc["a", "item_total"])


@given(shift=st.floats(-10, 10), factor=st.floats(0.1, 10))
def test_alpha_does_not_depend_on_the_scale(shift: float, factor: float) -> None:
    answers = alike(5, 0.4)
    assert orientation.cronbach_alpha(answers * factor + shift) == pytest.approx(orientation.cronbach_alpha(answers))


def test_people_with_a_gap_are_left_out() -> None:
    answers = alike(3, 0.5)
    gap = pd.concat([answers, pd.DataFrame({"a": [1.0], "b": [9.0]})])
    assert orientation.cronbach_alpha(gap) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (pd.DataFrame({"a": [1, 2]}), "at least two items"),
        (pd.DataFrame({"a": [1, None], "b": [1, 2]}), "not 2 and 1"),
        (pd.DataFrame({"a": [1, 2], "b": [2, 1]}), "same sum"),
        (pd.DataFrame({"a": ["x", "y"], "b": [2, 1]}), "numbers only"),
    ],
)
def test_what_cannot_be_measured_is_said(answers: pd.DataFrame, says: str) -> None:
    with pytest.raises(DataError, match=says):
        orientation.cronbach_alpha(answers)


@pytest.mark.parametrize(("items", "correlation"), [(0, 0.5), (3, 1.5), (3, -0.1)])
def test_impossible_scales_are_refused(items: int, correlation: float) -> None:
    with pytest.raises(DataError, match="at least 1 item"):
        orientation.standardised_alpha(items, correlation)


def test_each_component_has_its_alpha_and_all_items_theirs() -> None:
    """The same as scale by scale; other columns are left alone."""
    names = ["customer_1", "customer_2", "competitor_1", "competitor_2", "coordination_1", "coordination_2"]
    answers = alike(6, 0.40).set_axis(names, axis="columns").assign(department="marketing")
    table = orientation.alphas(answers)
    assert table["items"].to_dict() == {"customer": 2, "competitor": 2, "coordination": 2, "all items": 6}
    assert table.loc["competitor", "alpha"] == orientation.cronbach_alpha(answers[names[2:4]])
    assert table.loc["all items", "alpha"] == pytest.approx(orientation.standardised_alpha(6, 0.40))
    with pytest.raises(ColumnError, match="competitor_1"):
        orientation.alphas(answers.drop(columns=names[2:4]))
