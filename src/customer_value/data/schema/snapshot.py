"""The customers as an export of the customer database showed them one year ago."""

from __future__ import annotations

from functools import partial

from .columns import euro, share
from .model import Column, ForeignKey, Table

NO_ORDER = "Missing when the customer has no order in 2024."


def _count(name: str, meaning: str, made: str, unit: str, *, minimum: int = 0) -> Column:
    return Column(name=name, type="integer", meaning=meaning, made=made, unit=unit, minimum=minimum, lesson="03")


_euro = partial(euro, lesson="03")


_share = partial(share, missing=NO_ORDER, lesson="03")


CUSTOMER_SNAPSHOT = Table(
    name="customer_snapshot",
    row="one customer of 2025-01-01, as an export for a model of that day shows it",
    primary_key=("customer_id",),
    foreign_keys=(ForeignKey(columns=("customer_id",), table="customers", to=("customer_id",)),),
    lesson="03",
    columns=(
        Column(
            name="customer_id",
            type="integer",
            meaning="Number of the customer.",
            made="Whose first order was before 2025.",
            minimum=1,
            lesson="03",
        ),
        _count("tenure_days", "Days from the first order ever to 2025-01-01.", "Counted.", "days", minimum=1),
        _count(
            "recency_days",
            "Days from the latest order before 2025 to 2025-01-01.",
            "Counted; the order may be older than the books.",
            "days",
            minimum=1,
        ),
        _count("order_count", "Orders of 2024.", "Counted from orders.", "orders"),
        _euro("net_sales_eur", "Net sales of 2024, before any return.", "Sum over orders."),
        _euro("refund_eur", "Money paid back in 2024.", "Sum over returns by their own day."),
        _share("discount_share", "Discount as a share of the value at list prices, in 2024.", "Computed from orders."),
        _share("online_share", "Share of the net sales of 2024 on the web and in the app.", "Computed from orders."),
        _count(
            "web_sessions",
            "Visits to the web shop and the app in 2024, in weeks that were over by 2025-01-01.",
            "Sum over web_weeks.",
            "visits",
        ),
        _count(
            "cart_adds",
            "Articles put into the cart in these weeks, bought or not.",
            "Sum over web_weeks.",
            "articles",
        ),
        _count("service_case_count", "Cases at the customer service in 2024.", "Counted from service_cases.", "cases"),
        Column(
            name="is_member",
            type="boolean",
            meaning="Whether the customer had a loyalty card on 2025-01-01.",
            made="Copied from loyalty.",
            lesson="03",
        ),
        _count(
            "coupons_next_half_year",
            "Coupons redeemed at the till from January to June 2025, without those of campaigns.",
            "Lines of orders bought on offer in these months; a later run of the export wrote them in.",
            "coupons",
        ),
    ),
)
