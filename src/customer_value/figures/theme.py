"""The look of the course: its colours, its type, its figure and its card. This module is their only home.

A learner's own figure gets the same look in four lines:

    fig, ax = theme.new_figure("Half of the cohort is gone in a year", "Share of customers who bought again")
    ax.plot(years, share, color=theme.INDIGO)
    ax.set_ylabel("Share of the cohort")
    theme.picture(fig, alt="Half of the cohort is gone in a year: 52 % buy again in year 2, 41 % in year 3.")
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import matplotlib as mpl
from cycler import cycler
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter

from .pictures import Picture, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.text import Text

__all__ = ["Picture", "picture"]

INK = "#1F2430"
QUIET = "#6B7280"
LINE = "#D7DAE0"
PAPER = "#FFFFFF"
INDIGO = "#4B4E9E"
FAINT = "#9AA1AD"  # marks that stand behind the one thing; never text


class Mark(NamedTuple):
    """A colour with the marker that says the same to readers who see no colours."""

    color: str
    marker: str


SEGMENTS: Mapping[str, Mark] = {
    "price": Mark("#E69F00", "o"),
    "convenience": Mark("#0072B2", "s"),
    "quality": Mark("#009E73", "^"),
    "service": Mark("#CC79A7", "D"),
    "gift": Mark("#56B4E9", "v"),
}
TIERS: Mapping[str, str] = {
    "most valuable": "#0B6E4F",
    "most growable": INDIGO,
    "low maintenance": FAINT,
    "below zero": "#D55E00",
}
RIGHT, WRONG, PARTIAL = "#0B6E4F", "#B3261E", "#8A5A00"
RIGHT_IN_THE_DARK, WRONG_IN_THE_DARK, PARTIAL_IN_THE_DARK = "#6FCF9F", "#FF9A90", "#F0C169"
INDIGO_IN_THE_DARK = "#A9ABEA"

WIDTH, HEIGHT, TALL = 7.0, 4.0, 6.0  # inches; shown 100 px an inch
INTERVAL = 0.2  # opacity of a band
TRUTH: Mapping[str, Any] = {"color": INK, "linestyle": (0, (4, 2.5)), "linewidth": 1.5}
ESTIMATE: Mapping[str, Any] = {"color": INDIGO, "linestyle": "-", "linewidth": 2.0}

_other_title: ContextVar[str | None] = ContextVar("title", default=None)
_MARGIN = 0.022  # left edge of title and subtitle, as a share of the width
_LINE_IN = 0.235  # height of a line of the title, inches
_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.labelpad": 5,
    "axes.edgecolor": LINE,
    "axes.linewidth": 1,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.facecolor": PAPER,
    "axes.axisbelow": True,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.prop_cycle": cycler(color=[INDIGO, QUIET, "#0B6E4F", "#D55E00", FAINT]),
    "figure.facecolor": PAPER,
    "grid.color": LINE,
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "lines.linewidth": 2,
    "lines.solid_capstyle": "round",
    "patch.linewidth": 0,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": QUIET,
    "ytick.labelcolor": QUIET,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "savefig.facecolor": PAPER,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the look of the course inside this block, and leave matplotlib's settings as they were."""
    with mpl.rc_context(_SETTINGS):
        yield


@contextmanager
def titled(title: str) -> Iterator[None]:
    """Draw the figures of this block under this title in place of their own: it leaves the finding to the reader.

    Examples
    --------
    >>> with titled("How long do they stay?"):
    ...     fig, ax = new_figure("Half of the cohort is gone in a year")
    >>> fig.texts[0].get_text()
    'How long do they stay?'
    """
    token = _other_title.set(title)
    try:
        yield
    finally:
        _other_title.reset(token)


def new_figure(
    title: str, subtitle: str = "", *, rows: int = 1, columns: int = 1, height: float = HEIGHT, **grid: Any
) -> tuple[Figure, Any]:
    """Open a figure whose head says the finding, left, and below it what, where and when.

    Parameters
    ----------
    title : str
        The finding, in a sentence; wrapped to the width.
    subtitle : str
        What is shown, where and when, with units.
    rows, columns : int
        Number of axes.
    height : float
        Inches; the width is always 7.
    **grid
        Passed to `Figure.subplots`, such as `sharey=True` or `width_ratios=[2, 1]`.

    Returns
    -------
    (Figure, Axes or array of Axes)
        As `matplotlib.pyplot.subplots` gives them; pyplot does not know the figure, so nothing is left open.

    Examples
    --------
    >>> fig, ax = new_figure("Half of the cohort is gone in a year", "Share who bought again")
    >>> fig.get_size_inches().tolist()
    [7.0, 4.0]
    """
    widths = grid.pop("width_ratios", None)
    heights = grid.pop("height_ratios", None)
    with style():
        fig = Figure(figsize=(WIDTH, height), dpi=100, layout="constrained")
        FigureCanvasAgg(fig)
        head(fig, title, subtitle)
        axes = fig.subplots(rows, columns, width_ratios=widths, height_ratios=heights, **grid)
    return fig, axes


def head(fig: Figure, title: str, subtitle: str = "") -> tuple[Text, Text]:
    """Write the title and the subtitle of a figure, and keep the axes below them."""
    width, height = fig.get_size_inches()
    title = _other_title.get() or title
    first = fig.text(
        _MARGIN, 1 - 0.13 / height, "", va="top", fontsize=12, fontweight="bold", color=INK, linespacing=1.25
    )
    second = fig.text(_MARGIN, 1, "", va="top", fontsize=9, color=QUIET, linespacing=1.3)
    room = width * (1 - 2 * _MARGIN)
    lines = wrap(fig, first, title, room)
    under = 0.13 + _LINE_IN * lines
    second.set_y(1 - under / height)
    below = wrap(fig, second, subtitle, room) if subtitle else 0
    used = (under + 0.17 * below + 0.1) / height
    engine = fig.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(rect=(0.008, 0.012, 0.984, 1 - used - 0.012), w_pad=0.06, h_pad=0.06)
    return first, second


def wrap(fig: Figure, text: Text, words: str, width: float) -> int:
    """Set a text of a figure in lines of at most `width` inches, all about as long; return their number."""
    renderer: Any = cast("Any", FigureCanvasAgg(fig)).get_renderer()

    def length(line: str) -> float:
        text.set_text(line)
        return float(text.get_window_extent(renderer).width) / fig.dpi

    pieces = words.replace(" %", "\N{NO-BREAK SPACE}%").split(" ")
    lines = _broken(pieces, width, length)
    while len(lines) > 1 and width > 1:
        width -= 0.25
        narrower = _broken(pieces, width, length)
        if len(narrower) > len(lines):
            break
        lines = narrower
    text.set_text("\n".join(lines))
    return len(lines)


def _broken(words: list[str], width: float, length: Callable[[str], float]) -> list[str]:
    """Break words into lines, each as full as the width allows."""
    lines = words[:1]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def euro(amount: float, decimals: int | None = None) -> str:
    """Write an amount of money: € first, thousands separated, cents only below €10.

    Examples
    --------
    >>> euro(1234.5), euro(2.5), euro(-1200), euro(320)
    ('€1,234', '€2.50', '−€1,200', '€320')
    """
    if decimals is None:
        decimals = 2 if abs(amount) < 10 and round(amount, 2) != round(amount) else 0
    text = f"{abs(amount):,.{decimals}f}"
    return f"{'−' if amount < 0 and float(text.replace(',', '')) else ''}€{text}"


def percent(share: float, decimals: int = 0) -> str:
    """Write a share as a percentage, with one decimal at most.

    Examples
    --------
    >>> percent(0.5), percent(0.1234, 1), percent(-0.02)
    ('50 %', '12.3 %', '−2 %')
    """
    text = f"{abs(share) * 100:,.{min(decimals, 1)}f}"
    return f"{'−' if share < 0 and float(text.replace(',', '')) else ''}{text} %"


def number(value: float, decimals: int = 2) -> str:
    """Write a number with a minus sign that is as wide as a plus, and none before a zero.

    Examples
    --------
    >>> number(-0.731), number(-0.001), number(1234.5, 0)
    ('−0.73', '0.00', '1,234')
    """
    text = f"{abs(value):,.{decimals}f}"
    return f"{'−' if value < 0 and float(text.replace(',', '')) else ''}{text}"


EURO_AXIS = FuncFormatter(lambda value, _: euro(value))
PERCENT_AXIS = FuncFormatter(lambda value, _: percent(value))


def label_bars(ax: Axes, bars: BarContainer, texts: list[str], *, color: str = INK) -> None:
    """Write each horizontal bar's text right of its end."""
    for bar, text in zip(bars, texts, strict=True):
        end = (bar.get_x() + bar.get_width(), bar.get_y() + bar.get_height() / 2)
        ax.annotate(text, end, (5, 0), textcoords="offset points", va="center", color=color)


def label_ends(ax: Axes, ends: Mapping[str, tuple[float, float, str]], *, gap: float = 0.05) -> None:
    """Name lines at their ends, moved apart until none covers another.

    Parameters
    ----------
    ax : Axes
        With its limits set.
    ends : mapping
        Name of a line -> x and y of its end, and its colour.
    gap : float
        Smallest distance of two names, as a share of the axis' height.
    """
    low, high = ax.get_ylim()
    least = gap * (high - low)
    above = float("-inf")
    for name, (x, y, color) in sorted(ends.items(), key=lambda item: item[1][1]):
        above = max(y, above + least)
        ax.annotate(
            name, (x, above), (6, 0), textcoords="offset points", va="center", color=color, annotation_clip=False
        )


def stylesheet() -> str:
    """Return the look as CSS custom properties for widgets: paper by default, tints under JupyterLab's dark theme.

    Examples
    --------
    >>> "--cv-right: #0B6E4F" in stylesheet()
    True
    """
    light = {"ink": INK, "quiet": QUIET, "line": LINE, "paper": PAPER, "accent": INDIGO}
    light |= {"right": RIGHT, "wrong": WRONG, "partial": PARTIAL}
    dark = {"accent": INDIGO_IN_THE_DARK, "right": RIGHT_IN_THE_DARK}
    dark |= {"wrong": WRONG_IN_THE_DARK, "partial": PARTIAL_IN_THE_DARK}
    blocks = [(":root", light), ('[data-jp-theme-light="false"]', dark)]
    return "\n".join(
        f"{where} {{ {'; '.join(f'--cv-{name}: {value}' for name, value in values.items())} }}"
        for where, values in blocks
    )
