"""People who had given an address, and the test of welcome offers among them.

Each prospect has a least depth of the offer at which it comes. Customers who were won in the weeks of the test are
given such a depth in hindsight: the more one is worth, the less it tends to need. So the arms are alike before the
offer, as after a draw, and a deeper offer wins more customers of less value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING, Raw
from customer_value.data.generate.config import BLOCK_SIZE
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.baskets import DEEP_DISCOUNT
from customer_value.data.generate.trade.people import describe
from customer_value.data.generate.trade.worth import worth
from customer_value.data.schema.marketing import SOURCES
from customer_value.data.schema.trade import ACQUISITION_CHANNELS

from .campaigns import WELCOME, WELCOME_DEPTHS

if TYPE_CHECKING:
    from customer_value.data.generate.block import Block

CUSTOMERS_PER_PROSPECT = 2
PROSPECTS = BLOCK_SIZE // CUSTOMERS_PER_PROSPECT
DEPTHS = len(WELCOME_DEPTHS)
ARM_SIZE = PROSPECTS // DEPTHS
# Of the 500 prospects of an arm, so many need at least each depth; all others never come.
COME_FROM = np.array([16, 11, 10, 12, 10])
NEVER = DEPTHS
# How far the least depth departs from the order of values, as a share of all ranks.
NOISE = 0.60
# One customer of very high value would decide which arm looks best.
MOST_VALUE_CENTS = 40_000
SOURCE_OF_CHANNEL = {"walk_in": "store", "search": "website", "social": "competition", "referral": "friend"}
SOURCE_SHARES = {"website": 0.26, "store": 0.45, "competition": 0.13, "friend": 0.16}


@dataclass(frozen=True)
class Welcome:
    """The prospects of one block, by place; `depth` and `needs` are places in WELCOME_DEPTHS."""

    depth: np.ndarray
    needs: np.ndarray  # the least depth at which the prospect comes, or NEVER
    alike: np.ndarray  # the customer that it has become, or one alike
    won: np.ndarray
    source: np.ndarray


def draw_welcome(block: Block) -> Welcome:
    """Give the customers won in the weeks of the test their places, and the others to prospects who did not come."""
    rng = stream(block.seed, Family.PROSPECTS, block.number)
    value = worth(block.people, np.ones(BLOCK_SIZE, dtype=bool)).lifetime
    pool = _pool(block)
    pool = pool[value[pool] < MOST_VALUE_CENTS]
    customer, needs, depth = _seats(rng, pool, value)
    others_needs, others_depth = _others(needs, depth)
    mixed = rng.permutation(len(others_needs))
    others_needs, others_depth = others_needs[mixed], others_depth[mixed]
    alike = rng.choice(pool, len(others_needs))
    for least in range(DEPTHS):
        rows = others_needs == least
        alike[rows] = rng.choice(customer[needs == least], int(rows.sum()))
    place = customer // CUSTOMERS_PER_PROSPECT
    free = np.setdiff1d(np.arange(PROSPECTS), place)
    order = np.argsort(np.concatenate([place, free]))
    source_of = np.array([SOURCES.index(SOURCE_OF_CHANNEL.get(name, "website")) for name in ACQUISITION_CHANNELS])
    source = source_of[block.people.acquisition[customer]]
    others_source = _sources(rng, source, depth, others_depth)
    return Welcome(
        np.concatenate([depth, others_depth])[order],
        np.concatenate([needs, others_needs])[order],
        np.concatenate([customer, alike])[order],
        (np.arange(PROSPECTS) < len(customer))[order],
        np.concatenate([source, others_source])[order],
    )


def _pool(block: Block) -> np.ndarray:
    """Find customers won in the weeks of the test other than by the public discount; at most one for each prospect."""
    first = block.history.at[block.history.number == 1]
    inside = (first >= WELCOME.start) & (first < WELCOME.end) & (block.people.acquisition != DEEP_DISCOUNT)
    customer = np.flatnonzero(inside)
    return customer[np.unique(customer // CUSTOMERS_PER_PROSPECT, return_index=True)[1]]


def _seats(rng: np.random.Generator, pool: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Choose customers evenly over all values, and give each a least depth and an arm that is no shallower.

    Customers of the same least depth are dealt out to the arms in turn, the most valuable first, there and back.
    """
    rank = np.argsort(np.argsort(-value[pool], kind="stable")) / len(pool) + NOISE * rng.random(len(pool))
    seats = COME_FROM * np.arange(DEPTHS, 0, -1)
    wanted = int(seats.sum())
    pick = np.unique((2 * np.arange(wanted) + 1) * len(pool) // (2 * wanted))
    customer = pool[np.argsort(rank, kind="stable")][pick]
    needs = np.repeat(np.arange(DEPTHS), seats)[: len(customer)]
    order = np.lexsort((-value[customer], needs))
    customer, needs = customer[order], needs[order]
    arms = DEPTHS - needs
    turn, place = np.divmod(np.arange(len(needs)) - np.searchsorted(needs, needs), arms)
    there_and_back = np.where(turn % 2 == 0, place, arms - 1 - place)
    return customer, needs, needs + (there_and_back + rng.integers(0, 60, DEPTHS)[needs]) % arms


def _others(needs: np.ndarray, depth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fill each arm up with prospects who did not come, so that all arms hold the same mix of least depths."""
    counts = np.append(COME_FROM, ARM_SIZE - COME_FROM.sum())
    missing = np.tile(counts, (DEPTHS, 1))
    np.subtract.at(missing, (depth, needs), 1)
    # A place of the mix that a customer could not take stays empty and goes to who never comes.
    comes = np.arange(DEPTHS + 1) <= np.arange(DEPTHS)[:, None]
    missing[:, NEVER] += np.where(comes, missing, 0).sum(axis=1)
    missing[comes] = 0
    arm, least = np.indices(missing.shape)
    return np.repeat(least.ravel(), missing.ravel()), np.repeat(arm.ravel(), missing.ravel())


def _sources(rng: np.random.Generator, taken: np.ndarray, depth: np.ndarray, others_depth: np.ndarray) -> np.ndarray:
    """Give sources to who did not come, so that each arm holds the same number of each source."""
    sizes = np.array([round(SOURCE_SHARES[name] * ARM_SIZE) for name in SOURCES])
    source = np.empty(len(others_depth), dtype=np.int64)
    for arm in range(DEPTHS):
        left = sizes - np.bincount(taken[depth == arm], minlength=len(SOURCES))
        source[others_depth == arm] = rng.permutation(np.repeat(np.arange(len(SOURCES)), left))
    return source


def prospects(block: Block) -> Raw:
    """Return the prospects with the arm of the test, and what has become of them."""
    welcome = block.welcome
    seen = describe(stream(block.seed, Family.PROSPECT_DESCRIPTIONS, block.number), block.people)
    described = {
        name: np.where(welcome.won, block.known[name][welcome.alike], seen[name][:PROSPECTS])
        for name in ("area", "distance_km", "household_size", "age_band", "has_email_consent")
    }
    return {
        "prospect_id": _ids(block),
        "source": welcome.source,
        **described,
        "offer_percent": WELCOME_DEPTHS[welcome.depth],
        "won_customer_id": np.where(welcome.won, block.ids[welcome.alike], MISSING),
    }


def true_prospects(block: Block) -> Raw:
    """Return the least depth and the value of each prospect."""
    welcome = block.welcome
    value = worth(block.people, np.ones(BLOCK_SIZE, dtype=bool))
    depths = np.append(WELCOME_DEPTHS, MISSING)
    return {
        "prospect_id": _ids(block),
        "need_segment": block.people.segment[welcome.alike],
        "comes_from_percent": depths[welcome.needs],
        "lifetime_value_eur": np.round(value.lifetime[welcome.alike]).astype(np.int64),
        "expected_basket_eur": np.round(value.basket[welcome.alike]).astype(np.int64),
    }


def _ids(block: Block) -> np.ndarray:
    return np.arange(1, PROSPECTS + 1) + block.number * PROSPECTS
