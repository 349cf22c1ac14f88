"""Our heaviest buyers hold no more of the money spent elsewhere than others; the survey of wallets finds who does."""

from __future__ import annotations

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def wallets(world: Frames) -> pd.DataFrame:
    """Share of wallet by the wallet allocation rule, the stated wallet, sales of 2025, and the truth."""
    asked = world["survey_wallet"].copy()
    rule = (1 - asked["rank_of_us"] / (asked["brands_used"] + 1)) * 2 / asked["brands_used"]
    asked["with_us"] = rule.fillna(0) * asked["stated_spend_eur_per_year"]
    frame = asked.groupby("customer_id")[["with_us", "stated_spend_eur_per_year"]].sum()
    orders = world["orders"].query("ordered_at >= '2025-01-01'")
    frame["sales"] = orders.groupby("customer_id")["net_eur"].sum().reindex(frame.index, fill_value=0)
    truth = world["truth/customers"].set_index("customer_id").loc[frame.index]
    ours = truth["purchase_rate_per_year"] * truth["expected_basket_eur"]
    frame["elsewhere"] = truth["wallet_eur_per_year"] - ours
    stays = ~(truth["dropout_on"] < "2025-10-01")
    frame["true_share"] = (ours / truth["wallet_eur_per_year"]).where(stays)
    return frame


def _held_by_top(frame: pd.DataFrame, score: pd.Series) -> float:
    """Share of the money spent elsewhere that the top fifth by a score holds."""
    return frame.loc[score.rank(pct=True, method="first") > 0.8, "elsewhere"].sum() / frame["elsewhere"].sum()


def test_sales_do_not_show_who_spends_elsewhere(wallets: pd.DataFrame) -> None:
    naive = _held_by_top(wallets, wallets["sales"])
    right = _held_by_top(wallets, wallets["stated_spend_eur_per_year"] - wallets["with_us"])
    assert naive < 0.28
    assert right > 0.42
    assert abs(wallets["sales"].corr(wallets["elsewhere"])) < 0.2


def test_rule_recovers_the_share_of_wallet(wallets: pd.DataFrame) -> None:
    known = wallets.dropna(subset=["true_share"])
    share = known["with_us"] / known["stated_spend_eur_per_year"]
    assert share.corr(known["true_share"]) > 0.9
    assert abs(share.mean() - known["true_share"].mean()) < 0.03


def test_stated_spending_is_heaped(world: Frames) -> None:
    stated = world["survey_wallet"]["stated_spend_eur_per_year"]
    assert (stated[stated < 95] % 10 == 0).all()
    assert (stated[stated > 150] % 50 == 0).all()
    assert stated.nunique() < 100
