"""The loyalty programme: who joins and when, and the little that the card adds to a basket.

Members were heavy buyers before they joined: the wish to join rises with the purchase rate, and joining happens when a
customer comes often. The card itself puts a few more lines into the orders after joining; it changes neither when nor
how often a customer buys. So members spend about twice as much as others, and the card causes about a seventh of the
gap (Leenheer et al. 2007, International Journal of Research in Marketing 24).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import DAY, TODAY, seconds
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.baskets import Lines, articles, offers
from customer_value.data.generate.trade.people import SHARE, People, alike
from customer_value.data.generate.trade.returning import Returned
from customer_value.data.generate.trade.shops import shelf

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block
    from customer_value.data.generate.trade.purchases import Purchases

PROGRAMME_START = np.datetime64("2024-01-01")
# The wish to join, as log odds: at one order a year of €60, and for each unit of log rate and log basket.
WISH, WISH_BY_RATE, WISH_BY_BASKET = -0.43, 0.25, 0.20
USUAL_BASKET_CENTS = 6_000
# Chance to join at an order, and at one that follows another closely.
JOINS, JOINS_IN_A_RUSH, RUSH_DAYS = 0.40, 0.70, 45
TIER_LIMITS = np.array([15_000, 50_000])  # net sales of 2025 with the card, in cents
EFFECT_MEAN, EFFECT_SHAPE, EFFECT_MOST = 0.095, 2.0, 0.40


@dataclass(frozen=True)
class Membership:
    """The loyalty programme in one block of customers; shares are whole numbers of 1/10,000."""

    wish: np.ndarray  # chance of wanting the card
    effect: np.ndarray  # what the card adds to a basket
    joined_at: np.ndarray  # seconds since 1970-01-01; MISSING for who is no member by 2026


def draw_membership(seed: int, block: int, people: People, history: Purchases) -> Membership:
    """Draw who joins at which order, and how strongly the card works on whom."""
    rng = stream(seed, Family.LOYALTY, block)
    rate, n = people.rate / SHARE, len(people.rate)
    odds = WISH + WISH_BY_RATE * np.log(rate) + WISH_BY_BASKET * np.log(people.basket / USUAL_BASKET_CENTS)
    wish = np.round(SHARE / (1 + np.exp(-odds))).astype(np.int64)
    willing = alike(rng, people.segment, people.rate) * SHARE < wish
    effect = rng.standard_gamma(EFFECT_SHAPE, n) * EFFECT_MEAN / EFFECT_SHAPE
    effect = np.round(np.minimum(effect, EFFECT_MOST) * SHARE).astype(np.int64)
    patience = np.round(rng.standard_exponential(n) * SHARE).astype(np.int64)
    joined_at = np.where(willing, _joins(patience, history), MISSING)
    return Membership(wish, effect, joined_at)


def _joins(patience: np.ndarray, history: Purchases) -> np.ndarray:
    """Give the time of the order at which each customer would join: the urge adds up until it exceeds the patience.

    In whole numbers, since logarithms differ in their last bits between machines.
    """
    at, customer = history.at, history.customer
    is_next = np.diff(customer, prepend=-1) == 0
    rush = is_next & (np.diff(at, prepend=0) < RUSH_DAYS * DAY)
    running = (at >= seconds(PROGRAMME_START)) & (at < seconds(TODAY))
    usual, rushed = np.round(-np.log1p([-JOINS, -JOINS_IN_A_RUSH]) * SHARE).astype(np.int64)
    urge = np.where(running, np.where(rush, rushed, usual), 0)
    total = np.cumsum(urge)
    first = np.searchsorted(customer, np.arange(len(patience)))
    urged = total - (total - urge)[first[customer]]
    late = np.flatnonzero(running & (urged >= patience[customer]))
    who, place = np.unique(customer[late], return_index=True)
    joined_at = np.full(len(patience), MISSING)
    joined_at[who] = at[late[place]]
    return joined_at


def draw_extra_lines(
    seed: int, block: int, people: People, membership: Membership, purchases: Purchases, lines: Lines
) -> Lines:
    """Draw the lines that the card adds: each line of a member's later order may get a companion of like value."""
    rng = stream(seed, Family.LOYALTY_LINES, block)
    customer = purchases.customer[lines.order]
    joined = membership.joined_at[customer]
    later = (joined != MISSING) & (purchases.at[lines.order] > joined)
    more = np.flatnonzero((rng.random(len(later)) * SHARE < membership.effect[customer]) & later)
    order, customer = lines.order[more], customer[more]
    product = articles(rng, people.segment[customer], lines.gross[more])
    price = shelf().price[product]
    discount = (price * offers(rng, people.offer[customer]) + 50) // 100
    last = np.bincount(lines.order)[order]
    place = np.arange(len(order)) - np.searchsorted(order, order)
    return Lines(order, last + 1 + place, product, np.ones(len(order), dtype=np.int64), price, discount)


@dataclass(frozen=True)
class Baskets:
    """All lines of one block with what comes back."""

    lines: Lines
    returned: Returned
    is_extra: np.ndarray  # by line: whether the card caused it


def put_together(lines: Lines, returned: Returned, extra: Lines, extra_returned: Returned) -> Baskets:
    """Put lines and extra lines together, sorted by order, and so their returns."""
    rows = np.argsort(np.concatenate([lines.order, extra.order]), kind="stable")
    place = np.empty(len(rows), dtype=np.int64)
    place[rows] = np.arange(len(rows))
    line = place[np.concatenate([returned.line, extra_returned.line + len(lines.order)])]
    back = np.argsort(line)
    together = (
        np.concatenate([getattr(returned, name), getattr(extra_returned, name)])[back]
        for name in ("on", "handling", "reason")
    )
    return Baskets(
        Lines(*(np.concatenate([getattr(lines, f.name), getattr(extra, f.name)])[rows] for f in fields(Lines))),
        Returned(line[back], *together),
        rows >= len(lines.order),
    )


def loyalty(block: Block) -> Raw:
    """Return the members of the loyalty programme on 2026-01-01."""
    orders, joined = block.orders, block.membership.joined_at
    net = np.bincount(block.lines.order, weights=block.lines.net, minlength=len(orders.at)).astype(np.int64)
    since = joined[orders.customer]
    with_card = (since != MISSING) & (orders.at >= since) & (orders.at < seconds(TODAY))
    joined_on = since // DAY * DAY
    before = (since != MISSING) & (orders.at >= joined_on - 364 * DAY) & (orders.at < joined_on + DAY)
    members = np.flatnonzero(joined != MISSING)

    def total(rows: np.ndarray) -> np.ndarray:
        sums = np.bincount(orders.customer[rows], weights=net[rows], minlength=len(joined)).astype(np.int64)
        return np.asarray(sums[members])

    return {
        "customer_id": block.ids[members],
        "joined_on": joined[members] // DAY * DAY,
        "tier": np.searchsorted(TIER_LIMITS, total(with_card & _in_year(orders.at, 2025)), side="right"),
        "points": total(with_card) // 100,
        "spend_12_months_before_eur": total(before),
    }


def extra_sales(block: Block, year: int) -> np.ndarray:
    """Sum the net sales of a year that the loyalty card caused, by customer (cents)."""
    lines, orders = block.lines, block.orders
    caused = block.baskets.is_extra & _in_year(orders.at, year)[lines.order]
    customer = orders.customer[lines.order[caused]]
    return np.bincount(customer, weights=lines.net[caused], minlength=len(block.ids)).astype(np.int64)


def _in_year(at: np.ndarray, year: int) -> np.ndarray:
    return np.asarray(at.astype("datetime64[s]").astype("datetime64[Y]") == np.datetime64(str(year)))
