"""Groups by foremost need: a tie names nobody's need, and a coefficient says how far luck goes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import needs
from customer_value.errors import ColumnError, DataError

SCORES = st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1, max_size=20)


@settings(max_examples=40)
@given(SCORES)
def test_the_order_of_the_columns_favours_no_need(rows: list[tuple[int, ...]]) -> None:
    """Whoever has one highest score has that need, in whatever order the needs stand; a tie has none."""
    scores = pd.DataFrame(rows, columns=["price", "quality", "service"])
    found = needs.foremost(scores)
    assert found.equals(needs.foremost(scores[["service", "price", "quality"]]))
    single = [row.count(max(row)) == 1 for row in rows]
    assert found.notna().tolist() == single


def test_who_left_a_score_out_has_no_foremost_need() -> None:
    scores = pd.DataFrame({"price": [5.0, np.nan, 1.0], "service": [1.0, 3.0, 2.0]}, index=[7, 8, 9])
    assert needs.foremost(scores).dropna().to_dict() == {7: "price", 9: "service"}


def test_one_need_alone_cannot_be_foremost() -> None:
    with pytest.raises(DataError, match="two needs or more, not 1"):
        needs.foremost(pd.DataFrame({"price": [1.0, 2.0]}))


def test_shares_of_groups_by_hand() -> None:
    """Two of three have price; the one with service weighs twice as much as both together."""
    group = pd.Series(["price", "service", "price", None], index=[4, 5, 6, 7])
    weight = pd.Series([0.5, 2.0, 0.5, 9.0], index=[4, 5, 6, 7])
    found = needs.group_shares(group, weight)
    assert found.index.tolist() == ["price", "service"]
    assert found["answers"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert found["weighted"].tolist() == pytest.approx([1 / 3, 2 / 3])
    assert found["margin"].tolist() == pytest.approx([1.96 * np.sqrt(2 / 27)] * 2, rel=1e-4)


def test_shares_need_a_group_and_a_weight() -> None:
    group = pd.Series(["price", "service"])
    with pytest.raises(DataError, match="the same index"):
        needs.group_shares(group, pd.Series([1.0]))
    with pytest.raises(DataError, match="nobody has a group"):
        needs.group_shares(pd.Series([None, None]), pd.Series([1.0, 1.0]))
    with pytest.raises(DataError, match="weight"):
        needs.group_shares(group, pd.Series([1.0, -1.0]))


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    """60 people of two groups on two features; the last three belong to no group."""
    rng = np.random.default_rng(4)
    table = pd.DataFrame({"feature": ["returns", "queues"] * 60, "group": ["one"] * 60 + ["two"] * 60})
    pairs = rng.integers(0, 4, 120)  # A, O, M and I
    table["functional_answer"] = np.array([1, 1, 2, 3])[pairs]
    table["dysfunctional_answer"] = np.array([3, 5, 5, 3])[pairs]
    return table.assign(group=table["group"].where(table.index < 117))


def test_each_group_is_counted_as_if_it_were_alone(answers: pd.DataFrame) -> None:
    found = needs.kano_by_group(answers, answers["group"])
    alone = needs.kano(answers[answers["group"] == "one"])
    pd.testing.assert_frame_equal(found.xs("one", level="group")[alone.columns], alone, check_names=False)
    assert (
        found.loc[("returns", "two"), list("AOMIRQ")].sum() + found.loc[("queues", "two"), list("AOMIRQ")].sum() == 57
    )


def test_the_margins_are_those_of_a_share(answers: pd.DataFrame) -> None:
    row = needs.kano_by_group(answers, answers["group"]).loc[("returns", "one")]
    n, worse = row[list("AOMI")].sum(), -row["worse"]
    assert row["worse_margin"] == pytest.approx(1.96 * np.sqrt(worse * (1 - worse) / n), rel=1e-4)
    wider = needs.kano_by_group(answers, answers["group"], confidence=0.99).loc[("returns", "one")]
    assert wider["better_margin"] > row["better_margin"]


def test_groups_that_cannot_be_counted_are_named(answers: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="index of the answers"):
        needs.kano_by_group(answers, answers["group"].iloc[1:])
    with pytest.raises(DataError, match="no answer has a group"):
        needs.kano_by_group(answers, pd.Series(None, index=answers.index, dtype=object))
    with pytest.raises(ColumnError, match="'wish'"):
        needs.kano_by_group(answers, answers["group"], feature="wish")
    contradicted = answers.assign(
        dysfunctional_answer=answers["functional_answer"].where(answers["functional_answer"] == 1, 1)
    )
    with pytest.raises(DataError, match="nobody gave A, O, M or I to queues of one"):
        needs.kano_by_group(contradicted, answers["group"])
