"""The hidden truth: what only the generator knows, and no shop ever does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from .columns import CUSTOMER, euro, share
from .model import Column, Table
from .trade import ORDERS, RETURNS

NEED_SEGMENTS = ("price", "convenience", "quality", "service", "gift")
NEEDS = ("price", "convenience", "quality", "service")


_share = partial(share, lesson="04")


_euro = partial(euro, minimum=None, lesson="04")


_yearly = partial(euro, lesson="03")


_POTENTIAL = (
    _yearly(
        "wallet_eur_per_year",
        "What the customer spends per year at all shops in the categories of a department store.",
        "Expected net sales per year with us while active, and log-normal spending elsewhere that rises with the "
        "household and not with what is spent with us; by chance 1 % spend more with us in a single year.",
    ),
    _share(
        "reachable_share",
        "Part of the spending elsewhere that Larkspur could win.",
        "Beta; higher for who lives near, buys online, or comes often.",
        lesson="03",
    ),
    replace(
        _yearly(
            "actual_value_eur",
            "Actual value: expected contribution of one year from 2026-01-01 on, if all stays as it is; 0 for who has "
            "left.",
            "Computed from purchase rate, dropout chance and contribution per order, minus the account; without what "
            "the loyalty card adds.",
        ),
        minimum=None,
    ),
    replace(
        _yearly(
            "potential_value_eur",
            "Potential value: the same if the reachable spending elsewhere were won; minus the actual value it is the "
            "unrealised potential.",
            "The reachable spending comes in orders of the same kind; where these lose money, nothing is to be won.",
        ),
        minimum=None,
    ),
)

_LOYALTY = (
    _share(
        "loyalty_wish_share",
        "Chance that the customer wants a loyalty card: how members select themselves.",
        "Rises with the purchase rate and the usual basket.",
        lesson="05",
    ),
    _share(
        "loyalty_effect_share",
        "What the card adds to the baskets of this customer after joining, as a share of net sales.",
        "Gamma with mean .095; the card changes neither when nor how often the customer buys.",
        lesson="05",
    ),
    replace(
        _yearly(
            "loyalty_extra_2025_eur",
            "Net sales of 2025 that the loyalty card caused.",
            "Summed over the lines that the card added; 0 without a card.",
        ),
        lesson="05",
    ),
)


TRUE_CUSTOMERS = Table(
    name="customers",
    row="the hidden truth about one customer",
    primary_key=("customer_id",),
    foreign_keys=(CUSTOMER,),
    lesson="04",
    hidden=True,
    columns=(
        Column(name="customer_id", type="integer", meaning="Number of the customer.", made="Counted.", minimum=1),
        Column(
            name="need_segment",
            type="string",
            meaning="What the customer looks for above all.",
            made="Drawn first: price 28 %, convenience 24 %, quality 18 %, service 14 %, gift 16 %.",
            values=NEED_SEGMENTS,
            lesson="02",
        ),
        *(
            _share(
                f"need_{need}_share",
                f"Weight of {need} among the customer's four needs; the four sum to 1.",
                "Dirichlet around the weights of the need segment.",
                lesson="02",
            )
            for need in NEEDS
        ),
        Column(
            name="purchase_rate_per_year",
            type="number",
            meaning="Orders that the customer places in a year while active.",
            made="Gamma within the need segment, times a factor of the channel that won the customer.",
            unit="orders per year",
            decimals=4,
            minimum=0,
            maximum=52,
            lesson="04",
        ),
        _share(
            "dropout_chance",
            "Chance that the customer leaves for good right after an order, from the second order on.",
            "Beta within the need segment; the channel that won the customer changes its odds.",
        ),
        Column(
            name="dropout_on",
            type="date",
            meaning="Day of the order after which the customer left for good.",
            made="After each order but the first, the customer leaves with the dropout chance.",
            missing="Missing when the customer is still active at the end of 2026.",
            lesson="04",
        ),
        Column(
            name="is_active",
            type="boolean",
            meaning="Whether the customer was still active on 2026-01-01.",
            made="True when the customer had not left by then.",
            lesson="04",
        ),
        _euro(
            "expected_basket_eur",
            "Net sales that an order of this customer has on average, in the long run.",
            "Log-normal around the mean of the need segment, after usual discounts.",
        ),
        _share(
            "margin_share",
            "Gross margin as a share of net sales, in the long run.",
            "Mean margin of the brand tiers that the needs suggest, after usual discounts.",
        ),
        _share("offer_chance", "Chance that a line is bought on offer.", "Beta within the need segment."),
        _share("online_chance", "Chance that an order is placed online.", "Beta within the need segment."),
        _share("store_return_chance", "Chance of a return after an order in a store.", "Set by need segment."),
        _share("online_return_chance", "Chance of a return after an order online.", "Set by need segment."),
        _euro(
            "contribution_per_order_eur",
            "Expected contribution of one order after returns and serving cost, without the account's cost.",
            "Computed from the columns before.",
        ),
        _euro(
            "lifetime_value_eur",
            "Lifetime value from the first order on, before acquisition cost: expected contribution of ten years, "
            "discounted at 10 % a year.",
            "Computed from the columns before; the first order counts in full; without what the loyalty card adds.",
        ),
        _euro(
            "residual_value_eur",
            "Lifetime value from 2026-01-01 on: the same for the ten years to come; 0 for who has left.",
            "Computed from the columns before; without what the loyalty card adds.",
        ),
        _euro(
            "contribution_2026_eur",
            "What the customer really contributes in 2026.",
            "Summed from the future orders and their returns, what the loyalty card adds included.",
        ),
        *_POTENTIAL,
        *_LOYALTY,
    ),
)

ORDERS_2026 = replace(
    ORDERS,
    name="orders_2026",
    row="one order of 2026, the year that nobody knows yet",
    foreign_keys=(CUSTOMER, *ORDERS.foreign_keys[1:]),
    lesson="04",
    hidden=True,
)

RETURNS_2026 = replace(
    RETURNS,
    name="returns_2026",
    row="one line of an order that comes back in 2026",
    foreign_keys=(CUSTOMER,),
    lesson="04",
    hidden=True,
)
