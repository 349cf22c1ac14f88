"""Sound books pass the check; every kind of fault is named in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from customer_value.audit.checking import ALL_TABLES, FEWEST, check, steps, worlds
from customer_value.data.realism import Books, read
from customer_value.errors import DataError

Change = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture(scope="module")
def few() -> Books:
    """The first 300 customers of world 1."""
    return read(1, customers=300)


def damaged(books: Books, table: str, change: Change) -> list[str]:
    """List what the check says when one table is changed."""
    return check(Books(lambda name: change(books[name].copy()) if name == table else books[name])).problems


def test_few_customers_make_sound_tables_and_no_facts(few: Books) -> None:
    found = check(few)
    assert found.problems == []
    assert found.measured.empty
    assert [note.split(" on;")[0] for note in found.skipped] == [f"Facts are measured from {FEWEST:,} customers"]


def test_facts_that_need_what_is_not_there_are_not_judged() -> None:
    names, ticks = ["customers", "orders"], []
    whole = read(1, customers=FEWEST)

    def fetch(name: str) -> pd.DataFrame:
        if name not in names:
            raise DataError(f"{name} is missing")
        return whole[name]

    found = check(Books(fetch), names, lambda: ticks.append(1))
    assert found.problems == []
    assert 0.6 < found.measured["top 20 % of the year's buyers, share of net sales"] < 0.7
    assert found.measured.isna().sum() == len(found.skipped) > 0
    assert any("truth/customers is missing" in note for note in found.skipped)
    assert len(ticks) == steps(names)


@pytest.mark.parametrize(
    ("table", "change", "sentence"),
    [
        ("orders", lambda t: t.drop(columns="net_eur"), "lacks 'net_eur'"),
        ("orders", lambda t: t.iloc[:0], "orders has no rows"),
        ("orders", lambda t: t.assign(net_eur=t["net_eur"] + 1), "orders: net_eur is gross_eur - discount_eur: not so"),
        ("orders", lambda t: t.assign(channel="fax"), "orders.channel: "),
        ("orders", lambda t: t.assign(net_eur=t["net_eur"].astype(str)), "orders.net_eur: the values are str"),
        ("order_lines", lambda t: t.iloc[1:], "orders: net_eur is the sum of net_eur in order_lines: not so in 1 of"),
        ("returns", lambda t: t.assign(refund_eur=0.0), "returns: refund_eur is net_eur of the line: not so"),
        ("stores", lambda t: t.iloc[1:], "customers: "),
        ("stores", lambda t: pd.concat([t, t.iloc[:1]]), "stores: 1 row whose store_id occurs twice"),
        ("truth/customers", lambda t: t.assign(customer_id=t["customer_id"] + 900), "is not in customers"),
        ("truth/customers", lambda t: t.assign(offer_chance=2.0), "truth/customers.offer_chance: 300 values above 1"),
        ("acquisition_spend", lambda t: t.assign(spend_eur=0.0), "acquisition_spend: spend_eur is the sum of"),
    ],
)
def test_a_fault_is_named(
    few: Books, table: str, change: Callable[[pd.DataFrame], pd.DataFrame], sentence: str
) -> None:
    assert any(sentence in problem for problem in damaged(few, table, change))


def test_facts_wait_for_sound_tables(few: Books) -> None:
    found = check(Books(lambda name: few[name].iloc[:0] if name == "stores" else few[name]))
    assert found.measured.empty
    assert found.skipped == ["Facts are measured when the tables are in order."]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"seed": 1, "seeds": "1-2"}, "not both"),
        ({"seeds": "5-1"}, "such as --seeds 101-120"),
        ({"seeds": "a"}, "such as --seeds 101-120"),
    ],
)
def test_what_makes_no_sense_is_refused(words: dict, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        worlds(None, **{"seed": None, "seeds": None, "customers": None, **words})


def test_several_worlds_are_named_by_their_seeds() -> None:
    chosen = worlds(None, None, "3-5", 300)
    assert [world.label for world in chosen] == ["seed 3", "seed 4", "seed 5"]
    books, names = chosen[0].open()
    assert names == list(ALL_TABLES)
    assert len(books["customers"]) == 300


def test_without_a_word_the_shipped_books_are_checked_and_with_one_number_its_world() -> None:
    assert [each.label for each in worlds(None, None, None, None)] == ["the shipped books"]
    assert [each.label for each in worlds(None, 7, None, 300)] == ["seed 7, 300 customers"]
    (default,) = worlds(None, None, None, 300)
    assert len(default.open()[0]["customers"]) == 300
    assert [each.label for each in worlds(None, None, "7", 300)] == ["seed 7"]
