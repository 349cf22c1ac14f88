"""What the stores sell and earn, and the hidden truth of why; money in cents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.clock import DAY
from customer_value.data.generate.spread import classes, indicators, unrelated
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.shops import stores
from customer_value.data.generate.trade.tables import sum_by
from customer_value.data.schema.market import COMPONENTS

from .orientation import (
    HUNDREDTHS,
    SIZE_CLASSES,
    SIZE_CORRELATION,
    STORE_SPREAD,
    log_area,
    scores,
    size_columns,
    true_orientation,
)
from .rivals_and_days import CAMPAIGN_LOSS, MONTHS, YEARS, campaigns, month_factors, months_at

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.recipes import BlockTables

CENTS = 100
# Profit per square metre and year (€) of a store: 160 ± 55. Size explains as much of it as it does of orientation;
# what orientation itself adds is small, so that most of their correlation (.35) goes when size is held constant.
PROFIT_MEAN = 160.0
PROFIT_SPREAD = 55.0
BY_SIZE = 0.53
BY_OWN_ORIENTATION = 0.086

SALES_PER_M2 = 2_900.0
SALES_PER_PROFIT = 5.0
SALES_SPREAD = 180.0
STORE_MONTH_NOISE = 0.02
CHAIN_MONTH_NOISE = 0.008
MARGIN_SHARE = 0.31
WAGE_EUR = 19.50
SALES_PER_HOUR = 130.0
FIXED_HOURS_SHARE = 0.6
SALES_PER_VISITOR = 11.5


@dataclass(frozen=True)
class Causes:
    """Where a store's profit comes from, in cents per square metre and year."""

    effect_per_point: int
    orientation: np.ndarray
    size: np.ndarray
    elsewhere: np.ndarray

    @property
    def profit(self) -> np.ndarray:
        """Profit of the store."""
        return np.asarray(round(PROFIT_MEAN * CENTS) + self.orientation + self.size + self.elsewhere)


@lru_cache(maxsize=8)
def causes(seed: int) -> Causes:
    """Draw what profit comes from; the rest is unrelated to size and to every score that the survey can give."""
    rng = stream(seed, Family.STORE_MONTHS, 0)
    truth = true_orientation(seed)
    spread = PROFIT_SPREAD * CENTS
    per_point = round(spread * BY_OWN_ORIENTATION / (STORE_SPREAD * (1 - SIZE_CORRELATION**2) ** 0.5))
    orientation = per_point * (truth.overall - truth.overall.mean())
    size = (spread * BY_SIZE - per_point * STORE_SPREAD * SIZE_CORRELATION) * log_area()
    area, measured = stores()["area_m2"], scores(seed)
    within = [indicators(classes(area, number)) * measured[0][:, None] for number in SIZE_CLASSES]
    rest = unrelated(rng.standard_normal(len(area)), *size_columns(), truth.own, *measured, *within)
    elsewhere = spread * (1 - BY_SIZE**2 - BY_OWN_ORIENTATION**2) ** 0.5 * rest
    return Causes(per_point, *(np.round(part).astype(np.int64) for part in (orientation, size, elsewhere)))


def true_stores(seed: int) -> Raw:
    """Return the hidden truth about each store."""
    truth, profit = true_orientation(seed), causes(seed)
    number = np.arange(1, len(truth.overall) + 1)
    return {
        "store_id": number,
        **{f"true_{part}": _whole(truth.components[:, k] * HUNDREDTHS) for k, part in enumerate(COMPONENTS)},
        "true_orientation": _whole(truth.overall * HUNDREDTHS),
        "effect_per_point": np.full(len(number), profit.effect_per_point),
        "profit_from_orientation": profit.orientation,
        "profit_from_size": profit.size,
        "profit_from_elsewhere": profit.elsewhere,
        "profit": profit.profit,
    }


def _whole(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.round(values).astype(np.int64))


@lru_cache(maxsize=8)
def _months(seed: int) -> dict[str, np.ndarray]:
    """Draw all of store_months but what accounts bought: store by month, whole euros, persons and hours."""
    rng = stream(seed, Family.STORE_MONTHS, 1)
    area, profit = stores()["area_m2"], causes(seed).profit / CENTS
    n, months = len(area), len(MONTHS)
    per_m2 = SALES_PER_M2 + SALES_PER_PROFIT * (profit - PROFIT_MEAN) + SALES_SPREAD * rng.standard_normal(n)
    usual = (area * per_m2 / 12)[:, None]
    chance = np.exp(
        CHAIN_MONTH_NOISE * rng.standard_normal(months) + STORE_MONTH_NOISE * rng.standard_normal((n, months))
    )
    loss = np.append(CAMPAIGN_LOSS, 0.0)[campaigns(seed)]
    sales = np.round(usual * month_factors() * (1 - loss) * chance)
    hours = np.round((FIXED_HOURS_SHARE * usual + (1 - FIXED_HOURS_SHARE) * sales) / SALES_PER_HOUR)
    earned = MARGIN_SHARE * sales - WAGE_EUR * hours
    fixed = (earned.sum(axis=1) - YEARS * area * profit) / months
    takings = SALES_PER_VISITOR * np.exp(0.08 * rng.standard_normal((n, 1)) + 0.02 * rng.standard_normal((n, months)))
    return {
        "sales_eur": _whole(sales) * CENTS,
        "visitors": _whole(sales / takings),
        "staff_hours": _whole(hours),
        "profit_eur": _whole(earned - fixed[:, None]) * CENTS,
    }


def store_months(tables: BlockTables) -> Raw:
    """Return what each store sold and earned in each month, with what the block's accounts bought there."""
    drawn = _months(tables.seed)
    n, months = drawn["sales_eur"].shape
    flat = {name: values.ravel() for name, values in drawn.items()}
    return {
        "store_id": np.repeat(np.arange(1, n + 1), months),
        "month_on": np.tile(months_at(), n),
        "sales_eur": flat["sales_eur"],
        "account_net_eur": _accounts(tables["orders"], n, months),
        "visitors": flat["visitors"],
        "staff_hours": flat["staff_hours"],
        "profit_eur": flat["profit_eur"],
    }


def _accounts(orders: Raw, stores: int, months: int) -> np.ndarray:
    in_store = orders["store_id"] > 0
    day = orders["ordered_at"][in_store] // DAY
    month = day.astype("datetime64[D]").astype("datetime64[M]") - MONTHS[0]
    cell = (orders["store_id"][in_store] - 1) * months + month.astype(np.int64)
    return sum_by(cell, orders["net_eur"][in_store], stores * months)
