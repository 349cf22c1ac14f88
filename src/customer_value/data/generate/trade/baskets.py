"""What is in an order: lines of articles that add up to about the value that the customer tends to spend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.choosing import count_reached
from customer_value.data.generate.config import (
    ACQUISITIONS,
    BASKET_FACTOR,
    BASKET_SIGMA_WITHIN,
    DEEP_DISCOUNT_PERCENT,
    LINES_BASE,
    LINES_MOST,
    LINES_PER_EURO,
    OFFER_DEPTH_SHARES,
    OFFER_DEPTHS,
)

from .people import SHARE, People, by_segment
from .shops import BAND_EDGES, BANDS, POPULARITY, cell, shelf

if TYPE_CHECKING:
    from .purchases import Purchases

DEEP_DISCOUNT = [channel.name for channel in ACQUISITIONS].index("deep_discount")
QUANTITY_SHARES = np.array([0.84, 0.12, 0.04])
# How the need segments (rows) spread their lines over the categories, in per cent.
CATEGORY_SHARES = (
    np.array(
        [
            [24, 11, 13, 20, 9, 9, 8, 6],
            [34, 15, 14, 13, 6, 7, 7, 4],
            [14, 14, 19, 21, 11, 5, 11, 5],
            [16, 14, 18, 20, 12, 5, 11, 4],
            [12, 13, 11, 9, 4, 20, 9, 22],
        ]
    )
    / 100
)


@dataclass(frozen=True)
class Lines:
    """Lines of the orders of one block; money in cents."""

    order: np.ndarray  # index of the order
    number: np.ndarray
    product: np.ndarray  # index of the article
    quantity: np.ndarray
    price: np.ndarray
    discount: np.ndarray

    @property
    def gross(self) -> np.ndarray:
        """Value at list prices."""
        return np.asarray(self.price * self.quantity)

    @property
    def net(self) -> np.ndarray:
        """What the customer paid."""
        return np.asarray(self.gross - self.discount)

    @property
    def margin(self) -> np.ndarray:
        """What the customer paid minus the cost of the goods."""
        return np.asarray(self.net - shelf().cost[self.product] * self.quantity)


def _choose(uniform: np.ndarray, shares: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Choose by the shares in a row of a table: the rows' running sums, laid end to end, that are reached."""
    choices = shares.shape[1]
    sums = np.cumsum(shares, axis=1)
    ends = (np.arange(len(shares))[:, None] + sums / sums[:, -1:]).ravel()
    choice = count_reached(ends, row + uniform) - row * choices
    return np.asarray(np.minimum(choice, choices - 1))


def draw_lines(rng: np.random.Generator, people: People, purchases: Purchases) -> Lines:
    """Draw the lines of some orders: how many, which articles, at which discount."""
    n = len(purchases.customer)
    noise = np.exp(BASKET_SIGMA_WITHIN * rng.standard_normal(n) - BASKET_SIGMA_WITHIN**2 / 2)
    wanted = np.round(people.basket[purchases.customer] * noise * BASKET_FACTOR).astype(np.int64)
    count = 1 + rng.poisson(np.minimum(LINES_BASE + LINES_PER_EURO / 100 * wanted, LINES_MOST))
    order = np.repeat(np.arange(n), count)
    first = np.cumsum(count) - count
    customer = purchases.customer[order]
    quantity = 1 + count_reached(np.cumsum(QUANTITY_SHARES)[:-1], rng.random(len(order)))
    product = articles(rng, people.segment[customer], _targets(rng, wanted, order) // quantity)
    price = shelf().price[product]
    is_first_deal = (purchases.number[order] == 1) & (people.acquisition[customer] == DEEP_DISCOUNT)
    percent = np.where(is_first_deal, DEEP_DISCOUNT_PERCENT, offers(rng, people.offer[customer]))
    discount = (price * quantity * percent + 50) // 100
    return Lines(order, np.arange(len(order)) - first[order] + 1, product, quantity, price, discount)


def _targets(rng: np.random.Generator, wanted: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Split the value of each order over its lines, unevenly."""
    weight = rng.integers(250, 1_250, len(order))
    return np.asarray(wanted[order] * weight // np.bincount(order, weights=weight).astype(np.int64)[order])


def articles(rng: np.random.Generator, segment: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Choose articles: category and tier by needs, price band by what is to be spent, then by popularity."""
    n = len(segment)
    category = _choose(rng.random(n), CATEGORY_SHARES, segment)
    tier = _choose(rng.random(n), by_segment("tiers"), segment)
    band = np.clip(count_reached(BAND_EDGES, target) - 1, 0, BANDS - 1)
    return np.asarray(cell(category, tier, band) + count_reached(np.cumsum(POPULARITY)[:-1], rng.random(n)))


def offers(rng: np.random.Generator, offer: np.ndarray) -> np.ndarray:
    """Per cent off: none, or one of the depths when the line is on offer."""
    depth = OFFER_DEPTHS[count_reached(np.cumsum(OFFER_DEPTH_SHARES)[:-1], rng.random(len(offer)))]
    return np.where(rng.random(len(offer)) * SHARE < offer, depth, 0)
