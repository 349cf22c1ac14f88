"""Kano's table, categories and the two coefficients."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import needs
from customer_value.errors import ColumnError, DataError


def answers(letters: str, feature: str = "tracker") -> pd.DataFrame:
    """One person for each letter, by a pair of answers that stands for it."""
    pairs = {"A": (1, 3), "O": (1, 5), "M": (3, 5), "I": (3, 3), "R": (5, 1), "Q": (5, 5)}
    rows = [(feature, *pairs[letter]) for letter in letters]
    return pd.DataFrame(rows, columns=["feature", "functional_answer", "dysfunctional_answer"])


def test_the_table_holds_each_letter_as_often_as_kano_s() -> None:
    grid = pd.DataFrame([(f, d) for f in range(1, 6) for d in range(1, 6)])
    letters = needs.kano_categories(grid[0], grid[1])
    assert Counter(letters) == {"A": 3, "O": 1, "M": 3, "I": 9, "R": 7, "Q": 2}


@given(f=st.integers(1, 5), d=st.integers(1, 5))
def test_asking_the_other_way_round_turns_wish_into_reverse(f: int, d: int) -> None:
    turn = {"A": "R", "O": "R", "M": "R", "R": "AOM", "I": "I", "Q": "Q"}
    one, other = (needs.kano_categories(pd.Series([a]), pd.Series([b])).item() for a, b in ((f, d), (d, f)))
    assert other in turn[one] or (one == "R" and other == "R")


def test_the_mode_wins_and_what_is_expected_wins_a_tie() -> None:
    table = needs.kano(pd.concat([answers("AAM"), answers("AM", "refund")]))
    assert table["category"].to_dict() == {"tracker": "A", "refund": "M"}
    assert table.loc["tracker", list("AOMIRQ")].tolist() == [2, 0, 1, 0, 0, 0]


def test_a_pooled_winner_may_be_nobody_s_favourite() -> None:
    first, second = answers("M" * 11 + "O" * 9), answers("A" * 11 + "O" * 9)
    modes = [needs.kano(each)["category"].item() for each in (first, second, pd.concat([first, second]))]
    assert modes == ["M", "A", "O"]


def test_coefficients_leave_out_reverse_and_questionable() -> None:
    row = needs.kano(answers("AAOMIRQ")).iloc[0]
    assert (row["better"], row["worse"]) == (3 / 5, -2 / 5)
    assert needs.kano(answers("RQ"))[["better", "worse"]].isna().all(axis=None)


def test_missing_answers_are_left_out() -> None:
    table = pd.concat([answers("A"), answers("M").assign(functional_answer=np.nan)])
    assert needs.kano(table)[["A", "M"]].iloc[0].tolist() == [1, 0]


@pytest.mark.parametrize("wrong", [0, 6, 2.5])
def test_answers_that_do_not_exist_are_refused(wrong: float) -> None:
    with pytest.raises(DataError, match="1 to 5"):
        needs.kano(answers("A").assign(functional_answer=wrong))


def test_wrong_tables_are_named() -> None:
    with pytest.raises(ColumnError, match="'feature'"):
        needs.kano(answers("A").drop(columns="feature"))
    with pytest.raises(ColumnError, match="'M'"):
        needs.satisfaction_coefficients(pd.DataFrame({"A": [1], "O": [1], "I": [1]}))
    with pytest.raises(DataError, match="different indexes"):
        needs.kano_categories(pd.Series([1]), pd.Series([1], index=[7]))
