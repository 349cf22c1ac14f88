"""The money line: what a decision earns or loses in a year, with its interval, in one form for all lessons."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from customer_value.analysis.vectors import FloatArray

_DRAWS = 1000
_SEED = 2026
_STEP = 100  # €: more digits would make a forecast look exact
_LOSS = "-\u2060€"  # a line does not end between the minus and the sum


@dataclass(frozen=True)
class MoneyLine:
    """What a decision changes in a year: € in total, and the interval around it."""

    decision: str
    total: float
    low: float
    high: float
    level: float
    drawn: str = "customers"
    when: str = "a year"

    def __str__(self) -> str:
        verb = "earns" if self.total >= 0 else "loses"
        return (
            f"{self.decision} {verb} {_euro(abs(self.total))} {self.when} "
            f"({self.level * 100:g} % interval: {_euro(self.low)} to {_euro(self.high)}; "
            f"it varies with the {self.drawn} drawn, not with the model or the year)." + self._doubt()
        )

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p><strong>{escape(str(self)).replace('-€', _LOSS)}</strong></p>"

    def _doubt(self) -> str:
        if self.low <= 0 <= self.high:
            return " The interval holds 0: neither a gain nor a loss is shown."
        return ""


def money_line(
    decision: str,
    gains: ArrayLike,
    *,
    level: float = 0.90,
    interval: tuple[float, float] | None = None,
    drawn: str = "customers",
    when: str = "a year",
) -> MoneyLine:
    """Add up what a decision earns with each customer, and say how far chance may move the sum.

    The interval is a bootstrap: the same customers are drawn again with replacement, a thousand times, and the
    middle `level` of the sums is kept. It shows the luck of which customers came. The gains are taken as given: an
    error of the model behind them, or a year that differs from this one, may move the sum further, and the sentence
    says so.

    Parameters
    ----------
    decision
        Begins the sentence: "Choosing members by expected purchases".
    gains
        € a year per customer: result with the decision minus result without it; negative where it loses.
    level
        Share of the sums inside the interval, 0.90 for 90 %.
    interval
        Low and high end, € a year, where the sum rests on an estimate that has its own interval, such as a slope; the
        bootstrap otherwise.
    drawn
        What was drawn: "customers", "stores" …
    when
        When the money comes, such as "in this and later years" where a part of it is customer equity.

    Raises
    ------
    DataError
        If there are no customers, a gain is missing, `level` is not between 0 and 1, or the interval does not hold
        the sum.

    Examples
    --------
    >>> money_line("Sending no catalogue", [12, 12, 12, -30] * 1000)  # doctest: +NORMALIZE_WHITESPACE
    Sending no catalogue earns €6,000 a year (90 % interval: €4,200 to €8,000;
    it varies with the customers drawn, not with the model or the year).
    """
    if not 0 < level < 1:
        raise DataError(f"level is a share between 0 and 1, such as 0.90, not {level:g}.")
    (each,) = arrays(-np.inf, np.inf, gains=gains)
    each = np.atleast_1d(each)
    total = float(each.sum())
    low, high = _drawn_again(each, level) if interval is None else interval
    if interval is not None and not low <= total <= high:
        raise DataError(f"the interval {low:,.0f} to {high:,.0f} does not hold the sum of the gains, {total:,.0f}.")
    return MoneyLine(decision, total, float(low), float(high), level, drawn, when)


def _drawn_again(each: FloatArray, level: float) -> tuple[float, float]:
    """Return the middle `level` of the sums of gains that are drawn again with replacement."""
    rng = np.random.default_rng(_SEED)
    sums = [each[rng.integers(each.size, size=each.size)].sum() for _ in range(_DRAWS)]
    low, high = np.quantile(sums, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _euro(amount: float) -> str:
    rounded = round(amount / _STEP) * _STEP
    return f"{'-' if rounded < 0 else ''}€{abs(rounded):,.0f}"
