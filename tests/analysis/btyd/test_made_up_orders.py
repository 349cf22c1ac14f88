"""The made-up shop keeps the model's rules, and breaks one at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.analysis.btyd.made_up_shop import LIKE_LARKSPUR
from customer_value.errors import DataError

END = pd.Timestamp("2025-12-31")


@pytest.fixture(scope="module")
def usual() -> pd.DataFrame:
    return btyd.made_up_orders(months=36)


def by_year(orders: pd.DataFrame) -> pd.Series:
    return orders["ordered_at"].dt.year.value_counts().sort_index()


def test_the_model_finds_the_shops_parameters_again(usual: pd.DataFrame) -> None:
    table = btyd.summary(usual, value=None, end=END)
    found = btyd.BetaGeometric().fit(table["x"], table["t_x"], table["T"])
    for name, error in found.standard_errors_.items():
        assert abs(getattr(found, f"{name}_") - getattr(LIKE_LARKSPUR, f"{name}_")) < 3 * error


def test_customers_are_won_all_over_the_history_and_none_after_it(usual: pd.DataFrame) -> None:
    first = usual.groupby("customer_id")["ordered_at"].min()
    assert len(first) == 3000
    assert first.max() <= END
    assert usual["ordered_at"].between("2023-01-01", "2026-12-31").all()
    assert (first.dt.year.value_counts() / 1000).between(0.9, 1.1).all()


def test_orders_are_sorted_and_the_same_seed_gives_the_same_shop(usual: pd.DataFrame) -> None:
    assert usual.sort_values(["customer_id", "ordered_at"]).equals(usual)
    assert btyd.made_up_orders(months=36).equals(usual)
    assert not btyd.made_up_orders(months=36, seed=2).equals(usual)


def test_december_sells_as_much_more_as_is_said_and_the_year_stays() -> None:
    plain, busy = btyd.made_up_orders(), btyd.made_up_orders(december=4)
    again = busy[busy["customer_id"].duplicated()]
    month = again.loc[again["ordered_at"].dt.year == 2025, "ordered_at"].dt.month.value_counts()
    assert month[12] / month[[10, 11]].mean() == pytest.approx(4, rel=0.15)
    assert (by_year(busy) / by_year(plain)).between(0.9, 1.1).all()


def test_leaving_changes_the_last_year_alone() -> None:
    plain, sticky, loose = (btyd.made_up_orders(leaving=each) for each in (1, 0, 3))
    known = [each[each["ordered_at"] <= END].reset_index(drop=True) for each in (plain, sticky, loose)]
    assert known[0].equals(known[1])
    assert known[0].equals(known[2])
    assert by_year(sticky)[2026] > 1.1 * by_year(plain)[2026] > 1.2 * by_year(loose)[2026]


def test_bursts_put_purchases_together_and_leave_their_number_a_year() -> None:
    def gaps(bursts: float) -> np.ndarray:
        orders = btyd.made_up_orders(bursts=bursts, leaving=1, months=36)
        return orders.groupby("customer_id")["ordered_at"].diff().dt.days.dropna().to_numpy()

    assert np.median(gaps(1)) < 10 < np.median(gaps(0))
    assert gaps(1).std() / gaps(1).mean() > 1.3 * gaps(0).std() / gaps(0).mean()


@pytest.mark.parametrize(
    "wrong", [{"months": 6}, {"months": 12.5}, {"december": 0.5}, {"bursts": 1.1}, {"leaving": -1}, {"customers": 0}]
)
def test_a_shop_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(DataError):
        btyd.made_up_orders(**wrong)
