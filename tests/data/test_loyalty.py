"""The loyalty programme: what the table says follows from the orders, and the card adds lines to later orders only."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from customer_value.data.arrow import MISSING, Raw
from customer_value.data.generate.behaviour.loyalty import put_together
from customer_value.data.generate.block import Block
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.baskets import Lines, draw_lines
from customer_value.data.generate.trade.returning import Returned, draw_returns

DAY = 86_400


@pytest.fixture(scope="module")
def with_card(books: Mapping[str, Raw]) -> pd.DataFrame:
    """Orders of the members, with the row of the member and the days since joining."""
    members, orders = (pd.DataFrame(books[name]) for name in ("loyalty", "orders"))
    joined = orders.merge(members, on="customer_id")
    return joined.assign(days=(joined["ordered_at"] // DAY * DAY - joined["joined_on"]) // DAY)


@pytest.fixture(scope="module")
def block() -> Block:
    return Block(1, 0)


def test_members_join_with_an_order_of_the_programme_s_time(books: Mapping[str, Raw], with_card: pd.DataFrame) -> None:
    assert (books["loyalty"]["joined_on"] >= 1_704_067_200).all()  # 2024-01-01
    joining = with_card[with_card["days"] == 0]
    assert set(joining["customer_id"]) == set(books["loyalty"]["customer_id"])


def test_spend_before_is_that_of_twelve_months_with_the_day_of_joining(
    books: Mapping[str, Raw], with_card: pd.DataFrame
) -> None:
    before = with_card[with_card["days"].between(-364, 0)].groupby("customer_id")["net_eur"].sum()
    assert np.array_equal(before.to_numpy(), books["loyalty"]["spend_12_months_before_eur"])


def test_points_and_tiers_follow_from_spending(books: Mapping[str, Raw], with_card: pd.DataFrame) -> None:
    members = pd.DataFrame(books["loyalty"]).set_index("customer_id")
    # An order of the day of joining, before the one with the card, earns nothing: so at most the sum of all.
    most = with_card[with_card["days"] >= 0].groupby("customer_id")["net_eur"].sum() // 100
    assert (members["points"] <= most).all()
    assert (members["points"] == most).mean() > 0.98
    last_year = with_card[(with_card["days"] > 0) & (with_card["ordered_at"] >= 1_735_689_600)]  # 2025-01-01
    spend = last_year.groupby("customer_id")["net_eur"].sum().reindex(members.index, fill_value=0)
    early = members["joined_on"] < 1_735_689_600
    assert (members["tier"][early] == np.searchsorted([15_000, 50_000], spend[early], side="right")).all()


def test_the_card_adds_lines_to_later_orders_of_members_only(block: Block) -> None:
    extra = block.baskets.is_extra
    order = block.lines.order[extra]
    joined, ordered = block.membership.joined_at[block.orders.customer[order]], block.orders.at
    assert extra.sum() > 100
    assert (joined != MISSING).all()
    assert (ordered[order] > joined).all()


def test_the_other_lines_and_their_returns_stay_the_same(block: Block) -> None:
    """Without the lines that the card adds, the books are what they were."""
    rngs = [stream(1, family, 0) for family in (Family.BASKETS, Family.RETURNS)]
    usual = block.usual_orders
    lines = draw_lines(rngs[0], block.people, usual)
    returned = draw_returns(rngs[1], block.people, usual, lines)
    ours, kept = block.usual_baskets, ~block.usual_baskets.is_extra
    for name in ("order", "number", "product", "quantity", "price", "discount"):
        assert np.array_equal(getattr(ours.lines, name)[kept], getattr(lines, name))
    stays = kept[ours.returned.line]
    assert np.array_equal((np.cumsum(kept) - 1)[ours.returned.line[stays]], returned.line)
    for name in ("on", "handling", "reason"):
        assert np.array_equal(getattr(ours.returned, name)[stays], getattr(returned, name))


def test_lines_are_counted_within_each_order(block: Block) -> None:
    order = block.lines.order
    assert (np.diff(order) >= 0).all()
    place = np.arange(len(order)) - np.searchsorted(order, order) + 1
    assert np.array_equal(block.lines.number, place)


def test_extra_lines_are_put_at_the_end_of_their_order() -> None:
    """Orders 0 and 1 have two lines and one; order 0 gets one more, and it comes back, as line 1 of order 0 does."""
    lines = _lines(order=[0, 0, 1], number=[1, 2, 1])
    together = put_together(lines, _returned([0]), _lines(order=[0], number=[3]), _returned([0]))
    assert together.lines.order.tolist() == [0, 0, 0, 1]
    assert together.lines.number.tolist() == [1, 2, 3, 1]
    assert together.is_extra.tolist() == [False, False, True, False]
    assert together.returned.line.tolist() == [0, 2]


def _lines(order: list[int], number: list[int]) -> Lines:
    ones = np.ones(len(order), dtype=np.int64)
    return Lines(np.array(order), np.array(number), ones, ones, ones, ones)


def _returned(line: list[int]) -> Returned:
    return Returned(np.array(line), *(np.ones(len(line), dtype=np.int64) for _ in range(3)))


def test_the_card_adds_what_the_truth_says(books: Mapping[str, Raw], with_card: pd.DataFrame) -> None:
    truth = books["truth/customers"]
    extra = truth["loyalty_extra_2025_eur"]
    members = np.isin(truth["customer_id"], books["loyalty"]["customer_id"])
    assert (extra[~members] == 0).all()
    later = with_card[(with_card["days"] > 0) & (with_card["ordered_at"] >= 1_735_689_600)]
    net = later.groupby("customer_id")["net_eur"].sum()
    effect = truth["loyalty_effect_share"][net.index - 1] / 10_000
    expected = (net * effect / (1 + effect)).sum()
    assert extra.sum() == pytest.approx(expected, rel=0.1)
