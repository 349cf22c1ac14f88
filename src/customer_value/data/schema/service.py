"""Cases at the customer service."""

from __future__ import annotations

from .model import Column, ForeignKey, Table

CASE_TYPES = ("question", "delivery", "return", "complaint")

SERVICE_CASES = Table(
    name="service_cases",
    row="one case at the customer service, opened until the end of 2025",
    primary_key=("case_id",),
    foreign_keys=(
        ForeignKey(columns=("order_id",), table="orders", to=("order_id",)),
        ForeignKey(columns=("customer_id",), table="customers", to=("customer_id",)),
    ),
    lesson="03",
    columns=(
        Column(
            name="case_id",
            type="integer",
            meaning="Number of the case: the second one about order 17003 is 170032.",
            made="Number of the order and 1, or 2 when the customer had to ask again.",
            minimum=1,
            lesson="03",
        ),
        Column(
            name="order_id",
            type="integer",
            meaning="Order that the case is about.",
            made="Few orders bring a case; those online and those of which something comes back bring more.",
            minimum=1,
            lesson="03",
        ),
        Column(
            name="customer_id",
            type="integer",
            meaning="Number of the customer.",
            made="Copied from orders.",
            minimum=1,
            lesson="03",
        ),
        Column(
            name="opened_at",
            type="datetime",
            meaning="When the customer got in touch.",
            made="Some days after the order, between 8:00 and 20:00.",
            lesson="03",
        ),
        Column(
            name="case_type",
            type="string",
            meaning="What it is about.",
            made="Complaints stand out after returns, and at the order after which a customer leaves for good.",
            values=CASE_TYPES,
            lesson="03",
        ),
        Column(
            name="minutes",
            type="integer",
            meaning="Working time spent on the case.",
            made="Log-normal; complaints take longest.",
            unit="minutes",
            minimum=1,
            lesson="03",
        ),
        Column(
            name="cost_eur",
            type="number",
            meaning="What the working time cost.",
            made="€36 an hour; it is not in the cost to serve of customer_summary, nor in any contribution.",
            unit="€",
            decimals=2,
            minimum=0,
            lesson="03",
        ),
        Column(
            name="is_solved",
            type="boolean",
            meaning="Whether the customer was helped.",
            made="Drawn by type; less often at the order after which a customer leaves for good.",
            lesson="03",
        ),
    ),
)
