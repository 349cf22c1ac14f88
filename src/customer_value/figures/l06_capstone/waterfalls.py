"""What a year's plan brings, step by step: contribution by stage, cost, customer equity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.figures import theme
from customer_value.figures.checks import capital, checked

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from customer_value.analysis.cycle import Year

_DOWN = theme.TIERS["below zero"]
_STAGES = ["acquisition", "development", "retention"]


def plan_waterfall(year: Year) -> theme.Picture:
    """Draw how a plan's gain adds up: contribution of each stage, less cost, plus the change of customer equity.

    Parameters
    ----------
    year : Year
        What `cycle.Simulator.play` returns.

    Returns
    -------
    Picture
        Steps from left to right, € expected; the full bars are sums. The title adds up the year and what comes later.

    Raises
    ------
    ColumnError, DataError
        When the stages lack a column or a number.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> stages = pd.DataFrame({"cost_eur": [400.0, 60, 12], "contribution_eur": [300.0, 90, 40],
    ...                        "equity_eur": [500.0, 22, 10], "gain_eur": [400.0, 52, 38]},
    ...                       index=["acquisition", "development", "retention"])
    >>> futures = pd.DataFrame({"gain_eur": [300.0, 600.0]})
    >>> picture = cv.figures.plan_waterfall(cv.cycle.Year.of(stages, futures, best_gain=980.0))
    >>> picture.alt.split(". ")[0]
    'The plan gains €490: the year ends €42 below its cost, and equity rises by €532'
    """
    stages = checked(
        year.stages, where="plan_waterfall", numbers=["cost_eur", "contribution_eur", "equity_eur"], least=3
    )
    cost, brought, equity = (float(stages[name].sum()) for name in stages)
    earned = brought - cost
    finding = (
        f"The plan {'gains' if year.gain_eur >= 0 else 'loses'} {theme.euro(abs(year.gain_eur))}: the year ends "
        f"{theme.euro(abs(earned))} {'above' if earned >= 0 else 'below'} its cost, and equity "
        f"{'rises' if equity >= 0 else 'falls'} by {theme.euro(abs(equity))}"
    )
    parts = {name: float(stages["contribution_eur"].to_dict()[name]) for name in _STAGES}
    steps = {**parts, "cost": -cost, "equity": equity}
    with theme.style():
        fig, ax = theme.new_figure(
            finding, "€ expected, compared with doing nothing: contribution of the year by stage, cost, customer equity"
        )
        _steps(ax, list(steps.values()), sums_after=[3, 4])
        names = [*map(capital, _STAGES), "Cost of\nthe plan", "Earned in\nthe year", "Customer\nequity", "Gain"]
        ax.set_xticks(range(len(names)), names)
    told = "; ".join(
        f"{name} brings {theme.euro(parts[str(name)])} in the year and {theme.euro(row['equity_eur'])} of equity for "
        f"{theme.euro(row['cost_eur'])}"
        for name, row in stages.loc[_STAGES].iterrows()
    )
    luck = f"9 times in 10 the gain lies between {theme.euro(year.low_eur)} and {theme.euro(year.high_eur)}"
    return theme.picture(fig, alt=f"{finding}. {capital(told)}. {luck}.")


def _steps(ax: Axes, changes: list[float], *, sums_after: list[int]) -> None:
    """Draw each change from where the one before it ended, and a full bar for the sum after some of them."""
    place, level, ends = 0, 0.0, [0.0]
    for number, change in enumerate(changes):
        _bar(ax, place, level, change, _DOWN if change < 0 else theme.FAINT, signed=True)
        ax.plot([place - 0.33, place + 1.33], [level + change] * 2, color=theme.QUIET, linewidth=0.8)
        place, level = place + 1, level + change
        ends.append(level)
        if number in sums_after:
            _bar(ax, place, 0.0, level, theme.INDIGO, signed=False)
            if number < len(changes) - 1:
                ax.plot([place - 0.33, place + 1.33], [level] * 2, color=theme.QUIET, linewidth=0.8)
            place += 1
    ax.axhline(0, color=theme.QUIET, linewidth=1)
    low, high = min(ends), max(ends)
    room = 0.12 * (high - low or 1.0)
    ax.set(ylim=(low - (room if low < 0 else 0.0), high + room), xlim=(-0.6, place - 0.4))
    ax.tick_params(axis="x", length=0, labelcolor=theme.INK)
    ax.yaxis.set_visible(False)
    ax.spines[:].set_visible(False)


def _bar(ax: Axes, place: int, start: float, change: float, color: str, *, signed: bool) -> None:
    """Draw one bar with its amount above it, or below it where a sum lies below nothing."""
    ax.bar(place, change, bottom=start, color=color, width=0.66)
    below = change < 0 and not signed
    plus = "+" if signed and change > 0 else ""
    ax.annotate(
        f"{plus}{theme.euro(change)}",
        (place, start + change if below else max(start, start + change)),
        (0, -4 if below else 4),
        textcoords="offset points",
        ha="center",
        va="top" if below else "bottom",
        color=theme.INK if signed else theme.INDIGO,
        fontweight="normal" if signed else "bold",
    )
