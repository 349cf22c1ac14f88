"""With fees up to €20 instead of €10 the fee gets two thirds of the importance; nobody's dislike of a euro changed."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import needs

Frames = dict[str, pd.DataFrame]
ATTRIBUTES = ["delivery_days", "returns_days", "fee_eur", "assortment"]


@pytest.fixture
def studies(world: Frames) -> pd.DataFrame:
    """Estimate importance of the fee, utility per euro, and what two instead of five days are worth, by version."""
    choices = world["survey_choices"]
    rows = {}
    for version, shown in choices.groupby("version"):
        found = needs.part_worths(shown, ATTRIBUTES, task=["customer_id", "task"])
        worth, importance = found.table["part_worth"], needs.importance(found)
        pay = needs.willingness_to_pay(-3 * worth["delivery_days"], -worth["fee_eur"])
        rows[version] = {"importance": importance["fee_eur"], "per_euro": worth["fee_eur"], "pay": pay}
    return pd.DataFrame(rows).T


def test_importance_follows_the_range_and_willingness_to_pay_does_not(studies: pd.DataFrame) -> None:
    narrow, wide = studies.loc["fee up to €10"], studies.loc["fee up to €20"]
    assert 0.43 < narrow["importance"] < 0.53
    assert 0.60 < wide["importance"] < 0.70
    assert wide["per_euro"] / narrow["per_euro"] == pytest.approx(1, abs=0.12)
    assert narrow["pay"] == pytest.approx(5.4, abs=1)
    assert wide["pay"] == pytest.approx(5.4, abs=1)


def test_versions_are_answered_by_like_customers(world: Frames) -> None:
    choices = world["survey_choices"].drop_duplicates("customer_id")
    asked = choices.merge(world["truth/customers"], on="customer_id")
    shares = pd.crosstab(asked["need_segment"], asked["version"], normalize="columns")
    assert (shares["fee up to €10"] - shares["fee up to €20"]).abs().max() < 0.05
