"""Names beside points, none over another, a mark or the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.transforms import Bbox

from customer_value.figures import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

_ROOM = 4.0  # pixels between a mark and its name
_AROUND = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)]
_FAR = (1.0, 3.0, 6.0, 9.0)  # rings around a mark that are tried one after the other, in rooms
_LEADER = 2  # from this ring on, a line leads from the name to its mark


class Point(NamedTuple):
    """A point with its name; `radius` is that of its mark, in points."""

    x: float
    y: float
    name: str
    color: str
    radius: float = 3.0


def name_points(
    ax: Axes, points: Sequence[Point], *, size: float = 8.5, avoid: Iterable[Any] = (), on_paper: bool = False
) -> None:
    """Write each point's name at a free place near it, those with the closest neighbours first.

    Parameters
    ----------
    ax : Axes
        With everything drawn and its limits set; texts that stand there already are not covered.
    points : sequence of Point
        In the axes' own units.
    size : float
        Of the type, in points.
    avoid : iterable of (x, y)
        More places, in the axes' own units, that no name may cover, such as those of a line.
    on_paper : bool
        Whether to lay a strip of paper under the names, to be read over a cloud of points.
    """
    figure: Any = ax.figure
    figure.canvas.draw()  # the layout must be final before pixels are compared
    pixel = figure.dpi / 72
    places = ax.transData.transform([(point.x, point.y) for point in points])
    marks = [_square(place, point.radius * pixel) for place, point in zip(places, points, strict=True)]
    along = ax.transData.transform(list(avoid) or np.empty((0, 2)))
    taken = [*marks, *(_square(place, 2.0) for place in along), *(text.get_window_extent() for text in ax.texts)]
    frame = ax.get_window_extent()
    for index in _crowded_first(places):
        text, ring = _name(ax, points[index], marks[index], taken, frame, size)
        box = text.get_window_extent()
        if on_paper:
            text.set_bbox({"facecolor": theme.PAPER, "alpha": 0.85, "pad": 1.0, "linewidth": 0})
        taken.append(box)
        if ring >= _LEADER:
            _leader(ax, marks[index], box)


def key_beside(ax: Axes, lines: Mapping[str, Mapping[str, Any]]) -> None:
    """Name lines in a column right of the axes, each beside a piece of it.

    Parameters
    ----------
    ax : Axes
        With everything drawn.
    lines : mapping
        Name of a line -> `color`, `linestyle` and `linewidth`, from the top.
    """
    for number, (name, look) in enumerate(lines.items()):
        height = 0.96 - 0.085 * number
        ax.plot([1.025, 1.075], [height] * 2, transform=ax.transAxes, clip_on=False, **look)
        text = theme.QUIET if look["color"] == theme.FAINT else look["color"]
        ax.text(1.09, height, name, transform=ax.transAxes, va="center", color=text)


def _square(place: np.ndarray, radius: float) -> Bbox:
    return Bbox.from_extents(*(place - radius), *(place + radius))


def _crowded_first(places: np.ndarray) -> list[int]:
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    return [int(each) for each in np.argsort(apart.min(axis=1), kind="stable")]


def _name(ax: Axes, point: Point, mark: Bbox, taken: list[Bbox], frame: Bbox, size: float) -> tuple[Annotation, int]:
    """Write one name at the place where it covers least; say where, and in which ring."""
    text = ax.annotate(point.name, (0, 0), xycoords="figure pixels", color=point.color, fontsize=size)
    text.set_in_layout(False)
    extent = text.get_window_extent()
    tried = [
        (_covered(box := _beside(mark, extent.width, extent.height, side, far), taken, mark, frame), ring, box)
        for ring, far in enumerate(_FAR)
        for side in _AROUND
    ]
    _, ring, box = min(tried, key=lambda each: (round(each[0], 3), each[1]))
    # In the points' own units, so that the name stays at its place when the picture is drawn with more dots.
    text.xyann = tuple(ax.transData.inverted().transform((box.x0, box.y0)))
    text.xy = text.xyann
    text.xycoords = text.anncoords = "data"
    text.set(ha="left", va="bottom")
    return text, ring


def _beside(mark: Bbox, width: float, height: float, side: tuple[int, int], far: float) -> Bbox:
    middle_x, middle_y = (mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2
    reach = mark.width / 2 + _ROOM * far
    slant = 0.7 if all(side) else 1.0
    x = middle_x + side[0] * (reach * slant + width / 2)
    y = middle_y + side[1] * (reach * slant + height / 2)
    return Bbox.from_extents(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _covered(box: Bbox, taken: list[Bbox], own: Bbox, frame: Bbox) -> float:
    """Return how many square pixels of the box are taken, or lie outside the frame."""
    within = _common(box, frame)
    grown = Bbox.from_extents(box.x0 - 2, box.y0 - 1, box.x1 + 2, box.y1 + 1)
    return box.width * box.height - within + sum(_common(grown, other) for other in taken if other is not own)


def _common(one: Bbox, other: Bbox) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return width * height if width > 0 and height > 0 else 0.0


def _leader(ax: Axes, mark: Bbox, box: Bbox) -> None:
    x, y = (mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2
    end = (min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1))
    line = ax.transData.inverted().transform([(x, y), end])
    ax.plot(*line.T, color=theme.FAINT, linewidth=0.8, zorder=1, scalex=False, scaley=False)
