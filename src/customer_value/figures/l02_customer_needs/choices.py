"""What choices tell: part-worths with their intervals, and importance that hangs on the study's levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import norm

from customer_value.analysis import needs
from customer_value.errors import DataError, UnknownNameError
from customer_value.figures import theme
from customer_value.figures.checks import between, capital, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes


def part_worths(
    found: needs.PartWorths,
    *,
    price: str | None = None,
    steps: Mapping[str, float] | None = None,
    names: Mapping[str, str] | None = None,
    confidence: float = 0.95,
) -> theme.Picture:
    """Draw what each step of an attribute is worth to those who chose, with its interval.

    Parameters
    ----------
    found : PartWorths
        What `needs.part_worths` found.
    price : str, optional
        The attribute in €; then each step is told in € too.
    steps : mapping, optional
        Numeric attribute -> how much of it makes a step: -3 for three days less. One unit unless told.
    names : mapping, optional
        Step -> name to show.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Picture
        Points of utility, the largest step first; the title names the largest one, in € where it can.

    Raises
    ------
    UnknownNameError
        When `price` or an attribute in `steps` is not among the part-worths.
    DataError
        When dearer pleases, or the confidence is out of range.
    """
    if not 0 < confidence < 1:
        raise DataError(f"confidence must lie between 0 and 1, not {confidence!r}.")
    for each in [*(steps or {}), *([price] if price is not None else [])]:
        if each not in found.table.index:
            raise UnknownNameError.among("part-worth", each, map(str, found.table.index))
    part_worth = found.table["part_worth"]
    size = pd.Series({name: (steps or {}).get(str(name), 1.0) for name in found.table.index})
    z = float(norm.ppf(0.5 + confidence / 2))
    worth, margin = part_worth * size, z * found.table["standard_error"] * size.abs()
    order = worth.abs().sort_values(ascending=False, kind="stable").index
    money = pd.Series(np.nan, index=order)
    if price is not None:
        money = needs.willingness_to_pay(worth[order], -part_worth.to_dict()[price])
    called = {name: _step_name(str(name), size[name], names) for name in order}
    others = [name for name in order if name != price]
    if not others:
        raise DataError("part_worths compares an attribute with the price; there is only the price.")
    first = others[0]
    points = f"{theme.number(worth[first])} points"
    weight = points if price is None else f"as much as {theme.euro(abs(money[first]), 2)} of the price"
    finding = f"{capital(called[first])} weighs most in the choices: {weight}"
    with theme.style():
        fig, ax = theme.new_figure(
            finding,
            f"Part-worths in points of utility, with {theme.percent(confidence)} intervals; "
            f"{found.choice_count:,} choices" + (", and the same in € of the price" if price is not None else ""),
            height=max(2.6, 1.5 + 0.42 * len(order)),
        )
        _intervals(ax, worth[order], margin[order], [called[name] for name in order], money)
    told = "; ".join(
        f"{called[name]} {theme.number(worth[name])} (plus or minus {margin[name]:.2f}"
        + (f", {theme.euro(money[name], 2)})" if np.isfinite(money[name]) else ")")
        for name in order
    )
    return theme.picture(fig, alt=f"{finding}. Points of utility: {told}.")


def _intervals(ax: Axes, worth: pd.Series, margin: pd.Series, names: list[str], money: pd.Series) -> None:
    places = np.arange(len(worth))
    ax.axvline(0, color=theme.QUIET, linewidth=1)
    ax.hlines(places, worth - margin, worth + margin, color=theme.INDIGO, linewidth=7, alpha=theme.INTERVAL)
    ax.hlines(places, worth - margin, worth + margin, color=theme.INDIGO, linewidth=1.2)
    ax.plot(worth, places, "o", color=theme.INDIGO, markersize=6)
    for place, value, euros in zip(places, worth, money, strict=True):
        text = theme.number(value) + (f" ({theme.euro(euros, 2)})" if np.isfinite(euros) else "")
        ax.text(1.02, float(place), text, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    ax.set_yticks(places, [capital(name) for name in names])
    ax.tick_params(axis="y", labelcolor=theme.INK, labelsize=9)
    low, high = min(0.0, float((worth - margin).min())), max(0.0, float((worth + margin).max()))
    ax.set(xlim=(low - 0.05 * (high - low), high + 0.05 * (high - low)), ylim=(len(worth) - 0.4, -0.6))
    ax.set_xlabel("Part-worth, points of utility")
    ax.grid(axis="x")


def _step_name(name: str, size: float, names: Mapping[str, str] | None) -> str:
    if names is not None and name in names:
        return names[name]
    return shown(name) if size == 1 else f"{shown(name)} {'+' if size > 0 else '−'}{abs(size):g}"


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
