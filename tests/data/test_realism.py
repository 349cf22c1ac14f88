"""Larkspur's books look like a real shop's, in the shipped edition and in every learner's own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.data import realism
from customer_value.data.load import load, load_truth


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


def _auc(score: np.ndarray, truth: np.ndarray) -> float:
    ranks = pd.Series(score).rank().to_numpy()
    yes = truth.sum()
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / (yes * (~truth).sum()))


@pytest.mark.parametrize("seed", [None, 1, 2, pytest.param(3, marks=pytest.mark.all)])
def test_bg_nbd_finds_the_truth(seed: int | None) -> None:
    """Fitted on customers won inside the books: mean rate within 10 %, and P(alive) tells who is still there."""
    customers = load("customers", seed=seed).set_index("customer_id")
    new = customers.index[customers["first_order_on"] >= "2023-01-01"]
    orders = load("orders", seed=seed)
    seen = btyd.summary(orders[orders["customer_id"].isin(new)], end="2025-12-31").set_index("customer_id")
    truth = load_truth("customers", seed=seed, quiet=True).set_index("customer_id").loc[seen.index]
    model = btyd.BetaGeometric().fit(seen["x"], seen["t_x"], seen["T"])
    weeks = 365.25 / 7
    assert model.r_ / model.alpha_ * weeks == pytest.approx(truth["purchase_rate_per_year"].mean(), rel=0.10)
    alive = np.asarray(model.probability_alive(seen["x"], seen["t_x"], seen["T"]))
    assert _auc(alive, truth["is_active"].to_numpy()) > 0.85
