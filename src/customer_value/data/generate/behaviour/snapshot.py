"""The customers as an export showed them on 2025-01-01, with one column that knows the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import DAY, WINDOW_START, seconds
from customer_value.data.generate.trade.people import SHARE
from customer_value.data.generate.trade.purchases import STORE

from .service import service_cases

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block

BEGIN, DAY_OF_EXPORT, HALF_YEAR_LATER = (
    seconds(np.datetime64(day)) for day in ("2024-01-01", "2025-01-01", "2025-07-01")
)


def customer_snapshot(block: Block) -> Raw:
    """Return what was known on 2025-01-01 of the customers of that day, and the coupons of the half year after."""
    first = block.history.at[block.history.number == 1]
    joined = block.membership.joined_at
    known = first < DAY_OF_EXPORT
    raw = {
        "customer_id": block.ids,
        "tenure_days": (DAY_OF_EXPORT - first // DAY * DAY) // DAY,
        "recency_days": (DAY_OF_EXPORT - _latest(block) // DAY * DAY) // DAY,
        **_purchases(block),
        **_visits(block),
        "service_case_count": _cases(block),
        "is_member": ((joined != MISSING) & (joined < DAY_OF_EXPORT)).astype(np.int64),
        "coupons_next_half_year": _coupons(block),
    }
    return {column: values[known] for column, values in raw.items()}


def _latest(block: Block) -> np.ndarray:
    """Give the time of the latest order before the export, which may be older than the books."""
    latest = np.zeros(len(block.ids), dtype=np.int64)
    for orders in (block.history[block.history.at < seconds(WINDOW_START)], block.orders):
        before = orders.at < DAY_OF_EXPORT
        np.maximum.at(latest, orders.customer[before], orders.at[before])
    return latest


def _purchases(block: Block) -> Raw:
    """Sum up the orders of 2024, and what came back in that year."""
    orders, lines, returned = block.orders, block.lines, block.returned
    inside = (orders.at >= BEGIN) & (orders.at < DAY_OF_EXPORT)
    row, online = orders.customer[lines.order], (orders.channel != STORE)[lines.order]
    net, gross = lines.net * inside[lines.order], lines.gross * inside[lines.order]
    back = returned.line[(returned.on >= BEGIN) & (returned.on < DAY_OF_EXPORT)]
    sales, full = _sum(block, row, net), _sum(block, row, gross)
    none = sales == 0
    return {
        "order_count": _sum(block, orders.customer, inside),
        "net_sales_eur": sales,
        "refund_eur": _sum(block, row[back], lines.net[back]),
        "discount_share": np.where(none, MISSING, (full - sales) * SHARE // np.maximum(full, 1)),
        "online_share": np.where(none, MISSING, _sum(block, row, net * online) * SHARE // np.maximum(sales, 1)),
    }


def _visits(block: Block) -> Raw:
    weeks = block.weeks
    # The week of the export began on 30 December and is not over.
    inside = weeks.week + 7 * DAY <= DAY_OF_EXPORT
    row = weeks.customer[inside]
    return {
        "web_sessions": _sum(block, row, weeks.sessions[inside]),
        "cart_adds": _sum(block, row, weeks.cart_adds[inside]),
    }


def _cases(block: Block) -> np.ndarray:
    cases = service_cases(block)
    inside = (cases["opened_at"] >= BEGIN) & (cases["opened_at"] < DAY_OF_EXPORT)
    return _sum(block, cases["customer_id"][inside] - block.ids[0], np.ones(int(inside.sum())))


def _coupons(block: Block) -> np.ndarray:
    """Count the lines bought on offer in the half year after the export: nobody could know them."""
    orders, lines = block.orders, block.lines
    later = ((orders.at >= DAY_OF_EXPORT) & (orders.at < HALF_YEAR_LATER))[lines.order] & (lines.discount > 0)
    return _sum(block, orders.customer[lines.order[later]], np.ones(int(later.sum())))


def _sum(block: Block, row: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.bincount(row, weights=values, minlength=len(block.ids)).astype(np.int64)
