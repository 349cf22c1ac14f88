"""Whom to write to: the list with the highest response or risk is not the one on which letters change most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
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
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

CUSTOMERS = 10_000
RISK, RESPONSE, UPLIFT = "highest risk", "highest response", "highest uplift"
KINDS = ("persuadables", "sure things", "lost causes", "sleeping dogs")
MARGIN, POSTAGE, COUPON, USED = 20.0, 0.60, 6.0, 0.5  # €; half of the buyers use their coupon
SHARES = np.arange(0, 101, 5) / 100
_SILENCE = (np.arange(CUSTOMERS) + 0.5) / CUSTOMERS  # 0: bought yesterday, 1: silent for longest


def letter_lists() -> Explorable:
    """Explore what letters earn when the customers are ranked by risk, by response or by uplift.

    The customers are made up, and each ranking knows the true chances. Risk is the chance to stay away without a
    letter; it rises with silence all along, so the list by risk is also the one by silence. The discovery: letters to
    those with the highest risk or response lose money, and even the best list earns less from some point on.

    Examples
    --------
    >>> letter_lists()  # doctest: +NORMALIZE_WHITESPACE
    Letters to the 30 % with the highest risk lose €4,995.
    They reach: persuadables 1 %, sure things 4 %, lost causes 89 %, sleeping dogs 6 %.
    """
    return make(
        draw_letter_lists,
        title="Whom should the letter reach?",
        ranking=control([RISK, RESPONSE, UPLIFT], label="Write first to those with the"),
        share=control((0.05, 1.0, 0.05, 0.3), label="Share of the customers", format="percent"),
        tasks=[
            task(
                "Choose highest response, and leave the share at 30 %. Guess first: do letters to those who are most "
                "likely to buy earn money?",
                reached=lambda ranking, share: (ranking, share) == (RESPONSE, 0.3),
                then="They lose money: most of the buyers are sure things, who would have bought without a letter "
                "and now use the coupon. Response is not what the letter changes.",
            ),
            task(
                "Choose highest uplift, and find the share that earns most. What happens beyond it?",
                reached=lambda ranking, share: ranking == UPLIFT and share == best_share(),
                then="A quarter earns most. Each letter beyond costs more than it brings: first it meets sure things "
                "and lost causes, in the end sleeping dogs, who would have bought in peace.",
            ),
        ],
    )


@cache
def chances() -> np.ndarray:
    """Return the chance of each customer to be of each kind: kinds by customers, from the shortest silence."""
    buys_alone = 0.13 - 0.04 * _SILENCE + 0.42 / (1 + np.exp((_SILENCE - 0.38) / 0.05))  # falls all along
    dogs = buys_alone * 0.95 / (1 + np.exp(-(_SILENCE - 0.8) / 0.03))
    moved = 0.24 * np.exp(-(((_SILENCE - 0.6) / 0.075) ** 2) / 2)
    return np.array([moved, buys_alone - dogs, 1 - moved - buys_alone, dogs])


@cache
def order(ranking: str) -> np.ndarray:
    """Return the customers in the order of a list, the first to be written to first."""
    moved, sure, _, dogs = chances()
    score = {RISK: 1 - sure - dogs, RESPONSE: sure + moved, UPLIFT: moved - dogs}[ranking]
    return np.argsort(-score, kind="stable")


@cache
def profits(ranking: str) -> np.ndarray:
    """Return what letters to each of the shares earn: €."""
    moved, sure, _, dogs = chances()
    each = MARGIN * (moved - dogs) - POSTAGE - COUPON * USED * (sure + moved)
    total = np.concatenate([[0.0], each[order(ranking)].cumsum()])
    return np.asarray(total[np.round(SHARES * CUSTOMERS).astype(int)])


def best_share() -> float:
    """Return the share of the list by uplift that earns most."""
    return float(SHARES[profits(UPLIFT).argmax()])


def reached(ranking: str, share: float) -> np.ndarray:
    """Return which part of those who are written to is of each kind."""
    chosen = order(ranking)[: round(share * CUSTOMERS)]
    return np.asarray(chances()[:, chosen].mean(axis=1))


@dataclass
class _Parts:
    """What moves in the picture."""

    title: Text
    curves: dict[str, Line2D]
    names: dict[str, Text]
    dot: Line2D
    bars: BarContainer
    values: list[Text]


def draw_letter_lists(fig: Figure, ranking: str, share: float) -> str:
    """Draw what each list earns over all shares, and whom the chosen letters reach."""
    parts = once(fig, _build)
    earned = float(profits(ranking)[np.abs(SHARES - share).argmin()])
    kinds = reached(ranking, share)
    for name, curve in parts.curves.items():  # the other lists show once one has come to the last
        color = theme.INDIGO if name == ranking else theme.QUIET
        curve.set(color=color, linewidth=2.2 if name == ranking else 1.4, visible=ranking in (name, UPLIFT))
        parts.names[name].set(color=color, visible=ranking in (name, UPLIFT))
    parts.dot.set_data([share], [earned])
    for bar, text, part in zip(parts.bars, parts.values, kinds, strict=True):
        bar.set_width(part)
        text.set_text(theme.percent(part))
        text.set_x(part + 0.02)
    verb = "earn" if earned >= 0 else "lose"
    told = f"Letters to the {theme.percent(share)} with the {ranking} {verb} {theme.euro(abs(earned))}"
    parts.title.set_text(told)
    counts = ", ".join(f"{name} {theme.percent(part)}" for name, part in zip(KINDS, kinds, strict=True))
    return f"{told}. They reach: {counts}."


def _build(fig: Figure) -> _Parts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    costs = f"a letter costs €{POSTAGE:.2f}, half of the buyers use its {theme.euro(COUPON)} coupon"
    title, _ = theme.head(fig, "Letters to", f"{CUSTOMERS:,} made-up customers; {costs}")
    axes: Any = fig.subplots(1, 2, width_ratios=[1.5, 1])
    fig.subplots_adjust(left=0.11, right=0.95, top=0.775, bottom=0.13, wspace=0.62)
    left, right = axes
    left.set_title("What the letters earn")
    left.set(xlim=(0, 1.02), xlabel="Share of the customers")
    left.xaxis.set_major_formatter(theme.PERCENT_AXIS)
    left.yaxis.set_major_formatter(theme.EURO_AXIS)
    left.axhline(0, color=theme.LINE, linewidth=1)
    left.grid(axis="y")
    curves = {name: moving(left.plot(SHARES, profits(name))[0]) for name in (RISK, RESPONSE, UPLIFT)}
    low = min(float(profits(name).min()) for name in curves)
    left.set_ylim(1.12 * low, 7_000)
    names = {name: _named(left, name) for name in curves}
    (dot,) = left.plot([], [], "o", color=theme.INDIGO, markersize=8)
    right.set_title("Whom they reach")
    bars = right.barh(KINDS, np.zeros(len(KINDS)), color=theme.INDIGO, height=0.6)
    right.set(xlim=(0, 1.15), xticks=[])
    right.invert_yaxis()
    right.tick_params(axis="y", length=0)
    right.spines["bottom"].set_visible(False)
    values = [moving(right.text(0, place, "", va="center")) for place in range(len(KINDS))]
    for bar in bars:
        moving(bar)
    return _Parts(moving(title), curves, names, moving(dot), bars, values)


def _named(ax: Axes, name: str) -> Text:
    """Write the name of a list beside its curve."""
    x, y = {RISK: (0.10, -1_100), RESPONSE: (0.41, -8_000), UPLIFT: (0.47, 4_000)}[name]
    return moving(ax.text(x, y, name, ha="left", va="center"))
