"""The best division of a budget when everything is known: channels by the marginal rule, contacts by their gain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .plans import Plan

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from customer_value.analysis.vectors import FloatArray


@dataclass(frozen=True)
class Channels:
    """Ways to win customers: names, € for the first one won, customers to be had at most, € that one is worth."""

    names: tuple[str, ...]
    cost: FloatArray
    reach: FloatArray
    worth: FloatArray

    @classmethod
    def of(cls, table: pd.DataFrame, worth: FloatArray) -> Channels:
        """Take the channels from a checked table, and what one of their customers is worth."""
        names = tuple(str(name) for name in table.index)
        cost, reach = (table[name].to_numpy(dtype=float) for name in ("acquisition_cost_eur", "reach"))
        return cls(names, cost, reach, worth)

    def won_share(self, spend: FloatArray) -> FloatArray:
        """Share of the reach that spending wins: the first customer costs `cost`, each further one more."""
        share: FloatArray = -np.expm1(-spend / (self.cost * self.reach))
        return share

    def gain(self, spend: FloatArray) -> FloatArray:
        """€ of lifetime value less spending, summed over channels (the last axis)."""
        each: FloatArray = self.won_share(spend) * self.reach * self.worth - spend
        return np.asarray(each.sum(axis=-1))

    def best(self, money: FloatArray) -> FloatArray:
        """Divide each sum of money (one row each) so that the last € earns the same in every channel that gets some.

        No € is spent that brings less than one. With the channels in order of what their first € brings, the return
        of the last € solves a linear equation in its logarithm for each number of channels in use; the largest
        solution is the right one.
        """
        scale = self.cost * self.reach
        first = np.log(np.maximum(self.worth / self.cost, 1.0))
        order = np.argsort(-first, kind="stable")
        used = np.cumsum(scale[order])
        level = ((np.cumsum((scale * first)[order]) - money[:, None]) / used).max(axis=1)
        spend: FloatArray = scale * np.maximum(first - np.maximum(level, 0.0)[:, None], 0.0)
        return spend


@dataclass(frozen=True)
class Contacts:
    """Contacts of one kind that may be made: customers, expected € that each brings, € that each costs."""

    customer: NDArray[np.object_]
    brings: FloatArray
    cost: float

    def ranked(self) -> NDArray[np.object_]:
        """List the customers whose contact earns more than it costs, the best first."""
        order = np.argsort(-self.brings, kind="stable")
        best: NDArray[np.object_] = self.customer[order][: int((self.brings > self.cost).sum())]
        return best

    def sums(self) -> FloatArray:
        """€ earned by the best 0, 1, 2 … contacts."""
        earned = np.sort((self.brings - self.cost)[self.brings > self.cost])[::-1]
        return np.concatenate([[0.0], np.cumsum(earned)])


def best_plan(budget: float, channels: Channels, development: Contacts, retention: Contacts) -> Plan:
    """Make the plan that earns most with a budget, if channels and contacts bring what they are said to bring."""
    many, few, spend = best_counts(budget, channels, development, retention)
    acquisition = {name: float(money) for name, money in zip(channels.names, spend, strict=True)}
    return Plan(acquisition, tuple(development.ranked()[:many]), tuple(retention.ranked()[:few]))


def best_counts(budget: float, channels: Channels, many: Contacts, few: Contacts) -> tuple[int, int, FloatArray]:
    """Find how many contacts of two kinds, the best first, and what spending by channel earn most together.

    For each number of `many` the best number of `few` is where one more earns less than its money would in channels;
    both earn ever less, so that halving finds the place.
    """
    earned_many, earned_few = many.sums(), few.sums()
    counts = np.arange(min(len(earned_many) - 1, affordable(budget, many.cost)) + 1)
    left = np.maximum(budget - counts * many.cost, 0.0)

    def total(number: NDArray[np.int64]) -> FloatArray:
        money = np.maximum(left - number * few.cost, 0.0)
        return earned_few[number] + channels.gain(channels.best(money))

    most = np.minimum(len(earned_few) - 1, ((left + 1e-9) // few.cost).astype(np.int64))
    low, high = np.zeros_like(most), most
    while (low < high).any():
        middle = (low + high) // 2
        more = total(np.minimum(middle + 1, most)) > total(middle)
        low, high = np.where(more & (low < high), middle + 1, low), np.where(more, high, middle)
    best = int(np.argmax(earned_many[counts] + total(low)))
    money = np.array([max(float(left[best]) - int(low[best]) * few.cost, 0.0)])
    return int(counts[best]), int(low[best]), channels.best(money)[0]


def affordable(budget: float, cost: float) -> int:
    """Return how many contacts of some cost a budget pays for (both in €).

    Examples
    --------
    >>> affordable(0.072 * 25_000, 0.60), affordable(0.3, 0.1)
    (3000, 3)
    """
    return int((budget + 1e-9) // cost)
