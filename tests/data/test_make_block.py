"""A block of customers depends on nothing but its seed and number."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.data.arrow import Raw, content_hash
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import BLOCK_SIZE, Config
from customer_value.data.generate.recipes import blocks, join, make_block
from customer_value.errors import DataError

HIDDEN_AND_SHOWN = ("customers", "orders", "order_lines", "returns", "truth/customers", "truth/orders_2026")


def test_blocks_come_out_the_same_in_any_order(books: dict[str, Raw]) -> None:
    config = Config(seed=1)
    made = {block: make_block(config, block) for block in reversed(blocks(config))}
    for name in made[0]:
        together = join(name, [made[block][name] for block in sorted(made)])
        assert content_hash(together) == content_hash(books[name])


def test_blocks_differ() -> None:
    first, second = (make_block(Config(seed=1, customers=10_000), block)["orders"] for block in (0, 1))
    assert not np.array_equal(first["net_eur"][:1_000], second["net_eur"][:1_000])
    assert second["customer_id"].min() > BLOCK_SIZE >= first["customer_id"].max()


def test_seeds_differ() -> None:
    ours, theirs = (make_block(Config(seed=seed, customers=300), 0)["customers"] for seed in (1, 2))
    assert not np.array_equal(ours["first_order_on"], theirs["first_order_on"])


@settings(max_examples=5)
@given(customers=st.integers(1, BLOCK_SIZE), seed=st.integers(0, 2**32))
def test_fewer_customers_are_the_first_of_more(customers: int, seed: int) -> None:
    some, all_ = (make_block(Config(seed=seed, customers=n), 0) for n in (customers, BLOCK_SIZE))
    for name in HIDDEN_AND_SHOWN:
        key = "order_id" if name == "order_lines" else "customer_id"
        owner = all_[name][key] // 1_000 if name == "order_lines" else all_[name][key]
        for column, values in some[name].items():
            assert np.array_equal(values, all_[name][column][owner <= customers]), (name, column)


def test_tiny_is_a_prefix_of_larkspur(few: dict[str, Raw], books: dict[str, Raw]) -> None:
    for column, values in few["customer_summary"].items():
        assert np.array_equal(values, books["customer_summary"][column][:300])


@pytest.mark.all
def test_two_workers_make_the_same_blocks(books: dict[str, Raw]) -> None:
    config = Config(seed=1)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        made = list(workers.map(make_block, [config] * 3, blocks(config)))
    net = np.concatenate([block["orders"]["net_eur"] for block in made])
    assert np.array_equal(net, books["orders"]["net_eur"])


@pytest.mark.parametrize("wrong", [{"customers": 0}, {"seed": -1}])
def test_impossible_worlds_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(DataError, match="seed must be 0 or more"):
        Config(**wrong)


@pytest.mark.parametrize("customers", [1, BLOCK_SIZE, BLOCK_SIZE + 1])
def test_blocks_hold_all_customers(customers: int) -> None:
    ids = make_books(Config(seed=3, customers=customers))["customers"]["customer_id"]
    assert np.array_equal(ids, np.arange(1, customers + 1))
