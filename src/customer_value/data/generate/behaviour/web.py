"""Visits to the web shop and the app, by customer and week.

Who buys often or online visits often, and so does who could buy more with us: they look, put things into the cart and
buy elsewhere. So visits help to tell the unrealised potential, which purchases alone hide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import DAY, FIRST_DAY, TODAY, YEARS, seconds, ticks
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import SHARE
from customer_value.data.generate.trade.purchases import APP, STORE

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block

FIRST_WEEK = np.datetime64("2024-01-01")  # a Monday
FIRST_YEAR, LAST_YEAR = 3, 5  # on the clock that starts with 2021
WEEK = 7 * DAY
VISITS_PER_YEAR = 15.0
VISITS_SHAPE = 3.0
# Visits and things put into the cart rise with the root of what could be won (in units of this many cents a year).
USUAL_REACH_CENTS = 20_000
MOST_INTEREST = 3.0
STILL_LOOKS_DAYS = 30  # after the last order ever
MINUTES, VIEWS = 6.0, 4.0
CART_BASE, CART_BY_INTEREST = 0.10, 0.35


@dataclass(frozen=True)
class Weeks:
    """Weeks with a visit of one block, sorted by customer and week."""

    customer: np.ndarray
    week: np.ndarray  # Monday, in seconds since 1970-01-01
    sessions: np.ndarray
    minutes: np.ndarray
    views: np.ndarray
    cart_adds: np.ndarray
    has_app: np.ndarray


def _interest(block: Block) -> np.ndarray:
    reach = block.wallet.elsewhere * (block.wallet.reachable / SHARE)
    return np.minimum(np.sqrt(reach / USUAL_REACH_CENTS), MOST_INTEREST)


def _visits(rng: np.random.Generator, block: Block) -> tuple[np.ndarray, np.ndarray]:
    """Draw visits without a purchase in 2024 and 2025: of whom, and on which day (days since 2021-01-01)."""
    people, n = block.people, len(block.ids)
    pull = (0.25 + people.online / SHARE) * (0.15 + np.sqrt(people.rate / SHARE)) * (0.25 + _interest(block))
    mean = VISITS_PER_YEAR * (LAST_YEAR - FIRST_YEAR) * pull * rng.standard_gamma(VISITS_SHAPE, n) / VISITS_SHAPE
    customer = np.repeat(np.arange(n), rng.poisson(mean))
    place = FIRST_YEAR + rng.random(len(customer)) * (LAST_YEAR - FIRST_YEAR)
    day = np.searchsorted(ticks(buys_gifts=False), place, side="right") - 1
    first = block.history.at[block.history.number == 1]
    left = block.history.dropout_at
    loses_interest = left + np.round(rng.standard_exponential(n) * STILL_LOOKS_DAYS).astype(np.int64) * DAY
    last = np.where(left == MISSING, seconds(FIRST_DAY) + YEARS * 366 * DAY, loses_interest)
    at = seconds(FIRST_DAY) + day * DAY
    here = (at >= first[customer]) & (at <= last[customer])
    return customer[here], at[here]


def _app_from(rng: np.random.Generator, block: Block) -> np.ndarray:
    """Draw from when each customer has the app: before the first order in it, if there is one."""
    people, n = block.people, len(block.ids)
    wants = rng.random(n) < 0.08 + 0.7 * people.online / SHARE
    place = people.start + rng.random(n) * (YEARS - people.start)
    day = np.searchsorted(ticks(buys_gifts=False), place, side="right") - 1
    since = np.where(wants, seconds(FIRST_DAY) + day * DAY, seconds(FIRST_DAY) + YEARS * 366 * DAY)
    for orders in (block.history, block.orders):
        in_app = orders.channel == APP
        np.minimum.at(since, orders.customer[in_app], orders.at[in_app])
    return since


def draw_weeks(seed: int, number: int, block: Block) -> Weeks:
    """Draw the visits of one block of customers in 2024 and 2025, and add them up by week."""
    rng = stream(seed, Family.WEB, number)
    customer, at = _visits(rng, block)
    app_from = _app_from(rng, block)
    orders = block.orders
    online = (orders.channel != STORE) & (orders.at >= seconds(FIRST_WEEK)) & (orders.at < seconds(TODAY))
    who = np.concatenate([customer, orders.customer[online]])
    week = (np.concatenate([at, orders.at[online]]) - seconds(FIRST_WEEK)) // WEEK
    bought = np.repeat([0, 1], [len(customer), int(online.sum())])
    cell, place, sessions = np.unique(who * 1_000 + week, return_inverse=True, return_counts=True)
    purchases = np.bincount(place, weights=bought).astype(np.int64)
    row, monday = cell // 1_000, seconds(FIRST_WEEK) + cell % 1_000 * WEEK
    adds = CART_BASE + CART_BY_INTEREST * _interest(block)[row]
    return Weeks(
        customer=row,
        week=monday,
        sessions=sessions,
        minutes=1 + np.round(MINUTES * rng.standard_gamma(sessions)).astype(np.int64),
        views=sessions + rng.poisson(VIEWS * sessions),
        cart_adds=rng.poisson(adds * sessions) + purchases * (1 + rng.poisson(1.0, len(row))),
        has_app=(app_from[row] < monday + WEEK).astype(np.int64),
    )


def web_weeks(block: Block) -> Raw:
    """Return the weeks of 2024 and 2025 in which a customer visited the web shop or the app."""
    weeks = block.weeks
    return {
        "customer_id": block.ids[weeks.customer],
        "week_on": weeks.week,
        "sessions": weeks.sessions,
        "minutes": weeks.minutes,
        "product_views": weeks.views,
        "cart_adds": weeks.cart_adds,
        "has_app": weeks.has_app,
    }
