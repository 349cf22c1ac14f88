"""Orders in time: when, through which channel, in which store, until the customer leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import FIRST_DAY, HORIZON, YEARS, seconds, times
from customer_value.data.generate.streams import Family, stream

from .people import SHARE, People, by_segment
from .shops import TOWNS

STORE, WEB, APP = 0, 1, 2
APP_SHARE_AT_START, APP_SHARE_AT_END = 0.20, 0.55
HOME_STORE_SHARE = 0.90


@dataclass(frozen=True)
class Purchases:
    """Orders of one block, sorted by customer and time."""

    customer: np.ndarray  # index in the block
    number: np.ndarray  # 1 for the first order ever
    at: np.ndarray  # seconds since 1970-01-01
    channel: np.ndarray
    store: np.ndarray
    dropout_at: np.ndarray  # by customer; MISSING while active at the horizon

    def __getitem__(self, rows: np.ndarray) -> Purchases:
        """Keep some of the orders."""
        return Purchases(
            self.customer[rows],
            self.number[rows],
            self.at[rows],
            self.channel[rows],
            self.store[rows],
            self.dropout_at,
        )


def draw_purchases(seed: int, block: int, people: People) -> Purchases:
    """Draw all orders of one block from 2021 to 2026.

    While active, a customer buys at a constant rate on the seasonal clock (a Poisson process: the number of orders,
    then their places in any order). After each order but the first, the customer leaves with a constant chance, so
    the number of repeat orders until then is geometric: the process of the BG/NBD model (Fader, Hardie & Lee 2005).
    """
    rng = stream(seed, Family.PURCHASES, block)
    left = YEARS - people.start
    repeats = rng.poisson(people.rate / SHARE * left)
    customer = np.repeat(np.arange(len(repeats)), repeats + 1)
    first = np.cumsum(repeats + 1) - (repeats + 1)
    place = rng.random(len(customer))
    place[first] = 0.0
    position = people.start[customer] + place * left[customer]
    online = rng.random(len(customer)) * SHARE < people.online[customer]
    at = times_of(position, online, by_segment("buys_gifts")[people.segment[customer]])
    channel = np.where(online, online_channel(at, rng.random(len(customer))), STORE)
    store = stores(rng, people.home_store[customer], online)
    order = np.argsort(customer * 2**32 + at, kind="stable")
    number = np.arange(len(customer)) - first[customer] + 1
    life = people.orders_until_dropout
    kept = order[number <= life[customer]]
    number = number[number <= life[customer]]
    dropout_at = np.full(len(life), MISSING)
    last = number == life[customer[kept]]
    dropout_at[customer[kept][last]] = at[kept][last]
    return Purchases(customer[kept], number, at[kept], channel[kept], store[kept], dropout_at)


def times_of(position: np.ndarray, online: np.ndarray, gifts: np.ndarray) -> np.ndarray:
    """Turn positions on the clock into seconds; `gifts` says whose clock runs fast in December."""
    at = np.empty(len(position), dtype=np.int64)
    for buys_gifts in (False, True):
        rows = gifts == buys_gifts
        at[rows] = times(position[rows], online[rows], buys_gifts=buys_gifts)
    return at


def online_channel(at: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """Choose web or app for online orders; the app's share grows over the years."""
    part = (at - seconds(FIRST_DAY)) / (seconds(HORIZON) - seconds(FIRST_DAY))
    app_share = APP_SHARE_AT_START + (APP_SHARE_AT_END - APP_SHARE_AT_START) * part
    return np.where(uniform < app_share, APP, WEB)


def stores(rng: np.random.Generator, home: np.ndarray, online: np.ndarray) -> np.ndarray:
    """Choose the store of each order: mostly the home store, none online."""
    away = rng.random(len(home)) >= HOME_STORE_SHARE
    anywhere = rng.integers(1, len(TOWNS) + 1, len(home))
    return np.where(online, MISSING, np.where(away, anywhere, home))
