"""The true lifetime value is what a simulation of the same customer comes to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from scipy.integrate import quad

from customer_value.data.arrow import Raw
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config
from customer_value.data.generate.trade.people import draw_people
from customer_value.data.generate.trade.worth import _future_orders, worth

SHARE = 10_000


def _per_year(truth: Raw) -> np.ndarray:
    """Expected contribution of 2026 of an active customer: orders of one year, and the account when there is one."""
    rate, dropout = truth["purchase_rate_per_year"] / SHARE, truth["dropout_chance"] / SHARE
    orders = -np.expm1(-rate * dropout) / dropout
    return truth["contribution_per_order_eur"] * orders + 500 * np.expm1(-rate)


@pytest.mark.parametrize(("rate", "dropout", "years"), [(4.0, 0.2, 10.0), (0.01, 0.99, 10.0), (50.0, 0.001, 3.0)])
def test_future_orders_are_the_integral(rate: float, dropout: float, years: float) -> None:
    integral, _ = quad(lambda t: rate * np.exp(-rate * dropout * t) * 1.1**-t, 0, years)
    assert _future_orders(np.array([rate]), np.array([dropout]), years) == pytest.approx([integral])


def _with_card(books: Mapping[str, Raw]) -> np.ndarray:
    """What the loyalty card adds to the orders of each customer, as a share; it is not in the lifetime values."""
    truth = books["truth/customers"]
    members = np.isin(truth["customer_id"], books["loyalty"]["customer_id"])
    return members * truth["loyalty_effect_share"] / SHARE


def test_customers_contribute_what_the_truth_expects() -> None:
    books = make_books(Config(seed=11, customers=40_000))
    truth = books["truth/customers"]
    active = truth["is_active"] == 1
    sales = truth["expected_basket_eur"] * -np.expm1(-truth["purchase_rate_per_year"] * truth["dropout_chance"] / 1e8)
    extra = sales / (truth["dropout_chance"] / SHARE) * truth["margin_share"] / SHARE * _with_card(books) * 0.9
    expected = (_per_year(truth) + extra)[active].sum()
    assert truth["contribution_2026_eur"][active].sum() == pytest.approx(expected, rel=0.05)


def test_orders_are_worth_what_the_truth_expects() -> None:
    books = make_books(Config(seed=12, customers=20_000))
    truth, orders = books["truth/customers"], books["truth/orders_2026"]
    expected = (truth["expected_basket_eur"] * (1 + _with_card(books)))[orders["customer_id"] - 1]
    assert orders["net_eur"].sum() == pytest.approx(expected.sum(), rel=0.02)
    margin = expected * truth["margin_share"][orders["customer_id"] - 1] / SHARE
    assert orders["margin_eur"].sum() == pytest.approx(margin.sum(), rel=0.02)


def test_who_has_left_is_worth_nothing_more() -> None:
    people = draw_people(1, 0)
    gone = worth(people, np.zeros(len(people.rate), dtype=bool))
    assert (gone.residual == 0).all()
    assert (gone.lifetime != 0).all()
