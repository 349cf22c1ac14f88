"""Learned from 2023 and 2024, the model finds the growth of 2025 better than last year's sales do; truth checks it."""

from __future__ import annotations

import pandas as pd
import pytest

import customer_value as cv
from customer_value.analysis import segments

SEEDS = (1, 2, *(pytest.param(seed, marks=pytest.mark.all) for seed in range(101, 111)))
LEAK = "coupons_next_half_year"


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> int:
    """A world."""
    return request.param


@pytest.fixture(scope="module")
def orders(seed: int) -> pd.DataFrame:
    return cv.load("orders", seed=seed)


@pytest.fixture(scope="module")
def unrealised(seed: int) -> pd.Series:
    """Hidden: what could still be won from each customer, € a year."""
    truth = cv.load_truth("customers", seed=seed).set_index("customer_id")
    return truth["potential_value_eur"] - truth["actual_value_eur"]


def _growth(orders: pd.DataFrame, day: str, before: pd.Series) -> pd.Series:
    return (segments.value_after(orders, day, before.index) - before).clip(lower=0)


def _best_tenth(came: pd.Series, ranking: pd.Series) -> float:
    return float(segments.lift_table(came, ranking)["lift"][1])


def test_it_finds_growth_that_sales_do_not_show_and_no_hidden_potential(
    orders: pd.DataFrame, unrealised: pd.Series
) -> None:
    """Growth inside the shop is chance that evens out; what is spent elsewhere leaves no mark in the orders."""
    known, later = (segments.features_at(orders, day) for day in ("2024-01-01", "2025-01-01"))
    model = segments.PotentialValueModel().fit(known, _growth(orders, "2024-01-01", known["value_eur"]))
    came, predicted = _growth(orders, "2025-01-01", later["value_eur"]), model.predict(later)
    assert _best_tenth(came, predicted) > _best_tenth(came, later["value_eur"]) + 0.15
    assert 0.75 < predicted.sum() / came.sum() < 1.3
    assert _best_tenth(unrealised[later.index], predicted) < 2.0


def test_asking_some_customers_finds_the_potential_of_the_others(
    seed: int, orders: pd.DataFrame, unrealised: pd.Series
) -> None:
    """The same model, with what respondents say they spend elsewhere as its target."""
    weeks, survey = cv.load("web_weeks", seed=seed), cv.load("survey_wallet", seed=seed)
    people = cv.load("customers", seed=seed).set_index("customer_id")[["household_size", "distance_km"]]
    carts = weeks[weeks["week_on"] >= "2025-01-01"].groupby("customer_id")[["sessions", "cart_adds"]].sum()
    table = segments.features_at(orders, "2026-01-01").join(carts).fillna(0).join(people)
    stated = survey["stated_spend_eur_per_year"]
    ours = segments.wallet_allocation(survey["rank_of_us"].fillna(1), survey["brands_used"])
    elsewhere = (stated * (1 - ours.where(survey["rank_of_us"].notna(), 0))).groupby(survey["customer_id"]).sum()
    asked = table.index.intersection(elsewhere.index)
    others = table.drop(index=asked)
    model = segments.PotentialValueModel().fit(table.loc[asked], elsewhere[asked])
    hidden = unrealised[others.index]
    assert _best_tenth(hidden, model.predict(others)) > _best_tenth(hidden, others["value_eur"]) + 0.5


def test_the_leak_flatters_and_fails_on_the_day_of_use(seed: int, orders: pd.DataFrame) -> None:
    """Learn from half of the customers of the export, predict the others, and the other way round."""
    export = cv.load("customer_snapshot", seed=seed).set_index("customer_id").query("order_count > 0")
    came = _growth(orders, "2025-01-01", export["net_sales_eur"])
    with pytest.raises(ValueError, match=f"'{LEAK}' alone"):
        segments.PotentialValueModel().fit(export, came)

    def lift(features: pd.DataFrame, in_use: pd.DataFrame) -> float:
        model = segments.PotentialValueModel(known_in_time=features.columns)
        halves = (features.index % 2 == 0, features.index % 2 == 1)
        predicted = [model.fit(features[half], came[half]).predict(in_use[~half]) for half in halves]
        return _best_tenth(came, pd.concat(predicted)[came.index])

    honest = lift(export.drop(columns=LEAK), export.drop(columns=LEAK))
    assert lift(export, export) > honest + 0.3
    # On the day of use nobody has redeemed a coupon of the half year to come.
    assert lift(export, export.assign(**{LEAK: 0})) < honest
