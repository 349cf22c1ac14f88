"""Larkspur's books look like a real shop's, in the shipped edition and in every learner's own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.data import realism


def test_shipped_books_pass_every_gate() -> None:
    facts = realism.table()
    assert facts.loc[~facts["inside"], "fact"].tolist() == []


def test_single_worlds_stay_close() -> None:
    measured = pd.concat([realism.measure(seed) for seed in (1, 2)], axis=1)
    for gate in realism.GATES:
        assert measured.loc[gate.fact].map(gate.near).all(), gate.fact


@pytest.mark.all
@pytest.mark.parametrize("seeds", [range(1, 6), range(101, 121)], ids=["tuned on", "reported on"])
def test_worlds_pass_every_gate_on_average(seeds: range) -> None:
    facts = realism.table(seeds)
    assert facts.loc[~facts["inside"], "fact"].tolist() == []


def test_top_share_of_equal_values_is_the_part() -> None:
    assert realism.top_share(pd.Series(np.ones(50)), 0.2) == pytest.approx(0.2)
