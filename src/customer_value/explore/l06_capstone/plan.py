"""A year's money, moved by hand: where it goes changes more than how much of it there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

from .money import BUDGET, MEASURED, MORE, SILENCE, WHO, Settings, best_gain, outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

ROWS = {"acquisition": "Winning", "development": "Developing", "retention": "Keeping"}
TOTAL = "All"
LEFT, RIGHT = -18_000, 56_000  # €
START: dict[str, Any] = {"budget": BUDGET, "winning": 0.8, "keeping": 0.1, "cheap": 0.75, "who": SILENCE, "cap": 1}
SHIFTED = {**START, "cheap": 0.15}
MOVED = {**SHIFTED, "who": MEASURED}


def year_plan() -> Explorable:
    """Explore what a plan for Larkspur's year gains, on average over all futures.

    Two shares divide the budget: what is not for winning or keeping customers goes to advice for present ones. What a
    list does not use goes to the channels. It begins with a plan like the director's, and looks at the hidden truth, so
    plan first and play then. The discovery: a tenth more money in the old places gains nothing, and the same money in
    other places several times as much.

    Examples
    --------
    >>> year_plan()  # doctest: +NORMALIZE_WHITESPACE
    €25,000: the plan gains €5,933, 12 % of what the best plan gains; customer equity rises by €17,376.
    4,166 letters reach 4,166 customers.
    """
    return make(
        draw_year_plan,
        title="The same money, other places: what does the year bring?",
        budget=control((BUDGET, MORE, MORE - BUDGET, BUDGET), label="Budget", format="euro"),
        winning=control((0.0, 1.0, 0.05, START["winning"]), label="For winning customers", format="percent"),
        keeping=control((0.0, 0.5, 0.05, START["keeping"]), label="For keeping customers", format="percent"),
        cheap=control((0.0, 1.0, 0.05, START["cheap"]), label="Deep discount's part of it", format="percent"),
        who=control(list(WHO), label="Whom to contact is decided by"),
        cap=control((1, 4, 1, START["cap"]), label="Contacts per customer, at most"),
        tasks=[
            task(
                "Raise the budget by a tenth and leave everything else. Guess first: how much more does the plan gain?",
                reached=lambda **each: each == {**START, "budget": MORE},
                then=_told(START, {**START, "budget": MORE}, "A tenth more money in the old places"),
            ),
            task(
                "Back to €25,000. Give deep discount 15 % of the channels' money (the rest goes to referral and "
                "search), and note the gain. Then call those who fill their web carts most, and write to the cells "
                "that a test has shown to be moved.",
                reached=lambda **each: each == MOVED,
                then=_told(START, SHIFTED, "The same money in other channels")
                + " "
                + _told(SHIFTED, MOVED, "For other people, too"),
            ),
        ],
    )


def _told(before: Mapping[str, Any], after: Mapping[str, Any], what: str) -> str:
    one, two = (outcome(Settings(**each)).gain for each in (before, after))
    return f"{what}: the gain goes from {theme.euro(one)} to {theme.euro(two)}."


@dataclass
class _Parts:
    """What moves in the picture."""

    title: Text
    bars: dict[str, Rectangle]
    texts: dict[str, Text]
    equity: Text


def draw_year_plan(
    fig: Figure, budget: float, winning: float, keeping: float, cheap: float, who: str, cap: float
) -> str:
    """Draw what each stage gains, and all of them together beside the best plan."""
    parts = once(fig, _build)
    found = outcome(Settings(budget, winning, keeping, cheap, who, int(cap)))
    for stage, gain in {**found.gains, TOTAL: found.gain}.items():
        parts.bars[stage].set_width(gain)
        parts.texts[stage].set_text(theme.euro(gain))
        parts.texts[stage].set_x(max(gain, 0.0) + 600)
    verb = "rises" if found.equity >= 0 else "falls"
    equity = f"customer equity {verb} by {theme.euro(abs(found.equity))}"
    parts.title.set_text(f"The plan reaches {theme.percent(found.score)} of what the best plan gains")
    parts.equity.set_text(equity)
    wins = "gains" if found.gain >= 0 else "loses"
    return (
        f"{theme.euro(budget)}: the plan {wins} {theme.euro(abs(found.gain))}, {theme.percent(found.score)} of what "
        f"the best plan gains; {equity}. {found.letters:,} letters reach {found.reached:,} customers."
    )


def _build(fig: Figure) -> _Parts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    told = "€ gained in the year and as customer equity, less cost; on average over all futures, by what is true"
    title, _ = theme.head(fig, "The plan", told)
    ax: Any = fig.subplots()
    fig.subplots_adjust(left=0.14, right=0.965, top=0.80, bottom=0.13)
    names = [*ROWS, TOTAL]
    ax.set(xlim=(LEFT, RIGHT), ylim=(len(names) - 0.35, -0.75), xlabel="€ gained, less cost")
    ax.set_yticks(range(len(names)), [*ROWS.values(), TOTAL])
    ax.xaxis.set_major_formatter(theme.EURO_AXIS)
    ax.grid(axis="x")
    ax.axvline(0, color=theme.QUIET, linewidth=1)
    ax.axvline(best_gain(), color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
    ax.text(best_gain() - 500, -0.5, "best plan of €25,000", ha="right", va="center", color=theme.INK)
    bars, texts = {}, {}
    for place, name in enumerate(names):
        color = theme.INDIGO if name == TOTAL else theme.FAINT
        (bar,) = ax.barh(place, 0.0, height=0.6, color=color)
        ink = theme.INDIGO if name == TOTAL else theme.INK
        weight = "bold" if name == TOTAL else "normal"
        bars[name] = moving(bar)
        texts[name] = moving(ax.text(0, place, "", va="center", color=ink, fontweight=weight))
    equity = moving(ax.text(600, 3.47, "", va="center", color=theme.INDIGO))
    return _Parts(moving(title), bars, texts, equity)
