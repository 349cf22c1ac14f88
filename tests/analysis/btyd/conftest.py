"""A log small enough to check by hand, and customers drawn from the three purchase models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import btyd


@pytest.fixture
def orders() -> pd.DataFrame:
    """Ana buys on 1, 15 (twice) and 29 January 2025, Ben on 5 February."""
    days = ["2025-01-01", "2025-01-15 09:00", "2025-01-15 23:59:59", "2025-01-29", "2025-02-05 12:00"]
    return pd.DataFrame(
        {
            "customer_id": ["Ana"] * 4 + ["Ben"],
            "ordered_at": pd.to_datetime(days, format="mixed"),
            "net_eur": [80.0, 20.0, 15.0, 5.0, 60.0],
        }
    )


@pytest.fixture(scope="session")
def shop() -> Callable[..., dict[str, np.ndarray]]:
    """Draw customers of any purchase model, purchase by purchase, and what they do in the weeks after T."""
    return _simulate


def _simulate(model: Any, n: int, *, seed: int, later: float = 0.0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    rate = np.maximum(rng.gamma(model.r_, 1 / model.alpha_, n), 1e-12)
    T = rng.integers(70, 420, n) / 7
    chance, leaves = np.zeros(n), np.full(n, np.inf)
    if isinstance(model, btyd.ParetoNBD):
        leaves = rng.exponential(1 / np.maximum(rng.gamma(model.s_, 1 / model.beta_, n), 1e-12))
    else:
        chance = rng.beta(model.a_, model.b_, n)
    active = np.ones(n, dtype=bool)
    if isinstance(model, btyd.ModifiedBetaGeometric):
        active = rng.random(n) >= chance
    x, t_x, clock, after = np.zeros(n), np.zeros(n), np.zeros(n), [[] for _ in range(n)]
    while active.any():
        clock = clock + rng.exponential(1 / rate)
        active &= clock <= np.minimum(leaves, T + later)
        before = active & (clock <= T)
        x, t_x = x + before, np.where(before, clock, t_x)
        for customer in np.flatnonzero(active & ~before):
            after[customer].append(clock[customer] - T[customer])
        active &= rng.random(n) >= chance
    return {"x": x, "t_x": t_x, "T": T} | ({"after": np.array(after, dtype=object)} if later else {})


WORLDS = {
    "BG/NBD": btyd.BetaGeometric.from_parameters(r=0.8, alpha=6, a=0.8, b=2.5),
    "MBG/NBD": btyd.ModifiedBetaGeometric.from_parameters(r=0.8, alpha=6, a=0.8, b=2.5),
    "Pareto/NBD": btyd.ParetoNBD.from_parameters(r=0.8, alpha=6, s=0.7, beta=12),
}


@pytest.fixture(params=list(WORLDS))
def world(request: pytest.FixtureRequest) -> Any:
    """One of the three purchase models, at parameters of a shop whose customers come every few weeks."""
    return WORLDS[request.param]


@pytest.fixture(scope="session")
def pareto_at_mle(reference: dict[str, Any]) -> btyd.ParetoNBD:
    """Pareto/NBD at the parameters for which the reference lists values per customer."""
    return btyd.ParetoNBD.from_parameters(**reference["run"]["pareto_nbd"]["independent_mle"])
