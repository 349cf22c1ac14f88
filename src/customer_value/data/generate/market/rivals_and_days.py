"""The market around the stores: rivals and the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import FIRST_DAY, TODAY, WINDOW_START, ticks
from customer_value.data.generate.streams import Family, stream
from customer_value.data.schema.market import RIVALS

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw

MONTHS = np.arange(WINDOW_START.astype("datetime64[M]"), TODAY.astype("datetime64[M]"))
YEARS = len(MONTHS) // 12

# Levels of price, range and service, where Larkspur is 100, and what they drift by in three years.
LEVELS = np.array([[88.0, 84.0, 82.0], [114.0, 104.0, 118.0], [95.0, 122.0, 91.0]])
DRIFTS = np.array([[1.0, 2.0, 11.0], [-1.0, 1.0, 0.0], [-3.0, 4.0, 2.0]])
CAMPAIGN_CUT = 6.0
CAMPAIGN_LOSS = np.array([0.06, 0.03, 0.045])
QUIET_MONTHS = np.arange(1, 10)  # February to October
DISTANCES = np.array([[28, 52, 146], [41, 83, 205], [22, 118, 310]])  # 100 m; by area


def months_at() -> np.ndarray:
    """First day of each month of the books, in seconds."""
    return MONTHS.astype("datetime64[s]").astype(np.int64)


def day_factors() -> np.ndarray:
    """How busy each day of the books is on the clock that orders follow; 1 is the mean day of its year."""
    first, last = ((day - FIRST_DAY).astype(int) for day in (WINDOW_START, TODAY))
    days = np.arange(WINDOW_START, TODAY)
    in_year = np.bincount(days.astype("datetime64[Y]").astype(int) - 53)
    return np.asarray(np.diff(ticks(buys_gifts=False))[first:last] * np.repeat(in_year, in_year))


def month_factors() -> np.ndarray:
    """How busy each month of the books is: its days' factors, where the mean month of 36 has 1."""
    month = np.arange(WINDOW_START, TODAY).astype("datetime64[M]").astype(int)
    busy = np.bincount(month - month[0], weights=day_factors())
    return np.asarray(busy / busy.mean())


@lru_cache(maxsize=8)
def campaigns(seed: int) -> np.ndarray:
    """Draw which rival (or -1) has a campaign in each month: November, December and three others, taking turns."""
    rng = stream(seed, Family.RIVALS, 0)
    active = np.full(len(MONTHS), -1)
    for year in range(YEARS):
        others = np.sort(rng.choice(QUIET_MONTHS, 3, replace=False))
        busy = np.array([10, 11])
        order = rng.permutation(len(RIVALS))
        active[year * 12 + others] = order
        active[year * 12 + busy] = np.roll(np.arange(len(RIVALS)), year)[: len(busy)]
    return active


def rivals(seed: int) -> Raw:
    """Draw how shoppers see the rivals, month by month."""
    rng = stream(seed, Family.RIVALS, 1)
    n, k = len(MONTHS), len(RIVALS)
    running = campaigns(seed)[:, None] == np.arange(k)
    path = np.linspace(-0.5, 0.5, n)[:, None, None]
    level = LEVELS + DRIFTS * path + 0.8 * rng.standard_normal((n, k, 3))
    level[..., 0] -= CAMPAIGN_CUT * running
    price, goods, service = np.moveaxis(np.round(level * 10).astype(np.int64), 2, 0)
    city, suburb, country = (np.tile(column, n) for column in DISTANCES.T)
    return {
        "month_on": np.repeat(months_at(), k),
        "rival": np.tile(np.arange(k), n),
        "price_index": price.ravel(),
        "range_index": goods.ravel(),
        "service_index": service.ravel(),
        "has_campaign": running.ravel().astype(np.int64),
        "city_distance_km": city,
        "suburb_distance_km": suburb,
        "country_distance_km": country,
    }


def true_rivals() -> Raw:
    """Return what each rival's campaign takes from our sales."""
    return {
        "rival": np.arange(len(RIVALS)),
        "campaign_loss_share": np.round(CAMPAIGN_LOSS * 10_000).astype(np.int64),
    }


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.

    Examples
    --------
    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _holidays(year: int) -> tuple[date, ...]:
    """Give the days of the schema's holidays, in its order."""
    monday = easter(year) + timedelta(days=1)
    return date(year, 1, 1), monday, date(year, 5, 1), date(year, 12, 25), date(year, 12, 26)


def calendar() -> Raw:
    """List every day of the books."""
    days = np.arange(WINDOW_START, TODAY)
    holiday = np.full(len(days), MISSING)
    for year in range(2023, 2023 + YEARS):
        for kind, day in enumerate(_holidays(year)):
            holiday[(np.datetime64(day) - WINDOW_START).astype(int)] = kind
    return {
        "day_on": days.astype("datetime64[s]").astype(np.int64),
        "year": days.astype("datetime64[Y]").astype(np.int64) + 1970,
        "month": days.astype("datetime64[M]").astype(np.int64) % 12 + 1,
        "weekday": (days.astype(np.int64) + 3) % 7,
        "is_public_holiday": (holiday != MISSING).astype(np.int64),
        "holiday": holiday,
        "seasonal_factor": np.round(day_factors() * 10_000).astype(np.int64),
    }
