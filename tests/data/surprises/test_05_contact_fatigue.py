"""More mails bring more opt-outs and less from each: the best number a month is neither the least nor the most."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
MAIN = 2
VALUE_OF_CLICK, LOSS_BY_OPT_OUT, MAIL = 1.00, 10.00, 0.02


@pytest.fixture
def months(world: Frames) -> pd.DataFrame:
    """Sum up a month of newsletters, by how many the customer was to get."""
    mails = world["contacts"][world["contacts"]["campaign_id"].isna()]
    plan = world["truth/contact_habits"].set_index("customer_id")["newsletters_per_month"]
    month = mails.assign(month=mails["contacted_at"].dt.month, plan=mails["customer_id"].map(plan))
    customers = month.groupby(["plan", "customer_id", "month"]).agg(
        mails=("contact_id", "size"), clicks=("is_clicked", "sum"), opt_out=("has_opted_out", "max")
    )
    return customers.groupby("plan").mean()


def test_clicks_per_mail_fall_and_opt_outs_rise(months: pd.DataFrame) -> None:
    per_mail = months["clicks"] / months["mails"]
    assert per_mail.is_monotonic_decreasing
    assert per_mail[8] < 0.4 * per_mail[1]
    assert months["opt_out"][8] > 10 * months["opt_out"][1]
    assert months["opt_out"][4] > 3 * months["opt_out"][2]


def test_most_clicks_is_not_most_value(months: pd.DataFrame) -> None:
    value = months["clicks"] * VALUE_OF_CLICK - months["opt_out"] * LOSS_BY_OPT_OUT - months["mails"] * MAIL
    assert months["clicks"].idxmax() == 4
    assert value.idxmax() == 2
    assert value[2] > 0 > value[8]


def test_tolerance_is_behind_it(world: Frames) -> None:
    habits = world["truth/contact_habits"].set_index("customer_id")
    left = world["contacts"].groupby("customer_id")["has_opted_out"].max().astype(bool)
    often = habits[habits["newsletters_per_month"] == 8].join(left)
    bears_less = often["contact_tolerance_per_month"] <= often["contact_tolerance_per_month"].median()
    rate = often.groupby(bears_less)["has_opted_out"].mean()
    assert rate[True] > 1.4 * rate[False]


def test_uplift_falls_with_mails_of_the_last_30_days(world: Frames, results: Callable[[int], pd.DataFrame]) -> None:
    main, contacts = results(MAIN), world["contacts"]
    start = world["campaigns"].set_index("campaign_id").loc[MAIN, "starts_on"]
    recent = contacts["contacted_at"].between(start - pd.Timedelta(days=30), start, inclusive="left")
    mails = contacts.loc[recent & contacts["campaign_id"].isna(), "customer_id"].value_counts()
    often = mails.reindex(main.index).fillna(0) > 2
    rate = main.pivot_table("buys", index=often, columns="is_treated")
    uplift = rate[True] - rate[False]
    assert uplift[False] - uplift[True] > 0.005
