"""The behaviour view: an element's score beside what the components of its items make of it."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import orientation
from customer_value.errors import ColumnError

NAMES = ["customer_1", "customer_2", "competitor_1", "competitor_2", "coordination_1"]
ANSWERS = pd.DataFrame([[6, 4, 2, 4, 3], [6, 4, 2, 4, 3]], columns=NAMES)


def test_an_element_of_weak_components_is_told_from_a_weak_element() -> None:
    """Both score 4 or less; only the first lies below what its components would give."""
    table = orientation.behaviour_scores(ANSWERS, {"hear": ["customer_2", "competitor_1"], "tell": ["competitor_2"]})
    assert table["points"].to_dict() == {"hear": 3, "tell": 4}
    assert table["by_components"].to_dict() == {"hear": 4, "tell": 3}
    assert table.loc["hear", "items"] == "customer_2, competitor_1"


def test_a_component_alone_is_its_own_expectation() -> None:
    table = orientation.behaviour_scores(ANSWERS, {"all": ["customer_1", "customer_2"]})
    assert table.loc["all", "points"] == table.loc["all", "by_components"] == 5


def test_an_unknown_item_is_named() -> None:
    with pytest.raises(ColumnError, match="'customer_9'"):
        orientation.behaviour_scores(ANSWERS, {"hear": ["customer_9"]})
