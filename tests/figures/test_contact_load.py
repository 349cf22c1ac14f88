"""Contacts fall on few customers: who is over the cap, and whose contacts only repeat, is told."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import cycle
from customer_value.errors import ColumnError, DataError
from customer_value.figures import contact_load


def log(counts: dict[int, int]) -> pd.DataFrame:
    """Customers with so many contacts within a month each, the second of each customer a repetition of the first."""
    rows = [
        (customer, pd.Timestamp("2025-03-01") + pd.Timedelta(days=each), 7 if each < 2 else 10 + each)
        for customer, count in counts.items()
        for each in range(count)
    ]
    contacts = pd.DataFrame(rows, columns=["customer_id", "contacted_at", "message_id"])
    return cycle.contact_audit(contacts.assign(offer_id=None, offer_percent=None)).contacts


def test_customers_over_the_cap_and_repetitions_are_counted(drawn) -> None:
    contacts = log({1: 1, 2: 2, 3: 2, 4: 5})
    alt = drawn(lambda: contact_load(contacts))
    assert alt.startswith(
        "25 % of the customers got more than 4 contacts within 30 days; 30 % of all contacts repeat a message."
    )
    assert "2: 2 customers, 50.0 % of their 4 contacts redundant; 5: 1 customers, 20.0 % of their 5" in alt
    assert drawn(lambda: contact_load(contacts, cap=1)).startswith("75 % of the customers got more than 1 contact ")


def test_the_busiest_share_a_bar_and_small_shares_have_a_decimal(drawn) -> None:
    contacts = log({1: 12, 2: 10, **dict.fromkeys(range(3, 103), 1)})
    alt = drawn(lambda: contact_load(contacts))
    assert "9 or more: 2 customers, 9.1 % of their 22 contacts redundant" in alt
    assert "1.6 % of all contacts repeat a message" in alt


def test_a_shop_that_never_repeats_itself_is_drawn(drawn) -> None:
    assert "; 0 % of all contacts repeat" in drawn(lambda: contact_load(log({1: 1, 2: 1})))


def test_other_tables_are_refused() -> None:
    with pytest.raises(ColumnError, match="'is_redundant'"):
        contact_load(log({1: 2}).drop(columns="is_redundant"))
    with pytest.raises(DataError, match="cap must be from 1 to 8"):
        contact_load(log({1: 2}), cap=9)
