"""What the levels of a study do to importance, and what they leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.analysis import needs
from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes


def importance_by_study(
    studies: Mapping[str, needs.PartWorths], *, price: str = "fee_eur", names: Mapping[str, str] | None = None
) -> theme.Picture:
    """Draw how the importance of the same attributes differs between two studies that showed other levels.

    Parameters
    ----------
    studies : mapping
        Name of the study -> what `needs.part_worths` found; two of them.
    price : str
        The attribute in €, of which both studies estimate the worth of one €.
    names : mapping, optional
        Attribute -> name to show.

    Returns
    -------
    Picture
        Shares of importance from study to study; the title sets the largest change beside the worth of one €.

    Raises
    ------
    UnknownNameError, DataError
        When the price is no attribute, there are not two studies, or they have other attributes.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> tasks = {"task": sorted([*range(16)] * 2), "days": [5, 2] * 8 + [2, 5] * 8}
    >>> chosen = {10: [1, 0, 0, 1] * 4 + [1, 0, 1, 0, 1, 0, 0, 1] * 2,
    ...           20: [1, 0] * 5 + [0, 1] * 3 + [1, 0] * 7 + [0, 1]}
    >>> studies = {f"up to €{fee}": pd.DataFrame({**tasks, "fee_eur": [0, fee] * 16, "is_chosen": came})
    ...            for fee, came in chosen.items()}
    >>> found = {name: cv.needs.part_worths(each, ["fee_eur", "days"], task="task") for name, each in studies.items()}
    >>> picture = cv.figures.importance_by_study(found, names={"fee_eur": "the fee"})
    >>> picture.alt.split(". ")[0]
    'The importance of the fee is 50 % in one study and 63 % in the other; one € weighs −0.055 and −0.061 points'
    """
    between(studies, 2, 2, where="importance_by_study", what="studies")
    shares = pd.DataFrame({study: needs.importance(found) for study, found in studies.items()})
    if shares.isna().any(axis=None):
        raise DataError("importance_by_study compares studies of the same attributes.")
    if price not in shares.index:
        raise UnknownNameError.among("attribute", price, map(str, shares.index))
    one, two = shares.columns
    change = shares[two] - shares[one]
    moved = change.abs().idxmax()
    per_euro = [found.table["part_worth"].to_dict()[price] for found in studies.values()]
    called = shown(moved, names)
    finding = (
        f"The importance of {called} is {theme.percent(shares[one].to_dict()[moved])} in one study and "
        f"{theme.percent(shares[two].to_dict()[moved])} in the other; one € weighs {theme.number(per_euro[0], 3)} and "
        f"{theme.number(per_euro[1], 3)} points"
    )
    ordered = shares.sort_values(two, ascending=False, kind="stable")
    with theme.style():
        fig, ax = theme.new_figure(
            finding, f"Importance: share of all utility that a study could move. {one}, and {two}"
        )
        _dumbbells(ax, ordered, str(moved), names)
    told = "; ".join(
        f"{shown(name, names)} {theme.percent(row[one])} and {theme.percent(row[two])}"
        for name, row in ordered.iterrows()
    )
    return theme.picture(fig, alt=f"{finding}. Importance with {one} and with {two}: {told}.")


def _dumbbells(ax: Axes, shares: pd.DataFrame, moved: str, names: Mapping[str, str] | None) -> None:
    one, two = shares.columns
    for place, (name, row) in enumerate(shares.iterrows()):
        color = theme.INDIGO if name == moved else theme.QUIET
        ax.plot(row, [place, place], color=color, linewidth=2)
        ax.plot(row[one], place, "o", color=color, markersize=8, markerfacecolor=theme.PAPER, markeredgewidth=2)
        ax.plot(row[two], place, "o", color=color, markersize=9)
        for study, side in ((one, -1), (two, 1)):
            turned = side if row[two] >= row[one] else -side
            ax.annotate(
                theme.percent(row[study]),
                (row[study], place),
                (9 * turned, 0),
                textcoords="offset points",
                va="center",
                ha="left" if turned > 0 else "right",
                color=color,
            )
    top = shares.iloc[0]
    for study in (one, two):
        leftmost = (study == one) == (top[one] <= top[two])
        ax.annotate(
            study,
            (top[study], 0),
            (0, 9),
            textcoords="offset points",
            ha="right" if leftmost else "left",
            color=theme.QUIET,
        )
    ax.set_yticks(range(len(shares)), [capital(shown(name, names)) for name in shares.index])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    low, high = float(shares.to_numpy().min()), float(shares.to_numpy().max())
    ax.set(xlim=(min(0.0, low - 0.1 * high), 1.12 * high), ylim=(len(shares) - 0.5, -0.8))
    ax.xaxis.set_major_formatter(theme.PERCENT_AXIS)
    ax.set_xlabel("Importance")
    ax.grid(axis="x")
