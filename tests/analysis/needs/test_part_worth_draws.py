"""Respondents drawn again: each draw is a study of its own, and their spread is that of the estimate."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import needs
from customer_value.errors import ColumnError, DataError

TASK, ATTRIBUTES = ["person", "task"], ["fee_eur", "days"]


@pytest.fixture(scope="module")
def choices() -> pd.DataFrame:
    """80 persons, six tasks of two profiles each."""
    rng = np.random.default_rng(3)
    n = 80 * 6 * 2
    table = pd.DataFrame(
        {
            "person": np.repeat(np.arange(80), 12),
            "task": np.tile(np.repeat(np.arange(6), 2), 80),
            "fee_eur": rng.choice([0, 5, 10], n),
            "days": rng.choice([2, 5], n),
        }
    )
    utility = (-0.15 * table["fee_eur"] - 0.3 * table["days"] + rng.gumbel(size=n)).to_numpy().reshape(-1, 2)
    return table.assign(is_chosen=(utility == utility.max(axis=1, keepdims=True)).ravel())


def test_a_draw_is_the_fit_of_the_persons_drawn(choices: pd.DataFrame) -> None:
    """Copies of a person's tasks, put together by hand, give the same part-worths as the first draw."""
    drawn = needs.part_worth_draws(choices, ATTRIBUTES, person="person", task=TASK, draws=2, seed=5)
    who = np.random.default_rng(5).integers(80, size=80)
    copies = [choices[choices["person"] == each].assign(person=copy) for copy, each in enumerate(who)]
    by_hand = needs.part_worths(pd.concat(copies), ATTRIBUTES, task=TASK).table["part_worth"]
    assert drawn.iloc[0].to_dict() == pytest.approx(by_hand.to_dict(), rel=1e-6)


def test_they_spread_as_the_standard_errors_say(choices: pd.DataFrame) -> None:
    """Here persons are all alike, so the draws and the model's own errors agree."""
    drawn = needs.part_worth_draws(choices, ATTRIBUTES, person="person", task=TASK, draws=100)
    found = needs.part_worths(choices, ATTRIBUTES, task=TASK).table
    assert drawn.std().to_numpy() == pytest.approx(found["standard_error"].to_numpy(), rel=0.3)
    assert drawn.mean().to_numpy() == pytest.approx(found["part_worth"].to_numpy(), rel=0.1)


def test_the_seed_decides_the_draws(choices: pd.DataFrame) -> None:
    one, again, other = (
        needs.part_worth_draws(choices, ["fee_eur"], person="person", task=TASK, draws=2, seed=seed)
        for seed in (1, 1, 2)
    )
    assert one.equals(again)
    assert not one.equals(other)


def test_what_cannot_be_drawn_is_said(choices: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="2 draws are the fewest"):
        needs.part_worth_draws(choices, ["fee_eur"], person="person", task=TASK, draws=1)
    with pytest.raises(ColumnError, match="'who'"):
        needs.part_worth_draws(choices, ["fee_eur"], person="who", task=TASK)
    with pytest.raises(DataError, match="one person, whom 'days' names"):
        needs.part_worth_draws(choices, ["fee_eur"], person="days", task=TASK)
