"""Whom one asks and what one compares: two choices of the analyst, and what each of them moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from customer_value.analysis import orientation
from customer_value.errors import ColumnError
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme
from customer_value.figures.checks import checked

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

EVERYBODY, MARKETING = "all departments", "marketing only"
ALL_STORES, SIMILAR_SIZE = "all stores", "stores of similar size"
PARTS = {"customer": "Customer", "competitor": "Competitor", "coordination": "Coordination"}
_CLASSES = {"small": theme.Mark(theme.FAINT, "o"), "medium": theme.Mark(theme.INDIGO, "s")}
_CLASSES["large"] = theme.Mark(theme.INK, "^")


@dataclass(frozen=True)
class View:
    """What one choice of informants and stores shows."""

    parts: pd.Series  # mean score of each component, points
    table: pd.DataFrame  # one row per store: orientation, profit
    classes: pd.Series  # store -> small, medium or large
    correlation: float
    slope: float  # € per m², year and point


def like_with_like(answers: pd.DataFrame, stores: pd.DataFrame) -> Explorable:
    """Explore what a staff survey says of stores and their profit, by who was asked and which stores are compared.

    The discovery: asking marketing alone lifts every score and leaves the correlation with profit as it is; comparing
    stores of similar size leaves the scores and takes most of the correlation away.

    Parameters
    ----------
    answers : DataFrame
        One row per employee, as in `survey_orientation`.
    stores : DataFrame
        One row per store, with the index `store_id`; `area_m2` (m²) and `profit_eur_per_m2` (€ per m² and year).

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or there are fewer than nine stores.

    Examples
    --------
    >>> import customer_value as cv
    >>> stores = cv.load("stores").set_index("store_id")
    >>> profit = cv.load("store_months").groupby("store_id")["profit_eur"].sum() / 3
    >>> stores["profit_eur_per_m2"] = profit / stores["area_m2"]
    >>> str(like_with_like(cv.load("survey_orientation"), stores))[:71]
    'Asked: all departments. Compared: all stores. Coordination scores 4.27,'
    """
    for column in ("department", "store_id"):
        ColumnError.check([column], answers.columns, where="like_with_like")
    checked(stores, where="like_with_like", numbers=["area_m2", "profit_eur_per_m2"], least=9)
    views = {
        (informants, compared): view(answers, stores, informants, compared)
        for informants in (EVERYBODY, MARKETING)
        for compared in (ALL_STORES, SIMILAR_SIZE)
    }
    before, asked, alike = (
        views[each] for each in ((EVERYBODY, ALL_STORES), (MARKETING, ALL_STORES), (EVERYBODY, SIMILAR_SIZE))
    )
    return make(
        partial(draw_like_with_like, views=views),
        title="Whom do we ask, and what do we compare?",
        informants=control([EVERYBODY, MARKETING], label="Asked"),
        compared=control([ALL_STORES, SIMILAR_SIZE], label="Compared"),
        tasks=[
            task(
                f"Ask {MARKETING}, and compare {ALL_STORES}. Guess first: what changes, the scores, the correlation "
                "with profit, or both?",
                reached=lambda informants, compared: (informants, compared) == (MARKETING, ALL_STORES),
                then=f"Coordination goes from {before.parts['coordination']:.2f} to "
                f"{asked.parts['coordination']:.2f}, the correlation from {theme.number(before.correlation)} to "
                f"{theme.number(asked.correlation)}. Whoever is kind to every store alike moves the level, not the "
                "order of the stores.",
            ),
            task(
                f"Ask {EVERYBODY} again, and compare {SIMILAR_SIZE}. What changes now?",
                reached=lambda informants, compared: (informants, compared) == (EVERYBODY, SIMILAR_SIZE),
                then=f"The scores stay; the correlation goes from {theme.number(before.correlation)} to "
                f"{theme.number(alike.correlation)}. Small and large stores differ in both, and that difference was "
                "counted as if the score had made it.",
            ),
        ],
    )


def view(answers: pd.DataFrame, stores: pd.DataFrame, informants: str, compared: str) -> View:
    """Score the stores by these informants and set the scores beside the profits of these stores."""
    asked = answers[answers["department"].eq("marketing")] if informants == MARKETING else answers
    sheets = orientation.scores(asked)
    score = sheets["mean_of_items"].groupby(asked["store_id"]).mean().rename("orientation")
    table = stores[["profit_eur_per_m2"]].rename(columns={"profit_eur_per_m2": "profit"}).join(score, how="inner")
    classes = thirds(stores)
    if compared == SIMILAR_SIZE:
        table = table - table.groupby(classes, observed=True).transform("mean") + table.mean()
    slope = table["orientation"].cov(table["profit"]) / table["orientation"].var()
    return View(
        sheets[list(PARTS)].mean(), table, classes, float(table["orientation"].corr(table["profit"])), float(slope)
    )


def thirds(stores: pd.DataFrame) -> pd.Series:
    """Tell the third of the stores by floor space: small, medium or large."""
    return pd.qcut(stores["area_m2"].rank(method="first"), 3, labels=list(_CLASSES))


@dataclass
class _ComparisonParts:
    """What moves in the picture of the scores and the profits."""

    title: Text
    scores: Line2D
    names: list[Text]
    stores: dict[str, Line2D]
    classes: pd.Series
    line: Line2D


def draw_like_with_like(fig: Figure, informants: str, compared: str, views: dict[tuple[str, str], View]) -> str:
    """Draw the components' scores, and the stores' profits by their overall score."""
    parts = once(fig, partial(_build_comparison, views=views))
    now = views[informants, compared]
    parts.scores.set_xdata(now.parts.to_numpy())
    for name, points in zip(parts.names, now.parts, strict=True):
        name.set_x(points + 0.32)
        name.set_text(f"{points:.2f}")
    for each, marks in parts.stores.items():
        of_size = now.table[parts.classes.reindex(now.table.index).eq(each)]
        marks.set_data(of_size["orientation"], of_size["profit"])
    reach = now.table["orientation"].agg(["min", "max"])
    middle = now.table.mean()
    parts.line.set_data(reach, middle["profit"] + now.slope * (reach - middle["orientation"]))
    found = f"r = {theme.number(now.correlation)}"
    parts.title.set_text(f"Asked: {informants}; compared: {compared}: {found}")
    return (
        f"Asked: {informants}. Compared: {compared}. Coordination scores {now.parts['coordination']:.2f}, customer "
        f"orientation {now.parts['customer']:.2f}, competitor orientation {now.parts['competitor']:.2f} points. "
        f"Overall score and profit correlate with {theme.number(now.correlation)}; one point goes with "
        f"{theme.euro(now.slope, 0)} per m² a year."
    )


def _build_comparison(fig: Figure, views: dict[tuple[str, str], View]) -> _ComparisonParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    every = pd.concat([each.table for each in views.values()])
    classes = views[EVERYBODY, ALL_STORES].classes
    what = f"{len(classes)} stores, profit in € per m² a year. Similar size: each third is moved to the mean of all"
    title, _ = theme.head(fig, "Asked", what)
    means, market = fig.subplots(1, 2, width_ratios=[1, 1.7])
    fig.subplots_adjust(left=0.135, right=0.975, top=0.775, bottom=0.13, wspace=0.26)
    means.set_title("Score of each component")
    means.set(xlim=(1, 7), ylim=(2.6, -0.6), xlabel="Points, 1 to 7", xticks=range(1, 8))
    means.set_yticks(range(3), list(PARTS.values()), color=theme.INK)
    means.grid(axis="x")
    market.set_title("Each store: overall score and profit")
    low, high = every["orientation"].min() - 0.15, every["orientation"].max() + 0.15
    market.set(xlim=(low, high), ylim=(0, 1.18 * every["profit"].max()), xlabel="Overall score, points, 1 to 7")
    market.yaxis.set_major_formatter(theme.EURO_AXIS)
    market.grid(axis="y")
    (scores,) = means.plot([1, 1, 1], range(3), "o", color=theme.INDIGO, markersize=9)
    names = [moving(means.text(1, at, "", va="center", color=theme.INDIGO, fontweight="bold")) for at in range(3)]
    marks = {
        each: moving(market.plot([], [], mark.marker, color=mark.color, markersize=6)[0])
        for each, mark in _CLASSES.items()
    }
    market.legend(marks.values(), marks, loc="upper left", ncols=3, handletextpad=0.2, columnspacing=1)
    (line,) = market.plot([], [], color=theme.INDIGO)
    for artist in (title, scores, line):
        moving(artist)
    return _ComparisonParts(title, scores, names, marks, classes, line)
