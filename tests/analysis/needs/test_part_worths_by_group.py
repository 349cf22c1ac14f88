"""Part-worths by group: each group is fitted as if it were alone, and a share of choice follows from points."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import needs
from customer_value.errors import DataError

CHOICES = pd.DataFrame(
    {
        "task": np.repeat(np.arange(12), 2),
        "who": ["ann"] * 8 + ["ben"] * 12 + [None] * 4,
        "fee_eur": [0, 5] * 12,
        "is_chosen": [True, False, False, True] * 2 + [True, False] * 3 + [False, True] * 5,
    }
)


def test_each_group_is_fitted_alone_and_who_has_none_is_left_out() -> None:
    found = needs.part_worths_by_group(CHOICES, CHOICES["who"], ["fee_eur"], task="task")
    assert list(found) == ["ann", "ben"]
    alone = needs.part_worths(CHOICES[CHOICES["who"] == "ben"], ["fee_eur"], task="task")
    pd.testing.assert_frame_equal(found["ben"].table, alone.table)
    assert [each.choice_count for each in found.values()] == [4, 6]
    yes_or_no = needs.part_worths_by_group(CHOICES, CHOICES["who"] == "ann", ["fee_eur"], task="task")
    assert {answer: each.choice_count for answer, each in yes_or_no.items()} == {False: 8, True: 4}


def test_a_group_for_each_row_is_needed() -> None:
    with pytest.raises(DataError, match="the index of the choices"):
        needs.part_worths_by_group(CHOICES, CHOICES["who"].iloc[1:], ["fee_eur"], task="task")
    with pytest.raises(DataError, match="no row has a group"):
        needs.part_worths_by_group(
            CHOICES, pd.Series(None, index=CHOICES.index, dtype=object), ["fee_eur"], task="task"
        )


@given(st.floats(-50, 50))
def test_two_offers_share_all_who_choose(points: float) -> None:
    """What one offer takes the other loses; equally good ones take half each."""
    assert needs.choice_share(points) + needs.choice_share(-points) == pytest.approx(1)
    assert needs.choice_share(0) == 0.5
    assert needs.choice_share(points) == pytest.approx(1 / (1 + np.exp(-points)))


def test_missing_points_have_no_share() -> None:
    with pytest.raises(DataError, match="utility_difference"):
        needs.choice_share([0.5, np.nan])
