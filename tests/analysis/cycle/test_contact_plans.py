"""Redundant, inconsistent and too many contacts are counted; a plan avoids them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import cycle
from customer_value.errors import ColumnError, DataError


def log(*rows: tuple[int, str, int, int | None, float | None]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["customer_id", "contacted_at", "message_id", "offer_id", "offer_percent"])
    return table.assign(contacted_at=pd.to_datetime(table["contacted_at"]))


def test_the_same_message_in_three_channels_is_redundant_twice() -> None:
    audit = cycle.contact_audit(
        log(*[(1, f"2025-03-0{day}", 7, 3, 10) for day in (1, 2, 3)], (2, "2025-03-01", 7, 3, 10))
    )
    assert audit.redundancy_rate == 2 / 4
    assert audit.inconsistency_rate == 0
    assert (audit.contact_count, audit.customer_count) == (4, 2)


def test_two_discounts_for_one_offer_within_a_week_are_inconsistent() -> None:
    rows = log(
        (1, "2025-03-01", 7, 3, 10),
        (1, "2025-03-08", 8, 3, 15),
        (2, "2025-03-01", 7, 3, 10),
        (2, "2025-03-09", 8, 3, 15),
    )
    assert cycle.contact_audit(rows).inconsistency_rate == 1 / 2
    assert cycle.contact_audit(rows, window_days=30).inconsistency_rate == 1


def test_contacts_without_an_offer_are_never_inconsistent() -> None:
    assert (
        cycle.contact_audit(log((1, "2025-03-01", 7, None, None), (1, "2025-03-02", 8, None, None))).inconsistency_rate
        == 0
    )


def test_contacts_of_the_last_thirty_days_are_counted() -> None:
    rows = log(*[(1, f"2025-03-{day:02d}", day, None, None) for day in (1, 5, 9, 31)], (2, "2025-03-05", 1, None, None))
    audit = cycle.contact_audit(rows.sample(frac=1, random_state=2), cap=2)
    mine = audit.contacts.query("customer_id == 1")
    assert mine["contacts_30_days"].tolist() == [0, 1, 2, 3]
    assert audit.over_cap_rate == 2 / 5


contacts = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 4), st.floats(-2, 20), st.floats(0, 3)), min_size=1, max_size=40
)


@given(rows=contacts, cap=st.integers(1, 4), budget=st.floats(0, 20))
def test_a_plan_holds_to_everything(rows: list[tuple[int, int, float, float]], cap: int, budget: float) -> None:
    candidates = pd.DataFrame(rows, columns=["customer_id", "message_id", "value_eur", "cost_eur"])
    plan = cycle.contact_plan(candidates, cap=cap, opted_out=[3], budget=budget)
    assert plan.groupby("customer_id").size().max() <= cap or not len(plan)
    assert not plan.duplicated(["customer_id", "message_id"]).any()
    assert 3 not in set(plan["customer_id"])
    assert (plan["profit_eur"] > 0).all()
    assert plan["cost_eur"].sum() <= budget + 1e-6
    free = cycle.contact_plan(candidates, cap=cap, opted_out=[3])
    assert free["profit_eur"].sum() >= plan["profit_eur"].sum() - 1e-9


GOOD = pd.DataFrame({"customer_id": [1], "message_id": [1], "value_eur": [2.0], "cost_eur": [1.0]})


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cycle.contact_audit(log((1, "2025-03-01", 7, 3, 10)), cap=0), "1 or more"),
        (lambda: cycle.contact_audit(log().astype({"contacted_at": "datetime64[us]"})), "needs contacts"),
        (lambda: cycle.contact_audit(log((1, "2025-03-01", 7, 3, 10)).astype({"contacted_at": str})), "pd.to_datetime"),
        (lambda: cycle.contact_plan(GOOD, cap=0), "cap must be 1"),
        (lambda: cycle.contact_plan(GOOD, budget=-1), "budget at least 0"),
        (lambda: cycle.contact_plan(GOOD.iloc[:0]), "needs candidates"),
        (lambda: cycle.contact_plan(GOOD.assign(cost_eur=-1.0)), "negative"),
    ],
)
def test_what_cannot_be_planned_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()


def test_missing_columns_are_named() -> None:
    with pytest.raises(ColumnError, match="'cost_eur'"):
        cycle.contact_plan(GOOD.drop(columns="cost_eur"))
    with pytest.raises(ColumnError, match="'offer_id'"):
        cycle.contact_audit(log((1, "2025-03-01", 7, 3, 10)).drop(columns="offer_id"))
