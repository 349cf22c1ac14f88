"""How every table is made: of which parts of a block, or of what all blocks add up to.

To add a table, describe it in the schema, write the function that makes it in the module of its family, and list it
here. Tables of the hidden truth are called "truth/…".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import Raw

from . import parameters
from .behaviour import loyalty, service, snapshot, web
from .block import Block
from .config import BLOCK_SIZE
from .market import earnings, orientation, rivals_and_days
from .marketing import campaigns, prospects
from .marketing import tables as marketing
from .surveys import choices, kano, needs, wallets
from .trade import shops, sums
from .trade import tables as trade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .config import Config

# One row belongs to one customer; the blocks' rows are laid end to end.
BY_CUSTOMER: dict[str, Callable[[Block], Raw]] = {
    "customers": trade.customers,
    "orders": trade.orders,
    "order_lines": trade.order_lines,
    "returns": trade.returns,
    "customer_summary": trade.customer_summary,
    "loyalty": loyalty.loyalty,
    "contacts": marketing.contacts,
    "coupons": marketing.coupons,
    "prospects": prospects.prospects,
    "web_weeks": web.web_weeks,
    "service_cases": service.service_cases,
    "customer_snapshot": snapshot.customer_snapshot,
    "survey_needs": needs.survey_needs,
    "survey_kano": kano.survey_kano,
    "survey_choices": choices.survey_choices,
    "survey_wallet": wallets.survey_wallet,
    "truth/customers": trade.true_customers,
    "truth/campaign_effects": marketing.campaign_effects,
    "truth/contact_habits": marketing.contact_habits,
    "truth/prospects": prospects.true_prospects,
    "truth/survey": needs.true_answers,
    "truth/orders_2026": trade.orders_2026,
    "truth/returns_2026": trade.returns_2026,
}

# The same rows for each block, made of its tables above; the columns named here are added up.
SUMMED: dict[str, tuple[Callable[[BlockTables], Raw], tuple[str, ...]]] = {
    "acquisition_spend": (sums.acquisition_spend, ("new_customers", "spend_eur")),
    "store_months": (earnings.store_months, ("account_net_eur",)),
}

# Made once for the whole chain, from the seed and what the blocks add up to.
CHAIN: dict[str, Callable[[int, Mapping[str, Raw]], Raw]] = {
    "products": lambda _seed, _tables: shops.products(),
    "stores": lambda _seed, _tables: shops.stores(),
    "campaigns": lambda _seed, _tables: campaigns.campaigns(),
    "rivals": lambda seed, _tables: rivals_and_days.rivals(seed),
    "calendar": lambda _seed, _tables: rivals_and_days.calendar(),
    "survey_orientation": lambda seed, _tables: orientation.survey(seed),
    "truth/survey_kano": lambda _seed, _tables: kano.true_kano(),
    "truth/parameters": lambda _seed, _tables: parameters.parameters(),
    "truth/stores": lambda seed, _tables: earnings.true_stores(seed),
    "truth/rivals": lambda _seed, _tables: rivals_and_days.true_rivals(),
}


class BlockTables(Mapping[str, Raw]):
    """The tables of one block, cut to the number of customers, each made when it is first asked for."""

    def __init__(self, config: Config, number: int) -> None:
        self._block = Block(config.seed, number)
        self._customers = config.customers
        self._made: dict[str, Raw] = {}
        self.seed = config.seed

    def __getitem__(self, name: str) -> Raw:
        """Make a table, or give the one that was made before."""
        if name not in self._made:
            self._made[name] = SUMMED[name][0](self) if name in SUMMED else self._cut(BY_CUSTOMER[name](self._block))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names of the tables."""
        return iter((*BY_CUSTOMER, *SUMMED))

    def __len__(self) -> int:
        """Count the tables."""
        return len(BY_CUSTOMER) + len(SUMMED)

    def _cut(self, raw: Raw) -> Raw:
        if "customer_id" in raw:
            owner = raw["customer_id"]
        elif "prospect_id" in raw:
            owner = raw["prospect_id"] * prospects.CUSTOMERS_PER_PROSPECT
        else:
            owner = raw["order_id"] // trade.ORDERS_PER_CUSTOMER
        inside = owner <= self._customers
        return raw if inside.all() else {column: values[inside] for column, values in raw.items()}


def make_block(config: Config, number: int, tables: Iterable[str] = (*BY_CUSTOMER, *SUMMED)) -> dict[str, Raw]:
    """Make one block of customers: the tables' raw columns, by name of the table.

    A pure function: the same block comes out whichever blocks were made before, and whoever makes it. Money is in
    cents, shares in 1/10,000, times in seconds since 1970-01-01, text as the index of the schema's values, and
    `MISSING` stands for a missing value. A full block is drawn, then cut to the number of customers.

    Parameters
    ----------
    config
        Seed and number of customers.
    number
        Number of the block, from 0.
    tables
        Names of the tables that are wanted; what these do not need is not drawn.

    Examples
    --------
    >>> from customer_value.data.generate.config import Config
    >>> tables = make_block(Config(seed=1, customers=300), 0)
    >>> len(tables["customers"]["customer_id"])
    300
    """
    made = BlockTables(config, number)
    return {name: made[name] for name in tables}


def blocks(config: Config) -> range:
    """Numbers of the blocks that the customers fill."""
    return range(-(-config.customers // BLOCK_SIZE))


def join(name: str, parts: list[Raw]) -> Raw:
    """Put the blocks' parts of one table together: one after the other, or added up."""
    if name not in SUMMED:
        return {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}
    added = SUMMED[name][1]
    return {
        column: np.sum([part[column] for part in parts], axis=0) if column in added else parts[0][column]
        for column in parts[0]
    }
