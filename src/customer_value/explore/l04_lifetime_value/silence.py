"""What silence tells: the chance that a customer is still active, under the published CDNOW parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis import btyd
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

# Fader, Hardie & Lee (2005), table 2: buyers of music at CDNOW, time in weeks
CDNOW = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
LAST_WEEK, MOST = 60, 12


def probability_alive() -> Explorable:
    """Explore the chance that a customer is still active, given x purchases, the last at t_x, seen until T.

    The discovery: with the same last purchase, a frequent buyer who fell silent is likelier to be lost than a rare
    one, for whom the silence is nothing unusual.
    """
    return make(
        draw_probability_alive,
        title="Is a silent customer lost?",
        x=control((0, MOST, 1, 2), label="Repeat purchases x"),
        t_x=control((0, LAST_WEEK, 1, 20), label="Last purchase t_x", unit="weeks"),
        T=control((1, LAST_WEEK, 1, 39), label="Seen until T", unit="weeks"),
        tasks=[
            task(
                "Ana and Ben both bought last in week 20 of 39. Ana made 2 repeat purchases, Ben makes 10. "
                "Who is likelier to come back? Guess, then set x to 10.",
                reached=lambda x, t_x, T: (x, t_x, T) == (10, 20, 39),
                then="Ana, with 54 % against 4 %. Ben used to come every 2 weeks: for him, 19 weeks of silence say "
                "that he has left. For Ana, who came every 10 weeks, they say little.",
            ),
            task(
                "Stay with Ben's 10 purchases, the last in week 20. Until which week T can Larkspur hope, "
                "with a chance of 50 % or more?",
                reached=lambda x, t_x, T: (
                    (x, t_x) == (10, 20) and T > 20 and _alive(x, t_x, T) >= 0.5 > _alive(x, t_x, T + 1)
                ),
                then="For a frequent buyer a few weeks decide. Whoever waits for a fixed number of silent days comes "
                "too late for Ben, and disturbs Ana too early.",
            ),
        ],
    )


@dataclass
class _SilenceParts:
    """What moves in the picture of one customer's silence."""

    title: Text
    bought: Line2D
    silent: Line2D
    today: Line2D
    last_name: Text
    today_name: Text
    future: Line2D
    past: Line2D
    now: Line2D
    now_name: Text
    others: Line2D
    this: Line2D


def draw_probability_alive(fig: Figure, x: int, t_x: int, T: int) -> str:
    """Draw one customer's purchases, the chance to be active as the silence goes on, and the same for other counts."""
    parts = once(fig, _build_silence)
    last = min(t_x, T) if x else 0
    chance = _alive(x, last, T)
    weeks = np.arange(last, LAST_WEEK + 1)
    decline = np.asarray(_model().probability_alive(np.full(weeks.size, x), np.full(weeks.size, last), weeks))
    counts = np.arange(MOST + 1)
    seen = np.asarray(_model().probability_alive(counts, np.where(counts, min(t_x, T), 0), np.full(MOST + 1, T)))
    parts.bought.set_data(np.linspace(0, last, x + 1), np.zeros(x + 1))
    parts.silent.set_data([last, T], [0, 0])
    parts.today.set_xdata([T, T])
    parts.last_name.set(x=last, text=f"t_x = {last}" if x else "")
    parts.today_name.set(x=T + 1, text=f"T = {T}")
    parts.future.set_data(weeks, decline)
    parts.past.set_data(weeks[weeks <= T], decline[weeks <= T])
    parts.now.set_data([T], [chance])
    parts.now_name.set_position((T + 1, chance + 0.03))
    parts.now_name.set_text(theme.percent(chance))
    parts.others.set_data(counts, seen)
    parts.this.set_data([x], [chance])
    parts.title.set_text(_verdict(x, T - last, chance))
    return _sentence(x, t_x, last, T, chance)


def _build_silence(fig: Figure) -> _SilenceParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    title, _ = theme.head(
        fig, "Still active", "Chance that a customer is still active (BG/NBD, CDNOW parameters, weeks)"
    )
    grid = fig.add_gridspec(
        2,
        2,
        width_ratios=[1.5, 1],
        height_ratios=[1.25, 4],
        left=0.085,
        right=0.975,
        top=0.775,
        bottom=0.13,
        wspace=0.14,
        hspace=0.08,
    )
    story, time, counts = fig.add_subplot(grid[0, 0]), fig.add_subplot(grid[1, 0]), fig.add_subplot(grid[:, 1])
    story.set(xlim=(-1.5, LAST_WEEK + 9), ylim=(-1.6, 1), xticks=[], yticks=[])
    story.set_title("One customer: purchases, then silence")
    story.spines[:].set_visible(False)
    time.set(xlim=(-1.5, LAST_WEEK + 9), ylim=(0, 1.12), xlabel="Weeks since the first purchase")
    counts.set(xlim=(-0.6, MOST + 0.6), ylim=(0, 1.12), xlabel="Repeat purchases x", xticks=range(0, MOST + 1, 2))
    counts.set_title("The same for other counts")
    for ax in (time, counts):
        ax.grid(axis="y")
        ax.set_yticks(np.linspace(0, 1, 6))
        ax.yaxis.set_major_formatter(theme.PERCENT_AXIS)
    (today,) = story.plot([0, 0], [-0.75, 0.75], color=theme.INK, linewidth=1.4)
    (silent,) = story.plot([], [], color=theme.FAINT, linewidth=1.4, linestyle=(0, (2, 2)))
    (bought,) = story.plot([], [], "o", color=theme.INDIGO, markersize=7, markeredgecolor=theme.PAPER)
    (future,) = time.plot([], [], color=theme.FAINT, linewidth=1.5)
    (past,) = time.plot([], [], color=theme.INDIGO)
    (now,) = time.plot([], [], "o", color=theme.INDIGO, markersize=8)
    now_name = time.text(0, 0, "", color=theme.INDIGO, fontweight="bold", fontsize=11)
    last_name = story.text(0, -0.45, "", ha="center", va="top", color=theme.QUIET, fontsize=8.5)
    today_name = story.text(0, 0, "", va="center", color=theme.INK, fontsize=8.5)
    (others,) = counts.plot([], [], "o", color=theme.FAINT, markersize=6)
    (this,) = counts.plot([], [], "o", color=theme.INDIGO, markersize=9)
    for artist in (title, today, last_name, today_name, silent, bought, future, past, now, now_name, others, this):
        moving(artist)
    return _SilenceParts(title, bought, silent, today, last_name, today_name, future, past, now, now_name, others, this)


def _model() -> btyd.BetaGeometric:
    return btyd.BetaGeometric.from_parameters(**CDNOW)


def _alive(x: int, t_x: int, T: int) -> float:
    return float(_model().probability_alive(x, t_x, T))


def _verdict(x: int, silent: int, chance: float) -> str:
    if not x:
        return "No repeat purchase: nothing to judge by, so the model says 100 %"
    return f"After {_weeks(silent, 'silent ')}: still active with a chance of {theme.percent(chance)}"


def _sentence(x: int, t_x: int, last: int, T: int, chance: float) -> str:
    if not x:
        return (
            f"A customer without a repeat purchase in {_weeks(T)} counts as active with 100 %: in this model one can "
            f"only leave after a repeat purchase. That is an assumption, not a finding."
        )
    clipped = f" (the last purchase cannot lie after week {T}, where the observation ends)" if last < t_x else ""
    silent, gap = T - last, last / x
    usual = f"{silent / gap:.1f} times the usual gap of {gap:.1f} weeks" if gap else "with all purchases at the start"
    return (
        f"{x} repeat purchase{'s' * (x != 1)}, the last in week {last}, seen until week {T}{clipped}: "
        f"{_weeks(silent, 'silent ')}, {usual}. The customer is still active with a chance of {theme.percent(chance)}."
    )


def _weeks(count: int, sort: str = "") -> str:
    return f"{count} {sort}week{'s' * (count != 1)}"
