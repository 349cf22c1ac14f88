"""What customers are worth in truth, computed from what drives them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_value.data.generate.config import (
    ACCOUNT_COST_CENTS,
    DEEP_DISCOUNT_PERCENT,
    DISCOUNT_RATE,
    LIFETIME_YEARS,
    LINE_RETURN_CHANCE,
    LINES_BASE,
    LINES_PER_EURO,
    OFFER_DEPTH_SHARES,
    OFFER_DEPTHS,
    ONLINE_COST_CENTS,
    ONLINE_RETURN_CENTS,
    ORDER_COST_CENTS,
    STORE_RETURN_CENTS,
)

from .baskets import CATEGORY_SHARES, DEEP_DISCOUNT
from .people import SHARE, People, by_segment
from .shops import shelf


@dataclass(frozen=True)
class Worth:
    """Expected value of one order and of a lifetime; money in cents, not yet rounded."""

    basket: np.ndarray
    margin_share: np.ndarray
    per_order: np.ndarray
    lifetime: np.ndarray
    residual: np.ndarray


def _list_margin() -> np.ndarray:
    """Gross margin at list prices, by need segment."""
    return np.asarray(np.einsum("sc,st,ct->s", CATEGORY_SHARES, by_segment("tiers"), shelf().margin))


def _order_value(people: People, discount: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Net sales and contribution that one order brings at a discount (a share), after returns and serving cost."""
    gross = people.basket.astype(float)
    net = gross * (1 - discount)
    margin = net - gross * (1 - _list_margin()[people.segment])
    online, at_store, at_home = (v / SHARE for v in (people.online, people.store_return, people.online_return))
    chance = (1 - online) * at_store + online * at_home
    lines = 1 + LINES_BASE + LINES_PER_EURO / 100 * gross
    handling = (1 - online) * at_store * STORE_RETURN_CENTS + online * at_home * ONLINE_RETURN_CENTS
    serving = ORDER_COST_CENTS + online * ONLINE_COST_CENTS
    return net, margin * (1 - LINE_RETURN_CHANCE * chance) - serving - LINE_RETURN_CHANCE * handling * lines


def _future_orders(rate: np.ndarray, dropout: np.ndarray, years: float) -> np.ndarray:
    """Discounted number of orders of an active customer: those still active after t years are exp(-rate p t)."""
    speed = rate * dropout + np.log1p(DISCOUNT_RATE)
    return np.asarray(rate * -np.expm1(-speed * years) / speed)


def _account_cost(rate: np.ndarray, dropout: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Discounted cost of the account in the calendar years to come, of which the first begins after `first` years."""
    cost = np.zeros_like(rate)
    for year in range(LIFETIME_YEARS):
        begins = first + year
        lasts = np.minimum(1.0, LIFETIME_YEARS - begins)
        buys = np.exp(-rate * dropout * begins) * -np.expm1(-rate * lasts)
        cost += ACCOUNT_COST_CENTS * buys * (1 + DISCOUNT_RATE) ** -begins
    return cost


def worth(people: People, active: np.ndarray) -> Worth:
    """Compute the expected values in closed form.

    Parameters
    ----------
    people
        What drives the customers.
    active
        Whether each customer was still active on 2026-01-01.
    """
    rate, dropout = people.rate / SHARE, people.dropout / SHARE
    usual = people.offer / SHARE * float(OFFER_DEPTHS @ OFFER_DEPTH_SHARES) / 100
    at_first = np.where(people.acquisition == DEEP_DISCOUNT, DEEP_DISCOUNT_PERCENT / 100, usual)
    net, per_order = _order_value(people, usual)
    _, first_order = _order_value(people, at_first)
    to_new_year = np.ceil(people.start) - people.start
    orders = _future_orders(rate, dropout, LIFETIME_YEARS)
    later = per_order * orders - _account_cost(rate, dropout, to_new_year)
    lifetime = first_order - ACCOUNT_COST_CENTS + later
    residual = per_order * orders - _account_cost(rate, dropout, np.zeros_like(rate))
    margin_share = 1 - (1 - _list_margin()[people.segment]) / (1 - usual)
    return Worth(net, margin_share, per_order, lifetime, np.where(active, residual, 0.0))
