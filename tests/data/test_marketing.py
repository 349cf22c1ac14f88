"""Campaigns, contacts, coupons and prospects keep the rules of the house and agree with the orders."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from customer_value.data.arrow import MISSING, Raw
from customer_value.data.generate.block import Block
from customer_value.data.schema.marketing import ARMS, ASSIGNMENTS, CAMPAIGN_CHANNELS, RESPONSE_TYPES
from customer_value.data.schema.trade import CHANNELS

DAY = 86_400
TREATED, CONTROL = (ARMS.index(arm) for arm in ("treated", "control"))
MAIL, APP = (CAMPAIGN_CHANNELS.index(channel) for channel in ("mail", "app"))
NUMBERS = (2, 3, 4, 5)


@pytest.fixture(scope="module")
def contacts(books: Mapping[str, Raw]) -> pd.DataFrame:
    """All contacts."""
    return pd.DataFrame(books["contacts"])


@pytest.fixture(scope="module")
def effects(books: Mapping[str, Raw]) -> pd.DataFrame:
    """The truth of all campaigns, with their days."""
    return pd.DataFrame(books["truth/campaign_effects"]).merge(pd.DataFrame(books["campaigns"]), on="campaign_id")


def _buys(books: Mapping[str, Raw], table: str, campaign: pd.DataFrame) -> np.ndarray:
    orders = books[table]
    start, end = campaign["starts_on"].iloc[0], campaign["ends_on"].iloc[0] + DAY
    inside = (orders["ordered_at"] >= start) & (orders["ordered_at"] < end)
    return np.isin(campaign["customer_id"], orders["customer_id"][inside])


def test_who_is_held_out_costs_nothing(contacts: pd.DataFrame) -> None:
    held_out = contacts["arm"] == CONTROL
    assert (contacts["cost_eur"][held_out] == 0).all()
    assert (contacts["cost_eur"][~held_out] > 0).all()
    assert np.array_equal(contacts["message_id"] == MISSING, held_out)
    assert not contacts.loc[held_out, ["is_opened", "is_clicked", "has_opted_out"]].to_numpy().any()


def test_only_customers_with_consent_get_mail(books: Mapping[str, Raw], contacts: pd.DataFrame) -> None:
    mailed = contacts.loc[contacts["channel"] == MAIL, "customer_id"]
    assert books["customers"]["has_email_consent"][mailed - 1].all()


def test_nobody_is_contacted_after_opting_out(contacts: pd.DataFrame) -> None:
    left_at = contacts[contacts["has_opted_out"] == 1].set_index("customer_id")["contacted_at"]
    assert left_at.index.is_unique
    left_at = contacts["customer_id"].map(left_at)
    assert not (contacts["contacted_at"] > left_at).any()


def test_contacts_cost_what_their_campaign_says(books: Mapping[str, Raw], contacts: pd.DataFrame) -> None:
    campaigns = pd.DataFrame(books["campaigns"])
    paid = contacts[contacts["arm"] == TREATED].merge(campaigns, on=["campaign_id", "channel"])
    assert set(paid["campaign_id"]) == set(NUMBERS)
    assert (paid["cost_eur"] == paid["cost_per_contact_eur"]).all()


@pytest.mark.parametrize("number", [2, 3, 5])
def test_stated_share_is_treated(effects: pd.DataFrame, number: int) -> None:
    campaign = effects[effects["campaign_id"] == number]
    share = campaign["treated_share"].iloc[0] / 10_000
    assert (campaign["arm"] == TREATED).mean() == pytest.approx(share, abs=0.005)


def test_only_customers_are_contacted(books: Mapping[str, Raw], contacts: pd.DataFrame) -> None:
    assert (contacts["contacted_at"] > books["customers"]["first_order_on"][contacts["customer_id"] - 1]).all()


def test_a_click_needs_an_opened_mail(contacts: pd.DataFrame) -> None:
    assert (contacts["is_opened"] >= contacts["is_clicked"]).all()
    assert (contacts.loc[contacts["is_opened"] == 1, "channel"] == MAIL).all()


def test_only_who_has_bought_online_hears_from_the_app(books: Mapping[str, Raw], contacts: pd.DataFrame) -> None:
    orders = books["orders"]
    online = orders["customer_id"][orders["channel"] != CHANNELS.index("store")]
    assert np.isin(contacts.loc[contacts["channel"] == APP, "customer_id"], online).all()


def test_contacts_are_counted_in_time(contacts: pd.DataFrame) -> None:
    assert (contacts["contact_id"] // 100 == contacts["customer_id"]).all()
    assert contacts["contact_id"].is_monotonic_increasing
    assert (contacts.groupby("customer_id")["contacted_at"].diff().dropna() >= 0).all()


@pytest.mark.parametrize("number", NUMBERS)
def test_orders_show_the_outcome_of_the_arm(books: Mapping[str, Raw], effects: pd.DataFrame, number: int) -> None:
    campaign = effects[effects["campaign_id"] == number]
    outcome = np.where(campaign["arm"] == TREATED, campaign["outcome_treated"], campaign["outcome_control"])
    assert np.array_equal(_buys(books, "orders", campaign), outcome == 1)


def test_the_planned_campaign_contacts_nobody(books: Mapping[str, Raw], effects: pd.DataFrame) -> None:
    planned = effects[effects["assignment"] == ASSIGNMENTS.index("planned")]
    assert (planned["arm"] == MISSING).all()
    assert np.array_equal(_buys(books, "truth/orders_2026", planned), planned["outcome_control"] == 1)
    assert not np.isin(planned["campaign_id"], books["contacts"]["campaign_id"]).any()


@pytest.mark.parametrize("number", NUMBERS)
def test_contacts_and_truth_name_the_same_arms(contacts: pd.DataFrame, effects: pd.DataFrame, number: int) -> None:
    told = contacts[contacts["campaign_id"] == number].groupby("customer_id")["arm"].agg(["first", "nunique"])
    assert (told["nunique"] == 1).all()
    true = effects[effects["campaign_id"] == number].set_index("customer_id")["arm"]
    assert told["first"].sort_index().equals(true.sort_index().rename("first"))


def test_response_types_are_their_outcomes(effects: pd.DataFrame) -> None:
    outcomes = effects.groupby("response_type")[["outcome_treated", "outcome_control"]].agg(["min", "max"])
    expected = {"persuadable": (1, 0), "sure_thing": (1, 1), "lost_cause": (0, 0), "sleeping_dog": (0, 1)}
    for number, name in enumerate(RESPONSE_TYPES):
        treated, control = expected[name]
        assert outcomes.loc[number].tolist() == [treated, treated, control, control]


@pytest.mark.parametrize("number", [2, 6])
def test_shares_of_the_main_campaign(effects: pd.DataFrame, number: int) -> None:
    share = effects.loc[effects["campaign_id"] == number, "response_type"].value_counts(normalize=True)
    assert share[RESPONSE_TYPES.index("persuadable")] == pytest.approx(0.04, abs=0.008)
    assert share[RESPONSE_TYPES.index("sure_thing")] > share[RESPONSE_TYPES.index("persuadable")]
    assert share[RESPONSE_TYPES.index("sleeping_dog")] == pytest.approx(0.02, abs=0.006)


def test_coupons_are_redeemed_with_an_order_while_valid(books: Mapping[str, Raw]) -> None:
    coupons = pd.DataFrame(books["coupons"])
    used = coupons[coupons["redeemed_on"] != MISSING]
    assert used["redeemed_on"].between(used["issued_on"], used["expires_on"]).all()
    orders = pd.DataFrame(books["orders"]).set_index("order_id").loc[used["redeemed_order_id"]]
    assert np.array_equal(orders["customer_id"], used["customer_id"])
    assert np.array_equal(orders["ordered_at"] // DAY * DAY, used["redeemed_on"])
    assert np.array_equal(coupons["redeemed_on"] == MISSING, coupons["redeemed_order_id"] == MISSING)


def test_coupons_go_to_who_is_contacted(books: Mapping[str, Raw], contacts: pd.DataFrame) -> None:
    contacted = contacts[contacts["arm"] == TREATED]
    key = ["customer_id", "campaign_id"]
    with_coupon = contacted[contacted["campaign_id"] != 3][key].drop_duplicates()
    assert len(with_coupon.merge(pd.DataFrame(books["coupons"])[key], on=key)) == len(books["coupons"]["coupon_id"])
    assert len(with_coupon) == len(books["coupons"]["coupon_id"])


def test_won_prospects_are_the_customers_they_became(books: Mapping[str, Raw]) -> None:
    prospects, customers = pd.DataFrame(books["prospects"]), pd.DataFrame(books["customers"])
    truth = pd.DataFrame(books["truth/prospects"])
    assert np.array_equal(truth["prospect_id"], prospects["prospect_id"])
    is_won = prospects["won_customer_id"] != MISSING
    won = prospects[is_won]
    assert won["won_customer_id"].is_unique
    become = customers.set_index("customer_id").loc[won["won_customer_id"]]
    for name in ("area", "distance_km", "household_size", "age_band", "has_email_consent"):
        assert np.array_equal(won[name], become[name])
    needs = truth["comes_from_percent"]
    assert np.array_equal(is_won, (needs != MISSING) & (needs <= prospects["offer_percent"]))


def test_arms_of_the_welcome_test_hold_the_same_sources() -> None:
    welcome = Block(3, 1).welcome
    for kind in (welcome.source, welcome.needs):
        counts = pd.crosstab(welcome.depth, kind).to_numpy()
        assert (counts == counts[0]).all()


@pytest.mark.parametrize("seed", [1, 2])
def test_campaigns_only_add_orders(seed: int) -> None:
    block = Block(seed, 0)
    usual, place = block.usual_orders, block._all_orders[1]
    kept = place[: len(usual.at)]
    for name in ("customer", "at", "channel", "store"):
        assert np.array_equal(getattr(block.orders, name)[kept], getattr(usual, name))
    added = len(block.orders.at) - len(usual.at)
    assert added == len(block.trials.added.at)
    assert added < 0.02 * len(usual.at)
    was = np.isin(block.lines.order, kept)
    for name in ("product", "quantity", "price", "discount", "number"):
        assert np.array_equal(getattr(block.lines, name)[was], getattr(block.usual_baskets.lines, name))
    left = block.history.dropout_at[block.trials.added.customer]
    assert ((left == MISSING) | (block.trials.added.at < left)).all()
