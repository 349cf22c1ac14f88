"""How customers would respond to a campaign, and who is contacted: shares of groups that the shop can see.

Whom a campaign moves, and who is contacted, is drawn to the share of each group. With free draws a handful of
customers would decide whether a campaign works, and each learner's shop would tell another story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING, Raw
from customer_value.data.generate.clock import DAY
from customer_value.data.generate.trade.people import SHARE
from customer_value.data.generate.trade.purchases import STORE, Purchases
from customer_value.data.schema.marketing import RESPONSE_TYPES

from .campaigns import COME_BACK, LEAFLET, MISS_YOU, SPRING, Campaign
from .mailing import Mailing, mails_since

if TYPE_CHECKING:
    from customer_value.data.generate.trade.baskets import Lines

PERSUADABLE, SURE_THING, LOST_CAUSE, SLEEPING_DOG = range(len(RESPONSE_TYPES))
HEAVY_ORDERS = 3
TARGETED_SHARES = np.array([0.06, 0.85])  # of light and of heavy buyers
LEAFLET_GROUP = 5  # one of five is held out

# The main retention campaign: who has placed few, large orders and been away for some months can be persuaded.
FEW_ORDERS, LARGE_BASKET_CENTS = 2, 4_500
AWAY_FROM_DAYS, AWAY_TO_DAYS = 180, 480
PERSUADABLE_THERE, PERSUADABLE_ELSEWHERE = 0.195, 0.011
FATIGUE_FROM = np.array([1, 2, 3, 6])  # mails in the last 30 days
FATIGUE = np.array([1.20, 1.12, 1.00, 0.40, 0.00])
MANY_MAILS = 2
# Long-silent customers rather stay away when they are reminded.
DOGS_FROM_DAYS = np.array([450, 620])
DOGS = np.array([0.003, 0.018, 0.068])
DOGS_OF_2026 = np.array([0.002, 0.010, 0.042])  # more have been silent for long by then

# Arms are balanced within so many customers, so that they are in a part of a block, too.
SLICE = 2_000
CANDIDATES = 32  # draws of the arms, of which the one that balances best is taken


@dataclass(frozen=True)
class Facts:
    """What the shop can see of each customer of the block at the start of a campaign."""

    orders: np.ndarray  # since 2023
    silent_days: np.ndarray
    basket: np.ndarray  # cents, at list prices
    discount: np.ndarray  # 1/10,000 of the list prices
    mails: np.ndarray  # in the last 30 days
    online: np.ndarray  # orders placed online
    household: np.ndarray
    distance: np.ndarray


def observe(start: int, orders: Purchases, lines: Lines, usual: Purchases, mailing: Mailing, known: Raw) -> Facts:
    """Look at the customers as the shop does at a time: `lines` belong to the `usual` orders, before all campaigns."""
    n = len(mailing.plan)
    before = orders.at < start
    customer = orders.customer[before]
    latest = np.full(n, MISSING)
    np.maximum.at(latest, customer, orders.at[before])
    line = usual.at[lines.order] < start
    owner = usual.customer[lines.order[line]]
    gross, discount = (np.bincount(owner, v[line], n).astype(np.int64) for v in (lines.gross, lines.discount))
    usual_count = np.bincount(usual.customer[usual.at < start], minlength=n)
    return Facts(
        np.bincount(customer, minlength=n),
        np.where(latest == MISSING, MISSING, (start - np.maximum(latest, 0)) // DAY),
        gross // np.maximum(usual_count, 1),
        discount * SHARE // np.maximum(gross, 1),
        mails_since(mailing, start - 30 * DAY, start),
        np.bincount(customer[orders.channel[before] != STORE], minlength=n),
        known["household_size"],
        known["distance_km"],
    )


def groups(campaign: Campaign, facts: Facts) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Group of each customer, and the shares of persuadables and sleeping dogs in each group."""
    if campaign is not MISS_YOU and campaign is not SPRING:
        groups = 2
        return is_heavy(facts), np.full(groups, campaign.persuadable), np.full(groups, campaign.sleeping_dog)
    away = (facts.silent_days >= AWAY_FROM_DAYS) & (facts.silent_days < AWAY_TO_DAYS)
    open_to = (facts.orders <= FEW_ORDERS) & (facts.basket >= LARGE_BASKET_CENTS) & away
    tired = np.searchsorted(FATIGUE_FROM, facts.mails, side="right")
    silent = np.searchsorted(DOGS_FROM_DAYS, facts.silent_days, side="right")
    group = (open_to * len(FATIGUE) + tired) * len(DOGS) + silent
    persuadable = np.outer([PERSUADABLE_ELSEWHERE, PERSUADABLE_THERE], FATIGUE).ravel()
    dogs = DOGS_OF_2026 if campaign is SPRING else DOGS
    return group, np.repeat(persuadable, len(DOGS)), np.tile(dogs, 2 * len(FATIGUE))


def is_heavy(facts: Facts) -> np.ndarray:
    """Whether a customer has bought often since 2023."""
    return (facts.orders >= HEAVY_ORDERS).astype(np.int64)


def arms(
    rng: np.random.Generator, campaign: Campaign, customer: np.ndarray, response: np.ndarray, facts: Facts
) -> np.ndarray:
    """Who is contacted: nobody yet, heavy buyers above all, or a draw among customers who are alike."""
    if campaign is SPRING:
        return np.zeros(len(response), dtype=bool)
    if campaign is COME_BACK:
        return _by_rule(rng, customer // SLICE, response, is_heavy(facts))
    size = LEAFLET_GROUP if campaign is LEAFLET else 2
    spend = facts.basket * facts.orders
    silent = np.searchsorted(DOGS_FROM_DAYS, facts.silent_days, side="right")
    alike = (spend, facts.mails, silent, facts.mails > MANY_MAILS, response, customer // SLICE)
    order = np.lexsort((rng.random(len(response)), *alike))
    seen = np.stack([np.minimum(values, most) for values, most in _covariates(facts)], axis=1)
    scale = np.maximum(np.round(seen.std(axis=0)), 1)
    total, n = seen.sum(axis=0), len(response)
    best, held_out = np.inf, order[:0]
    for _ in range(CANDIDATES):
        draw = order[_one_of_each(rng, n, size)]
        gap = total * len(draw) - seen[draw].sum(axis=0) * n
        worst = float((np.abs(gap) / scale).max())
        if worst < best:
            best, held_out = worst, draw
    treated = np.ones(n, dtype=bool)
    treated[held_out] = False
    return treated


def _one_of_each(rng: np.random.Generator, n: int, size: int) -> np.ndarray:
    """Pick one place out of each run of `size` places."""
    begins = np.arange(0, n, size)
    place = begins + rng.integers(0, size, len(begins))
    return np.asarray(place[place < n])


def _by_rule(rng: np.random.Generator, part: np.ndarray, response: np.ndarray, heavy: np.ndarray) -> np.ndarray:
    """Most heavy buyers and few others, evenly over the response types, so that the true effect is the same."""
    order = np.lexsort((rng.random(len(heavy)), part, response, heavy))
    total = np.cumsum(TARGETED_SHARES[heavy[order]]) + rng.random()
    treated = np.zeros(len(heavy), dtype=bool)
    treated[order] = np.floor(total) > np.floor(total - TARGETED_SHARES[heavy[order]])
    return treated


def _covariates(facts: Facts) -> list[tuple[np.ndarray, int]]:
    """List what is balanced, each cut at a value so that a single customer cannot tip the scales."""
    return [
        (facts.orders, 40),
        (facts.silent_days, 1_000),
        (facts.basket, 30_000),
        (facts.basket * facts.orders, 300_000),
        (facts.discount, SHARE),
        (facts.mails, 8),
        (facts.online, 20),
        (facts.household, 6),
        (facts.distance, 400),
    ]


def pick_evenly(rng: np.random.Generator, ready: np.ndarray, persuadable: float, dog: float) -> np.ndarray:
    """Choose persuadables and sleeping dogs, about so many of each, evenly over those who are ready.

    Returns the response type of each who is ready.
    """
    counts = [int(wanted + rng.random()) for wanted in (persuadable, dog)]
    moved = min(sum(counts), len(ready))
    response = np.full(len(ready), LOST_CAUSE)
    if moved:
        place = np.floor((np.arange(moved) + rng.random()) * len(ready) / moved).astype(np.int64)
        turn = np.floor((np.arange(moved + 1) + rng.random()) * counts[1] / sum(counts))
        response[place] = np.where(np.diff(turn) > 0, SLEEPING_DOG, PERSUADABLE)
    return response
