"""The wallet holds more than what is spent with us; the potential is no less than the actual value."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from customer_value.data.arrow import Raw
from customer_value.data.generate.behaviour.wallet import Wallet, yearly_values
from customer_value.data.generate.block import Block
from customer_value.data.generate.trade.people import draw_people

SHARE = 10_000


def test_nobody_spends_everything_with_us(books: Mapping[str, Raw]) -> None:
    truth = books["truth/customers"]
    ours = truth["purchase_rate_per_year"] / SHARE * truth["expected_basket_eur"]
    share = ours / truth["wallet_eur_per_year"]
    assert share.max() < 0.9
    assert np.quantile(share, 0.5) < 0.05
    assert np.quantile(share, 0.95) > 0.5


def test_larger_households_have_larger_wallets(books: Mapping[str, Raw]) -> None:
    size = books["customers"]["household_size"]
    wallet = books["truth/customers"]["wallet_eur_per_year"]
    assert np.median(wallet[size >= 4]) > 1.5 * np.median(wallet[size == 1])


def test_who_lives_near_is_within_reach(books: Mapping[str, Raw]) -> None:
    near = books["customers"]["distance_km"] < 50
    reach = books["truth/customers"]["reachable_share"]
    assert reach[near].mean() > 1.3 * reach[~near & (books["customers"]["distance_km"] > 200)].mean()


def test_potential_is_at_least_the_actual_value(books: Mapping[str, Raw]) -> None:
    truth = books["truth/customers"]
    gone = truth["is_active"] == 0
    assert (truth["potential_value_eur"] >= truth["actual_value_eur"]).all()
    assert (truth["actual_value_eur"][gone] == 0).all()
    assert (truth["potential_value_eur"][gone] == 0).all()


def test_actual_value_is_what_the_next_year_brings(books: Mapping[str, Raw]) -> None:
    """But for the loyalty card and for campaigns, which are not in it."""
    truth = books["truth/customers"]
    active = truth["is_active"] == 1
    real = truth["contribution_2026_eur"][active].sum()
    assert truth["actual_value_eur"].sum() < real < 1.3 * truth["actual_value_eur"].sum()


def test_the_whole_wallet_in_reach_is_worth_its_share_of_the_margin() -> None:
    """A customer who spends as much elsewhere as with us, all within reach, can bring the orders' worth once more."""
    people = draw_people(1, 0)
    ours = Block(1, 0).wallet.ours
    twice = Wallet(ours, ours, np.full(len(ours), SHARE))
    actual, potential = yearly_values(people, twice, np.ones(len(ours), dtype=bool))
    account = 500 * -np.expm1(-people.rate / SHARE)
    pays = actual + account > 100
    growth = (potential - actual)[pays] / (actual + account)[pays]
    assert growth == pytest.approx(1.0, abs=0.02)
