"""Did it cause anything? Uplift with its interval, and the size of a test."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import norm

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Uplift:
    """The difference that a treatment made, between two groups drawn at random.

    Attributes
    ----------
    difference
        Mean of the treated minus mean of the control group (for 0 / 1: a share; 0.02 is 2 percentage points).
    low, high
        Its interval.
    standard_error
        In the unit of the difference.
    treated_mean, control_mean
        Means of the groups.
    treated_count, control_count
        Customers.
    """

    difference: float
    low: float
    high: float
    standard_error: float
    treated_mean: float
    control_mean: float
    treated_count: int
    control_count: int

    def profit_per_contact(self, margin: float, cost: float) -> tuple[float, float, float]:
        """Give margin × difference - cost, in € per contact: estimate, low, high."""
        return tuple(margin * each - cost for each in (self.difference, self.low, self.high))  # type: ignore[return-value]


def uplift(treated: ArrayLike, control: ArrayLike, *, confidence: float = 0.95) -> Uplift:
    """Compare those who were treated with a control group drawn at random.

    Parameters
    ----------
    treated, control
        Outcome of each customer: 0 / 1 (bought) or € (contribution). Two or more in each group.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    Uplift
        Difference of the means with its interval; standard error √(s₁² / n₁ + s₀² / n₀).

    Raises
    ------
    DataError
        If a group has fewer than two customers, a value is missing, or the confidence is out of range.

    References
    ----------
    Gerber & Green (2012), Field Experiments, chapter 3.

    Examples
    --------
    >>> test = uplift([1] * 600 + [0] * 4_400, [1] * 500 + [0] * 4_500)
    >>> [round(100 * each, 1) for each in (test.difference, test.low, test.high)]
    [2.0, 0.8, 3.2]
    >>> [round(each, 2) for each in test.profit_per_contact(margin=20, cost=0.50)]
    [-0.1, -0.35, 0.15]
    """
    (one,) = arrays(-np.inf, np.inf, treated=np.atleast_1d(np.asarray(treated)))
    (none,) = arrays(-np.inf, np.inf, control=np.atleast_1d(np.asarray(control)))
    if min(len(one), len(none)) < 2:
        raise DataError(f"each group needs two or more customers, not {len(one)} and {len(none)}.")
    z = _z(confidence)
    difference = float(one.mean() - none.mean())
    error = math.sqrt(one.var() / len(one) + none.var() / len(none))
    return Uplift(
        difference,
        difference - z * error,
        difference + z * error,
        error,
        float(one.mean()),
        float(none.mean()),
        len(one),
        len(none),
    )


def break_even_uplift(cost: float, margin: float) -> float:
    """Give the uplift at which a contact just pays: cost / margin.

    Parameters
    ----------
    cost
        € per contact, at least 0.
    margin
        € per additional purchase, above 0.

    Returns
    -------
    float
        Share of the customers contacted (0.025 is 2.5 percentage points).

    Raises
    ------
    DataError
        If a value is out of range.

    Examples
    --------
    >>> break_even_uplift(cost=0.50, margin=20)
    0.025
    """
    if not cost >= 0 or not margin > 0:
        raise DataError(f"the cost must be at least 0 and the margin above 0, not {cost!r} and {margin!r}.")
    return cost / margin


def sample_size(control_rate: float, uplift: float, *, power: float = 0.80, confidence: float = 0.95) -> int:
    """Count the customers that each of two groups needs to show a given uplift.

    (z₁ + z₂)² × (p₁ q₁ + p₀ q₀) / d², which is 7.85 (p₁ q₁ + p₀ q₀) / d² for a power of 80 % and 95 % confidence.

    Parameters
    ----------
    control_rate
        Share p₀ that buys without treatment, 0 to 1.
    uplift
        Difference d that matters, a share other than 0; p₀ + d lies between 0 and 1.
    power
        Chance to find it when it is there, between 0 and 1.
    confidence
        Chance to find nothing when there is nothing, between 0 and 1.

    Returns
    -------
    int
        Customers in each group.

    Raises
    ------
    DataError
        If a value is out of range.

    References
    ----------
    Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 4.

    Examples
    --------
    >>> sample_size(control_rate=0.10, uplift=0.02)
    3839
    """
    rate = control_rate + uplift
    if not 0 <= control_rate <= 1 or not 0 <= rate <= 1 or uplift == 0:
        raise DataError(f"both rates must lie between 0 and 1 and differ, not {control_rate!r} and {rate!r}.")
    if not 0 < power < 1:
        raise DataError(f"power must lie between 0 and 1, not {power!r}.")
    z = _z(confidence) + float(norm.ppf(power))
    return math.ceil(z**2 * (rate * (1 - rate) + control_rate * (1 - control_rate)) / uplift**2)


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise DataError(f"confidence must lie between 0 and 1, such as 0.95, not {confidence!r}.")
    return float(norm.ppf(0.5 + confidence / 2))
