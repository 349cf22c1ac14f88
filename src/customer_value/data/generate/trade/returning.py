"""Goods that come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.choosing import count_reached
from customer_value.data.generate.clock import DAY
from customer_value.data.generate.config import LINE_RETURN_CHANCE, ONLINE_RETURN_CENTS, STORE_RETURN_CENTS
from customer_value.data.schema.trade import CATEGORIES, REASONS

from .people import SHARE, People
from .purchases import STORE, Purchases
from .shops import shelf

if TYPE_CHECKING:
    from .baskets import Lines

MEDIAN_DELAY_DAYS = 9
DOES_NOT_FIT, NOT_AS_EXPECTED = (REASONS.index(reason) for reason in ("does not fit", "not as expected"))
WORN = [CATEGORIES.index(category) for category in ("clothing", "shoes")]
REASON_SHARES = np.array([0.40, 0.18, 0.12, 0.22, 0.08])


@dataclass(frozen=True)
class Returned:
    """Returned lines of one block."""

    line: np.ndarray  # index of the line
    on: np.ndarray  # midnight, in seconds since 1970-01-01
    handling: np.ndarray  # cents
    reason: np.ndarray


def draw_returns(rng: np.random.Generator, people: People, purchases: Purchases, lines: Lines) -> Returned:
    """Draw which orders see a return, which of their lines come back, and when."""
    n = len(purchases.customer)
    in_store = purchases.channel == STORE
    customer = purchases.customer
    chance = np.where(in_store, people.store_return[customer], people.online_return[customer])
    unhappy = rng.random(n) * SHARE < chance
    delay = np.clip(np.round(MEDIAN_DELAY_DAYS * np.exp(0.7 * rng.standard_normal(n))), 1, 60).astype(np.int64)
    comes_back = unhappy[lines.order] & (rng.random(len(lines.order)) < LINE_RETURN_CHANCE)
    reason = count_reached(np.cumsum(REASON_SHARES)[:-1], rng.random(len(lines.order)))
    fits = ~np.isin(shelf().category[lines.product], WORN)
    reason = np.where(fits & (reason == DOES_NOT_FIT), NOT_AS_EXPECTED, reason)
    line = np.flatnonzero(comes_back)
    order = lines.order[line]
    return Returned(
        line,
        (purchases.at[order] // DAY + delay[order]) * DAY,
        np.where(in_store[order], STORE_RETURN_CENTS, ONLINE_RETURN_CENTS),
        reason[line],
    )
