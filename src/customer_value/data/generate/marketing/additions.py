"""Orders that campaigns add to those of the purchase process; the others, their lines and their returns stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.behaviour.loyalty import Baskets, put_together
from customer_value.data.generate.clock import DAY, FIRST_DAY, seconds, ticks
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.baskets import draw_lines
from customer_value.data.generate.trade.people import SHARE, People, by_segment
from customer_value.data.generate.trade.purchases import STORE, Purchases, online_channel, stores, times_of
from customer_value.data.generate.trade.returning import draw_returns

if TYPE_CHECKING:
    from .campaigns import Campaign

COLUMNS = ("customer", "number", "at", "channel", "store")
OPENS_ON_DAY = 4  # all contacts are out by then


def draw_orders(
    rng: np.random.Generator, campaign: Campaign, customer: np.ndarray, people: People, usual: Purchases
) -> Purchases:
    """Draw one order for each of these customers, within the horizon of the campaign."""
    n = len(customer)
    online = rng.random(n) * SHARE < people.online[customer]
    gifts = by_segment("buys_gifts")[people.segment[customer]]
    first = campaign.start + OPENS_ON_DAY * DAY
    position = np.empty(n)
    for buys_gifts in (False, True):
        marks = ticks(buys_gifts=buys_gifts)
        begin, end = (marks[_day(at)] for at in (first, campaign.end))
        rows = gifts == buys_gifts
        position[rows] = begin + rng.random(int(rows.sum())) * (end - begin)
    at = np.clip(times_of(position, online, gifts), first, campaign.end - 1)
    channel = np.where(online, online_channel(at, rng.random(n)), STORE)
    store = stores(rng, people.home_store[customer], online)
    return Purchases(customer, np.zeros(n, dtype=np.int64), at, channel, store, usual.dropout_at)


def _day(at: int) -> int:
    """Give the place of a day on the clock."""
    return (at - seconds(FIRST_DAY)) // DAY


def join_orders(parts: list[Purchases], dropout_at: np.ndarray) -> Purchases:
    """Lay orders end to end."""
    customer, number, at, channel, store = (np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS)
    return Purchases(customer, number, at, channel, store, dropout_at)


def with_orders(orders: Purchases, added: Purchases) -> tuple[Purchases, np.ndarray]:
    """Put orders and added orders together and count them again; also say to which row each one goes."""
    whole = join_orders([orders, added], orders.dropout_at)
    rows = np.argsort(whole.customer * 2**32 + whole.at, kind="stable")
    place = np.empty(len(rows), dtype=np.int64)
    place[rows] = np.arange(len(rows))
    whole = whole[rows]
    begins = np.flatnonzero(np.diff(whole.customer, prepend=-1))
    first = orders.number[np.searchsorted(orders.customer, whole.customer[begins])]
    sizes = np.diff(np.append(begins, len(rows)))
    number = np.arange(len(rows)) - np.repeat(begins - first, sizes)
    return replace(whole, number=number), place


def with_baskets(seed: int, block: int, people: People, usual: Baskets, added: Purchases, place: np.ndarray) -> Baskets:
    """Draw what is in the added orders and what comes back of it, and put it with the rest.

    `place` says to which row the usual orders, then the added ones, have gone.
    """
    before = len(place) - len(added.at)
    lines = draw_lines(stream(seed, Family.ADDED_BASKETS, block), people, added)
    returned = draw_returns(stream(seed, Family.ADDED_RETURNS, block), people, added, lines)
    together = put_together(
        replace(usual.lines, order=place[usual.lines.order]),
        usual.returned,
        replace(lines, order=place[before + lines.order]),
        returned,
    )
    is_extra = np.zeros(len(together.is_extra), dtype=bool)
    is_extra[~together.is_extra] = usual.is_extra
    return replace(together, is_extra=is_extra)
