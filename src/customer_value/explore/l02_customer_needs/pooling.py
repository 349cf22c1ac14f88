"""What pooling hides: two groups with other favourites, and a winner that is the favourite of neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

LETTERS = ("M", "O", "A")  # ties go to the first
WORDS = {"M": "must-be", "O": "one-dimensional", "A": "attractive"}
GROUPS = ("M", "A")  # what each group puts first
SECOND = 45  # % of either group to whom the feature is one-dimensional
_PLACES = (0, 1, 2.4)
_ROWS = ("Group 1", "Group 2", "Together")
_LETTER_COLORS = {"M": theme.INDIGO, "O": "#8A8CC4", "A": "#C4C5E2"}


def pooled_kano() -> Explorable:
    """Explore which Kano letter wins over two groups together, by the size of the groups.

    Group 1 answers 55 % must-be and 45 % one-dimensional, group 2 55 % attractive and 45 % one-dimensional. The
    discovery: one-dimensional wins over both together in a wide middle, and is the favourite of neither group.

    Examples
    --------
    >>> pooled_kano()
    Group 1 is 90 % of those asked. Together: must-be 49.5 %, one-dimensional 45 %, attractive 5.5 %. Must-be wins.
    """
    return make(
        draw_pooled_kano,
        title="Two groups, one table: which letter wins?",
        height=3.4,
        share=control((0, 1, 0.05, 0.9), label="Share of group 1", format="percent"),
        tasks=[
            task(
                "Set the share to 50 %. Guess first: which letter wins over both groups together?",
                reached=lambda share: share == 0.5,
                then="One-dimensional, with 45 %, and it is the favourite of neither group. The groups split their "
                "first choice between two letters; the second choice is what they share.",
            ),
            task(
                "Find the largest share at which one-dimensional still wins.",
                reached=lambda share: share == 0.8,
                then="80 %: from 20 to 80 % the table of all names a letter that nobody puts first. Only with a very "
                "small group does the table tell the large group's favourite. So look at groups before you pool.",
            ),
        ],
    )


def pooled(share: float) -> dict[str, float]:
    """Give the percentages of the three letters over both groups together."""
    first = 100 - SECOND
    return {"M": round(first * share, 2), "O": float(SECOND), "A": round(first * (1 - share), 2)}


def winner(percentages: dict[str, float]) -> str:
    """Name the most frequent letter; ties go to must-be, then to one-dimensional."""
    return max(LETTERS, key=lambda letter: percentages[letter])


@dataclass
class _PooledParts:
    """What moves in the picture of the pooled letters."""

    title: Text
    bars: dict[str, Rectangle]
    names: dict[str, Text]
    sizes: list[Text]


def draw_pooled_kano(fig: Figure, share: float) -> str:
    """Draw the letters of both groups, and those of both together."""
    parts = once(fig, _build_pooled)
    percentages, start = pooled(share), 0.0
    best = winner(percentages)
    for letter in LETTERS:
        width = percentages[letter]
        parts.bars[letter].set_x(start)
        parts.bars[letter].set_width(width)
        parts.names[letter].set_x(start + width / 2)
        parts.names[letter].set_text(f"{_shown(width)} %" if width >= 8 else "")
        parts.names[letter].set_fontweight("bold" if letter == best else "normal")
        start += width
    for text, size in zip(parts.sizes, (share, 1 - share), strict=True):
        text.set_text(f"{theme.percent(size)} of all")
    twist = "" if best in _favourites(share) else ", the favourite of neither group"
    parts.title.set_text(f"Together {WORDS[best]} wins{twist}")
    told = ", ".join(f"{WORDS[letter]} {_shown(percentages[letter])} %" for letter in LETTERS)
    return (
        f"Group 1 is {theme.percent(share)} of those asked. Together: {told}. {WORDS[best].capitalize()} wins{twist}."
    )


def _build_pooled(fig: Figure) -> _PooledParts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    title, _ = theme.head(fig, "Together", "Share of the answers by Kano letter, in %; the largest part in bold")
    ax = fig.subplots()
    fig.subplots_adjust(left=0.205, right=0.965, top=0.70, bottom=0.03)
    ax.set(xlim=(0, 100), ylim=(3.15, -0.5))
    ax.set_yticks([])
    ax.xaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    first = 100 - SECOND
    for place, letter in enumerate(GROUPS):
        _still(ax, place, letter, 0 if letter == "M" else SECOND, first, weight="bold")
        _still(ax, place, "O", first if letter == "M" else 0, SECOND)
    for at, name in zip(_PLACES, _ROWS, strict=True):
        ax.text(-1.5, at - (0.14 if at < _PLACES[-1] else 0), name, ha="right", va="center", fontweight="bold")
    sizes = [moving(ax.text(-1.5, place + 0.17, "", ha="right", va="center", color=theme.QUIET)) for place in (0, 1)]
    key = [Rectangle((0, 0), 1, 1, color=_LETTER_COLORS[letter]) for letter in LETTERS]
    names = [WORDS[letter] for letter in LETTERS]
    ax.legend(key, names, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2, handlelength=1.0)
    bars: dict[str, Rectangle] = {}
    labels: dict[str, Text] = {}
    for letter in LETTERS:
        bars[letter] = moving(_bar(_PLACES[-1], letter, 0, 0))
        ax.add_patch(bars[letter])
        labels[letter] = moving(_label(ax, _PLACES[-1], letter, 0, ""))
    return _PooledParts(moving(title), bars, labels, sizes)


def _still(ax: Axes, place: float, letter: str, start: float, width: float, weight: str = "normal") -> None:
    """Draw a part of a group's bar; the groups' answers never change."""
    ax.add_patch(_bar(place, letter, start, width))
    _label(ax, place, letter, start + width / 2, f"{width} %").set_fontweight(weight)


def _bar(place: float, letter: str, start: float, width: float) -> Rectangle:
    color = _LETTER_COLORS[letter]
    return Rectangle((start, place - 0.34), width, 0.68, facecolor=color, edgecolor=theme.PAPER, linewidth=1)


def _label(ax: Axes, place: float, letter: str, x: float, text: str) -> Text:
    color = theme.PAPER if letter == "M" else theme.INK
    return ax.text(x, place, text, ha="center", va="center", color=color, fontsize=10)


def _favourites(share: float) -> set[str]:
    """Name what the groups that were asked put first."""
    sizes = zip(GROUPS, (share, 1 - share), strict=True)
    return {favourite for favourite, size in sizes if size > 0}


def _shown(percentage: float) -> str:
    return f"{percentage:.1f}".removesuffix(".0")
