"""What an estimate can be held against: quantities of the hidden truth by friendly names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from customer_value.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd


@dataclass(frozen=True)
class Quantity:
    """One quantity of the hidden truth.

    Parameters
    ----------
    meaning
        What it is, as the subject of a sentence.
    unit
        Unit, as the label of an axis; an amount of money begins with "€".
    column
        Its column in the truth about customers; empty for orders of 2026, which are counted.
    habit
        What a shop without a model would rank by, as a sentence's subject.
    by_habit
        Computes that from what is visible, as `visible.features` gives it; the higher, the more.
    yearly
        True when it is a rate per year, so that an estimate per week or month can be told by its size.
    """

    meaning: str
    unit: str
    column: str
    habit: str
    by_habit: Callable[[pd.DataFrame], pd.Series]
    yearly: bool = False

    @property
    def is_yes_or_no(self) -> bool:
        """Whether the truth is yes or no, so that the estimate is a probability."""
        return self.column == "is_active"

    @property
    def is_share(self) -> bool:
        """Whether it lies between 0 and 1."""
        return self.is_yes_or_no or self.column == "dropout_chance"

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in euros."""
        return self.unit.startswith("€")

    def truth(self, books: Mapping[str, pd.DataFrame]) -> pd.Series:
        """Give the truth of every customer, indexed by `customer_id`."""
        customers = books["truth/customers"].set_index("customer_id")
        if self.column:
            return customers[self.column].astype(float)
        counts = books["truth/orders_2026"]["customer_id"].value_counts()
        return counts.reindex(customers.index, fill_value=0).astype(float)


def _last_orders(seen: pd.DataFrame) -> pd.Series:
    return seen["order_id_2025"].fillna(0)


def _last_sales(seen: pd.DataFrame) -> pd.Series:
    return seen["net_eur_2025"].fillna(0)


def _silence(seen: pd.DataFrame) -> pd.Series:
    return seen["recency_days"].fillna(seen["recency_days"].max() + 1)


def _value(meaning: str, column: str, unit: str = "€", *, yearly: bool = False) -> Quantity:
    return Quantity(meaning, unit, column, "last year's sales alone", _last_sales, yearly)


QUANTITIES: dict[str, Quantity] = {
    "purchase_rate": Quantity(
        "orders a year while the customer is active",
        "orders per year",
        "purchase_rate_per_year",
        "last year's orders alone",
        _last_orders,
        yearly=True,
    ),
    "orders_2026": Quantity(
        "orders in 2026", "orders in 2026", "", "last year's orders alone", _last_orders, yearly=True
    ),
    "dropout_chance": Quantity(
        "chance to leave after an order",
        "chance per order",
        "dropout_chance",
        "days since the last order alone",
        _silence,
    ),
    "is_active": Quantity(
        "probability that the customer is still active on 2026-01-01",
        "probability",
        "is_active",
        "days since the last order alone",
        lambda seen: -_silence(seen),
    ),
    "basket": Quantity(
        "mean net sales of an order in the long run",
        "€ per order",
        "expected_basket_eur",
        "the mean basket so far alone",
        lambda seen: seen["mean_basket_eur"].fillna(seen["mean_basket_eur"].mean()),
    ),
    "lifetime_value": _value("lifetime value from the first order on, before acquisition cost", "lifetime_value_eur"),
    "residual_value": _value("lifetime value from 2026-01-01 on", "residual_value_eur"),
    "contribution_2026": _value("contribution in 2026", "contribution_2026_eur", "€ in 2026", yearly=True),
    "actual_value": _value("actual value, a year's contribution", "actual_value_eur", "€ per year", yearly=True),
    "potential_value": _value(
        "potential value, a year's contribution if the reachable spending were won",
        "potential_value_eur",
        "€ per year",
        yearly=True,
    ),
    "wallet": _value("spending at all shops", "wallet_eur_per_year", "€ per year", yearly=True),
}


def quantity(name: str) -> Quantity:
    """Return the quantity with this name.

    Raises
    ------
    UnknownNameError
        If there is none.
    """
    if name not in QUANTITIES:
        raise UnknownNameError.among("quantity", name, QUANTITIES)
    return QUANTITIES[name]
