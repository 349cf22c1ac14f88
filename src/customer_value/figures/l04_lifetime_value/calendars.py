"""What a customer's silence means: calendars of purchases, and the chance to be active as time goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.analysis.btyd.units import DAYS
from customer_value.errors import ColumnError, DataError
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from customer_value.analysis.btyd import BetaGeometric, Unit

_STEP = 7  # days between two points of the curve


@dataclass(frozen=True)
class _Story:
    """One customer: the days with a purchase, and the chance to be active on the days after the first."""

    name: str
    bought: pd.DatetimeIndex
    days: pd.DatetimeIndex
    chance: np.ndarray
    silent_weeks: int

    @property
    def usual_gap(self) -> float:
        """Weeks between two purchases, on average."""
        return (self.bought[-1] - self.bought[0]).days / 7 / max(1, len(self.bought) - 1)


def silence(
    orders: pd.DataFrame,
    model: BetaGeometric,
    customers: Mapping[str, int] | Sequence[int],
    *,
    end: str,
    unit: Unit = "week",
    customer: str = "customer_id",
    time: str = "ordered_at",
) -> theme.Picture:
    """Draw when a few customers bought, and below it their chance to be active as the silence goes on.

    Parameters
    ----------
    orders : DataFrame
        One row per order.
    model : BetaGeometric
        Fitted to `btyd.summary` of the orders, in the same unit of time.
    customers : sequence or mapping
        Two to five customers' numbers, or names to show -> numbers.
    end : str
        Last day of the observation, such as "2025-12-31".
    unit : {"day", "week", "month", "year"}
        Unit of time of the model.
    customer, time : str
        Names of the columns.

    Returns
    -------
    Picture
        The customer with the smallest chance stands in the accent colour; the title compares them with the one of
        the others who has been silent for longest.

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        When a column, a customer or a purchase until `end` is missing, or there are not two to five customers.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> model = cv.btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)  # weeks
    >>> days = ["2025-01-06", "2025-05-12", "2025-01-06", "2025-02-03", "2025-03-03", "2025-04-07", "2025-05-12"]
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2, 2, 2, 2, 2], "ordered_at": pd.to_datetime(days)})
    >>> picture = cv.figures.silence(orders, model, {"Ana": 1, "Ben": 2}, end="2025-09-29")
    >>> picture.alt.split(". ")[0]
    'Silent for 20 weeks, Ben is active with a chance of 31 %; silent for 20, Ana with 58 %'
    """
    ColumnError.check([customer, time], orders.columns, where="silence")
    if not 2 <= len(customers) <= 5:
        raise DataError(f"silence compares two to five customers; it got {len(customers)}")
    named = customers if isinstance(customers, Mapping) else {f"customer {each}": each for each in customers}
    last = pd.Timestamp(end).normalize()
    moments = {name: orders.loc[orders[customer] == number, time] for name, number in named.items()}
    stories = [_story(name, moments[name], model, last, DAYS[unit]) for name in named]
    lost = min(stories, key=lambda story: story.chance[-1])
    other = max((story for story in stories if story is not lost), key=lambda story: story.silent_weeks)
    finding = (
        f"Silent for {lost.silent_weeks} weeks, {lost.name} is active with a chance of "
        f"{theme.percent(lost.chance[-1])}; silent for {other.silent_weeks}, {other.name} with "
        f"{theme.percent(other.chance[-1])}"
    )
    with theme.style():
        fig, (calendar, chances) = theme.new_figure(
            finding,
            f"Purchases until {last:%Y-%m-%d}, and the chance to be active (BG/NBD): 100 % before the first repeat",
            rows=2,
            height_ratios=[0.32 * len(stories), 2],
            height=4.4,
            sharex=True,
        )
        _calendar(calendar, stories, lost)
        _chances(chances, stories, lost)
    told = " ".join(
        f"{each.name[0].upper()}{each.name[1:]} bought {len(each.bought)} times, usually every "
        f"{each.usual_gap:.0f} weeks, and has been silent for {each.silent_weeks}: {theme.percent(each.chance[-1])}."
        for each in stories
    )
    return theme.picture(fig, alt=f"{finding}. {told}")


def _story(name: str, moments: pd.Series, model: BetaGeometric, last: pd.Timestamp, length: float) -> _Story:
    bought = pd.DatetimeIndex(moments.dt.normalize().unique()).sort_values()
    bought = bought[bought <= last]
    if not len(bought):
        raise DataError(f"{name} has no order until {last:%Y-%m-%d}; name a customer who bought")
    weekly = pd.date_range(bought[0], last, freq=f"{_STEP}D")
    days = weekly.union(bought).union(bought[1:] - pd.Timedelta(days=1)).union(pd.DatetimeIndex([last]))
    repeats = np.searchsorted(bought, days, side="right") - 1
    since_first = (bought - bought[0]).days.to_numpy() / length
    chance = model.probability_alive(repeats, since_first[repeats], (days - bought[0]).days.to_numpy() / length)
    return _Story(name, bought, days, np.asarray(chance), (last - bought[-1]).days // 7)


def _color(story: _Story, lost: _Story) -> str:
    return theme.INDIGO if story is lost else theme.QUIET


def _calendar(ax: Axes, stories: list[_Story], lost: _Story) -> None:
    for row, story in enumerate(stories):
        ax.plot(story.days[[0, -1]], [row, row], color=theme.LINE, linewidth=1, zorder=1)
        ax.plot(story.bought, [row] * len(story.bought), "o", color=_color(story, lost), markersize=5, alpha=0.85)
    ax.set_yticks(range(len(stories)), [story.name for story in stories])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    ax.tick_params(axis="x", length=0, labelbottom=False)
    ax.set_ylim(len(stories) - 0.4, -0.6)
    ax.spines[:].set_visible(False)


def _chances(ax: Axes, stories: list[_Story], lost: _Story) -> None:
    greys = cycle((theme.QUIET, theme.FAINT))
    ends: dict[str, tuple[Any, float, str]] = {}
    for story in stories:
        color = _color(story, lost)
        line = color if story is lost else next(greys)
        ax.plot(story.days, story.chance, color=line, linewidth=2 if story is lost else 1.2)
        ends[f"{story.name} {theme.percent(story.chance[-1])}"] = (story.days[-1], story.chance[-1], color)
    ax.set_ylim(0, 1.06)
    first: Any = min(story.bought[0] for story in stories)
    final: Any = stories[0].days[-1]
    ax.set_xlim(first - (final - first) * 0.02, final + (final - first) * 0.16)
    quarters = pd.date_range(first, final, freq="QS")
    ax.set_xticks(quarters, [f"{day:%b\n%Y}" if day.month == 1 else f"{day:%b}" for day in quarters])
    ax.yaxis.set_major_formatter(theme.PERCENT_AXIS)
    ax.set_ylabel("Chance to be active")
    ax.grid(axis="y")
    theme.label_ends(ax, ends, gap=0.09)
