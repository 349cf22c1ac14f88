"""Uplift group by group is uplift in each part, and scores come from those who are not scored."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import cycle
from customer_value.errors import ColumnError, DataError


@pytest.fixture(scope="module")
def results() -> pd.DataFrame:
    """8,000 customers of a test in which group b alone is moved, from .10 to .30."""
    rng = np.random.default_rng(5)
    group, treated = rng.choice(["a", "b", "c"], 8_000), rng.random(8_000) < 0.5
    chance = 0.10 + 0.20 * ((group == "b") & treated)
    table = pd.DataFrame({"group": group, "is_treated": treated, "buys": rng.random(8_000) < chance})
    return table.set_axis(np.arange(8_000) * 3 + 1)


def test_each_group_is_a_test_of_its_own(results: pd.DataFrame) -> None:
    found = cycle.uplift_by(results, results["group"])
    assert list(found) == ["a", "b", "c"]
    for name, part in results.groupby("group"):
        assert found[name] == cycle.uplift(*(part.loc[part["is_treated"] == got, "buys"] for got in (True, False)))
    assert found["b"].low < 0.20 < found["b"].high
    assert found["a"].low < 0 < found["a"].high


def test_rows_without_a_group_are_left_out(results: pd.DataFrame) -> None:
    only = results["group"].where(results["group"] == "b")
    assert list(cycle.uplift_by(results, only)) == ["b"]


def test_nobody_has_a_part_in_the_own_score(results: pd.DataFrame) -> None:
    """Turning one customer's outcome round changes scores of the other half alone."""
    scores = cycle.group_scores(results, results["group"])
    turned = results.assign(buys=results["buys"].where(np.arange(len(results)) != 10, ~results["buys"]))
    changed = (cycle.group_scores(turned, results["group"]) != scores).any(axis=1).to_numpy()
    assert not changed[0::2].any()
    assert changed[1::2].any()


def test_noise_earns_nothing_and_the_moved_group_comes_first(results: pd.DataFrame) -> None:
    rng = np.random.default_rng(1)
    scores = cycle.group_scores(results, results["group"])
    assert scores.groupby(results["group"])["uplift"].mean().idxmax() == "b"
    luck = pd.Series(rng.integers(0, 40, len(results)), index=results.index)
    test = (results["buys"], results["is_treated"])
    assert cycle.qini(scores["uplift"], *test) > 5 * abs(cycle.qini(cycle.group_scores(results, luck)["uplift"], *test))


@pytest.mark.parametrize("score", [cycle.uplift_by, cycle.group_scores])
def test_what_cannot_be_compared_is_said(score, results: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="is_treated"):
        score(results.drop(columns="is_treated"), results["group"])
    with pytest.raises(ColumnError, match="sales"):
        score(results, results["group"], outcome="sales")
    with pytest.raises(DataError, match="different indexes"):
        score(results, results["group"].reset_index(drop=True))
    with pytest.raises(DataError, match="treated or held out"):
        score(results, pd.Series(np.arange(len(results)), index=results.index))


def test_everybody_who_is_scored_needs_a_group(results: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="have no group"):
        cycle.group_scores(results, results["group"].where(results["group"] == "b"))
