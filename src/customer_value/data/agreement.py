"""Sums that must agree: what one table says about another has to be what the other says itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    import pandas as pd

HALF_A_CENT = 0.005


@dataclass(frozen=True)
class Agreement:
    """One sum: what it says, which tables it needs, and the difference in each row (0 when it holds)."""

    says: str
    tables: tuple[str, ...]
    difference: Callable[[Mapping[str, pd.DataFrame]], pd.Series]


def disagreements(frames: Mapping[str, pd.DataFrame], names: Collection[str] | None = None) -> Iterator[str]:
    """Give a sentence for each sum that does not hold.

    Parameters
    ----------
    frames
        Visible tables by name.
    names
        The tables that are there; all of `frames` unless told. Sums that need another one are not looked at.

    Examples
    --------
    >>> from customer_value.data.load import load
    >>> orders = load("orders", edition="tiny")
    >>> orders.loc[0, "net_eur"] += 1
    >>> list(disagreements({"orders": orders.head(100)}))
    ['orders: net_eur is gross_eur - discount_eur: not so in 1 of 100 rows, by up to 1.00']
    """
    there = set(frames if names is None else names)
    for agreement in AGREEMENTS:
        if there.issuperset(agreement.tables):
            off = agreement.difference(frames).abs().fillna(np.inf)
            if wrong := int((off > HALF_A_CENT).sum()):
                yield f"{agreement.says}: not so in {wrong} of {len(off)} rows, by up to {off.max():.2f}"


def _in_row(table: str, column: str, formula: str) -> Agreement:
    """Build the agreement that a column follows from others of its own row."""

    def difference(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
        frame = frames[table]
        return frame[column] - cast("pd.Series", frame.eval(formula))

    return Agreement(f"{table}: {column} is {formula}", (table,), difference)


def _per_row(owner: str, key: str, column: str, part: str, of: str) -> Agreement:
    """Build the agreement that a column of `owner` is the sum of a column of another table, 0 without a row."""

    def difference(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
        summed = frames[part].groupby(key)[of].sum() if of else frames[part][key].value_counts()
        own = frames[owner].set_index(key)[column]
        return own - summed.reindex(own.index, fill_value=0)

    what = f"the sum of {of} in {part}" if of else f"the number of rows in {part}"
    return Agreement(f"{owner}: {column} is {what}", (owner, part), difference)


def _refund(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
    paid = frames["order_lines"].set_index(["order_id", "line_no"])["net_eur"]
    refunds: pd.Series = frames["returns"].set_index(["order_id", "line_no"])["refund_eur"]
    return refunds - paid.reindex(refunds.index)


def _margin(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
    kept: pd.Series = frames["customer_summary"].set_index("customer_id")["margin_eur"]
    earned = frames["orders"].groupby("customer_id")["margin_eur"].sum()
    lost = frames["returns"].groupby("customer_id")["lost_margin_eur"].sum()
    return kept - earned.reindex(kept.index, fill_value=0) + lost.reindex(kept.index, fill_value=0)


def _won(frames: Mapping[str, pd.DataFrame], column: str, of: str) -> pd.Series:
    won = frames["customers"][frames["customers"]["first_order_on"] >= frames["acquisition_spend"]["month_on"].min()]
    month = won["first_order_on"].dt.to_period("M").dt.to_timestamp().astype("datetime64[us]").rename("month_on")
    said: pd.Series = frames["acquisition_spend"].set_index(["month_on", "acquisition_channel"])[column]
    grouped = won.groupby([month, "acquisition_channel"])[of]
    counted = grouped.count() if of == "customer_id" else grouped.sum()
    return said - cast("pd.Series", counted.reindex(said.index, fill_value=0))


def _owner(table: str, key: str) -> Agreement:
    """Build the agreement that a row about an order names the customer of this order."""

    def difference(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
        rows = frames[table].dropna(subset=[key])
        owner: pd.Series = rows[key].map(frames["orders"].set_index("order_id")["customer_id"])
        return owner - rows["customer_id"]

    return Agreement(f"{table}: customer_id is the one of the order", (table, "orders"), difference)


def _account_sales(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
    orders = frames["orders"].dropna(subset=["store_id"])
    month = orders["ordered_at"].dt.to_period("M")
    sold = orders.groupby([orders["store_id"].astype(int), month])["net_eur"].sum()
    months = frames["store_months"].assign(month=frames["store_months"]["month_on"].dt.to_period("M"))
    said: pd.Series = months.set_index(["store_id", "month"])["account_net_eur"]
    return said - sold.reindex(said.index, fill_value=0)


def _orders_of_2024(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
    orders = frames["orders"]
    counts = orders.loc[orders["ordered_at"].dt.year == 2024, "customer_id"].value_counts()
    said: pd.Series = frames["customer_snapshot"].set_index("customer_id")["order_count"]
    return said - cast("pd.Series", counts.reindex(said.index, fill_value=0))


AGREEMENTS: tuple[Agreement, ...] = (
    _in_row("orders", "net_eur", "gross_eur - discount_eur"),
    _in_row("order_lines", "net_eur", "quantity * unit_price_eur - discount_eur"),
    _per_row("orders", "order_id", "net_eur", "order_lines", "net_eur"),
    _per_row("orders", "order_id", "discount_eur", "order_lines", "discount_eur"),
    _per_row("orders", "order_id", "item_count", "order_lines", "quantity"),
    Agreement("returns: refund_eur is net_eur of the line", ("returns", "order_lines"), _refund),
    _per_row("customer_summary", "customer_id", "order_count", "orders", ""),
    _per_row("customer_summary", "customer_id", "net_sales_eur", "orders", "net_eur"),
    _per_row("customer_summary", "customer_id", "refund_eur", "returns", "refund_eur"),
    Agreement(
        "customer_summary: margin_eur is margin_eur of the orders minus lost_margin_eur of the returns",
        ("customer_summary", "orders", "returns"),
        _margin,
    ),
    _in_row("customer_summary", "contribution_eur", "margin_eur - cost_to_serve_eur"),
    Agreement(
        "acquisition_spend: new_customers counts the first orders in customers",
        ("acquisition_spend", "customers"),
        lambda f: _won(f, "new_customers", "customer_id"),
    ),
    Agreement(
        "acquisition_spend: spend_eur is the sum of acquisition_cost_eur in customers",
        ("acquisition_spend", "customers"),
        lambda f: _won(f, "spend_eur", "acquisition_cost_eur"),
    ),
    _owner("returns", "order_id"),
    _owner("service_cases", "order_id"),
    _owner("coupons", "redeemed_order_id"),
    Agreement(
        "store_months: account_net_eur is the sum of net_eur in orders by store and month",
        ("store_months", "orders"),
        _account_sales,
    ),
    Agreement(
        "customer_snapshot: order_count counts the orders of 2024",
        ("customer_snapshot", "orders"),
        _orders_of_2024,
    ),
)
