"""The tables of trade: customers, orders, their lines, what comes back, and what it all earns; money in cents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING, Raw
from customer_value.data.generate.behaviour.loyalty import extra_sales
from customer_value.data.generate.behaviour.wallet import yearly_values
from customer_value.data.generate.clock import DAY, TODAY, WINDOW_START, seconds
from customer_value.data.generate.config import ACCOUNT_COST_CENTS, ONLINE_COST_CENTS, ORDER_COST_CENTS

from .people import SHARE
from .purchases import STORE
from .worth import worth

if TYPE_CHECKING:
    from customer_value.data.generate.block import Block

ORDERS_PER_CUSTOMER = 1_000


def _rows(raw: Raw, rows: np.ndarray) -> Raw:
    return {column: values[rows] for column, values in raw.items()}


def _past(block: Block) -> np.ndarray:
    return np.asarray(block.orders.at < seconds(TODAY))


def sum_by(group: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    """Sum whole numbers by group; exact, since all sums are far below 2**53."""
    return np.asarray(np.bincount(group, weights=values, minlength=groups).astype(np.int64))


def order_ids(block: Block) -> np.ndarray:
    """Return the number of each order: customer 17's third order ever is 17003."""
    return np.asarray(block.ids[block.orders.customer] * ORDERS_PER_CUSTOMER + block.orders.number)


def orders(block: Block) -> Raw:
    """Return the orders until 2025."""
    return _rows(_all_orders(block), _past(block))


def orders_2026(block: Block) -> Raw:
    """Return the orders of 2026."""
    return _rows(_all_orders(block), ~_past(block))


def _all_orders(block: Block) -> Raw:
    orders, lines = block.orders, block.lines
    n = len(orders.customer)
    gross, discount = (sum_by(lines.order, values, n) for values in (lines.gross, lines.discount))
    return {
        "order_id": order_ids(block),
        "customer_id": block.ids[orders.customer],
        "ordered_at": orders.at,
        "channel": orders.channel,
        "store_id": orders.store,
        "item_count": sum_by(lines.order, lines.quantity, n),
        "gross_eur": gross,
        "discount_eur": discount,
        "net_eur": gross - discount,
        "margin_eur": sum_by(lines.order, lines.margin, n),
        "serving_cost_eur": ORDER_COST_CENTS + ONLINE_COST_CENTS * (orders.channel != STORE),
    }


def order_lines(block: Block) -> Raw:
    """Return the lines of the orders until 2025."""
    lines = block.lines
    everything = {
        "order_id": order_ids(block)[lines.order],
        "line_no": lines.number,
        "product_id": lines.product + 1,
        "quantity": lines.quantity,
        "unit_price_eur": lines.price,
        "discount_eur": lines.discount,
        "net_eur": lines.net,
    }
    return _rows(everything, _past(block)[lines.order])


def returns(block: Block) -> Raw:
    """Return what came back until 2025."""
    return _rows(_all_returns(block), block.returned.on < seconds(TODAY))


def returns_2026(block: Block) -> Raw:
    """Return what comes back in 2026."""
    on = block.returned.on
    return _rows(_all_returns(block), (on >= seconds(TODAY)) & (on < seconds(TODAY) + 365 * DAY))


def _all_returns(block: Block) -> Raw:
    lines, returned = block.lines, block.returned
    order = lines.order[returned.line]
    return {
        "order_id": order_ids(block)[order],
        "line_no": lines.number[returned.line],
        "customer_id": block.ids[block.orders.customer[order]],
        "returned_on": returned.on,
        "refund_eur": lines.net[returned.line],
        "lost_margin_eur": lines.margin[returned.line],
        "handling_cost_eur": returned.handling,
        "reason": returned.reason,
    }


def customers(block: Block) -> Raw:
    """Return what the shop knows of each customer."""
    history = block.history
    before = history.at < seconds(WINDOW_START)
    return {
        "customer_id": block.ids,
        "first_order_on": history.at[history.number == 1] // DAY * DAY,
        "orders_before": np.bincount(history.customer[before], minlength=len(block.ids)),
        **block.known,
    }


def contribution(customers: np.ndarray, orders: Raw, returns: Raw) -> tuple[np.ndarray, np.ndarray]:
    """Gross margin after returns, and cost to serve, of each customer (cents).

    The account costs €5 in each calendar year in which the customer bought.
    """
    row = np.searchsorted(customers, orders["customer_id"])
    back = np.searchsorted(customers, returns["customer_id"])
    n = len(customers)
    margin = sum_by(row, orders["margin_eur"], n) - sum_by(back, returns["lost_margin_eur"], n)
    year = orders["ordered_at"].astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64)
    years = np.bincount(np.unique(row * 10_000 + year) // 10_000, minlength=n)
    serving = sum_by(row, orders["serving_cost_eur"], n) + sum_by(back, returns["handling_cost_eur"], n)
    return margin, serving + years * ACCOUNT_COST_CENTS


def true_customers(block: Block) -> Raw:
    """Return the hidden truth about each customer."""
    people, left = block.people, block.history.dropout_at
    active = (left == MISSING) | (left >= seconds(TODAY))
    value = worth(people, active)
    actual, potential = yearly_values(people, block.wallet, active)
    margin, cost = contribution(block.ids, orders_2026(block), returns_2026(block))
    return {
        "customer_id": block.ids,
        "need_segment": people.segment,
        "need_price_share": people.needs[:, 0],
        "need_convenience_share": people.needs[:, 1],
        "need_quality_share": people.needs[:, 2],
        "need_service_share": people.needs[:, 3],
        "purchase_rate_per_year": people.rate,
        "dropout_chance": people.dropout,
        "dropout_on": np.where(left == MISSING, MISSING, left // DAY * DAY),
        "is_active": active.astype(np.int64),
        "expected_basket_eur": _whole(value.basket),
        "margin_share": _whole(value.margin_share * SHARE),
        "offer_chance": people.offer,
        "online_chance": people.online,
        "store_return_chance": people.store_return,
        "online_return_chance": people.online_return,
        "contribution_per_order_eur": _whole(value.per_order),
        "lifetime_value_eur": _whole(value.lifetime),
        "residual_value_eur": _whole(value.residual),
        "contribution_2026_eur": margin - cost,
        "wallet_eur_per_year": block.wallet.total,
        "reachable_share": block.wallet.reachable,
        "actual_value_eur": actual,
        "potential_value_eur": potential,
        "loyalty_wish_share": block.membership.wish,
        "loyalty_effect_share": block.membership.effect,
        "loyalty_extra_2025_eur": extra_sales(block, 2025),
    }


def _whole(values: np.ndarray) -> np.ndarray:
    return np.round(values).astype(np.int64)


def customer_summary(block: Block) -> Raw:
    """Sum up each customer: how long, how often, how much, and what it contributed."""
    known, bought, back, ids = customers(block), orders(block), returns(block), block.ids
    n = len(ids)
    row = np.searchsorted(ids, bought["customer_id"])
    count = np.bincount(row, minlength=n)
    latest = np.full(n, MISSING)
    np.maximum.at(latest, row, bought["ordered_at"])
    gross, discount, net = (sum_by(row, bought[name], n) for name in ("gross_eur", "discount_eur", "net_eur"))
    online = sum_by(row, bought["net_eur"] * (bought["channel"] > 0), n)
    refund = sum_by(np.searchsorted(ids, back["customer_id"]), back["refund_eur"], n)
    margin, cost = contribution(ids, bought, back)
    today = seconds(TODAY)
    return {
        "customer_id": ids,
        "acquisition_channel": known["acquisition_channel"],
        "tenure_days": (today - known["first_order_on"]) // DAY,
        "order_count": count,
        "recency_days": np.where(count > 0, (today - np.maximum(latest, 0) // DAY * DAY) // DAY, MISSING),
        "mean_basket_eur": _ratio(net, count),
        "net_sales_eur": net,
        "refund_eur": refund,
        "margin_eur": margin,
        "cost_to_serve_eur": cost,
        "contribution_eur": margin - cost,
        "discount_share": _ratio(discount * SHARE, gross),
        "online_share": _ratio(online * SHARE, net),
        "returned_share": _ratio(refund * SHARE, net),
    }


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Ratio of whole numbers, rounded half up; missing where there is nothing to divide by."""
    return np.where(whole > 0, (2 * part + whole) // np.maximum(2 * whole, 1), MISSING)
