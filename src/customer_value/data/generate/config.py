"""The parameters of the behavioural model, in one place, with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_value.errors import DataError

BLOCK_SIZE = 5_000
LARKSPUR_SEED = 2026
WORLD_SEED = 1  # articles and stores, the same in every world

# Of the spread of log baskets, more lies within customers than between them (CDNOW: .59 and .45).
BASKET_SIGMA_WITHIN = 0.50
BASKET_SIGMA_BETWEEN = 0.35
# Articles cost at least €2 and round up to 9 cents, so baskets come out a little dearer than wanted.
BASKET_FACTOR = 0.972
# Without customers from before, the first month of the books would be nothing but first orders.
SHARE_BEFORE_WINDOW = 0.45

# Expected lines beyond the first: they rise with what is to be spent, about three in all (Groceries: 4.4, median 3).
LINES_BASE = 0.6
LINES_PER_EURO = 0.026
LINES_MOST = 8.0
# Share of an order's lines that come back when something does: between 40 and 100 % of its value.
LINE_RETURN_CHANCE = 0.68

OFFER_DEPTHS = np.array([10, 20, 30])
OFFER_DEPTH_SHARES = np.array([0.40, 0.35, 0.25])
DEEP_DISCOUNT_PERCENT = 35

ORDER_COST_CENTS = 100
ONLINE_COST_CENTS = 350
STORE_RETURN_CENTS = 400
ONLINE_RETURN_CENTS = 600
ACCOUNT_COST_CENTS = 500

DISCOUNT_RATE = 0.10
LIFETIME_YEARS = 10


@dataclass(frozen=True, slots=True)
class Config:
    """What is drawn: which world and how many customers.

    Parameters
    ----------
    seed
        Number of the world; the same number gives the same books on any machine.
    customers
        Number of customers; fewer customers are the first ones of more.
    """

    seed: int = LARKSPUR_SEED
    customers: int = 12_000

    def __post_init__(self) -> None:
        if self.seed < 0 or self.customers < 1:
            raise DataError(f"{self}: the seed must be 0 or more, the customers 1 or more")


@dataclass(frozen=True, slots=True)
class Segment:
    """One need segment: how its customers behave."""

    name: str
    share: float
    rate_mean: float
    rate_shape: float
    dropout_a: float
    dropout_b: float
    basket_eur: float
    store_return: float
    online_return: float
    online_mean: float
    offer_mean: float
    tiers: tuple[float, float, float]
    needs: tuple[float, float, float, float]
    buys_gifts: bool = False


# fmt: off
# Tuned until realism.py's gates hold on seeds 1 to 5. Order rates: gamma with this mean per year and shape;
# chance to leave after an order: Beta(a, b); returns: in stores, online.
SEGMENTS = (
    #       name           share rate shape  a     b  basket  returns    online offer tiers: value core premium
    Segment("price",       0.28, 3.8, 0.25, 0.72, 1.8, 42, 0.12, 0.23, 0.15, 0.40, (0.65, 0.25, 0.10),
            needs=(5.5, 1.8, 1.5, 1.2)),
    Segment("convenience", 0.24, 6.7, 0.38, 0.50, 2.6, 56, 0.11, 0.23, 0.22, 0.20, (0.60, 0.35, 0.05),
            needs=(1.8, 5.0, 1.6, 1.6)),
    Segment("quality",     0.18, 3.6, 0.27, 0.56, 2.0, 99, 0.16, 0.31, 0.20, 0.16, (0.05, 0.40, 0.55),
            needs=(1.2, 1.6, 5.5, 1.7)),
    Segment("service",     0.14, 3.8, 0.27, 0.58, 2.0, 73, 0.15, 0.28, 0.12, 0.16, (0.15, 0.45, 0.40),
            needs=(1.2, 1.8, 2.0, 5.0)),
    Segment("gift",        0.16, 1.4, 0.28, 0.90, 1.5, 64, 0.17, 0.31, 0.25, 0.20, (0.20, 0.50, 0.30),
            needs=(2.2, 2.4, 2.9, 2.5), buys_gifts=True),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Acquisition:
    """One channel that wins customers: whom it wins, what it costs, what they are worth later."""

    name: str
    share: tuple[float, float, float, float, float]
    cost_eur: float
    rate_factor: float
    leave_factor: float
    offer_factor: float


# fmt: off
ACQUISITIONS = (
    # The shares are by need segment, in the order of SEGMENTS: each of these columns sums to 1.
    #            name            price conv. qual. serv. gift  cost  rate  leave offer
    Acquisition("walk_in",       (0.33, 0.42, 0.42, 0.46, 0.38), 12.0, 0.98, 1.02, 1.0),
    Acquisition("search",        (0.18, 0.22, 0.22, 0.18, 0.22), 24.0, 0.97, 1.03, 1.0),
    Acquisition("social",        (0.13, 0.13, 0.12, 0.10, 0.16), 35.0, 0.27, 3.00, 1.0),
    Acquisition("referral",      (0.12, 0.13, 0.15, 0.17, 0.12), 16.0, 1.00, 0.99, 1.0),
    Acquisition("deep_discount", (0.24, 0.10, 0.09, 0.09, 0.12),  8.0, 1.00, 1.15, 1.4),
)
# fmt: on
