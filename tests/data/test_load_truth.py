"""The hidden truth says that it spoils, and fits the books that a shop sees."""

from __future__ import annotations

import pytest

from customer_value.data.load import load, load_truth
from customer_value.data.schema import TRUTH
from customer_value.data.validate import check
from customer_value.errors import UnknownNameError


def test_it_says_that_it_spoils(capsys: pytest.CaptureFixture[str]) -> None:
    load_truth("customers", edition="tiny")
    assert capsys.readouterr().out.startswith("Spoiler: this is the hidden truth.")


def test_it_keeps_quiet_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    load_truth("customers", edition="tiny", quiet=True)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("table", TRUTH)
@pytest.mark.parametrize("seed", [None, 7])
def test_it_holds_to_the_schema(table: str, seed: int | None) -> None:
    check(load_truth(table, seed=seed, quiet=True), TRUTH[table])


def test_future_orders_look_like_past_ones() -> None:
    past, future = load("orders"), load_truth("orders_2026", quiet=True)
    assert past.dtypes.to_dict() == future.dtypes.to_dict()
    assert set(future["ordered_at"].dt.year) == {2026}
    assert set(future["customer_id"]) <= set(load("customers")["customer_id"])


def test_only_active_customers_buy_in_2026() -> None:
    truth = load_truth("customers", quiet=True).set_index("customer_id")
    assert truth.loc[load_truth("orders_2026", quiet=True)["customer_id"], "is_active"].all()
    assert (truth.loc[~truth["is_active"], "residual_value_eur"] == 0).all()


def test_tiny_truth_is_the_first_300_customers() -> None:
    truth = load_truth("customers", edition="tiny", quiet=True)
    assert list(truth["customer_id"]) == list(range(1, 301))


def test_tiny_truth_has_all_stores() -> None:
    assert len(load_truth("stores", edition="tiny", quiet=True)) == len(load("stores", edition="tiny"))


def test_unknown_table() -> None:
    with pytest.raises(UnknownNameError, match="hidden tables: customers, orders_2026, returns_2026"):
        load_truth("orders")
