"""Lesson 5's figures say what channels cost and bring, what contacts cause, and what the card does not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import cycle
from customer_value.errors import ColumnError, DataError
from customer_value.figures import (
    acquisition_bubbles,
    contact_fatigue,
    contact_weeks,
    gain_curves,
    members_before_and_after,
    uplift_intervals,
)

CHANNELS = pd.DataFrame(
    {"cac": [12.0, 35, 8], "ltv": [86.0, 32, 40], "customers": [4_693, 1_560, 1_670]},
    index=["walk_in", "social", "deep_discount"],
)


def test_the_channel_that_loses_is_told(drawn) -> None:
    alt = drawn(lambda: acquisition_bubbles(CHANNELS))
    assert alt.startswith("A customer won by social costs €35 and brings €32: a loss of €3.")
    assert "Walk in CAC €12, LTV €86, 4,693 customers" in alt
    gains = drawn(lambda: acquisition_bubbles(CHANNELS.drop(index="social")))
    assert gains.startswith("A customer won by deep discount costs €8 and brings €40: the least, yet a gain of €32.")
    even = drawn(lambda: acquisition_bubbles(CHANNELS.replace({"ltv": {32: 34.5}})))
    assert even.startswith("A customer won by social costs €35 and brings €34: about as much.")


def test_channels_without_customers_are_refused() -> None:
    with pytest.raises(DataError, match="somebody must have been won"):
        acquisition_bubbles(CHANNELS.assign(customers=0))
    with pytest.raises(DataError, match="infinite"):
        acquisition_bubbles(CHANNELS.assign(cac=np.inf))
    with pytest.raises(DataError, match="must hold numbers"):
        acquisition_bubbles(CHANNELS.assign(cac="dear"))
    with pytest.raises(ColumnError, match="'ltv'"):
        acquisition_bubbles(CHANNELS.drop(columns="ltv"))


def trial(treated: int, control: int, size: int = 5_000) -> cycle.Uplift:
    return cycle.uplift([1] * treated + [0] * (size - treated), [1] * control + [0] * (size - control))


@pytest.mark.parametrize(
    ("treated", "break_even", "verdict"),
    [
        (600, None, "more than chance"),
        (600, 0.025, "not yet shown to pay"),
        (600, 0.004, "it pays"),
        (600, 0.04, "it does not pay"),
        (500, 0.025, "it may be nothing"),
        (400, 0.025, "contacts drive buyers away"),
    ],
)
def test_the_interval_decides(drawn, treated: int, break_even: float | None, verdict: str) -> None:
    test = trial(treated, 500)
    alt = drawn(lambda: uplift_intervals({"we miss you": test}, break_even=break_even))
    assert alt.split(".  ")[0].startswith("We miss you: an uplift of ")
    assert f": {verdict}. " in alt
    assert f"{100 * test.treated_mean:.1f} % of 5,000 against 10.0 % of 5,000" in alt


def test_the_surest_test_is_told(drawn) -> None:
    tests = {"small": trial(12, 10, 100), "large": trial(600, 500)}
    assert drawn(lambda: uplift_intervals(tests)).startswith(
        "Large: an uplift of 2.0 points, with an interval from 0.8"
    )


def test_groups_that_gain_and_groups_that_lose_are_both_told(drawn) -> None:
    tests = {"middle": trial(600, 500), "open": trial(510, 500), "longest": trial(400, 500)}
    told = drawn(lambda: uplift_intervals(tests))
    assert told.startswith("More buyers: middle; fewer: longest; the others may be chance. ")
    many = {
        f"{name}, a name that is told at {length}": each
        for length in ("length", "more length")
        for name, each in tests.items()
    }
    named = drawn(lambda: uplift_intervals({name: many[name] for name in list(many)[:6]}))
    assert named.startswith("Of 6 groups 2 buy more and 2 buy less; the others may be chance. ")


def test_money_is_no_share() -> None:
    with pytest.raises(DataError, match="0 / 1 outcomes"):
        uplift_intervals({"euros": cycle.uplift([20.0, 30.0], [10.0, 5.0])})
    with pytest.raises(DataError, match="1 to 12 tests"):
        uplift_intervals({})


def curve(*gains: float) -> pd.DataFrame:
    share = np.linspace(0, 1, len(gains))
    return pd.DataFrame({"customer_share": share, "gain": gains, "random_gain": share * gains[-1]})


def test_the_highest_point_is_compared_with_contacting_all(drawn) -> None:
    curves = {"response": curve(0, 5, 60, 100), "uplift": curve(0, 90, 140, 100), "risk": curve(0, -70, -10, 100)}
    alt = drawn(lambda: gain_curves(curves))
    assert alt.startswith("Ranked by uplift, 67 % of the contacts cause 140 purchases; contacting everybody causes 100")
    assert (
        "With 30 % contacted: response 4 purchases; uplift 81 purchases; risk −63 purchases; in random order 30" in alt
    )
    assert "cause €140; contacting" in drawn(lambda: gain_curves({"uplift": curve(0, 140, 100)}, what="€ of margin"))


def test_curves_of_another_kind_are_refused() -> None:
    with pytest.raises(ColumnError, match="'random_gain'"):
        gain_curves({"uplift": curve(0, 1).drop(columns="random_gain")})
    with pytest.raises(DataError, match="1 to 4 rankings"):
        gain_curves({})


def log() -> pd.DataFrame:
    """Ten weeks with ten contacts each and one opt-out, two of them with fifty and five; and a control group."""
    rows = []
    for week in range(10):
        busy = week in (3, 7)
        day = pd.Timestamp("2025-01-06") + pd.Timedelta(weeks=week, hours=9)
        rows += [(day, number < (5 if busy else 1), "treated") for number in range(50 if busy else 10)]
    rows += [(pd.Timestamp("2025-02-03"), False, "control")] * 500
    return pd.DataFrame(rows, columns=["contacted_at", "has_opted_out", "arm"])


def test_busy_weeks_hold_their_share(drawn) -> None:
    alt = drawn(lambda: contact_weeks(log()))
    assert alt.startswith("The 2 busiest of 10 weeks hold 56 % of the contacts and 56 % of the opt-outs.")
    assert "Most went out in the week of 2025-01-27: 50; the median week has 10; 100.0 opt-outs per 1,000" in alt
    assert drawn(lambda: contact_weeks(log()[:90])).startswith("The busiest of 5 weeks holds")
    calm = log().assign(has_opted_out=False).drop(columns="arm")
    assert "none of the opt-outs" in drawn(lambda: contact_weeks(calm))


@pytest.mark.parametrize("kind", ["category", "string", "str", object])
def test_contacts_without_an_arm_count(drawn, kind: object) -> None:
    routine = log().replace({"arm": {"treated": None}}).astype({"arm": kind})
    assert drawn(lambda: contact_weeks(routine)) == drawn(lambda: contact_weeks(log()))


def test_logs_without_dates_or_weeks_are_refused() -> None:
    with pytest.raises(DataError, match="not dates"):
        contact_weeks(log().assign(contacted_at="2025-01-06"))
    with pytest.raises(DataError, match="five weeks"):
        contact_weeks(log()[:20])
    with pytest.raises(ColumnError, match="'has_opted_out'"):
        contact_weeks(log().drop(columns="has_opted_out"))


def test_who_gets_more_opts_out_more(drawn) -> None:
    contacts = pd.DataFrame({"contacts_30_days": [0] * 1_000 + [6] * 500, "has_opted_out": False})
    contacts.loc[[0, 1, *range(1_000, 1_006)], "has_opted_out"] = True
    alt = drawn(lambda: contact_fatigue(contacts))
    assert alt.startswith("After 5–8 contacts in 30 days 12.0 in 1,000 contacts end in an opt-out, after none 2.0.")
    with pytest.raises(DataError, match="all are alike"):
        contact_fatigue(contacts[:900])
    with pytest.raises(ColumnError, match="'contacts_30_days'"):
        contact_fatigue(log())


def orders() -> pd.DataFrame:
    """One member who spends 200 a quarter, and one other who spends 100, and 80 since the programme."""
    days = pd.date_range("2023-01-15", "2025-12-31", freq="QS") + pd.Timedelta(days=20)
    one = pd.DataFrame({"customer_id": 1, "ordered_at": days, "net_eur": 200.0})
    other = one.assign(customer_id=2, net_eur=np.where(days < "2024-01-01", 100.0, 80.0))
    return pd.concat([one, other], ignore_index=True)


def test_members_spent_more_before_there_was_a_card(drawn) -> None:
    alt = drawn(lambda: members_before_and_after(orders(), [1]))
    assert alt.startswith(
        "Members spend 2.5 times as much as others, and spent 2.0 times as much before there was a card."
    )
    assert "before the programme: €600 against €300; since then €800 against €320" in alt


def test_a_comparison_needs_both_groups_and_both_times() -> None:
    with pytest.raises(DataError, match="of members and of others"):
        members_before_and_after(orders(), [3])
    with pytest.raises(DataError, match="before 2022-01-01"):
        members_before_and_after(orders(), [1], began="2022-01-01")
    with pytest.raises(ColumnError, match="'value'"):
        members_before_and_after(orders(), [1], value="value")
