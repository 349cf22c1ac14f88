"""The parameters of the whole model in one hidden table: what a perfect analyst would find.

A family of tables adds a function that yields its parameters, and names it in `SOURCES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from customer_value.data.schema.trade import BRAND_TIERS
from customer_value.data.schema.truth import NEED_SEGMENTS, NEEDS

from . import config
from .behaviour import loyalty, wallet
from .surveys import choices, needs
from .trade.people import by_segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.data.arrow import Raw

DECIMALS = 4


class Parameter(NamedTuple):
    """One parameter: "segment.price.share", its value, its unit, and what it does."""

    name: str
    value: float
    unit: str
    meaning: str


SEGMENT_COLUMNS = (
    ("share", "share (0 to 1)", "Share of all customers who belong to this need segment."),
    ("rate_mean", "orders per year", "Mean purchase rate while active, before the factor of the acquisition channel."),
    ("rate_shape", "number", "Shape of the gamma distribution of purchase rates: small means that customers differ."),
    ("dropout_a", "number", "First parameter of the beta distribution of the chance to leave after an order."),
    ("dropout_b", "number", "Second parameter of the beta distribution of the chance to leave after an order."),
    ("basket_eur", "€", "Mean value of an order at list prices."),
    ("store_return", "share (0 to 1)", "Mean chance of a return after an order in a store."),
    ("online_return", "share (0 to 1)", "Mean chance of a return after an order online."),
    ("online_mean", "share (0 to 1)", "Mean chance that an order is placed online."),
    ("offer_mean", "share (0 to 1)", "Mean chance that a line is bought on offer."),
)
CHANNEL_COLUMNS = (
    ("cost_eur", "€", "Mean cost of winning a customer."),
    ("rate_factor", "factor", "What the channel multiplies purchase rates by."),
    ("leave_factor", "factor", "What the channel multiplies the odds of leaving by."),
    ("offer_factor", "factor", "What the channel multiplies the chance to buy on offer by."),
)
CHAIN_PARAMETERS = (
    Parameter("basket.sigma_within", config.BASKET_SIGMA_WITHIN, "log points", "Spread of one customer's orders."),
    Parameter("basket.sigma_between", config.BASKET_SIGMA_BETWEEN, "log points", "Spread between customers' means."),
    Parameter("cost.order", config.ORDER_COST_CENTS / 100, "€", "Cost of handling an order."),
    Parameter("cost.online_order", config.ONLINE_COST_CENTS / 100, "€", "Further cost of an order online."),
    Parameter("cost.store_return", config.STORE_RETURN_CENTS / 100, "€", "Cost of a line brought back to a store."),
    Parameter("cost.online_return", config.ONLINE_RETURN_CENTS / 100, "€", "Cost of a line sent back."),
    Parameter("cost.account", config.ACCOUNT_COST_CENTS / 100, "€ per year", "Cost of the account."),
    Parameter(
        "discount_rate", config.DISCOUNT_RATE, "share (0 to 1)", "Yearly rate at which later money is discounted."
    ),
    Parameter("lifetime_years", config.LIFETIME_YEARS, "years", "Length of a lifetime value."),
    Parameter("channel_effect", 0.0, "factor", "What buying in a second channel does to spending: nothing."),
)


def _segments() -> Iterator[Parameter]:
    for number, segment in enumerate(config.SEGMENTS):
        place = f"segment.{segment.name}"
        for column, unit, meaning in SEGMENT_COLUMNS:
            yield Parameter(f"{place}.{column}", getattr(segment, column), unit, meaning)
        for tier, share in zip(BRAND_TIERS, segment.tiers, strict=True):
            yield Parameter(f"{place}.tier.{tier}", share, "share (0 to 1)", "Share of lines of this brand tier.")
        for need, weight in zip(NEEDS, segment.needs, strict=True):
            share = weight / sum(segment.needs)
            yield Parameter(f"{place}.need.{need}", share, "share (0 to 1)", "Mean weight of this need.")
        for channel in config.ACQUISITIONS:
            meaning = "Share of the segment's customers who were won by this channel."
            yield Parameter(f"{place}.won_by.{channel.name}", channel.share[number], "share (0 to 1)", meaning)


def _channels() -> Iterator[Parameter]:
    for channel in config.ACQUISITIONS:
        for column, unit, meaning in CHANNEL_COLUMNS:
            yield Parameter(f"channel.{channel.name}.{column}", getattr(channel, column), unit, meaning)


def _part_worths() -> Iterator[Parameter]:
    rows = {
        "fee_per_euro": (choices.FEE_PER_EURO, "utility per €", "Utility of one euro of delivery fee."),
        "delivery_per_day": (choices.DELIVERY_PER_DAY, "utility per day", "Utility of one more day of delivery."),
        "returns_range": (choices.RETURNS_RANGE, "utility", "Utility of 60 days for returns instead of 14."),
        "assortment_range": (choices.ASSORTMENT_RANGE, "utility", "Utility of a large assortment instead of a small."),
    }
    for name, (worths, unit, meaning) in rows.items():
        for segment, worth in zip(NEED_SEGMENTS, worths, strict=True):
            yield Parameter(f"choices.{segment}.{name}", worth, unit, meaning)
        mean = float(worths @ by_segment("share"))
        yield Parameter(f"choices.all.{name}", mean, unit, f"{meaning[:-1]}, on average over all customers.")


def _survey() -> Iterator[Parameter]:
    for need, impact, level in zip(NEEDS, needs.IMPACT, needs.STATED_LEVEL, strict=True):
        meaning = "Impact of the rating on overall satisfaction, which is multiplied by the customer's own weight."
        yield Parameter(f"satisfaction.impact.{need}", float(impact), "factor", meaning)
        yield Parameter(f"stated.level.{need}", float(level), "points", "Mean importance when asked directly.")
    yield Parameter("stated.slope", needs.STATED_SLOPE, "points", "What a weight of 1 instead of 0 adds to it.")
    yield Parameter("item.service_2.direction", -1.0, "sign", "Agreement with this statement speaks against the need.")


def _loyalty_and_wallet() -> Iterator[Parameter]:
    meaning = "Mean share by which a member's baskets grow through the card."
    yield Parameter("loyalty.effect_mean", loyalty.EFFECT_MEAN, "share (0 to 1)", meaning)
    meaning = "Median that a household of one spends elsewhere."
    yield Parameter("wallet.elsewhere_median", wallet.ELSEWHERE_CENTS / 100, "€ per year", meaning)
    yield Parameter(
        "wallet.elsewhere_sigma", wallet.ELSEWHERE_SIGMA, "log points", "Spread of what is spent elsewhere."
    )


SOURCES = (_segments, _channels, lambda: CHAIN_PARAMETERS, _part_worths, _survey, _loyalty_and_wallet)


def parameters() -> Raw:
    """Return the table of all parameters."""
    rows = [row for source in SOURCES for row in source()]
    return {
        "name": np.array([row.name for row in rows]),
        "value": np.array([round(row.value * 10**DECIMALS) for row in rows], dtype=np.int64),
        "unit": np.array([row.unit for row in rows]),
        "meaning": np.array([row.meaning for row in rows]),
    }
