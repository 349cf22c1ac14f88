"""Customers: what drives them (hidden) and what the shop knows of them (visible)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.choosing import count_reached
from customer_value.data.generate.config import (
    ACQUISITIONS,
    BASKET_SIGMA_BETWEEN,
    BLOCK_SIZE,
    DISCOUNT_RATE,
    SEGMENTS,
    SHARE_BEFORE_WINDOW,
)
from customer_value.data.generate.streams import Family, stream

from .shops import store_shares

SHARE = 10_000  # shares and rates are whole numbers of 1/10,000
MOST_ORDERS_PER_YEAR = 52
GOLDEN_RATIO = (5**0.5 - 1) / 2
AREA_SHARES = np.array([0.40, 0.38, 0.22])
AREA_DISTANCES = np.array([3.0, 7.0, 18.0])
AGE_SHARES = np.array([0.17, 0.27, 0.27, 0.20, 0.09])
HOUSEHOLD_SHARES = np.array([0.32, 0.33, 0.15, 0.13, 0.05, 0.02])


@dataclass(frozen=True)
class People:
    """One block of customers. Chances and rates are whole numbers of 1/10,000, money is in cents."""

    segment: np.ndarray
    acquisition: np.ndarray
    needs: np.ndarray
    start: np.ndarray  # position on the seasonal clock of the first order, in years since 2021-01-01
    rate: np.ndarray
    dropout: np.ndarray
    orders_until_dropout: np.ndarray
    basket: np.ndarray  # mean gross value of an order
    offer: np.ndarray
    online: np.ndarray
    store_return: np.ndarray
    online_return: np.ndarray
    home_store: np.ndarray


def by_segment(attribute: str) -> np.ndarray:
    """One attribute of all need segments as an array."""
    return np.array([getattr(segment, attribute) for segment in SEGMENTS])


def by_acquisition(attribute: str) -> np.ndarray:
    """One attribute of all acquisition channels as an array."""
    return np.array([getattr(channel, attribute) for channel in ACQUISITIONS])


def pick(uniform: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Turn uniform numbers into choices with the given shares (one list, or one row for each number)."""
    return count_reached(np.cumsum(shares, axis=-1)[..., :-1].T, uniform)


def _share(values: np.ndarray, least: int = 0, most: int = SHARE) -> np.ndarray:
    return np.clip(np.round(values * SHARE).astype(np.int64), least, most)


def _needs(rng: np.random.Generator, segment: np.ndarray) -> np.ndarray:
    """Need weights in 1/10,000 that sum to 10,000: Dirichlet as scaled gammas, the remainder to the largest."""
    weight = rng.standard_gamma(by_segment("needs")[segment])
    share = np.floor(weight / weight.sum(axis=1, keepdims=True) * SHARE).astype(np.int64)
    share[np.arange(len(share)), share.argmax(axis=1)] += SHARE - share.sum(axis=1)
    return np.asarray(share)


def alike(rng: np.random.Generator, segment: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Uniform numbers that are spread evenly over customers of the same segment and like value.

    Channels that are drawn from them win customers of the same mix before their own effect sets in. With free draws a
    handful of heavy buyers would decide which channel looks best, and each learner's shop would tell another story.
    """
    uniform = np.empty(len(score))
    uniform[np.lexsort((score, segment))] = (rng.random() + np.arange(len(score)) * GOLDEN_RATIO) % 1.0
    return uniform


def draw_people(seed: int, block: int) -> People:
    """Draw what drives the customers of one block."""
    rng = stream(seed, Family.PEOPLE, block)
    n = BLOCK_SIZE
    segment = pick(rng.random(n), by_segment("share"))
    early = rng.random(n) < SHARE_BEFORE_WINDOW
    start = np.where(early, 0.0, 2.0) + rng.random(n) * np.where(early, 2.0, 3.0)
    shape = by_segment("rate_shape")[segment]
    rate = rng.standard_gamma(shape) * by_segment("rate_mean")[segment] / shape
    dropout = rng.beta(by_segment("dropout_a")[segment], by_segment("dropout_b")[segment])
    between = np.exp(BASKET_SIGMA_BETWEEN * rng.standard_normal(n) - BASKET_SIGMA_BETWEEN**2 / 2)
    basket = np.round(by_segment("basket_eur")[segment] * 100 * between).astype(np.int64)
    score = basket * rate * (1 - dropout) / (rate * dropout + DISCOUNT_RATE)
    acquisition = pick(alike(rng, segment, score), by_acquisition("share").T[segment])
    odds = by_acquisition("leave_factor")[acquisition] * dropout / (1 - dropout)
    leaves = _share(odds / (1 + odds), 10, 9_900)
    offer_mean = by_segment("offer_mean")[segment] * by_acquisition("offer_factor")[acquisition]
    online_mean = by_segment("online_mean")[segment]
    careless = rng.standard_gamma(2.0, n) / 2.0
    return People(
        segment=segment,
        acquisition=acquisition,
        needs=_needs(rng, segment),
        start=start,
        rate=_share(rate * by_acquisition("rate_factor")[acquisition], 100, MOST_ORDERS_PER_YEAR * SHARE),
        dropout=leaves,
        orders_until_dropout=1 + rng.geometric(leaves / SHARE),
        basket=basket,
        offer=_share(rng.beta(4 * offer_mean, 4 * (1 - offer_mean))),
        online=_share(rng.beta(2 * online_mean, 2 * (1 - online_mean))),
        store_return=_share(by_segment("store_return")[segment] * careless, 0, 6_000),
        online_return=_share(by_segment("online_return")[segment] * careless, 0, 9_000),
        home_store=np.searchsorted(store_shares(), rng.integers(0, SHARE, n), side="right") + 1,
    )


def describe(rng: np.random.Generator, people: People) -> dict[str, np.ndarray]:
    """Draw what the shop knows of the customers, apart from their purchases."""
    n = BLOCK_SIZE
    area = pick(rng.random(n), AREA_SHARES)
    age = pick(rng.random(n), AGE_SHARES)
    cost = by_acquisition("cost_eur")[people.acquisition] * 100
    return {
        "acquisition_channel": people.acquisition,
        "acquisition_cost_eur": np.round(cost * np.exp(0.2 * rng.standard_normal(n) - 0.02)).astype(np.int64),
        "home_store_id": people.home_store,
        "area": area,
        "distance_km": np.clip(
            np.round(10 * AREA_DISTANCES[area] * np.exp(0.6 * rng.standard_normal(n))), 1, 1_200
        ).astype(np.int64),
        "household_size": pick(rng.random(n), HOUSEHOLD_SHARES) + 1,
        "age_band": np.where(rng.random(n) < 0.08, MISSING, age),
        "has_email_consent": (rng.random(n) < 0.68).astype(np.int64),
    }
