"""How well lifetime value is predicted: on a year that was held out, and against the hidden truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.errors import DataError
from customer_value.figures import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike

_TENTHS = 10


def calibration(predicted: ArrayLike, actual: ArrayLike, *, what: str = "orders in 2025") -> theme.Picture:
    """Compare a forecast with what came, for ten groups of customers from the least to the most expected.

    Parameters
    ----------
    predicted, actual : array or Series
        One number per customer, in the same order; two Series are matched by their index.
    what : str
        What was forecast, and for when; an amount when it begins with "€".

    Returns
    -------
    Picture
        Means per tenth; the title compares the totals.

    Raises
    ------
    DataError
        When lengths differ, a number is missing, or there are fewer than ten customers.

    Examples
    --------
    >>> import customer_value as cv
    >>> expected, came = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], [0, 1, 1, 2, 2, 3, 3, 4, 4, 5]
    >>> picture = cv.figures.calibration(expected, came)
    >>> picture.alt.split(". ")[0]
    'The forecast is 20 % too high: 30 expected, 25 came'
    """
    guess, truth = _pair(predicted, actual)
    total, came = guess.sum(), truth.sum()
    write = _writer(what)
    subtitle = f"{_capital(what)}, mean per customer; {len(guess):,} customers in ten groups by their forecast"
    finding = f"The forecast is {_off(total, came)}: {write(total)} expected, {write(came)} came"
    tenth = _tenths(guess)
    expected, observed = _means(guess, tenth), _means(truth, tenth)
    with theme.style():
        fig, ax = theme.new_figure(finding, subtitle)
        _lines(ax, expected, observed, ("forecast", "came"))
        ax.set_ylabel(f"{_capital(what)} per customer")
    told = (
        f"In the tenth with the highest forecast {_small(expected[-1], what)} were expected and "
        f"{_small(observed[-1], what)} came per customer, in the lowest {_small(expected[0], what)} and "
        f"{_small(observed[0], what)}."
    )
    return theme.picture(fig, alt=f"{finding}. {told}")


def reveal(predicted: ArrayLike, true: ArrayLike, *, what: str = "€ lifetime value") -> theme.Picture:
    """Compare an estimate of each customer's lifetime value with the hidden truth.

    Parameters
    ----------
    predicted, true : array or Series
        One number per customer, in the same order; two Series are matched by their index.
    what : str
        What was estimated; an amount when it begins with "€".

    Returns
    -------
    Picture
        Means per tenth, with the band in which the middle 80 % of the customers of a tenth truly lie; the title
        says how far the total is off, and how far a single customer.

    Raises
    ------
    DataError
        As `calibration`.

    Examples
    --------
    >>> import customer_value as cv
    >>> estimate, truth = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], [5, 9, 40, 35, 50, 70, 60, 95, 80, 160]
    >>> picture = cv.figures.reveal(estimate, truth)
    >>> picture.alt.split(". ")[0]
    'In total the estimate is 9 % too low; for a customer of the top tenth it is typically €60 off'
    """
    guess, truth = _pair(predicted, true)
    total, real = guess.sum(), truth.sum()
    write = _writer(what)
    miss = float(np.median(np.abs(guess - truth)[_tenths(guess) == _TENTHS - 1]))
    subtitle = f"{_capital(what)}, mean per customer; {len(guess):,} customers in ten groups by their estimate"
    order = float(pd.Series(guess).corr(pd.Series(truth), method="spearman"))
    finding = (
        f"In total the estimate is {_off(total, real)}; for a customer of the top tenth it is typically "
        f"{_small(miss, what)} off"
    )
    tenth = _tenths(guess)
    expected, observed = _means(guess, tenth), _means(truth, tenth)
    with theme.style():
        fig, ax = theme.new_figure(finding, subtitle)
        low, high = (np.array([np.quantile(truth[tenth == each], q) for each in range(_TENTHS)]) for q in (0.1, 0.9))
        ax.fill_between(range(1, _TENTHS + 1), low, high, color=theme.INK, alpha=0.10, linewidth=0)
        _lines(ax, expected, observed, ("estimate", "truth"), reach=high.max())
        ax.annotate(
            "8 in 10 customers\ntruly lie in here",
            (_TENTHS - 0.5, (high[-1] + high[-2]) / 2),
            (-30, 18),
            textcoords="offset points",
            ha="right",
            color=theme.QUIET,
            arrowprops={"arrowstyle": "-", "color": theme.QUIET, "linewidth": 0.8},
        )
        ax.set_ylabel(f"{what} per customer")
    told = (
        f"Estimated {write(total)}, truly {write(real)}; rank correlation {order:.2f}. In the top tenth the mean "
        f"estimate is {_small(expected[-1], what)}, the mean truth {_small(observed[-1], what)}, and 8 in 10 "
        f"customers lie between {_small(low[-1], what)} and {_small(high[-1], what)}."
    )
    return theme.picture(fig, alt=f"{finding}. {told}")


def _pair(first: ArrayLike, second: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(first, pd.Series) and isinstance(second, pd.Series) and not first.index.equals(second.index):
        second = second.reindex(first.index)
    one, two = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if one.shape != two.shape or one.ndim != 1 or len(one) < _TENTHS:
        raise DataError(
            f"both sides need one number for each of the same ten customers or more; they have the shapes "
            f"{one.shape} and {two.shape}"
        )
    missing = int((~np.isfinite(one)).sum() + (~np.isfinite(two)).sum())
    if missing:
        raise DataError(
            f"{missing} of the numbers are missing or infinite; give every customer both numbers "
            f"(a customer who did not buy has 0)"
        )
    return one, two


def _tenths(guess: np.ndarray) -> np.ndarray:
    """Put each customer into one of ten groups of the same size, 0 the lowest; ties keep their order."""
    rank = np.argsort(np.argsort(guess, kind="stable"), kind="stable")
    return np.asarray(rank * _TENTHS // len(guess))


def _means(values: np.ndarray, tenth: np.ndarray) -> np.ndarray:
    return np.array([values[tenth == each].mean() for each in range(_TENTHS)])


def _lines(ax: Axes, expected: np.ndarray, observed: np.ndarray, names: tuple[str, str], reach: float = 0) -> None:
    groups = np.arange(1, _TENTHS + 1)
    ax.plot(groups, observed, **{**theme.TRUTH, "marker": "o", "markersize": 5, "markerfacecolor": theme.PAPER})
    ax.plot(groups, expected, **{**theme.ESTIMATE, "marker": "o", "markersize": 5})
    ax.set(xlim=(0.6, _TENTHS + 1.3), xticks=groups, xlabel="Tenth of the customers, from the lowest to the highest")
    top = max(observed.max(), expected.max(), reach) * 1.06
    ax.set_ylim(min(-0.015 * top, observed.min(), expected.min()), top)
    ax.yaxis.set_major_formatter("{x:,.0f}" if top > 5 else "{x:,.1f}")
    ax.grid(axis="y")
    ends: dict[str, Any] = {
        names[0]: (_TENTHS, expected[-1], theme.INDIGO),
        names[1]: (_TENTHS, observed[-1], theme.INK),
    }
    theme.label_ends(ax, ends)


def _off(total: float, real: float) -> str:
    """Say how far a total is from the real one."""
    if not real:
        return "above a total of nothing"
    share = total / real - 1
    side = "too high" if share > 0 else "too low"
    return "right to the percent" if abs(share) < 0.005 else f"{theme.percent(abs(share))} {side}"


def _writer(what: str) -> Callable[[float], str]:
    return theme.euro if what.startswith("€") else "{:,.0f}".format


def _small(amount: float, what: str) -> str:
    """Write a mean of one customer: a small number, so with decimals."""
    return theme.euro(amount) if what.startswith("€") else f"{amount:.2f}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
