"""The survey of wallets: in each category, how many shops, our rank among them, and what is spent in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.config import LINES_BASE, LINES_PER_EURO
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.baskets import CATEGORY_SHARES
from customer_value.data.generate.trade.people import SHARE

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block

MOST_SHOPS = 6
CATEGORIES = CATEGORY_SHARES.shape[1]
# What is spent elsewhere follows the needs less than what is spent with us, and differs between households.
OWN_SHARE, SPLIT_SHAPE = 0.5, 3.0
MEMORY = 0.88  # of the true spending is remembered
MEMORY_NOISE = 0.30
RANK_NOISE = 0.20
# Beyond two: the less is spent with us, the more other shops are used.
FURTHER_SHOPS = 0.55


def rule_shares() -> np.ndarray:
    """Shares of wallet by the wallet allocation rule (Keiningham et al. 2011): shops used x rank.

    (1 - rank / (shops + 1)) x 2 / shops; ranks that do not exist are far away.
    """
    shops = np.arange(1, MOST_SHOPS + 1)[:, None]
    rank = np.arange(1, MOST_SHOPS + 1)
    return np.where(rank <= shops, (1 - rank / (shops + 1)) * 2 / shops, 9.0)


def _split(rng: np.random.Generator, block: Block, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Split spending per year, with us and elsewhere, over the categories (customers x categories; cents)."""
    own = CATEGORY_SHARES[block.people.segment[rows]]
    weight = (OWN_SHARE * own + (1 - OWN_SHARE) / CATEGORIES) * rng.standard_gamma(SPLIT_SHAPE, own.shape)
    elsewhere = block.wallet.elsewhere[rows, None] * weight / weight.sum(axis=1, keepdims=True)
    here = block.wallet.ours[rows] * ~block.respondents.had_left[rows]
    return here[:, None] * own, elsewhere


def _heaped(cents: np.ndarray) -> np.ndarray:
    """Round as people do: to tens below €100, to fifties below €500, to hundreds above."""
    step = np.select([cents < 10_000, cents < 50_000], [1_000, 5_000], 10_000)
    return np.asarray(np.maximum(np.floor(cents / step + 0.5), 1).astype(np.int64) * step)


def survey_wallet(block: Block) -> Raw:
    """Return one row for each respondent and category."""
    rng = stream(block.seed, Family.SURVEY_WALLET, block.number)
    rows = block.respondents.wallet
    here, elsewhere = _split(rng, block, rows)
    lines = block.people.rate[rows] / SHARE * (1 + LINES_BASE + LINES_PER_EURO / 100 * block.people.basket[rows])
    bought = -np.expm1(-lines[:, None] * CATEGORY_SHARES[block.people.segment[rows]])
    uses_us = (rng.random(here.shape) < bought) & (here > 0)
    with_us = np.where(uses_us, here / np.maximum(bought, 1e-9), 0.0)
    share = with_us / (with_us + elsewhere)
    shops = 2 + rng.binomial(MOST_SHOPS - 2, FURTHER_SHOPS * (1 - share))
    felt = share * np.exp(RANK_NOISE * rng.standard_normal(here.shape))
    rank = np.abs(rule_shares()[shops - 1] - felt[..., None]).argmin(axis=2) + 1
    stated = (with_us + elsewhere) * MEMORY * np.exp(MEMORY_NOISE * rng.standard_normal(here.shape))
    return {
        "customer_id": np.repeat(block.ids[rows], CATEGORIES),
        "category": np.tile(np.arange(CATEGORIES), len(rows)),
        "brands_used": np.where(uses_us, shops, shops - 1).ravel(),
        "rank_of_us": np.where(uses_us, rank, MISSING).ravel(),
        "stated_spend_eur_per_year": _heaped(stated).ravel(),
    }
