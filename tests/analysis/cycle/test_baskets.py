"""What is bought together, and the next product to suggest."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import cycle
from customer_value.errors import ColumnError, DataError

LINES = pd.DataFrame(
    {
        "order_id": [1, 1, 1, 2, 2, 3, 4, 4],
        "category": ["tea", "mug", "mug", "tea", "mug", "soap", "soap", "tea"],
    }
)


def test_pairs_count_baskets_and_compare_with_chance() -> None:
    pairs = cycle.bought_together(LINES, minimum_baskets=1).set_index(["item", "suggestion"])
    assert pairs.loc[("tea", "mug"), ["baskets", "confidence", "lift"]].tolist() == pytest.approx([2, 2 / 3, 4 / 3])
    assert pairs.loc[("mug", "tea"), "confidence"] == 1
    assert pairs.loc[("soap", "tea"), "lift"] == pytest.approx((1 / 2) / (3 / 4))


def test_lift_of_independent_items_is_about_one() -> None:
    rng = np.random.default_rng(1)
    held = rng.random((20_000, 5)) < [0.5, 0.3, 0.2, 0.1, 1.0]  # a bag in every basket, so that none is empty
    order, item = np.nonzero(held)
    pairs = cycle.bought_together(pd.DataFrame({"order_id": order, "category": item}))
    assert pairs["lift"].between(0.85, 1.2).all()


def test_suggestions_are_not_owned_and_say_why() -> None:
    pairs = cycle.bought_together(LINES, minimum_baskets=1)
    best = cycle.next_product(pairs, ["mug"])
    assert best.loc[0, ["suggestion", "because_of"]].tolist() == ["tea", "mug"]
    assert "mug" not in cycle.next_product(pairs, ["mug", "tea"])["suggestion"].tolist()
    assert len(cycle.next_product(pairs, ["nothing of ours"])) == 0
    assert len(cycle.next_product(pairs, ["tea"], count=1)) == 1


def test_rare_pairs_are_left_out() -> None:
    assert len(cycle.bought_together(LINES)) == 0


def test_what_cannot_be_counted_is_said() -> None:
    with pytest.raises(ColumnError, match="'category'"):
        cycle.bought_together(LINES[["order_id"]])
    with pytest.raises(ColumnError, match="'lift'"):
        cycle.next_product(LINES.rename(columns={"category": "item"}), ["tea"])
    with pytest.raises(DataError, match="needs rows"):
        cycle.bought_together(LINES.iloc[:0])
    with pytest.raises(DataError, match="1 or more"):
        cycle.next_product(cycle.bought_together(LINES, minimum_baskets=1), ["tea"], count=0)
