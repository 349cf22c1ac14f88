"""Cases at the customer service: questions, delivery, returns, complaints.

A case is about one order. Returns bring cases, and complaints stand out at the orders after which a customer leaves
for good: they go with leaving, and cause nothing here, since when customers leave is drawn before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import DAY, TODAY, seconds
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.purchases import STORE
from customer_value.data.generate.trade.tables import order_ids
from customer_value.data.schema.service import CASE_TYPES

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block

# Chances that an order brings a case, by type: always, when online, when something comes back, when it is the last one.
#                     question delivery return complaint
ALWAYS = np.array([0.015, 0.000, 0.000, 0.010])
ONLINE = np.array([0.015, 0.045, 0.000, 0.006])
BACK = np.array([0.010, 0.000, 0.090, 0.100])
LAST = np.array([0.000, 0.000, 0.000, 0.100])
MINUTES = np.array([5.0, 9.0, 7.0, 16.0])  # medians
MINUTES_SIGMA = 0.5
CENTS_PER_MINUTE = 60
SOLVED = np.array([0.97, 0.86, 0.90, 0.68])
SOLVED_LESS_AT_LAST = 0.25
ASKS_AGAIN = 0.45
WAIT_DAYS, OPENS, HOURS = 4.0, 8 * 3_600, 12 * 3_600
CASES_PER_ORDER = 10


def service_cases(block: Block) -> Raw:
    """Return the cases that were opened until 2025; who is not helped may ask once again."""
    rng = stream(block.seed, Family.SERVICE, block.number)
    order, kind = _first_cases(rng, block)
    opened = _opening(rng, block.orders.at[order])
    solved = _solved(rng, block, order, kind)
    again = np.flatnonzero(~solved & (rng.random(len(order)) < ASKS_AGAIN))
    every = np.append(np.arange(len(order)), again)
    number = 1 + (np.arange(len(every)) >= len(order))
    opened = np.append(opened, _opening(rng, opened[again]))
    solved = np.append(solved, _solved(rng, block, order[again], kind[again]))
    order, kind = order[every], kind[every]
    minutes = np.ceil(MINUTES[kind] * np.exp(MINUTES_SIGMA * rng.standard_normal(len(kind)))).astype(np.int64)
    raw = {
        "case_id": order_ids(block)[order] * CASES_PER_ORDER + number,
        "order_id": order_ids(block)[order],
        "customer_id": block.ids[block.orders.customer[order]],
        "opened_at": opened,
        "case_type": kind,
        "minutes": minutes,
        "cost_eur": minutes * CENTS_PER_MINUTE,
        "is_solved": solved.astype(np.int64),
    }
    rows = np.argsort(raw["case_id"])
    rows = rows[opened[rows] < seconds(TODAY)]
    return {column: values[rows] for column, values in raw.items()}


def _first_cases(rng: np.random.Generator, block: Block) -> tuple[np.ndarray, np.ndarray]:
    """Draw which orders bring a case, and of which type."""
    orders = block.orders
    back = np.bincount(block.lines.order[block.returned.line], minlength=len(orders.at)) > 0
    chance = ALWAYS + np.outer(orders.channel != STORE, ONLINE) + np.outer(back, BACK) + np.outer(_last(block), LAST)
    kind = (rng.random(len(orders.at))[:, None] >= np.cumsum(chance, axis=1)).sum(axis=1)
    order = np.flatnonzero(kind < len(CASE_TYPES))
    return order, kind[order]


def _last(block: Block) -> np.ndarray:
    """Tell the orders after which a customer leaves for good."""
    left = block.orders.dropout_at[block.orders.customer]
    return np.asarray((left != MISSING) & (block.orders.at >= left))


def _solved(rng: np.random.Generator, block: Block, order: np.ndarray, kind: np.ndarray) -> np.ndarray:
    return np.asarray(rng.random(len(order)) < SOLVED[kind] - SOLVED_LESS_AT_LAST * _last(block)[order])


def _opening(rng: np.random.Generator, after: np.ndarray) -> np.ndarray:
    """Draw when a case is opened: some days later, in the hours of the service."""
    day = after // DAY + 1 + np.floor(WAIT_DAYS * rng.standard_exponential(len(after))).astype(np.int64)
    return np.asarray(day * DAY + OPENS + rng.integers(0, HOURS, len(after)))
