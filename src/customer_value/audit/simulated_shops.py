"""Shops drawn from the purchase models themselves, so that every parameter is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.analysis import btyd

if TYPE_CHECKING:
    from customer_value.analysis.btyd.purchase_model import PurchaseModel

TRUTHS: dict[str, PurchaseModel] = {
    "BG/NBD": btyd.BetaGeometric.from_parameters(r=0.8, alpha=6, a=0.8, b=2.5),
    "MBG/NBD": btyd.ModifiedBetaGeometric.from_parameters(r=0.8, alpha=6, a=0.8, b=2.5),
    "Pareto/NBD": btyd.ParetoNBD.from_parameters(r=0.8, alpha=6, s=0.7, beta=12),
}
SPENDING = btyd.GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)


def simulated(model: Any, n: int, *, seed: int, later: float = 0.0) -> dict[str, np.ndarray]:
    """Draw customers of a purchase model, purchase by purchase, and when they buy in the time `later` after T.

    Parameters
    ----------
    model
        BG/NBD, MBG/NBD or Pareto/NBD with known parameters, in weeks.
    n
        Customers, each observed for 10 to 60 weeks.
    seed
        Number of the shop.
    later
        Weeks to follow them after T; 0 leaves `after` out.

    Returns
    -------
    dict
        Arrays `x`, `t_x`, `T`, and `after`: for each customer the list of times after T.
    """
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
    x, t_x, clock = np.zeros((3, n))
    after: list[list[float]] = [[] for _ in range(n)]
    while active.any():
        clock = clock + rng.exponential(1 / rate)
        active &= clock <= np.minimum(leaves, T + later)
        before = active & (clock <= T)
        x, t_x = x + before, np.where(before, clock, t_x)
        for customer in np.flatnonzero(active & ~before):
            after[customer].append(clock[customer] - T[customer])
        active &= rng.random(n) >= chance
    return {"x": x, "t_x": t_x, "T": T} | ({"after": np.array(after, dtype=object)} if later else {})


def simulated_spending(model: btyd.GammaGamma, n: int, *, seed: int) -> dict[str, np.ndarray]:
    """Draw repeat purchases and their mean value for n customers of Gamma-Gamma."""
    rng = np.random.default_rng(seed)
    x = rng.negative_binomial(1, 0.4, n)
    scale = rng.gamma(model.q_, 1 / model.v_, n)
    spent = rng.gamma(model.p_ * np.maximum(x, 1), 1 / scale) / np.maximum(x, 1)
    return {"x": x, "mean_value": np.where(x > 0, spent, 0)}
