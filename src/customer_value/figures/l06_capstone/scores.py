"""A plan beside rules of thumb and the best plan there is, with what luck can do to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.errors import UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, checked, shown

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_NO_RULES = ("oracle", "nothing")


def plan_scores(plans: pd.DataFrame, *, mine: str = "mine") -> theme.Picture:
    """Draw which share of the oracle's gain each plan reaches, with the range that luck gives it.

    Parameters
    ----------
    plans : DataFrame
        What `cycle.Simulator.compare` returns: one row per plan, with `gain_eur`, `score`, `score_low`, `score_high`.
    mine : str
        Your own plan; drawn in the accent colour.

    Returns
    -------
    Picture
        The best plan on top; the title compares yours with the best of the others, the oracle left aside.

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        When a column or your plan is missing, or there are not 2 to 12 plans.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> plans = pd.DataFrame({"gain_eur": [48_000, 31_000, 21_000], "score": [1, 0.64, 0.43],
    ...                       "score_low": [0.8, 0.5, 0.3], "score_high": [1.2, 0.8, 0.6]},
    ...                      index=["oracle", "mine", "top revenue"])
    >>> picture = cv.figures.plan_scores(plans)
    >>> picture.alt.split(". ")[0]
    '“Mine” reaches 64 % of what the best plan gains; the best of the others, “top revenue”, 43 %'
    """
    numbers = ["gain_eur", "score", "score_low", "score_high"]
    table = checked(plans, where="plan_scores", numbers=numbers, least=2)
    between(table, 2, 12, where="plan_scores", what="plans")
    if mine not in table.index:
        raise UnknownNameError.among("plan", mine, map(str, table.index))
    table = table.sort_values("score", ascending=False, kind="stable")
    own = float(table["score"].to_dict()[mine])
    others = [str(name) for name in table.index if name not in (mine, *_NO_RULES)]
    finding = f"“{capital(shown(mine))}” reaches {theme.percent(own)} of what the best plan gains"
    if others:
        rule = theme.percent(table["score"].to_dict()[others[0]])
        finding += f"; the best of the others, “{shown(others[0])}”, {rule}"
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            "Share of the oracle's expected gain; the bands hold 9 of 10 alternative futures",
            height=max(2.6, 1.7 + 0.36 * len(table)),
        )
        _rows(ax, table, mine)
    told = "; ".join(
        f"{shown(name)} {theme.euro(row['gain_eur'])}, {theme.percent(row['score'])} "
        f"({theme.percent(row['score_low'])} to {theme.percent(row['score_high'])})"
        for name, row in table.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. Gain of each plan: {told}.")


def _rows(ax: Axes, table: pd.DataFrame, mine: str) -> None:
    ax.axvline(0, color=theme.QUIET, linewidth=1)
    ax.axvline(1, color=theme.INK, linewidth=1.2, linestyle=(0, (4, 2.5)))
    for place, (name, row) in enumerate(table.iterrows()):
        color = theme.INDIGO if name == mine else theme.QUIET
        ax.hlines(place, row["score_low"], row["score_high"], color=color, linewidth=8, alpha=theme.INTERVAL)
        ax.plot(row["score"], place, "o", color=color, markersize=7)
        words = f"{theme.percent(row['score'])}  {theme.euro(row['gain_eur'])}"
        ax.text(1.02, place, words, transform=ax.get_yaxis_transform(), va="center", color=color)
    ax.set_yticks(range(len(table)), [capital(shown(name)) for name in table.index])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    low, high = (float(reach) for reach in (min(0.0, np.min(table["score_low"])), np.max(table["score_high"])))
    ax.set(ylim=(len(table) - 0.4, -0.6), xlim=(low - 0.04, max(high, 1.0) + 0.04))
    ax.set_xlabel("Share of what the best plan gains")
    ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
    ax.grid(axis="x")
