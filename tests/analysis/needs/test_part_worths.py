"""Part-worths: known ones are found again, and what cannot be known is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import needs
from customer_value.errors import ColumnError, DataError

FEE, FAST, FREE = -0.12, 0.8, 0.5
TASK = ["customer_id", "task"]


def study(highest_fee: float, people: int = 400, seed: int = 1) -> pd.DataFrame:
    """Choices of people whose utility is known: ten tasks of three profiles."""
    rng = np.random.default_rng(seed)
    n = people * 10 * 3
    choices = pd.DataFrame(
        {
            "customer_id": np.repeat(np.arange(people), 30),
            "task": np.tile(np.repeat(np.arange(10), 3), people),
            "fee_eur": rng.choice([0, highest_fee / 2, highest_fee], n),
            "delivery": rng.choice(["2 days", "5 days"], n),
            "has_free_returns": rng.random(n) < 0.5,
        }
    )
    utility = FEE * choices["fee_eur"] + FAST * (choices["delivery"] == "2 days") + FREE * choices["has_free_returns"]
    noisy = (utility + rng.gumbel(size=n)).to_numpy().reshape(-1, 3)
    choices["is_chosen"] = (noisy == noisy.max(axis=1, keepdims=True)).ravel()
    return choices


def fit(choices: pd.DataFrame) -> needs.PartWorths:
    return needs.part_worths(choices, ["fee_eur", "delivery", "has_free_returns"], task=TASK)


def test_known_part_worths_are_found_within_their_errors() -> None:
    found = fit(study(10)).table
    truth = pd.Series({"fee_eur": FEE, "delivery: 5 days": -FAST, "has_free_returns: True": FREE})
    assert found.index.tolist() == truth.index.tolist()
    assert ((found["part_worth"] - truth).abs() < 3 * found["standard_error"]).all()
    assert found["standard_error"].between(0.001, 0.06).all()


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    fits = [fit(study(10, people=40, seed=seed)).table.loc["fee_eur"] for seed in range(60)]
    covered = np.mean([abs(each["part_worth"] - FEE) < 1.645 * each["standard_error"] for each in fits])
    assert 0.80 <= covered <= 0.98  # 90 % of 60, give or take


def test_a_wider_fee_is_more_important_and_worth_the_same_money() -> None:
    narrow, wide = fit(study(10)), fit(study(20))
    assert needs.importance(wide)["fee_eur"] - needs.importance(narrow)["fee_eur"] > 0.12
    pay = [
        needs.willingness_to_pay(
            -each.table.loc["delivery: 5 days", "part_worth"], -each.table.loc["fee_eur", "part_worth"]
        )
        for each in (narrow, wide)
    ]
    assert pay == pytest.approx([FAST / -FEE] * 2, rel=0.15)


def test_the_likelihood_is_highest_there() -> None:
    choices = study(10, people=60)
    best = fit(choices)
    assert best.log_likelihood > best.null_log_likelihood
    assert 0 < best.fit < 1
    assert best.choice_count == 600
    utility = FEE * choices["fee_eur"] + FAST * (choices["delivery"] == "2 days") + FREE * choices["has_free_returns"]
    odds = np.exp(utility)
    chance = odds / odds.groupby([choices["customer_id"], choices["task"]]).transform("sum")
    assert best.log_likelihood >= np.log(chance[choices["is_chosen"]]).sum()


def test_the_order_of_rows_and_names_of_tasks_do_not_matter() -> None:
    choices = study(10, people=30)
    mixed = choices.sample(frac=1, random_state=1).assign(task=lambda t: "task " + t["task"].astype(str))
    pd.testing.assert_frame_equal(fit(choices).table, fit(mixed).table, rtol=1e-8)


def test_a_category_keeps_its_own_order() -> None:
    choices = study(10, people=30)
    choices["delivery"] = pd.Categorical(choices["delivery"], ["5 days", "2 days"])
    assert "delivery: 2 days" in fit(choices).table.index


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t.iloc[:0], "no rows"),
        (lambda t: t.assign(is_chosen=False), "exactly one that is chosen"),
        (lambda t: t.assign(fee_eur=t["fee_eur"].where(t["fee_eur"] > 0)), "'fee_eur' is missing"),
        (lambda t: t.assign(fee_eur=5.0), "'fee_eur' is the same in all profiles"),
        (lambda t: t.assign(fee_eur=t["has_free_returns"] * 2.0), "always move together"),
        (lambda t: t[t["is_chosen"]], "two or more profiles"),
    ],
)
def test_what_choices_cannot_show_is_said(change, says: str) -> None:
    with pytest.raises(DataError, match=says):
        fit(change(study(10, people=20)))


def test_a_choice_that_never_wavers_has_no_finite_worth() -> None:
    choices = study(10, people=20).assign(delivery=lambda t: np.where(t["is_chosen"], "2 days", "5 days"))
    with pytest.raises(DataError, match="follows 'delivery: 5 days'"):
        fit(choices)


def test_missing_columns_are_named() -> None:
    with pytest.raises(ColumnError, match="'speed'"):
        needs.part_worths(study(10, people=2), ["speed"], task=TASK)
