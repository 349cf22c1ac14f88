"""A shop in which all is known: it follows BG/NBD to the letter, until one of its rules is broken."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from customer_value.analysis.btyd.beta_geometric import BetaGeometric
from customer_value.analysis.btyd.units import DAYS
from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from customer_value.analysis.vectors import FloatArray

# Near the estimates for Larkspur's customers won in 2023 and 2024, in weeks.
LIKE_LARKSPUR = BetaGeometric.from_parameters(r=0.28, alpha=4.28, a=0.5, b=1.6)
BURST, IN_A_BURST = 4, 5.0  # purchases, and the mean days between two of them
FIRST_UNKNOWN_DAY = pd.Timestamp("2026-01-01")
_FASTEST = 24.0  # purchases a year; a faster customer could run out of draws
_DAYS_A_YEAR = 365  # as 2026 has them
_DRAWS = 200  # of purchases for each customer


class _Draws(NamedTuple):
    """What chance gives each customer, the same in every shop of a seed, so that shops differ by their rules alone."""

    rate: FloatArray  # purchases a year, while active
    leaving: FloatArray  # chance to leave after a repeat purchase
    start: FloatArray  # of the history, as a share of it
    kind: FloatArray  # below the share of buyers in bursts: one of them
    place: FloatArray  # of the first purchase in its burst
    waits: FloatArray  # unit exponential, for each repeat purchase
    stays: FloatArray  # uniform, for each repeat purchase: below the chance to leave, the customer leaves


def made_up_orders(
    *,
    months: int = 24,
    december: float = 1.0,
    bursts: float = 0.0,
    leaving: float = 1.0,
    customers: int = 3000,
    seed: int = 1,
) -> pd.DataFrame:
    """Draw the orders of a made-up shop until the end of 2026, of customers won until the end of 2025.

    With the defaults the shop keeps all rules of BG/NBD: while active, a customer buys at random at an own rate, and
    after each repeat purchase leaves for good by an own chance. Each parameter breaks one rule and leaves the others:
    the same customers, with the same rates, chances and luck.

    Parameters
    ----------
    months
        Length of the history, 12 to 36 months that end on 2025-12-31. Customers are won evenly all over it.
    december
        How many times as much is bought in December as in another month, 1 or more; the year as a whole stays.
    bursts
        Share of the customers, 0 to 1, who buy in bursts of four purchases with some five days between them, and then
        pause so long that they buy as often in a year as they would have bought otherwise.
    leaving
        In 2026, the year after the history, the chance to leave after a purchase is so many times as large; 0 or more.
    customers
        How many are won.
    seed
        Which customers and which luck.

    Returns
    -------
    DataFrame
        One row per order, `customer_id` and `ordered_at` (a day), sorted by customer and day.

    Raises
    ------
    DataError
        If a value lies outside its range.

    Notes
    -----
    Rates and chances are drawn like those that BG/NBD finds for Larkspur; nobody buys more than 24 times a year.

    References
    ----------
    Fader, Hardie & Lee (2005), Marketing Science 24(2), 275-284, for the rules; Zhang, Bradlow & Small (2015),
    Marketing Science 34(2), 195-208, for buyers in bursts ("clumpy" ones) who are common in real shops.

    Examples
    --------
    >>> orders = made_up_orders(customers=100)
    >>> orders["customer_id"].nunique(), str(orders["ordered_at"].max())[:4]
    (100, '2026')
    """
    arrays(1, np.inf, december=december, customers=customers)
    arrays(0, 1, bursts=bursts)
    arrays(0, np.inf, leaving=leaving)
    if months not in range(12, 37):
        raise DataError(f"months must be a whole number from 12 to 36, not {months}.")
    drawn = _draws(int(customers), int(seed))
    calendar, clock = _clock(int(months), float(december))
    first = np.interp(drawn.start * months / 12, calendar, clock)
    at = np.column_stack([first, first[:, None] + _gaps(drawn, bursts).cumsum(axis=1)])
    chance = np.where(at[:, 1:] < clock[months], drawn.leaving[:, None], drawn.leaving[:, None] * leaving)
    leaves = drawn.stays < chance
    last = np.where(leaves.any(axis=1), leaves.argmax(axis=1) + 1, _DRAWS)
    who, which = np.nonzero((at < clock[-1]) & (np.arange(_DRAWS + 1) <= last[:, None]))
    return _table(who, np.interp(at[who, which], clock, calendar) - months / 12)


@lru_cache(maxsize=8)
def _draws(customers: int, seed: int) -> _Draws:
    rng = np.random.default_rng(seed)
    model, weeks = LIKE_LARKSPUR, _DAYS_A_YEAR / DAYS["week"]
    return _Draws(
        rate=np.clip(rng.gamma(model.r_, weeks / model.alpha_, customers), 1e-9, _FASTEST),
        leaving=rng.beta(model.a_, model.b_, customers),
        start=rng.random(customers),
        kind=rng.random(customers),
        place=rng.integers(BURST, size=customers).astype(float),
        waits=rng.exponential(size=(customers, _DRAWS)),
        stays=rng.random((customers, _DRAWS)),
    )


def _clock(months: int, december: float) -> tuple[FloatArray, FloatArray]:
    """Return the ends of all months in years since the start, and how far a clock has gone that runs with trade."""
    month = np.arange(months + 12)
    weight = np.where((month - months) % 12 == 11, december, 1.0) / (11 + december)
    return np.arange(months + 13) / 12, np.concatenate([[0.0], weight.cumsum()])


def _gaps(drawn: _Draws, bursts: float) -> FloatArray:
    """Return the years from each purchase to the next, on the clock."""
    usual = (1 / drawn.rate)[:, None]
    short = IN_A_BURST / _DAYS_A_YEAR
    pause = np.maximum(BURST * usual - (BURST - 1) * short, short)
    ends_burst = (np.arange(_DRAWS) + drawn.place[:, None]) % BURST == BURST - 1
    in_bursts = np.where(ends_burst, pause, short)
    mean: FloatArray = np.where((drawn.kind < bursts)[:, None], in_bursts, usual)
    return drawn.waits * mean


def _table(customer: NDArray[np.int64], years: FloatArray) -> pd.DataFrame:
    """Turn years from the end of the history into days."""
    days = np.floor(years * _DAYS_A_YEAR).astype("timedelta64[D]")
    when = (FIRST_UNKNOWN_DAY.to_datetime64() + days).astype("datetime64[us]")
    return pd.DataFrame({"customer_id": customer, "ordered_at": when})
