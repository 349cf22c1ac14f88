"""A plan adds up by stage and cell, with contacts held against the cap and what a test has shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis.cycle import Plan, Rules, allocation_table, uplift
from customer_value.errors import DataError

CELLS = pd.Series({1: "growable", 2: "growable", 3: "other", 9: "nobody contacted"})
PLAN = Plan({"referral": 500.0, "social": 0.0, "search": 900.0}, development=[1], retention=[2, 1, 3, 3])


def test_cells_add_up_to_the_plan() -> None:
    table = allocation_table(PLAN, CELLS, rules=Rules(development_cost=5, retention_cost=0.5))
    assert table.index.tolist() == [
        ("acquisition", "search"),
        ("acquisition", "referral"),
        ("development", "growable"),
        ("retention", "growable"),
        ("retention", "other"),
    ]
    assert table["cost_eur"].tolist() == [900, 500, 5, 1, 1]
    assert table["contacts"].tolist() == [0, 0, 1, 2, 2]
    assert table["customers"].tolist() == [0, 0, 1, 2, 1]
    assert table["most_contacts"].tolist() == [0, 0, 2, 2, 2]  # customer 1 stands on both lists


def test_a_test_stands_beside_the_cell_that_it_was_made_in() -> None:
    found = uplift([1] * 60 + [0] * 40, [1] * 50 + [0] * 50)
    table = allocation_table(PLAN, CELLS, tests={"growable": found})
    assert table.loc[("retention", "growable"), ["uplift", "low", "high"]].tolist() == [
        found.difference,
        found.low,
        found.high,
    ]
    assert table["uplift"].notna().sum() == 1


def test_nothing_planned_is_an_empty_table() -> None:
    table = allocation_table(Plan(), CELLS, tests={})
    assert len(table) == 0
    assert {"contacts", "cost_eur", "uplift"} <= set(table.columns)


def test_customers_without_a_cell_or_with_two_are_refused() -> None:
    with pytest.raises(DataError, match="1 contacts have no cell, such as 7"):
        allocation_table(Plan({}, [7]), CELLS)
    with pytest.raises(DataError, match="no cell, such as 2"):
        allocation_table(Plan({}, [2]), pd.Series({1: "a", 2: np.nan}))
    with pytest.raises(DataError, match="stands in cells twice"):
        allocation_table(PLAN, pd.concat([CELLS, CELLS]))
