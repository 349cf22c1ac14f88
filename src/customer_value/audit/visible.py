"""What a shop can see of each customer at the end of 2025, as one row of numbers: all that a forecast may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_DAY = "2023-01-01"
LAST_WEEKS = 26
WEB = ["sessions", "minutes", "product_views", "cart_adds"]


def features(books: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Describe every customer by numbers from all visible tables.

    Parameters
    ----------
    books
        Tables by name.

    Returns
    -------
    DataFrame
        One row for each customer, indexed by `customer_id`; words as numbers of their category, nothing that
        happens after 2025.
    """
    customers = books["customers"].set_index("customer_id")
    parts = [
        _master(customers),
        books["customer_summary"].set_index("customer_id").drop(columns=["acquisition_channel"]),
        _by_year(books["orders"]),
        _rhythm(books["orders"]),
        _goods(books["order_lines"].merge(books["products"], on="product_id"), books["orders"]),
        _web(books["web_weeks"]),
        _surveyed(books),
        *(_counts(books[name], name) for name in ("service_cases", "contacts", "coupons", "loyalty")),
    ]
    return pd.concat([part.reindex(customers.index) for part in parts], axis=1)


def _master(customers: pd.DataFrame) -> pd.DataFrame:
    """Take the master data, words as numbers."""
    words = customers.select_dtypes(exclude=["number", "datetime"]).columns
    return customers.drop(columns=["first_order_on"]).assign(
        **{name: customers[name].astype("category").cat.codes for name in words}
    )


def _by_year(orders: pd.DataFrame) -> pd.DataFrame:
    """Count orders and add up sales and margin of each year; a year without any is 0."""
    of = orders.assign(year=orders["ordered_at"].dt.year)
    wide = of.pivot_table(
        index="customer_id", columns="year", values=["order_id", "net_eur", "margin_eur"], fill_value=0,
        aggfunc={"order_id": "count", "net_eur": "sum", "margin_eur": "sum"},
    )  # fmt: skip
    wide.columns = pd.Index(["_".join(map(str, name)) for name in wide.columns.to_flat_index()])
    return wide


def _rhythm(orders: pd.DataFrame) -> pd.DataFrame:
    """Say how the orders lie in time, and how much the baskets differ."""
    day = orders["ordered_at"].dt.normalize()
    by = orders.assign(day=day, christmas=day.dt.month == 12).groupby("customer_id")
    span = (by["day"].max() - by["day"].min()).dt.days
    return pd.DataFrame(
        {
            "days": by["day"].nunique(),
            "gap_days": span / (by["day"].nunique() - 1).clip(lower=1),
            "first_seen_days": (by["day"].min() - pd.Timestamp(FIRST_DAY)).dt.days,
            "basket_median": by["net_eur"].median(),
            "basket_largest": by["net_eur"].max(),
            "basket_items": by["item_count"].mean(),
            "christmas_share": by["christmas"].mean(),
        }
    )


def _goods(lines: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Share of the sales by category and by brand tier, and of lines on offer."""
    owner = lines["order_id"].map(orders.set_index("order_id")["customer_id"])
    spent = lines["net_eur"].groupby(owner).sum()
    shares = [
        lines.pivot_table(index=owner, columns=kind, values="net_eur", aggfunc="sum", fill_value=0, observed=True)
        for kind in ("category", "brand_tier")
    ]
    offered = (lines["discount_eur"] > 0).groupby(owner).mean().rename("offer_share")
    return pd.concat([*(share.div(spent, axis=0) for share in shares), offered], axis=1)


def _web(weeks: pd.DataFrame) -> pd.DataFrame:
    """Add up visits to the web shop, all and of the last half year."""
    late = weeks[weeks["week_on"] > weeks["week_on"].max() - pd.Timedelta(weeks=LAST_WEEKS)]
    whole, end = (part.groupby("customer_id")[WEB].sum() for part in (weeks, late))
    return whole.join(end.add_suffix("_late")).fillna(0)


def _surveyed(books: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Take what customers say of their needs, and what they say they spend and where we stand."""
    needs = books["survey_needs"].set_index("customer_id").select_dtypes("number")
    wallet = books["survey_wallet"].groupby("customer_id")
    said = pd.DataFrame(
        {"said_spend": wallet["stated_spend_eur_per_year"].sum(), "said_rank": wallet["rank_of_us"].mean()}
    )
    return pd.concat([needs, said], axis=1)


def _counts(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Count a customer's rows in a table."""
    return rows["customer_id"].value_counts().to_frame(name)
