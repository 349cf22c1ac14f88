"""The choice experiment (conjoint): which of three ways to order would be taken."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import alike

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block

TASKS, PROFILES, SETS = 10, 3, 2
DELIVERY_DAYS = np.array([2, 3, 5])
RETURNS_DAYS = np.array([14, 30, 60])
FEES = np.array([[0, 5, 10], [0, 10, 20]])  # euros, by version of the questionnaire

# Part-worths by need segment: price, convenience, quality, service, gift.
FEE_PER_EURO = np.array([-0.185, -0.120, -0.100, -0.110, -0.115])
DELIVERY_PER_DAY = np.array([-0.14, -0.36, -0.17, -0.17, -0.26])
RETURNS_RANGE = np.array([0.20, 0.30, 0.40, 0.85, 0.40])
ASSORTMENT_RANGE = np.array([0.15, 0.20, 0.85, 0.25, 0.40])
STEPS = np.array([0.0, 0.6, 1.0])  # the middle level of returns and assortment is worth this part of the range


@cache
def designs() -> np.ndarray:
    """Two questionnaires: sets x tasks x profiles x attributes, as levels 0 to 2.

    In each task every attribute shows each of its levels once, so no two profiles are the same, and no profile beats
    another in everything. Of all such tasks 20 are taken at equal distances.
    """
    orders = np.array(list(permutations(range(3))))
    # The first attribute's levels stand in the order of the profiles; the tasks turn them below.
    tasks = np.array(
        [np.stack([orders[0], one, two, three], axis=1) for one in orders for two in orders for three in orders]
    )
    better = tasks * np.array([-1, 1, -1, 1])  # short delivery, long returns, low fee, large assortment
    beats = (better[:, :, None] >= better[:, None]).all(axis=3) & ~np.eye(PROFILES, dtype=bool)
    kept = tasks[~beats.any(axis=(1, 2))]
    chosen = kept[np.arange(SETS * TASKS) * len(kept) // (SETS * TASKS)]
    turned = np.stack([np.roll(task, number, axis=0) for number, task in enumerate(chosen)])
    return turned.reshape(TASKS, SETS, PROFILES, 4).swapaxes(0, 1)


def utilities(segment: np.ndarray, levels: np.ndarray, fee: np.ndarray) -> np.ndarray:
    """Sum the part-worths of profiles, as the respondent's need segment feels them.

    Parameters
    ----------
    segment
        Need segment of each respondent.
    levels
        Respondents x tasks x profiles x attributes.
    fee
        Fee in euros: respondents x tasks x profiles.
    """
    of = segment[:, None, None]
    delivery, returns, _, assortment = np.moveaxis(levels, -1, 0)
    return np.asarray(
        DELIVERY_PER_DAY[of] * DELIVERY_DAYS[delivery]
        + RETURNS_RANGE[of] * STEPS[returns]
        + FEE_PER_EURO[of] * fee
        + ASSORTMENT_RANGE[of] * STEPS[assortment]
    )


def survey_choices(block: Block) -> Raw:
    """Return the tasks of the block's respondents: ten tasks of three profiles for each."""
    rng = stream(block.seed, Family.SURVEY_CHOICES, block.number)
    rows = block.respondents.choices
    segment, n = block.people.segment[rows], len(rows)
    form = (alike(rng, segment, rng.random(n)) * 2 * SETS).astype(np.int64)
    version, number = form // SETS, form % SETS
    levels = designs()[number]
    fee = FEES[version[:, None, None], levels[..., 2]]
    weight = np.exp(utilities(segment, levels, fee))
    limits = np.cumsum(weight / weight.sum(axis=2, keepdims=True), axis=2)[..., :-1]
    # Respondents of one segment who see the same task are drawn evenly, so that shares come out as they should.
    task = number[:, None] * TASKS + np.arange(TASKS)
    group = (segment * 2 + version)[:, None] * SETS * TASKS + task
    uniform = alike(rng, group.ravel(), rng.random(n * TASKS)).reshape(n, TASKS)
    chosen = (uniform[..., None] >= limits).sum(axis=2)
    return {
        "customer_id": np.repeat(block.ids[rows], TASKS * PROFILES),
        "version": np.repeat(version, TASKS * PROFILES),
        "task": np.tile(np.repeat(np.arange(1, TASKS + 1), PROFILES), n),
        "profile": np.tile(np.arange(1, PROFILES + 1), n * TASKS),
        "delivery_days": DELIVERY_DAYS[levels[..., 0]].ravel(),
        "returns_days": RETURNS_DAYS[levels[..., 1]].ravel(),
        "fee_eur": fee.ravel() * 100,
        "assortment": levels[..., 3].ravel(),
        "is_chosen": (chosen[..., None] == np.arange(PROFILES)).astype(np.int64).ravel(),
    }
