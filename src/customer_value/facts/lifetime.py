"""Facts of lesson 4: lifetime value from sales, margins and retention, and who is still a customer (`btyd`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import analysis
from customer_value.errors import DataError

from .books import YEARS, Books, known, register

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from customer_value.analysis.btyd import BetaGeometric
    from customer_value.analysis.lifetime import FirstMargin

FACTS: dict[str, Callable[..., float]] = {}
_lifetime, _btyd = register(FACTS, "lifetime"), register(FACTS, "btyd")


@_lifetime
def mean_purchase_size(books: Books, *, year: int | None = None) -> float:
    """€ per order, 0 or more: mean net sales of the orders of a year, or of all years."""
    return float(books.orders_of(year)["net_eur"].mean())


@_lifetime
def purchase_frequency(books: Books, *, year: int = 2025) -> float:
    """Orders per customer and year, 1 or more: orders of a year divided by the customers who bought in it."""
    orders = books.orders_of(year)
    return float(len(orders) / orders["customer_id"].nunique())


@_lifetime
def simple_ltv(books: Books, *, duration: float, year: int = 2025) -> float:
    """€ of sales per customer, 0 or more: purchase size times frequency of a year, times a duration in years."""
    size, frequency = mean_purchase_size(books, year=year), purchase_frequency(books, year=year)
    return float(analysis.lifetime.simple_ltv(size, frequency, duration))


@_lifetime
def margin_rate(books: Books, *, year: int | None = None) -> float:
    """Share, 0 to 1: gross margin of a year's orders (or of all) as part of their net sales, before returns."""
    orders = books.orders_of(year)
    return float(orders["margin_eur"].sum() / orders["net_eur"].sum())


@_lifetime
def contribution(books: Books, *, year: int = 2025) -> float:
    """€ per customer and year, any sign: margin less returns, serving and €5 for the account, of a year's buyers."""
    return float(analysis.segments.contributions(books.orders_of(year), books["returns"]).mean())


@_lifetime
def repeat_rate_12_months(books: Books, *, year: int = 2024) -> float:
    """Share, 0 to 1: new customers of a year who ordered again on a later day within 365 days; year 2023 or 2024."""
    if known("year", year, YEARS) == YEARS[-1]:
        raise DataError(
            f"12 months after the first order are not over for the new customers of {year}; use 2023 or 2024."
        )
    newcomers = books["customers"][books["customers"]["first_order_on"].dt.year == year].set_index("customer_id")
    orders = books["orders"][books["orders"]["customer_id"].isin(newcomers.index)]
    first = orders["customer_id"].map(newcomers["first_order_on"])
    wait = (orders["ordered_at"].dt.normalize() - first).dt.days
    again = orders.loc[(wait >= 1) & (wait <= 365), "customer_id"].nunique()
    return float(again / len(newcomers))


@_lifetime
def retention_rate_year(books: Books, *, year: int = 2024) -> float:
    """Share, 0 to 1: customers who bought in a year who bought in the next one too; year 2023 or 2024."""
    if known("year", year, YEARS) == YEARS[-1]:
        raise DataError(f"who came back after {year} is not in the books; use 2023 or 2024.")
    before = _buyers(books, year)
    return len(before & _buyers(books, year + 1)) / len(before)


@_lifetime
def acquisition_cost(books: Books, *, channel: str | None = None, year: int | None = None) -> float:
    """€ per new customer, 0 or more: spending of a channel (or all) in a year (or all) per customer won."""
    spend = books["acquisition_spend"]
    if channel is not None:
        channels = spend["acquisition_channel"]
        spend = spend[channels == known("channel", channel, sorted(set(channels)))]
    if year is not None:
        spend = spend[spend["month_on"].dt.year == known("year", year, YEARS)]
    return float(spend["spend_eur"].sum() / spend["new_customers"].sum())


@_lifetime
def margin_ltv(
    books: Books, *, discount_rate: float = 0.10, first_margin: FirstMargin = "in a year", year: int = 2024
) -> float:
    """€ per customer, any sign: next year's contribution times the multiple of a year's retention, before CAC."""
    retention_rate = retention_rate_year(books, year=year)
    return float(
        analysis.lifetime.margin_ltv(contribution(books, year=year + 1), retention_rate, discount_rate, first_margin)
    )


@_lifetime
def customer_equity(books: Books, *, discount_rate: float = 0.10) -> float:
    """€, any sign: buyers of 2025 times their margin LTV, the first margin in a year, retention from 2024."""
    return analysis.lifetime.customer_equity(
        margin_ltv(books, discount_rate=discount_rate), len(_buyers(books, YEARS[-1]))
    )


@_lifetime
def survival(books: Books, *, quarters: int, year: int = 2023) -> float:
    """Share, 0 to 1: customers new in a year's first quarter who bought some quarters later or after; 2023 or 2024."""
    shares = survivors(books, year)
    if not 0 <= quarters < len(shares):
        raise DataError(f"quarters must be 0 to {len(shares) - 1} for the cohort of {year}, not {quarters!r}.")
    return shares[int(quarters)]


@_btyd
def repeat_share(books: Books) -> float:
    """Share, 0 to 1: customers new in 2023 to 2025 with a purchase on a later day (x above 0)."""
    return float((books.once(new_customers)["x"] > 0).mean())


@_btyd
def probability_alive_share(books: Books, *, above: float = 0.5) -> float:
    """Share, 0 to 1: repeat customers (x above 0) with P(alive) above a limit, by BG/NBD at the end of 2025."""
    repeaters = books.once(new_customers)[books.once(new_customers)["x"] > 0]
    alive = books.once(purchase_model).probability_alive(repeaters["x"], repeaters["t_x"], repeaters["T"])
    return float((alive > above).mean())


@_btyd
def expected_purchases(books: Books, *, weeks: float = 52) -> float:
    """Purchases, 0 or more: expected in the next weeks, of all customers new in 2023 to 2025 together, by BG/NBD."""
    table = books.once(new_customers)
    expected = books.once(purchase_model).expected_purchases(weeks, table["x"], table["t_x"], table["T"])
    return float(expected.sum())


def survivors(books: Books, year: int) -> list[float]:
    """Share of the customers new in a year's first quarter who bought 0, 1, 2 … quarters later or after.

    The last year is left out: who is silent in it may still come back.
    """
    cohorts: pd.DataFrame = books.once(_quarterly_cohorts)
    own = cohorts[cohorts["cohort"] == f"{known('year', year, YEARS[:-1])}-Q1"]
    seen = own[own["age"] <= own["age"].max() - 4]
    return [float(share) for share in seen["survivors"] / seen["cohort_size"]]


def _quarterly_cohorts(books: Books) -> pd.DataFrame:
    table: pd.DataFrame = analysis.lifetime.cohorts(books.newcomers(), period="quarter", end=f"{YEARS[-1]}-12-31")
    return table


def _buyers(books: Books, year: int) -> set[int]:
    """Collect the numbers of the customers who bought in a year."""
    return set(books.orders_of(year)["customer_id"])


def new_customers(books: Books) -> pd.DataFrame:
    """Describe the customers whose first order lies in the books, as `btyd.summary` does."""
    table: pd.DataFrame = analysis.btyd.summary(books.newcomers(), end=f"{YEARS[-1]}-12-31")
    return table


def purchase_model(books: Books) -> BetaGeometric:
    """Fit BG/NBD to the new customers, in weeks."""
    return analysis.btyd.BetaGeometric().fit(*books.once(new_customers)[["x", "t_x", "T"]].to_numpy().T)
