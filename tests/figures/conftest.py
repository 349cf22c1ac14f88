"""What every figure must keep: its texts inside the picture, and none over another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from customer_value.figures import theme


def texts_of(fig: Figure) -> list[tuple[str, object]]:
    """The visible texts of a drawn figure with their boxes."""
    fig.canvas.draw()
    found = fig.findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())
    ticks = {id(label) for ax in fig.axes for axis in (ax.xaxis, ax.yaxis) for label in _outside(axis)}
    return [(t.get_text(), t.get_window_extent()) for t in found if t.get_text().strip() and id(t) not in ticks]


def _outside(axis) -> list[Text]:
    """Labels of ticks that lie beyond the limits: matplotlib keeps them but does not draw them."""
    low, high = sorted(axis.get_view_interval())
    drawn = axis.get_visible() and axis.axes.get_visible()
    every = [label for tick in axis.get_major_ticks() for label in (tick.label1, tick.label2)]
    kept = [t.label1 for t in axis.get_major_ticks() if low <= t.get_loc() <= high and t.label1.get_visible()]
    return [label for label in every if not drawn or label not in kept]


def refuse_collisions(fig: Figure) -> None:
    """Fail when a text leaves the picture or covers another one."""
    width, height = fig.canvas.get_width_height()
    boxes = texts_of(fig)
    for text, box in boxes:
        assert box.x0 >= -1, text
        assert box.x1 <= width + 1, text
        assert box.y0 >= -1, text
        assert box.y1 <= height + 1, text
    for (one, a), (other, b) in combinations(boxes, 2):
        covered = min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
        assert not covered, f"{one!r} covers {other!r}"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], theme.Picture]], str]:
    """Return a function that draws a figure, checks where its texts lie, and returns the text alone: no PNG is made."""
    figures: list[Figure] = []
    monkeypatch.setattr(theme, "picture", lambda fig, *, alt: (figures.append(fig), theme.Picture(b"", alt=alt))[1])

    def check(draw: Callable[[], theme.Picture]) -> str:
        alt = draw().alt
        refuse_collisions(figures.pop())
        return alt

    return check


@pytest.fixture
def readable(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], theme.Picture]], theme.Picture]:
    """Return a function that draws a figure, checks where its texts lie, and returns the picture."""
    figures: list[Figure] = []
    make = theme.picture
    monkeypatch.setattr(theme, "picture", lambda fig, *, alt: (figures.append(fig), make(fig, alt=alt))[1])

    def check(draw: Callable[[], theme.Picture]) -> theme.Picture:
        picture = draw()
        refuse_collisions(figures.pop())
        return picture

    return check
