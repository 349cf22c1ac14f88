"""What a second channel seems to add: frequent buyers are seen in both, though no channel makes anybody buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure
    from matplotlib.text import Text

EVERYBODY, ALIKE = "everybody", "equally many orders"
BASKET = 60  # € an order, for everybody
SHAPE, MEAN = 0.6, 3.0  # of the numbers of orders (negative binomial)
MOST = 200  # orders; more are too rare to count
_SHOWN = 12


def two_channels() -> Explorable:
    """Explore what customers of two channels spend in a world where a channel adds nothing.

    Each order goes online by the same chance, and is worth €60. The discovery: customers of both channels spend
    several times as much, and exactly as much once customers with equally many orders are compared.

    Examples
    --------
    >>> two_channels()  # doctest: +NORMALIZE_WHITESPACE
    With 10 % of the orders online, customers of both channels spend €476 each, store customers €191:
    2.5 times as much. In truth a channel adds nothing.
    """
    return make(
        draw_two_channels,
        title="Nobody buys more through a second channel. What do the books show?",
        online=control((0.05, 0.6, 0.05, 0.1), label="Chance that an order goes online", format="percent"),
        compared=control([EVERYBODY, ALIKE], label="Compare"),
        tasks=[
            task(
                "Let more orders go online, up to 60 %. Guess first: do customers of both channels look better or "
                "worse beside store customers?",
                reached=lambda online, compared: (online, compared) == (0.60, EVERYBODY),
                then="Better, 4.7 times as much instead of 2.5: now only those with very few orders are seen in the "
                "store alone. The second channel finds the frequent buyers; it does not make them.",
            ),
            task(
                "Now compare customers with equally many orders. How much more do those of both channels spend?",
                reached=lambda compared, **_: compared == ALIKE,
                then="Nothing more: the ratio is 1.0 for every chance. All of the difference was the number of "
                "orders, and nobody bought more because of a channel.",
            ),
        ],
    )


def chances(online: float) -> tuple[np.ndarray, np.ndarray]:
    """Return how many orders store customers and customers of both channels have: the chance of 1, 2, … orders."""
    counts = np.arange(1, MOST + 1)
    step = np.concatenate([[0.0], np.log((SHAPE + counts[:-1]) / counts[1:])]).cumsum()
    every = np.exp(step + counts * np.log(MEAN / (MEAN + SHAPE)))
    store, web = (1 - online) ** counts, online**counts
    kinds = every * store, every * (1 - store - web)
    return kinds[0] / kinds[0].sum(), kinds[1] / kinds[1].sum()


def spending(online: float, compared: str) -> tuple[float, float]:
    """Return the mean € of store customers and of customers of both channels."""
    counts = np.arange(1, MOST + 1)
    store, both = chances(online)
    alike = both if compared == ALIKE else store
    return float(BASKET * (counts * alike).sum()), float(BASKET * (counts * both).sum())


@dataclass
class _ChannelParts:
    """What moves in the picture of the channels."""

    title: Text
    bars: tuple[BarContainer, BarContainer]
    means: tuple[Text, Text]


def draw_two_channels(fig: Figure, online: float, compared: str) -> str:
    """Draw how many orders the customers of each kind have, and what they spend on average."""
    parts = once(fig, _build_channels)
    store, both = chances(online)
    drawn = (both if compared == ALIKE else store, both)
    one, two = spending(online, compared)
    for bars, chance, text, mean in zip(parts.bars, drawn, parts.means, (one, two), strict=True):
        shown = np.append(chance[: _SHOWN - 1], chance[_SHOWN - 1 :].sum())
        for bar, height in zip(bars, shown, strict=True):
            bar.set_height(height)
        text.set_text(f"mean {theme.euro(mean)}")
    ratio = two / one
    parts.title.set_text(f"Customers of both channels spend {ratio:.1f} times as much")
    weighed = ", weighed to equally many orders" if compared == ALIKE else ""
    return (
        f"With {theme.percent(online)} of the orders online, customers of both channels spend {theme.euro(two)} each, "
        f"store customers{weighed} {theme.euro(one)}: {ratio:.1f} times as much. In truth a channel adds nothing."
    )


def _build_channels(fig: Figure) -> _ChannelParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    told = f"A made-up shop: every order is worth €{BASKET}; share of the customers of each kind by number of orders"
    title, _ = theme.head(fig, "Customers of both", told)
    axes: Any = fig.subplots(1, 2, sharey=True)
    fig.subplots_adjust(left=0.085, right=0.975, top=0.775, bottom=0.13, wspace=0.08)
    bars = _kind(axes[0], "Store only", theme.FAINT), _kind(axes[1], "Both channels", theme.INDIGO)
    axes[0].yaxis.set_major_formatter(theme.PERCENT_AXIS)
    return _ChannelParts(moving(title), bars, (_mean(axes[0]), _mean(axes[1])))


def _mean(ax: Axes) -> Text:
    return moving(ax.text(_SHOWN + 0.4, 0.66, "", ha="right", va="top", fontsize=11, fontweight="bold"))


def _kind(ax: Axes, name: str, color: str) -> BarContainer:
    ax.set_title(name)
    ax.set(xlim=(0.3, _SHOWN + 0.7), ylim=(0, 0.7), xlabel="Orders", xticks=range(1, _SHOWN + 1))
    ax.set_xticks(range(1, _SHOWN + 1), [*map(str, range(1, _SHOWN)), f"{_SHOWN}+"])
    ax.grid(axis="y")
    bars = ax.bar(range(1, _SHOWN + 1), np.zeros(_SHOWN), width=0.8, color=color)
    for bar in bars:
        moving(bar)
    return bars
