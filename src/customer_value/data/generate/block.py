"""One block of 5,000 customers: everything that happens to them, as whole numbers."""

from __future__ import annotations

import numpy as np

from customer_value.data.arrow import MISSING, Raw

from .baskets import Lines, draw_lines
from .clock import DAY, TODAY, WINDOW_START, seconds
from .config import ACCOUNT_COST_CENTS, BLOCK_SIZE, ONLINE_COST_CENTS, ORDER_COST_CENTS, Config
from .people import SHARE, People, describe, draw_people
from .purchases import STORE, Purchases, draw_purchases
from .returning import Returned, draw_returns
from .worth import worth

ORDERS_PER_CUSTOMER = 1_000


def make_block(config: Config, block: int) -> dict[str, Raw]:
    """Make one block of customers: the tables' raw columns, by name of the table.

    A pure function: the same block comes out whichever blocks were made before, and whoever makes it. Money is in
    cents, shares in 1/10,000, times in seconds since 1970-01-01, text as the index of the schema's values, and
    `MISSING` stands for a missing value. A full block is drawn, then cut to the number of customers.

    Parameters
    ----------
    config
        Seed and number of customers.
    block
        Number of the block, from 0.

    Examples
    --------
    >>> tables = make_block(Config(seed=1, customers=300), 0)
    >>> len(tables["customers"]["customer_id"])
    300
    """
    people = draw_people(config.seed, block)
    history = draw_purchases(config.seed, block, people)
    orders = history[history.at >= seconds(WINDOW_START)]
    lines = draw_lines(config.seed, block, people, orders)
    returned = draw_returns(config.seed, block, people, orders, lines)
    ids = np.arange(1, BLOCK_SIZE + 1) + block * BLOCK_SIZE
    tables = _tables(ids, orders, lines, returned)
    tables["customers"] = _customers(ids, history, describe(config.seed, block, people))
    tables["truth/customers"] = _truth(ids, people, history, tables)
    return {name: _cut(name, raw, config.customers) for name, raw in tables.items()}


def blocks(config: Config) -> range:
    """Numbers of the blocks that the customers fill."""
    return range(-(-config.customers // BLOCK_SIZE))


def _cut(name: str, raw: Raw, customers: int) -> Raw:
    owner = raw["customer_id"] if name != "order_lines" else raw["order_id"] // ORDERS_PER_CUSTOMER
    return {column: values[owner <= customers] for column, values in raw.items()}


def _tables(ids: np.ndarray, orders: Purchases, lines: Lines, returned: Returned) -> dict[str, Raw]:
    order_id = ids[orders.customer] * ORDERS_PER_CUSTOMER + orders.number
    past = orders.at < seconds(TODAY)
    all_orders = _orders(order_id, ids, orders, lines)
    all_returns = _returns(order_id, ids, orders, lines, returned)
    returned_past = returned.on < seconds(TODAY)
    in_2026 = ~returned_past & (returned.on < seconds(TODAY) + 365 * DAY)
    return {
        "orders": _rows(all_orders, past),
        "order_lines": _rows(_order_lines(order_id, lines), past[lines.order]),
        "returns": _rows(all_returns, returned_past),
        "truth/orders_2026": _rows(all_orders, ~past),
        "truth/returns_2026": _rows(all_returns, in_2026),
    }


def _rows(raw: Raw, rows: np.ndarray) -> Raw:
    return {column: values[rows] for column, values in raw.items()}


def sum_by(group: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    """Sum whole numbers by group; exact, since all sums are far below 2**53."""
    return np.asarray(np.bincount(group, weights=values, minlength=groups).astype(np.int64))


def _orders(order_id: np.ndarray, ids: np.ndarray, orders: Purchases, lines: Lines) -> Raw:
    n = len(order_id)
    gross, discount = (sum_by(lines.order, values, n) for values in (lines.gross, lines.discount))
    return {
        "order_id": order_id,
        "customer_id": ids[orders.customer],
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


def _order_lines(order_id: np.ndarray, lines: Lines) -> Raw:
    return {
        "order_id": order_id[lines.order],
        "line_no": lines.number,
        "product_id": lines.product + 1,
        "quantity": lines.quantity,
        "unit_price_eur": lines.price,
        "discount_eur": lines.discount,
        "net_eur": lines.net,
    }


def _returns(order_id: np.ndarray, ids: np.ndarray, orders: Purchases, lines: Lines, returned: Returned) -> Raw:
    order = lines.order[returned.line]
    return {
        "order_id": order_id[order],
        "line_no": lines.number[returned.line],
        "customer_id": ids[orders.customer[order]],
        "returned_on": returned.on,
        "refund_eur": lines.net[returned.line],
        "lost_margin_eur": lines.margin[returned.line],
        "handling_cost_eur": returned.handling,
        "reason": returned.reason,
    }


def _customers(ids: np.ndarray, history: Purchases, known: Raw) -> Raw:
    before = history.at < seconds(WINDOW_START)
    return {
        "customer_id": ids,
        "first_order_on": history.at[history.number == 1] // DAY * DAY,
        "orders_before": np.bincount(history.customer[before], minlength=len(ids)),
        **known,
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


def _truth(ids: np.ndarray, people: People, history: Purchases, tables: dict[str, Raw]) -> Raw:
    left = history.dropout_at
    active = (left == MISSING) | (left >= seconds(TODAY))
    value = worth(people, active)
    margin, cost = contribution(ids, tables["truth/orders_2026"], tables["truth/returns_2026"])
    return {
        "customer_id": ids,
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
    }


def _whole(values: np.ndarray) -> np.ndarray:
    return np.round(values).astype(np.int64)
