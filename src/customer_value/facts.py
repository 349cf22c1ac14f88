"""Facts about Larkspur's books by name, computed when they are asked for.

A question that says `fact: lifetime.customer_equity` gets its answer from here, from the learner's own edition, so
that every learner has a number of their own and none is typed into a question bank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from customer_value.analysis import lifetime
from customer_value.data.load import load
from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

    from customer_value.analysis import btyd

YEARS = (2023, 2024, 2025)
ACCOUNT_COST_EUR = 5.0  # for each year in which a customer buys, as the data card says


@lru_cache(maxsize=4)
def of(seed: int | None) -> Facts:
    """Give the facts of one edition of the books.

    Parameters
    ----------
    seed
        Number of the learner's own shop; None means the books that the lessons speak of.

    Returns
    -------
    Mapping
        From a fact's name to a function that computes it. Nothing is loaded before a function is called, and
        nothing twice.

    Raises
    ------
    UnknownNameError
        When a name is asked for that does not exist.

    Examples
    --------
    >>> facts = of(None)
    >>> 0 < facts["lifetime.retention_rate_year"](year=2024) < 1
    True
    """
    return Facts(seed)


class Books:
    """The tables of one edition that facts need, each loaded and prepared once."""

    def __init__(self, seed: int | None) -> None:
        self.seed = seed

    @cached_property
    def customers(self) -> pd.DataFrame:
        """The customers as they are in the books."""
        return load("customers", seed=self.seed)

    @cached_property
    def orders(self) -> pd.DataFrame:
        """The orders with their `year` and their `contribution_eur`, what came back taken off."""
        orders = load("orders", seed=self.seed)
        lost = load("returns", seed=self.seed).groupby("order_id")[["lost_margin_eur", "handling_cost_eur"]].sum()
        returned = orders["order_id"].map(lost.sum(axis=1)).fillna(0.0)
        return orders.assign(
            year=orders["ordered_at"].dt.year,
            contribution_eur=orders["margin_eur"] - orders["serving_cost_eur"] - returned,
        )

    @cached_property
    def new_customers(self) -> pd.DataFrame:
        """Customers whose first order lies in the books, as `btyd.summary` describes them."""
        from customer_value.analysis import btyd

        born = self.customers.loc[self.customers["orders_before"] == 0, "customer_id"]
        orders = self.orders[self.orders["customer_id"].isin(born)]
        table: pd.DataFrame = btyd.summary(orders, end=f"{YEARS[-1]}-12-31")
        return table

    @cached_property
    def model(self) -> btyd.BetaGeometric:
        """BG/NBD, fitted to the new customers, in weeks."""
        from customer_value.analysis import btyd

        return btyd.BetaGeometric().fit(*self.new_customers[["x", "t_x", "T"]].to_numpy().T)

    def orders_of(self, year: int | None) -> pd.DataFrame:
        """Select the orders of one year, or of all for None."""
        return self.orders if year is None else self.orders[self.orders["year"] == _known(year)]

    def buyers(self, year: int) -> set[int]:
        """Collect the numbers of the customers who bought in a year."""
        return set(self.orders_of(year)["customer_id"])


class Facts(Mapping[str, Callable[..., float]]):
    """Facts of one edition by name; see `of`."""

    def __init__(self, seed: int | None) -> None:
        self._books = Books(seed)

    def __getitem__(self, name: str) -> Callable[..., float]:
        if name not in _FACTS:
            raise UnknownNameError.among("fact", name, _FACTS)
        return partial(_FACTS[name], self._books)

    def __contains__(self, name: object) -> bool:
        return name in _FACTS

    def __iter__(self) -> Iterator[str]:
        return iter(_FACTS)

    def __len__(self) -> int:
        return len(_FACTS)


_FACTS: dict[str, Callable[..., float]] = {}


def _fact(name: str) -> Callable[[Callable[..., float]], Callable[..., float]]:
    def register(compute: Callable[..., float]) -> Callable[..., float]:
        _FACTS[name] = compute
        return compute

    return register


@_fact("lifetime.mean_purchase_size")
def _mean_purchase_size(books: Books, *, year: int | None = None) -> float:
    """€ per order: mean net sales of the orders of a year, or of all years."""
    return float(books.orders_of(year)["net_eur"].mean())


@_fact("lifetime.purchase_frequency")
def _purchase_frequency(books: Books, *, year: int = 2025) -> float:
    """Orders per customer and year: orders of a year divided by the customers who bought in it."""
    orders = books.orders_of(year)
    return float(len(orders) / orders["customer_id"].nunique())


@_fact("lifetime.simple_ltv")
def _simple_ltv(books: Books, *, duration: float, year: int = 2025) -> float:
    """€ of sales per customer: purchase size times frequency of a year, times a duration in years."""
    size, frequency = _mean_purchase_size(books, year=year), _purchase_frequency(books, year=year)
    return float(lifetime.simple_ltv(size, frequency, duration))


@_fact("lifetime.margin_rate")
def _margin_rate(books: Books, *, year: int | None = None) -> float:
    """Share, 0 to 1: gross margin of a year's orders (or of all) as part of their net sales, before returns."""
    orders = books.orders_of(year)
    return float(orders["margin_eur"].sum() / orders["net_eur"].sum())


@_fact("lifetime.contribution")
def _contribution(books: Books, *, year: int = 2025) -> float:
    """€ per customer and year: margin less returns, serving and €5 for the account, of those who bought in the year."""
    orders = books.orders_of(year)
    return float(orders["contribution_eur"].sum() / orders["customer_id"].nunique() - ACCOUNT_COST_EUR)


@_fact("lifetime.repeat_rate_12_months")
def _repeat_rate_12_months(books: Books, *, year: int = 2024) -> float:
    """Share, 0 to 1: new customers of a year who ordered again on a later day within 365 days; year 2023 or 2024."""
    if _known(year) == YEARS[-1]:
        raise DataError(
            f"12 months after the first order are not over for the new customers of {year}; use 2023 or 2024."
        )
    newcomers = books.customers[books.customers["first_order_on"].dt.year == year].set_index("customer_id")
    orders = books.orders[books.orders["customer_id"].isin(newcomers.index)]
    first = orders["customer_id"].map(newcomers["first_order_on"])
    wait = (orders["ordered_at"].dt.normalize() - first).dt.days
    again = orders.loc[(wait >= 1) & (wait <= 365), "customer_id"].nunique()
    return float(again / len(newcomers))


@_fact("lifetime.retention_rate_year")
def _retention_rate_year(books: Books, *, year: int = 2024) -> float:
    """Share, 0 to 1: customers who bought in a year who bought in the next one too; year 2023 or 2024."""
    if _known(year) == YEARS[-1]:
        raise DataError(f"who came back after {year} is not in the books; use 2023 or 2024.")
    before = books.buyers(year)
    return len(before & books.buyers(year + 1)) / len(before)


@_fact("lifetime.acquisition_cost")
def _acquisition_cost(books: Books, *, channel: str | None = None, year: int | None = None) -> float:
    """€ per new customer: what a channel (or all) spent in a year (or in all), divided by the customers it won."""
    spend = load("acquisition_spend", seed=books.seed)
    if channel is not None:
        if channel not in set(spend["acquisition_channel"]):
            raise UnknownNameError.among("channel", channel, sorted(set(spend["acquisition_channel"])))
        spend = spend[spend["acquisition_channel"] == channel]
    if year is not None:
        spend = spend[spend["month_on"].dt.year == _known(year)]
    return float(spend["spend_eur"].sum() / spend["new_customers"].sum())


@_fact("lifetime.margin_ltv")
def _margin_ltv(
    books: Books, *, discount_rate: float = 0.10, first_margin: lifetime.FirstMargin = "in a year", year: int = 2024
) -> float:
    """€ per customer, before acquisition cost: next year's contribution times the multiple of a year's retention."""
    retention_rate = _retention_rate_year(books, year=year)
    return float(lifetime.margin_ltv(_contribution(books, year=year + 1), retention_rate, discount_rate, first_margin))


@_fact("lifetime.customer_equity")
def _customer_equity(books: Books, *, discount_rate: float = 0.10) -> float:
    """€: customers who bought in 2025 times their margin LTV, the first margin in a year, retention from 2024."""
    return lifetime.customer_equity(_margin_ltv(books, discount_rate=discount_rate), len(books.buyers(YEARS[-1])))


@_fact("btyd.repeat_share")
def _repeat_share(books: Books) -> float:
    """Share, 0 to 1: customers new in 2023 to 2025 with a purchase on a later day (x above 0)."""
    return float((books.new_customers["x"] > 0).mean())


@_fact("btyd.probability_alive_share")
def _probability_alive_share(books: Books, *, above: float = 0.5) -> float:
    """Share, 0 to 1: repeat customers (x above 0) with P(alive) above a limit, by BG/NBD at the end of 2025."""
    repeaters = books.new_customers[books.new_customers["x"] > 0]
    alive = books.model.probability_alive(repeaters["x"], repeaters["t_x"], repeaters["T"])
    return float((alive > above).mean())


@_fact("btyd.expected_purchases")
def _expected_purchases(books: Books, *, weeks: float = 52) -> float:
    """Purchases: expected in the next weeks, of all customers new in 2023 to 2025 together, by BG/NBD."""
    table = books.new_customers
    expected = books.model.expected_purchases(weeks, table["x"], table["t_x"], table["T"])
    return float(expected.sum())


def _known(year: int) -> int:
    if year not in YEARS:
        raise UnknownNameError.among("year", year, map(str, YEARS))
    return year
