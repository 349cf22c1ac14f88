"""What the best fifth brings: it depends on the window and on the denominator, though nobody changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.analysis import segments
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

CUSTOMERS = 2_000
BUYERS, EVER = "buyers in the window", "all customers ever won"
WINDOWS = np.arange(3, 37, 3)  # months
_LABEL_EDGE = 33.0  # months; a label further right would leave the axes


def best_fifth() -> Explorable:
    """Explore which share of sales the best fifth of a made-up shop brings.

    Each customer keeps one buying rate for all six years, and nobody leaves. The discovery: over the buyers of a
    window the share rises as the window grows, over all customers ever won it falls, and many of the best fifth are
    not the best fifth of the next window.

    Examples
    --------
    >>> best_fifth()  # doctest: +NORMALIZE_WHITESPACE
    In 12 months the best fifth of the buyers in the window brings 60 % of the sales.
    Of them, 62 % are in the best fifth of the next 12 months.
    """
    return make(
        draw_best_fifth,
        title="What does the best fifth bring?",
        window=control((3, 36, 3, 12), label="Window", unit="months"),
        denominator=control([BUYERS, EVER], label="The best fifth of"),
        tasks=[
            task(
                "Go from 12 to 36 months. Guess first: does the share of the best fifth rise, fall or stay?",
                reached=lambda window, denominator: (window, denominator) == (36, BUYERS),
                then="It rises, though nobody changed: a longer window adds customers who buy once, and gives the "
                "frequent ones time to buy again.",
            ),
            task(
                "Stay at 36 months and count all customers ever won. Then go back to 12. Which way does it move now?",
                reached=lambda window, denominator: (window, denominator) == (12, EVER),
                then="A shorter window gives a larger share now: most customers ever won bought nothing in it, and "
                "they count too. One shop, four numbers: name window and denominator.",
            ),
        ],
    )


@lru_cache(maxsize=1)
def piled_sales() -> np.ndarray:
    """Return the sales of each customer up to the end of each of 72 months: € in all, customers by months."""
    rng = np.random.default_rng(3)
    rates = rng.gamma(0.3, 1.8 / 0.3, CUSTOMERS) / 12  # orders a month
    orders = rng.poisson(rates[:, None], (CUSTOMERS, 72))
    baskets = 45 * rng.lognormal(0, 0.5, (CUSTOMERS, 1)) * rng.lognormal(0, 0.4, orders.shape)
    return np.asarray((orders * baskets).cumsum(axis=1))


@lru_cache(maxsize=2)
def shares(denominator: str) -> np.ndarray:
    """Return the share that the best fifth brings, for each window."""
    return np.array([_share(int(window), denominator) for window in WINDOWS])


def _share(window: int, denominator: str) -> float:
    sales = piled_sales()[:, window - 1]
    bought = sales[sales > 0]
    return segments.pareto_share(bought, customers=CUSTOMERS if denominator == EVER else None)


@cache
def still_there(window: int, denominator: str) -> float:
    """Return which share of a window's best fifth is in the best fifth of the window after it."""
    piled = piled_sales()
    first, second = piled[:, window - 1], piled[:, 2 * window - 1] - piled[:, window - 1]
    best, next_best = _best(first, denominator), _best(second, denominator)
    return float(np.isin(best, next_best).mean())


def _best(sales: np.ndarray, denominator: str) -> np.ndarray:
    """Return who is in the best fifth; those who bought nothing never are."""
    bought = int((sales > 0).sum())
    count = round(0.2 * (CUSTOMERS if denominator == EVER else bought))
    return np.argsort(-sales, kind="stable")[: min(count, bought)]


@dataclass
class _BestParts:
    """What moves in the picture of the best fifth."""

    title: Text
    curves: dict[str, Line2D]
    dot: Line2D
    label: Text
    names: dict[str, Text]


def draw_best_fifth(fig: Figure, window: int, denominator: str) -> str:
    """Draw the share of the best fifth over all windows, for both denominators."""
    parts = once(fig, _build_best)
    share, stay = _share(window, denominator), still_there(window, denominator)
    for name, curve in parts.curves.items():
        color = theme.INDIGO if name == denominator else theme.QUIET
        curve.set_color(color)
        parts.names[name].set_color(color)
    parts.dot.set_data([window], [share])
    parts.label.set_position((min(window, _LABEL_EDGE), share - 0.03))
    parts.label.set_text(theme.percent(share))
    parts.title.set_text(f"In {window} months the best fifth brings {theme.percent(share)}")
    return (
        f"In {window} months the best fifth of {_of(denominator)} brings {theme.percent(share)} of the sales. "
        f"Of them, {theme.percent(stay)} are in the best fifth of the next {window} months."
    )


def _of(denominator: str) -> str:
    return f"the {denominator}" if denominator == BUYERS else denominator


def _build_best(fig: Figure) -> _BestParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    told = f"Share of all sales; {CUSTOMERS:,} made-up customers, each with one buying rate for good; nobody leaves"
    title, _ = theme.head(fig, "In", told)
    ax: Any = fig.subplots()
    fig.subplots_adjust(left=0.085, right=0.965, top=0.80, bottom=0.13)
    ax.set(xlim=(1, 38), ylim=(0, 1.05), xticks=range(6, 37, 6), xlabel="Window, months")
    ax.yaxis.set_major_formatter(theme.PERCENT_AXIS)
    ax.grid(axis="y")
    curves = {name: moving(ax.plot(WINDOWS, shares(name))[0]) for name in (BUYERS, EVER)}
    names = {name: _named(ax, name) for name in (BUYERS, EVER)}
    (dot,) = ax.plot([], [], "o", color=theme.INDIGO, markersize=8)
    label = ax.text(0, 0, "", ha="center", va="top", color=theme.INDIGO, fontweight="bold", fontsize=11)
    return _BestParts(moving(title), curves, moving(dot), moving(label), names)


def _named(ax: Axes, name: str) -> Text:
    """Write the name of a curve above it."""
    place = 6
    height = float(shares(name)[place]) + 0.03
    return moving(ax.text(float(WINDOWS[place]), height, f"of {_of(name)}", ha="left", va="bottom"))
