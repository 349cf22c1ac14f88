"""What the simulator asks of its three frames before it plays: columns, keys, numbers in range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from customer_value.analysis.vectors import FloatArray

    from .rules import Rules

MONEY = ("lifetime_value_eur", "contribution_per_order_eur", "actual_value_eur", "potential_value_eur")
SEEN = ("revenue_eur", "risk")
HALF_A_YEAR = 0.5  # new customers come evenly over the year, so that they are there for half of it
CUSTOMERS, EFFECTS, CHANNELS = (f"cycle.Simulator: {name}" for name in ("customers", "effects", "channels"))


def keyed(table: pd.DataFrame, key: str, numbers: tuple[str, ...], where: str, *words: str) -> pd.DataFrame:
    """Return the columns asked for, one row for each key, in the keys' order; refuse gaps and keys that stand twice."""
    needed = (key, *words, *numbers)
    if any(name not in table.columns for name in needed):
        raise ColumnError.missing(needed, table.columns, where=where)
    if not len(table) or table[[key, *words]].isna().any(axis=None):
        raise DataError(f"{where} needs rows, each with {' and '.join((key, *words))}.")
    if table[key].duplicated().any():
        raise DataError(f"{where}: a {key} stands there twice; keep one row for each (and one campaign).")
    columns = arrays(-np.inf, np.inf, **{name: table[name] for name in numbers})
    index = pd.Index(table[key].tolist(), dtype=object, name=key)
    checked = pd.DataFrame(dict(zip(numbers, columns, strict=True)), index=index)
    return checked.assign(**{word: table[word].astype(str).to_numpy() for word in words}).sort_index()


def known_customers(table: pd.DataFrame) -> pd.DataFrame:
    """Check the customers, and work out what one like each brings in the first year and as equity after it."""
    seen = (*SEEN, *(name for name in ("uplift",) if name in table.columns))
    numbers = (*MONEY, "purchase_rate_per_year", "dropout_chance", *seen, "has_opted_out")
    known = keyed(table, "customer_id", numbers, CUSTOMERS, "acquisition_channel")
    arrays(0, np.inf, purchase_rate_per_year=known["purchase_rate_per_year"])
    arrays(0, 1, dropout_chance=known["dropout_chance"], has_opted_out=known["has_opted_out"])
    orders = 1 + _orders(known["purchase_rate_per_year"].to_numpy(), known["dropout_chance"].to_numpy())
    year = known["contribution_per_order_eur"] * orders
    return known.assign(
        year_eur=year,
        equity_eur=known["lifetime_value_eur"] - year,
        unrealised_eur=known["potential_value_eur"] - known["actual_value_eur"],
    )


def _orders(rate: FloatArray, dropout: FloatArray) -> FloatArray:
    """Count the orders expected in half a year from who leaves after each with a chance: (1 - exp(-rate p t)) / p."""
    speed = rate * dropout * HALF_A_YEAR
    stays = np.divide(-np.expm1(-speed), speed, out=np.ones_like(speed), where=speed > 0)
    return np.asarray(rate * HALF_A_YEAR * stays)


def known_effects(table: pd.DataFrame, customers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Check the effects, and take each apart: € that the orders change by, and the chance that a coupon is redeemed."""
    moved = keyed(table, "customer_id", ("outcome_treated", "outcome_control", "effect_eur"), EFFECTS)
    arrays(0, 1, outcome_treated=moved["outcome_treated"], outcome_control=moved["outcome_control"])
    if not moved.index.isin(customers.index).all():
        raise DataError(f"{EFFECTS}: some customers are not in the customers' table.")
    orders = moved["outcome_treated"] - moved["outcome_control"]
    change = orders * customers["contribution_per_order_eur"].reindex(moved.index)
    # The effect is the change less contact and coupon; what is left over is the expected cost of the coupon.
    spent = change - rules.retention_cost - moved["effect_eur"]
    chance = (spent / rules.coupon).clip(0, 1) if rules.coupon else 0.0 * spent
    return pd.DataFrame({"change_eur": change, "coupon_chance": chance})


def known_channels(table: pd.DataFrame, where: str = CHANNELS, *more: str) -> pd.DataFrame:
    """Check what a channel's first customer costs and how many it can win, and round the latter down."""
    found = keyed(table, "acquisition_channel", ("acquisition_cost_eur", "reach", *more), where)
    arrays(0.01, np.inf, acquisition_cost_eur=found["acquisition_cost_eur"])
    arrays(1, np.inf, reach=found["reach"])
    return found.assign(reach=np.floor(found["reach"]))
