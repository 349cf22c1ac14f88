"""The loyalty programme."""

from __future__ import annotations

from .model import Column, ForeignKey, Table

TIERS = ("base", "silver", "gold")

LOYALTY = Table(
    name="loyalty",
    row="one customer with a loyalty card, seen on 2026-01-01; the programme began on 2024-01-01",
    primary_key=("customer_id",),
    foreign_keys=(ForeignKey(columns=("customer_id",), table="customers", to=("customer_id",)),),
    lesson="05",
    columns=(
        Column(
            name="customer_id",
            type="integer",
            meaning="Number of the customer.",
            made="The wish to join rises with the purchase rate and the usual basket: members choose themselves.",
            minimum=1,
            lesson="05",
        ),
        Column(
            name="joined_on",
            type="date",
            meaning="Day on which the customer took the card.",
            made="The day of an order from 2024 on, more likely of one that follows another within 45 days.",
            lesson="05",
        ),
        Column(
            name="tier",
            type="string",
            meaning="Tier of the card: silver from €150, gold from €500 of net sales in 2025.",
            made="Set by the orders of 2025 since joining.",
            values=TIERS,
            lesson="05",
        ),
        Column(
            name="points",
            type="integer",
            meaning="Points collected: one for each full euro of net sales since joining, the first order with the card"
            " included.",
            made="Counted from orders until 2025-12-31.",
            unit="points",
            minimum=0,
            lesson="05",
        ),
        Column(
            name="spend_12_months_before_eur",
            type="number",
            meaning="Net sales of the twelve months up to the day of joining, that day included.",
            made="Summed from orders.",
            unit="€",
            decimals=2,
            minimum=0,
            lesson="05",
        ),
    ),
)
