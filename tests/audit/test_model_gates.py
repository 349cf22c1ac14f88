"""Fitted to Larkspur, BG/NBD finds the truth that it was made with."""

from __future__ import annotations

import pytest

from customer_value.audit.model_gates import ALL_GATES, GATES
from customer_value.data import realism


@pytest.mark.parametrize("seed", [None, 1, 2, pytest.param(3, marks=pytest.mark.all)])
def test_bg_nbd_finds_the_truth(seed: int | None) -> None:
    measured = realism.measure(seed, GATES)
    assert [gate.fact for gate in GATES if not gate.low <= measured[gate.fact] <= gate.high] == []


def test_no_fact_has_the_name_of_another() -> None:
    assert len({gate.fact for gate in ALL_GATES}) == len(ALL_GATES)
