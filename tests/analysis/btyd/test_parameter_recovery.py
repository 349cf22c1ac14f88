"""Parameters are found again in simulated shops: bias and interval coverage, in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from customer_value.analysis import btyd

SHOPS, CUSTOMERS = 200, 3000
NORMAL_90 = 1.6449


def table_of(truth: Any, models: list[Any]) -> list[tuple[str, float, float, float, float]]:
    """For each parameter: truth, relative bias, relative spread, and how often the 90 % interval holds the truth."""
    rows = []
    for name in models[0].standard_errors_:
        true = getattr(truth, f"{name}_")
        found = np.array([getattr(model, f"{name}_") for model in models])
        error = np.array([model.standard_errors_[name] for model in models])
        inside = np.abs(np.log(found / true)) <= NORMAL_90 * error / found
        rows.append((name, true, found.mean() / true - 1, found.std() / true, inside.mean()))
    return rows


def shown(title: str, rows: list[tuple[str, float, float, float, float]]) -> None:
    print(f"\n{title}: {SHOPS} shops of {CUSTOMERS} customers")
    print(f"{'parameter':<11}{'truth':>8}{'bias':>9}{'spread':>9}{'90 % interval holds':>22}")
    for name, true, bias, spread, inside in rows:
        print(f"{name:<11}{true:>8g}{bias:>9.1%}{spread:>9.1%}{inside:>22.1%}")


def checked(rows: list[tuple[str, float, float, float, float]]) -> None:
    """Bias is small beside the spread, and coverage is 90 % up to the luck of the shops."""
    for _, _, bias, spread, inside in rows:
        assert abs(bias) < spread / 3
        assert abs(inside - 0.9) < 4 * np.sqrt(0.09 / SHOPS)


@pytest.mark.all
def test_purchases(world: Any, shop: Callable[..., Any]) -> None:
    models = [type(world)().fit(**shop(world, CUSTOMERS, seed=seed)) for seed in range(SHOPS)]
    rows = table_of(world, models)
    shown(repr(world), rows)
    checked(rows)


@pytest.mark.all
def test_value() -> None:
    truth = btyd.GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)
    models = []
    for seed in range(SHOPS):
        rng = np.random.default_rng(seed)
        x = rng.negative_binomial(1, 0.4, CUSTOMERS)
        scale = rng.gamma(truth.q_, 1 / truth.v_, CUSTOMERS)
        spent = rng.gamma(truth.p_ * np.maximum(x, 1), 1 / scale) / np.maximum(x, 1)
        models.append(btyd.GammaGamma().fit(x, np.where(x > 0, spent, 0)))
    rows = table_of(truth, models)
    shown(repr(truth), rows)
    checked(rows)
