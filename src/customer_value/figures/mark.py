"""The mark of the course: a larkspur spike of five florets, one in each need segment's colour."""

from __future__ import annotations

from .theme import SEGMENTS

_STEM, _LEAF = "#3F7D5A", "#5B9A75"
_HEART, _VEIN = "#FFFFFF", "#1F2430"
# x, y, size and turn of each floret, from the foot of the spike to its tip
_FLORETS = ((40, 78, 19, -8), (79, 64, 18, 14), (44, 43, 16, -4), (73, 30, 13.5, 10), (56, 12, 10.5, 0))
_STALKS = ((60, 94, 40, 78), (61, 82, 79, 64), (60.5, 62, 44, 43), (59.5, 46, 73, 30), (58.5, 28, 56, 12))


def larkspur(size: int = 64) -> str:
    """Return the mark as an SVG picture, `size` pixels high and wide.

    Examples
    --------
    >>> larkspur(32)[:52]
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="2 0'
    """
    florets = "".join(
        _floret(*place, color=mark.color) for place, mark in zip(_FLORETS, SEGMENTS.values(), strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="2 0 116 120" width="{size}" height="{size}" '
        f'role="img" aria-label="Larkspur">{_green()}{florets}</svg>\n'
    )


def _green() -> str:
    stalks = "".join(f"M{x0} {y0}Q{(x0 + x1) / 2:g} {y0 - 3:g} {x1} {y1}" for x0, y0, x1, y1 in _STALKS)
    leaves = "".join(
        f'<path d="M60.5 {y}C{60 + side * 8} {y - 12} {60 + side * 22} {y - 12} {60 + side * reach} {y - rise}'
        f'C{60 + side * 24} {y - 2} {60 + side * 12} {y + 2} 60.5 {y}Z" fill="{_LEAF}"/>'
        for side, y, reach, rise in ((-1, 113, 34, 12), (1, 107, 33, 14))
    )
    return (
        f'{leaves}<g fill="none" stroke="{_STEM}" stroke-linecap="round">'
        f'<path d="M60 118C61 96 61.5 60 56.5 14" stroke-width="3.2"/><path d="{stalks}" stroke-width="2.2"/></g>'
    )


def _floret(x: float, y: float, size: float, turn: float, *, color: str) -> str:
    """Draw five petals around a white heart, behind them the spur that gives the flower its name."""
    petals = "".join(f'<path d="{_petal(size)}" transform="rotate({angle})"/>' for angle in range(0, 360, 72))
    return (
        f'<g transform="translate({x} {y}) rotate({turn})" fill="{color}">'
        f'<path d="{_spur(size, side=1 if x > 59 else -1)}"/>'
        f'<g stroke="#FFFFFF" stroke-width="{size * 0.06:.1f}">{petals}</g>'
        f'<circle r="{size * 0.24:.1f}" fill="{_HEART}"/><circle r="{size * 0.09:.1f}" fill="{_VEIN}"/></g>'
    )


def _petal(size: float) -> str:
    """Return one petal that points up, as long as the floret's radius."""
    a, b, c = size * 0.62, size * 0.25, size * 0.558
    return f"M0 0C{-a:.1f} {-b:.1f} {-c:.1f} {-size:.1f} 0 {-size:.1f}C{c:.1f} {-size:.1f} {a:.1f} {-b:.1f} 0 0Z"


def _spur(size: float, *, side: int) -> str:
    """Return the spur: it rises away from the stem and ends in a point."""
    x, y = side * size * 1.188, -size * 0.832
    return (
        f"M0 {size * 0.25:.1f}Q{x * 0.5:.1f} {y * 0.1:.1f} {x:.1f} {y:.1f}"
        f"Q{x * 0.35:.1f} {y * 0.9:.1f} 0 {-size * 0.3:.1f}Z"
    )
