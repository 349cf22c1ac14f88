"""When last year's purchases beat the model: a made-up shop whose rules the learner breaks, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from customer_value.analysis import btyd
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

LAST_KNOWN_DAY = "2025-12-31"
CUSTOMERS = 3000
FIRST_MONTH, MONTHS = np.datetime64("2023-01"), 48
AS_THE_MODEL_HAS_IT = {"months": 24, "december": 1, "bursts": 0, "leaving": 1}
NAMES = {"model": "BG/NBD", "last_year": "last year"}
# Each yardstick: its name, and the end of its axis.
YARDSTICKS = {
    "off": ("Error of the total: less is better", 1.0),
    "typical_miss": ("Typical miss, purchases: less is better", 4.5),
    "found": ("Bought by its best fifth: more is better", 1.0),
}
_BAR_END = 0.68  # of the axis, so that the numbers fit behind the longest bar


class Contest(NamedTuple):
    """A shop's repeat purchases by month, what was measured, and which yardsticks the model wins."""

    by_month: np.ndarray
    measured: pd.DataFrame
    model_wins: tuple[bool, bool, bool]


def break_the_forecast() -> Explorable:
    """Explore which change of the world makes BG/NBD lose to last year's purchases.

    At the start a made-up shop keeps all rules of the model. The discovery: the total breaks first and at small
    changes; who the best customers are, the model still tells until most of them buy in bursts.

    Examples
    --------
    >>> break_the_forecast()  # doctest: +NORMALIZE_WHITESPACE
    BG/NBD: total 5 % too high, typical miss 1.95 purchases, its best fifth buys 74 %.
    Last year's purchases: total 9 % too high, typical miss 2.36 purchases, their best fifth buys 69 %.
    The model wins 3 of 3.
    """
    return make(
        draw_break_the_forecast,
        title="Break the forecast: when does last year win?",
        months=control((12, 36, 12, 24), label="History", unit="months"),
        december=control((1, 4, 0.5, 1), label="December, times usual", unit="×"),
        bursts=control((0, 1, 0.1, 0), label="Buyers in bursts", format="percent"),
        leaving=control((0, 3, 0.5, 1), label="Leaving in 2026, times usual", unit="×"),
        shop=control((1, 5, 1, 1), label="Draw of customers"),
        tasks=[
            task(
                "Change one slider only, until last year's purchases come nearer in total. Guess first: which one, "
                "and how far? Then try it on another draw.",
                reached=_total_lost_by_one_change,
                then="The total breaks first. A busy December before the forecast looks like more trade, a pause "
                "between two bursts like a farewell: BG/NBD knows neither.",
            ),
            task(
                "Now make the model lose two of the three.",
                reached=lambda shop, **world: sum(contest(shop, **world).model_wins) <= 1,
                then="When most customers buy in bursts, the model takes those for lost who only pause, and no longer "
                "finds the best ones. For single customers it mostly stays ahead: last year's number carries "
                "the luck of that year along.",
            ),
        ],
    )


@lru_cache(maxsize=256)
def contest(shop: int, *, months: int, december: float, bursts: float, leaving: float) -> Contest:
    """Draw a shop, let BG/NBD and last year's purchases forecast 2026, and measure both."""
    orders = btyd.made_up_orders(
        months=months, december=december, bursts=bursts, leaving=leaving, customers=CUSTOMERS, seed=shop
    )
    found = btyd.next_year(orders, LAST_KNOWN_DAY)
    measured = btyd.compare_forecasts(found["came"], found[list(NAMES)])
    ours, rival = measured.loc["model"], measured.loc["last_year"]
    wins = (
        bool(abs(ours["off"]) < abs(rival["off"])),
        bool(ours["typical_miss"] < rival["typical_miss"]),
        bool(ours["found"] > rival["found"]),
    )
    return Contest(_by_month(orders), measured, wins)


def _by_month(orders: pd.DataFrame) -> np.ndarray:
    """Count repeat purchases in each month of 2023 to 2026."""
    again = orders["customer_id"].duplicated().to_numpy()
    month = orders["ordered_at"].to_numpy()[again].astype("datetime64[M]") - FIRST_MONTH
    return np.bincount(month.astype(int), minlength=MONTHS)


def _total_lost_by_one_change(shop: int, **world: Any) -> bool:
    changed = sum(world[name] != value for name, value in AS_THE_MODEL_HAS_IT.items())
    return changed == 1 and not contest(shop, **world).model_wins[0]


@dataclass
class _ContestParts:
    """What moves in the picture of the contest."""

    title: Text
    trade: Axes
    known: Line2D
    came: Line2D
    levels: dict[str, Line2D]
    bars: dict[str, BarContainer]
    words: dict[str, list[Text]]


def draw_break_the_forecast(fig: Figure, months: int, december: float, bursts: float, leaving: float, shop: int) -> str:
    """Draw a shop's purchases with both forecasts of 2026, and how far each is off by three yardsticks."""
    parts = once(fig, _build_contest)
    found = contest(shop, months=months, december=december, bursts=bursts, leaving=leaving)
    _draw_trade(parts, found, months)
    for place, key in enumerate(YARDSTICKS):
        _draw_yardstick(parts, found, key, model_wins=found.model_wins[place])
    wins = sum(found.model_wins)
    parts.title.set_text(_verdict(wins))
    return f"{_told(found, 'model')} {_told(found, 'last_year')} {_verdict(wins)}."


def _draw_trade(parts: _ContestParts, found: Contest, months: int) -> None:
    place = np.arange(MONTHS)
    past = (place >= 36 - months) & (place < 36)
    parts.known.set_data(place[past], found.by_month[past])
    parts.came.set_data(place[35:], found.by_month[35:])
    for name, line in parts.levels.items():
        line.set_ydata(np.full(2, found.measured["total"][name] / 12))
    limit = float(np.ceil(found.by_month.max() * 1.25 / 500) * 500)
    if parts.trade.get_ylim()[1] != limit:
        parts.trade.set_ylim(0, limit)


def _draw_yardstick(parts: _ContestParts, found: Contest, key: str, *, model_wins: bool) -> None:
    end = YARDSTICKS[key][1]
    for name, bar, text in zip(NAMES, parts.bars[key], parts.words[key], strict=True):
        value = float(found.measured[key][name])
        bar.set_width(min(abs(value) / end, 1.0) * _BAR_END)
        text.set_x(bar.get_width() + 0.015)
        won = (name == "model") == model_wins
        text.set(text=_written(key, value) + (" ✓" if won else ""), fontweight="bold" if won else "normal")


def _written(key: str, value: float) -> str:
    if key == "typical_miss":
        return f"{value:.2f}"
    return f"{100 * value:+.0f} %".replace("-", "−") if key == "off" else theme.percent(value)


def _verdict(wins: int) -> str:
    return f"The model wins {wins} of 3" if wins > 1 else f"Last year's purchases win {3 - wins} of 3"


def _told(found: Contest, name: str) -> str:
    row = {key: float(found.measured[key][name]) for key in YARDSTICKS}
    who, whose = ("BG/NBD", "its") if name == "model" else ("Last year's purchases", "their")
    side = "high" if row["off"] > 0 else "low"
    return (
        f"{who}: total {theme.percent(abs(row['off']))} too {side}, typical miss {row['typical_miss']:.2f} purchases, "
        f"{whose} best fifth buys {theme.percent(row['found'])}."
    )


def _build_contest(fig: Figure) -> _ContestParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    told = f"A made-up shop of {CUSTOMERS:,} customers; 2026, forecast on 31 December 2025"
    title, _ = theme.head(fig, "The model wins", told)
    place: dict[str, float] = {"left": 0.075, "right": 0.99, "top": 0.775, "bottom": 0.115, "wspace": 0.34}
    grid = fig.add_gridspec(3, 2, width_ratios=[1.2, 1], hspace=0.6, **place)
    trade: Any = fig.add_subplot(grid[:, 0])
    known, came, levels = _build_trade(trade)
    bars, words = {}, {}
    for row, (key, (name, _)) in enumerate(YARDSTICKS.items()):
        ax: Any = fig.add_subplot(grid[row, 1])
        bars[key], words[key] = _build_yardstick(ax, name)
    return _ContestParts(moving(title), trade, known, came, levels, bars, words)


def _build_trade(ax: Any) -> tuple[Line2D, Line2D, dict[str, Line2D]]:
    ax.set_title("Repeat purchases a month")
    ax.set(xlim=(-1, MONTHS), ylim=(0, 500), xticks=[0, 12, 24, 36], xticklabels=["2023", "2024", "2025", "2026"])
    ax.grid(axis="y")
    ax.axvline(35.5, color=theme.LINE, linewidth=1.5)
    (known,) = ax.plot([], [], color=theme.INK, linewidth=1.6)
    (came,) = ax.plot([], [], color=theme.INK, linewidth=1.6, linestyle=(0, (4, 2)))
    colors = {"model": theme.INDIGO, "last_year": theme.QUIET}
    levels = {name: ax.plot([35.5, 47], [0, 0], color=colors[name], linewidth=2.6)[0] for name in NAMES}
    ax.legend([known, came, *levels.values()], ["known", "came", "BG/NBD", "last year"], loc="upper left", fontsize=8.5)
    for line in (known, came, *levels.values()):
        moving(line)
    return known, came, levels


def _build_yardstick(ax: Any, name: str) -> tuple[BarContainer, list[Text]]:
    ax.set_title(name, fontsize=9, x=-0.285)  # from where the names of the bars begin
    ax.set(xlim=(0, 1), ylim=(1.6, -0.6), xticks=[], yticks=[0, 1], yticklabels=list(NAMES.values()))
    ax.tick_params(axis="y", length=0)
    ax.spines[:].set_visible(False)
    bars = ax.barh([0, 1], [0, 0], height=0.66, color=[theme.INDIGO, theme.FAINT])
    words = [moving(ax.text(0, place, "", va="center", fontsize=9.5)) for place in (0, 1)]
    for bar in bars:
        moving(bar)
    return bars, words
