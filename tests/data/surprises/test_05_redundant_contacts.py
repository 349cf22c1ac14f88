"""One message in three channels, and two discounts at the same time: many contacts are redundant, some contradict."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
WEEK = pd.Timedelta(days=7)


@pytest.fixture
def contacts(world: Frames) -> pd.DataFrame:
    """Take the contacts that took place, with the time since the same customer last got the same message."""
    contacts = world["contacts"]
    made = contacts[contacts["arm"] != "control"].sort_values(["customer_id", "contacted_at"])
    return made.assign(since=made.groupby(["customer_id", "message_id"])["contacted_at"].diff())


def test_no_channel_alone_shows_redundancy(contacts: pd.DataFrame) -> None:
    since = contacts.groupby(["customer_id", "message_id", "channel"])["contacted_at"].diff()
    assert (since <= WEEK).sum() == 0
    assert (contacts["since"] <= WEEK).sum() > 500


def test_two_contacts_in_five_of_one_campaign_are_redundant(contacts: pd.DataFrame) -> None:
    campaign = contacts[contacts["campaign_id"] == 3]
    assert (campaign["since"] <= WEEK).mean() == pytest.approx(0.43, abs=0.05)
    assert (campaign.groupby("customer_id")["channel"].nunique() >= 3).mean() > 0.1


def test_some_customers_are_told_two_discounts(contacts: pd.DataFrame) -> None:
    terms = contacts.dropna(subset="offer_id").groupby(["customer_id", "offer_id"])["offer_percent"].nunique()
    assert 30 < (terms > 1).sum() < 130
    campaign = contacts[contacts["campaign_id"] == 3].groupby("customer_id")["offer_percent"].nunique()
    assert (campaign > 1).mean() == pytest.approx(0.08, abs=0.04)
