"""What customers spend at all shops, and what of it could be won.

What a customer spends elsewhere says little about what they spend with us (Du, Kamakura & Mela 2007, Journal of
Marketing 71): the two are drawn apart. So the best customers of today are not those with the most to gain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.config import ACCOUNT_COST_CENTS
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import SHARE, People
from customer_value.data.generate.trade.worth import worth

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw

# What a household of one spends elsewhere in a department store's categories: median per year, in cents.
ELSEWHERE_CENTS = 62_000
ELSEWHERE_SIGMA = 0.85
HOUSEHOLD_POWER = 0.45
LEAST_ELSEWHERE = 0.15  # of what is spent with us: nobody buys everything in one shop
REACHABLE_FAR, REACHABLE_NEAR = 0.10, 0.42
STRANGER = 0.25  # who hardly ever comes is reached this much less
REACHABLE_SPREAD = 5.0
REACH_KM = 20.0


@dataclass(frozen=True)
class Wallet:
    """Yearly spending of one block of customers in a department store's categories; money in cents."""

    ours: np.ndarray  # expected net sales per year with us while active
    elsewhere: np.ndarray
    reachable: np.ndarray  # share of `elsewhere` that we could win, in 1/10,000

    @property
    def total(self) -> np.ndarray:
        """Spending at all shops."""
        return np.asarray(self.ours + self.elsewhere)


def draw_wallet(seed: int, block: int, people: People, known: Raw) -> Wallet:
    """Draw what the customers of one block spend elsewhere, and what of it is within reach.

    Parameters
    ----------
    seed, block
        Number of the world and of the block.
    people
        What drives the customers.
    known
        What the shop knows of them: larger households spend more; who lives near or buys online is within reach.
    """
    rng = stream(seed, Family.WALLET, block)
    n = len(people.rate)
    ours = np.round(people.rate / SHARE * worth(people, np.ones(n, dtype=bool)).basket).astype(np.int64)
    noise = np.exp(ELSEWHERE_SIGMA * rng.standard_normal(n))
    drawn = np.round(ELSEWHERE_CENTS * known["household_size"] ** HOUSEHOLD_POWER * noise).astype(np.int64)
    online, rate = people.online / SHARE, people.rate / SHARE
    near = online + (1 - online) * np.exp(-known["distance_km"] / 10 / REACH_KM)
    mean = REACHABLE_FAR + (REACHABLE_NEAR - REACHABLE_FAR) * near
    mean = np.round(mean * (STRANGER + (1 - STRANGER) * rate / (1 + rate)) * SHARE) / SHARE
    share = rng.beta(REACHABLE_SPREAD * mean, REACHABLE_SPREAD * (1 - mean))
    reachable = np.clip(np.round(share * SHARE).astype(np.int64), 100, 9_500)
    return Wallet(ours, np.maximum(drawn, np.ceil(LEAST_ELSEWHERE * ours).astype(np.int64)), reachable)


def yearly_values(people: People, wallet: Wallet, active: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Compute actual and potential value: expected contribution of the year from 2026-01-01 on, in cents.

    Actual: the orders of a year in which the customer may leave, minus the account. Potential: with the reachable
    part of the wallet won, in orders of the same kind; where those lose money, nothing is to be won. Who has left has
    neither.
    """
    value = worth(people, active)
    rate, dropout = people.rate / SHARE, people.dropout / SHARE
    orders = -np.expm1(-rate * dropout) / dropout
    actual = value.per_order * orders + ACCOUNT_COST_CENTS * np.expm1(-rate)
    per_euro = np.maximum(value.per_order / value.basket, 0)
    growth = wallet.elsewhere * (wallet.reachable / SHARE) * per_euro * orders / rate
    present = np.where(active, np.round(actual), 0).astype(np.int64)
    return present, present + np.where(active, np.round(growth), 0).astype(np.int64)
