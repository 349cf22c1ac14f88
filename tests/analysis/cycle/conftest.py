"""Larkspur's own books, as the shop sees them and as they are, for the tests that play a year."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest

from customer_value.data import schema
from customer_value.data.arrow import to_arrow
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config

Load = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def world() -> Callable[[int], Load]:
    """Return a function from a seed to a function that loads a table of that world by its name."""

    @cache
    def load(seed: int) -> Load:
        books = make_books(Config(seed=seed))

        @cache
        def table(name: str) -> pd.DataFrame:
            described = schema.truth(name.removeprefix("truth/")) if name.startswith("truth/") else schema.table(name)
            return to_arrow(described, books[name]).to_pandas()

        return table

    return load


@pytest.fixture(scope="session")
def larkspur(world: Callable[[int], Load]) -> Callable[[int], tuple[pd.DataFrame, ...]]:
    """Return a function from a seed to the simulator's three frames."""

    def frames(seed: int) -> tuple[pd.DataFrame, ...]:
        load = world(seed)
        orders, known = load("orders"), load("customers").set_index("customer_id")
        last_year = orders[orders["ordered_at"] >= "2025-01-01"].groupby("customer_id")["net_eur"].sum()
        latest = orders.groupby("customer_id")["ordered_at"].max()
        contacts = load("contacts")
        customers = load("truth/customers").set_index("customer_id").join(known["acquisition_channel"])
        customers = customers.assign(
            revenue_eur=last_year.reindex(customers.index).fillna(0.0),
            risk=(pd.Timestamp("2026-01-01") - latest).dt.days.reindex(customers.index).fillna(9_999),
            has_opted_out=customers.index.isin(contacts.loc[contacts["has_opted_out"], "customer_id"]),
        )
        is_new = pd.to_datetime(known["first_order_on"]) >= "2025-01-01"
        new = known[is_new & (known["acquisition_channel"] != "walk_in")]
        channels = new.groupby("acquisition_channel")["acquisition_cost_eur"].agg(["mean", "size"]).reset_index()
        channels.columns = pd.Index(["acquisition_channel", "acquisition_cost_eur", "reach"])
        return customers.reset_index(), load("truth/campaign_effects").query("campaign_id == 6"), channels

    return frames
