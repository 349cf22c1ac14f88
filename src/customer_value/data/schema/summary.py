"""The first table that a learner meets: one row for each customer, derived from the others."""

from __future__ import annotations

from functools import partial

from .columns import euro, share
from .model import Column, ForeignKey, Table
from .trade import ACQUISITION_CHANNELS

_share = partial(share, missing="Missing when the customer has no order from 2023 to 2025.")


CUSTOMER_SUMMARY = Table(
    name="customer_summary",
    row="one customer, seen on 2026-01-01: what they bought and earned us from 2023 to 2025",
    primary_key=("customer_id",),
    foreign_keys=(ForeignKey(columns=("customer_id",), table="customers", to=("customer_id",)),),
    columns=(
        Column(name="customer_id", type="integer", meaning="Number of the customer.", made="Copied.", minimum=1),
        Column(
            name="acquisition_channel",
            type="string",
            meaning="How the customer was won.",
            made="Copied from customers.",
            values=ACQUISITION_CHANNELS,
        ),
        Column(
            name="tenure_days",
            type="integer",
            meaning="Days from the first order ever to 2026-01-01.",
            made="Counted from customers.",
            unit="days",
            minimum=1,
        ),
        Column(
            name="order_count",
            type="integer",
            meaning="Orders from 2023 to 2025.",
            made="Counted from orders.",
            unit="orders",
            minimum=0,
        ),
        Column(
            name="recency_days",
            type="integer",
            meaning="Days from the latest order to 2026-01-01.",
            made="Counted from orders.",
            unit="days",
            minimum=1,
            missing="Missing when the customer has no order from 2023 to 2025.",
        ),
        euro(
            "mean_basket_eur",
            "Mean net sales of one order.",
            "Net sales divided by orders.",
            missing="Missing when the customer has no order from 2023 to 2025.",
        ),
        euro("net_sales_eur", "Net sales: what the customer paid, before any return.", "Sum over orders."),
        euro("refund_eur", "Money paid back for returned goods.", "Sum over returns."),
        euro(
            "margin_eur",
            "Gross margin: net sales minus cost of the goods, without what came back.",
            "Sum over orders, minus the lost margin of the returns.",
            minimum=None,
        ),
        euro(
            "cost_to_serve_eur",
            "Handling of orders and returns, and €5 for each year in which the customer bought.",
            "Sum over orders and returns, and the cost of the account.",
        ),
        euro(
            "contribution_eur",
            "What the customer contributed: gross margin minus cost to serve.",
            "Margin minus cost to serve.",
            minimum=None,
        ),
        _share("discount_share", "Discount as a share of the value at list prices.", "Discount divided by gross."),
        _share("online_share", "Share of net sales on the web and in the app.", "Online sales divided by all."),
        _share("returned_share", "Share of net sales that was paid back.", "Refunds divided by net sales."),
    ),
)
