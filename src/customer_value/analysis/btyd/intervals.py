"""What one customer may really bring: a range, from evenly spread draws out of the customer's posterior."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import gammainccinv, gammaincinv, ndtri

from customer_value.analysis.btyd.draws import DRAWS, even_draws

if TYPE_CHECKING:
    from customer_value.analysis.btyd.gamma_gamma import GammaGamma
    from customer_value.analysis.btyd.purchase_model import PurchaseModel
    from customer_value.analysis.vectors import FloatArray

_AT_ONCE = 1000  # customers, so that the draws of a large base do not fill the memory
_TABULATED = 200.0  # counts up to here are exact; beyond, a series around the normal is good to a purchase
_FAINT = 1e-5


class Horizon(NamedTuple):
    """How far to look (None: no end), the yearly discount rate, and the length of a month in units of time."""

    months: int | None
    discount_rate: float
    month: float

    @property
    def stretches(self) -> list[tuple[float, float]]:
        """Cut it at 1, 2, 4, 8 … years, within which discounts differ little."""
        last = float(self.months or -12 * np.log(_FAINT) / np.log1p(self.discount_rate))
        edges = [0.0, 12.0]
        while edges[-1] < last:
            edges.append(2 * edges[-1])
        edges[-1] = last
        return [(start * self.month, stop * self.month) for start, stop in pairwise(edges)]

    def mean_discount(self, start: float, length: FloatArray) -> FloatArray:
        """Average what a euro is worth that comes at any moment of a stretch, each paid at the end of its month."""
        rate = np.log1p(self.discount_rate) / 12
        if rate == 0:
            return np.ones_like(length)
        to_month_end = rate / np.expm1(rate)
        months = np.maximum(length / self.month, 1e-12)
        while_there = -np.expm1(-rate * months) / (rate * months)
        mean: FloatArray = np.exp(-rate * start / self.month) * to_month_end * while_there
        return mean


class Described(NamedTuple):
    """Customers: purchases, time observed, mean value, and the chance of being active."""

    x: FloatArray
    T: FloatArray
    mean_value: FloatArray
    alive: FloatArray


def likely_range(
    models: tuple[PurchaseModel, GammaGamma], customers: Described, horizon: Horizon, level: float
) -> list[FloatArray]:
    """Quantiles, equally far from both ends, of the discounted value that each customer will bring."""
    alike = np.broadcast_arrays(*customers)
    shape, columns = alike[0].shape, [column.ravel() for column in alike]
    draws = _Draws(len(horizon.stretches), models[1].p_)
    ends = [(1 - level) / 2, (1 + level) / 2]
    found = []
    for start in range(0, columns[0].size, _AT_ONCE):
        some = Described(*(column[start : start + _AT_ONCE] for column in columns))
        found.append(np.quantile(_values(models, some, horizon, draws), ends, axis=1))
    return [end.reshape(shape) for end in np.concatenate(found, axis=1)]


def _values(
    models: tuple[PurchaseModel, GammaGamma], customers: Described, horizon: Horizon, draws: _Draws
) -> FloatArray:
    """Draw what each customer brings, one row per customer."""
    prospects = models[0]._prospects(draws.of_customer, customers.x, customers.T)  # noqa: SLF001 - one room
    lifetime = np.where(draws.of_being_active < customers.alive[:, None], prospects.lifetime, -1.0)
    total = np.zeros_like(lifetime)
    for number, (start, stop) in enumerate(horizon.stretches):
        exposed = np.clip(lifetime - start, 0.0, stop - start)
        count = draws.counts(number, prospects.rate * exposed)
        if prospects.last_is_purchase:
            count += (lifetime > start) & (lifetime <= stop)
        total += draws.sums(number, count) * horizon.mean_discount(start, exposed)
    return total / models[1]._scales(draws.of_spending, customers.x, customers.mean_value)  # noqa: SLF001


class _Draws:
    """Even draws for all that is open about a customer, and tables that turn them into counts and sums."""

    def __init__(self, stretches: int, p: float) -> None:
        draws = even_draws(5 + 2 * stretches, DRAWS)
        self.of_customer, self.of_being_active, self.of_spending = draws[:3], draws[3], draws[4]
        self._of_counts, self._of_sums = draws[5 : 5 + stretches], draws[5 + stretches :]
        self._p = p
        self._normal = ndtri(np.sort(draws[0]))
        self._limits, self._totals = _limits(DRAWS, _TABULATED), _totals(DRAWS, _TABULATED, p)

    def counts(self, stretch: int, mean: FloatArray) -> FloatArray:
        """Quantiles of the Poisson: there are at most k purchases if the mean lies below the k-th limit."""
        rows = (self._of_counts[stretch] * DRAWS).astype(np.int64)
        found = np.empty_like(mean)
        for column, row in enumerate(rows):
            found[:, column] = self._limits[row].searchsorted(mean[:, column])
        z = self._normal[rows]
        many = mean > _TABULATED
        if many.any():
            series = np.round(mean + z * np.sqrt(mean) + (z**2 - 1) / 6)
            found = np.where(many, np.maximum(series, 0.0), found)
        return found

    def sums(self, stretch: int, count: FloatArray) -> FloatArray:
        """Quantiles of the sum of `count` purchases, each Gamma(p, 1)."""
        rows = (self._of_sums[stretch] * DRAWS).astype(np.int64)
        last = self._totals.shape[1] - 1
        found: FloatArray = self._totals[rows, np.minimum(count, last).astype(np.int64)]
        many = count > last
        if many.any():
            z, shape = self._normal[rows], self._p * count
            found = np.where(many, np.maximum(shape + z * np.sqrt(shape) + (z**2 - 1) / 3, 0.0), found)
        return found


def _columns(draws: int, upto: float) -> tuple[FloatArray, FloatArray]:
    """Even quantiles as a column, and the numbers of purchases for which tables are made."""
    most = int(upto + 7 * np.sqrt(upto))
    return ((np.arange(draws) + 0.5) / draws)[:, None], np.arange(1.0, most + 1)


@lru_cache(maxsize=4)
def _limits(draws: int, upto: float) -> FloatArray:
    quantiles, numbers = _columns(draws, upto)
    limits: FloatArray = gammainccinv(numbers, quantiles)
    return limits


@lru_cache(maxsize=4)
def _totals(draws: int, upto: float, p: float) -> FloatArray:
    quantiles, numbers = _columns(draws, upto)
    totals: FloatArray = gammaincinv(p * np.append(numbers, numbers[-1] + 1), quantiles)  # and the last purchase
    return np.hstack([np.zeros((draws, 1)), totals])
