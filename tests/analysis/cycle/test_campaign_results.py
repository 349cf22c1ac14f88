"""What became of a campaign's customers: nothing from after its start is known, and its last day counts."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import cycle
from customer_value.errors import ColumnError, DataError, UnknownNameError

CAMPAIGNS = pd.DataFrame({"campaign_id": [2, 8], "starts_on": "2025-05-01", "ends_on": "2025-05-31"})
DAYS = ["2025-01-01 10:00", "2025-04-30 23:59", "2025-05-01 00:00", "2025-05-31 23:59", "2025-06-01 00:00"]
ORDERS = pd.DataFrame(
    {
        "customer_id": [1, 1, 1, 2, 3],
        "ordered_at": pd.to_datetime(DAYS),
        "net_eur": [40.0, 60.0, 500.0, 20.0, 20.0],
    }
)
CONTACTS = pd.DataFrame(
    {"customer_id": [1, 1, 2, 3, 9], "campaign_id": [2, 2, 2, 2, 7], "arm": ["treated", "treated", *["control"] * 3]}
)


def test_first_and_last_day_belong_to_the_campaign() -> None:
    found = cycle.campaign_results(2, CAMPAIGNS, CONTACTS, ORDERS)
    assert found.index.tolist() == [1, 2, 3]
    assert found["buys"].tolist() == [True, True, False]
    assert found["is_treated"].tolist() == [True, False, False]


def test_nothing_from_after_the_start_is_known() -> None:
    found = cycle.campaign_results(2, CAMPAIGNS, CONTACTS, ORDERS)
    assert found.loc[1, ["silent_days", "order_count", "mean_order_eur"]].tolist() == [1, 2, 50]
    assert found.loc[[2, 3], "silent_days"].isna().all()
    assert cycle.known_before(ORDERS, "2025-05-01").loc[1].tolist() == [1, 2, 50]


def test_an_order_at_any_hour_of_a_day_is_as_long_ago() -> None:
    known = cycle.known_before(ORDERS, "2026-01-01")
    assert known.loc[2, "silent_days"] == 215
    assert known.loc[3, "silent_days"] == 214


@pytest.mark.parametrize(
    ("error", "words", "arguments"),
    [
        (ColumnError, "ends_on", (2, CAMPAIGNS.drop(columns="ends_on"), CONTACTS, ORDERS)),
        (ColumnError, "arm", (2, CAMPAIGNS, CONTACTS.drop(columns="arm"), ORDERS)),
        (ColumnError, "net_eur", (2, CAMPAIGNS, CONTACTS, ORDERS.drop(columns="net_eur"))),
        (UnknownNameError, "no campaign 5; campaigns: 2, 8", (5, CAMPAIGNS, CONTACTS, ORDERS)),
        (DataError, "no contact of campaign 8", (8, CAMPAIGNS, CONTACTS, ORDERS)),
        (DataError, "before 2024-01-01", (2, CAMPAIGNS.assign(starts_on="2024-01-01"), CONTACTS, ORDERS)),
    ],
)
def test_what_cannot_be_told_is_said(error: type[Exception], words: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(error, match=words):
        cycle.campaign_results(*arguments)
