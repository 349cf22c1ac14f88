"""The seasonal clock: time that runs faster before Christmas and on Saturdays.

Customers buy at a constant rate on this clock. One calendar year is one unit of it, whatever the season.
"""

from __future__ import annotations

from functools import cache

import numpy as np

FIRST_DAY = np.datetime64("2021-01-01")
WINDOW_START = np.datetime64("2023-01-01")
TODAY = np.datetime64("2026-01-01")
HORIZON = np.datetime64("2027-01-01")
YEARS = 6
CELLS = 1_024  # a year: a power of two, so that the cell of a position is exact; shorter than any day

DAY = 86_400
MONTH_FACTORS = np.array([0.84, 0.86, 0.95, 0.97, 0.99, 0.97, 0.96, 1.00, 0.92, 0.98, 1.14, 1.42])
WEEKDAY_FACTORS = np.array([0.92, 0.86, 0.86, 0.92, 1.10, 1.42, 0.92])  # Monday first
STORE_HOURS = np.array([0] * 9 + [3, 6, 9, 11, 10, 9, 10, 12, 14, 11, 5] + [0] * 4)
ONLINE_HOURS = np.array([2, 1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 6, 6, 5, 5, 5, 6, 7, 9, 11, 11, 8, 4])


def seconds(day: np.datetime64) -> int:
    """Seconds from 1970-01-01 to the start of a day."""
    return int(day.astype("datetime64[s]").astype(np.int64))


@cache
def ticks(*, buys_gifts: bool) -> np.ndarray:
    """Position of the clock, in years since 2021-01-01, at the start of each day and at the end of the last."""
    days = np.arange(FIRST_DAY, HORIZON)
    year = days.astype("datetime64[Y]").astype(int)
    month = days.astype("datetime64[M]").astype(int) % 12
    weight = MONTH_FACTORS[month] * WEEKDAY_FACTORS[(days.astype(int) + 3) % 7]
    if buys_gifts:
        weight = weight * np.where(month == 11, 1.8, 1.0)
    weight = weight / np.bincount(year - year[0], weights=weight)[year - year[0]]
    return np.concatenate([[0.0], np.cumsum(weight)])


def times(position: np.ndarray, online: np.ndarray, *, buys_gifts: bool) -> np.ndarray:
    """Turn positions of the clock (years) into seconds since 1970-01-01, inside opening hours for stores."""
    marks = ticks(buys_gifts=buys_gifts)
    day = np.clip(_days_begun(position, buys_gifts=buys_gifts) - 1, 0, len(marks) - 2)
    part = (position - marks[day]) / (marks[day + 1] - marks[day])
    in_day = np.empty(len(part))
    for rows, hours in ((online, ONLINE_HOURS), (~online, STORE_HOURS)):
        in_day[rows] = _hour(part[rows], hours)
    return np.asarray(seconds(FIRST_DAY) + day * DAY + np.minimum((in_day * 3600).astype(np.int64), DAY - 1))


@cache
def _begun_by_cell(*, buys_gifts: bool) -> np.ndarray:
    """Count the days that have begun before each cell of the clock begins; in no cell begin two."""
    return np.searchsorted(ticks(buys_gifts=buys_gifts), np.arange(YEARS * CELLS + 2) / CELLS)


def _days_begun(position: np.ndarray, *, buys_gifts: bool) -> np.ndarray:
    """Count the days that have begun, as a binary search would, with one look at a table and one comparison."""
    begun = _begun_by_cell(buys_gifts=buys_gifts)[(position * CELLS).astype(np.int64)]
    next_day = np.append(ticks(buys_gifts=buys_gifts), np.inf)[begun]
    return np.asarray(begun + (position >= next_day))


def _hour(part: np.ndarray, hours: np.ndarray) -> np.ndarray:
    share = np.concatenate([[0.0], np.cumsum(hours) / hours.sum()])
    return np.asarray(np.interp(part, share, np.arange(25)))
