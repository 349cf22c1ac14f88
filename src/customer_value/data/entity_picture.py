"""The entity-relationship picture: tables as boxes, foreign keys as lines, drawn from the schema as SVG."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .entity_layout import (
    ACROSS,
    BOX,
    FORK,
    GAP,
    HEAD,
    LANE,
    LINE,
    MARGIN,
    PAD,
    families,
    key_columns,
    net_names,
    place,
)
from .schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .entity_layout import Box, Frame, Row
    from .schema import Table

TAG = 26
WIDEST_LETTER = 7.0  # of the fonts that may show it, at 12 px
# Lines differ in colour (light page, dark page) and in their dashes.
NETS = (
    ("#0b5fa5", "#7cbcf2", "none"),
    ("#a83f00", "#ffab73", "7 3"),
    ("#00704a", "#5cd6a8", "2 3"),
    ("#86307a", "#eaa4dd", "9 3 2 3"),
    ("#665500", "#dcc84c", "4 4"),
    ("#a1123f", "#ff9fb4", "12 4"),
    ("#3f4a57", "#c3ccd6", "1 4"),
)


def entity_picture(tables: Mapping[str, Table] = TABLES) -> str:
    """Draw tables, their keys and how they point at each other, as the text of an SVG file.

    Parameters
    ----------
    tables
        The tables by name.

    Returns
    -------
    str
        SVG that follows the reader's light or dark setting, with title and description for screen readers.

    Examples
    --------
    >>> entity_picture().count('class="table"') == len(TABLES)
    True
    """
    nets = net_names(tables)
    left = MARGIN + LANE * len(nets) + PAD
    frames = place(tables, nets, left)
    rows = [row for frame in frames for row in frame.rows]
    width = left + PAD * 2 + ACROSS * BOX + (ACROSS - 1) * GAP + MARGIN
    height = frames[-1].bottom + MARGIN + LINE * 3
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
            '<title id="title">Larkspur\'s tables and how they point at each other</title>',
            f'<desc id="desc">{escape(" ".join(_sentences(tables)))}</desc>',
            _style(),
            f'<rect class="page" width="{width:g}" height="{height:g}"/>',
            *(_frame(frame, left, width - MARGIN) for frame in frames),
            *(_net(net, number, rows) for number, net in enumerate(nets)),
            *(_box(box, nets) for row in rows for box in row.boxes),
            *_legend(left, frames[-1].bottom),
            "</svg>",
            "",
        ]
    )


def _net(net: str, number: int, rows: list[Row]) -> str:
    """Draw all lines to one table; the trunk only where they leave a row."""
    part = [row for row in rows if net in row.lanes]
    trunk = MARGIN + LANE * number
    lines, ends, dots = [], [], []
    if len(part) > 1:
        lines.append(f"M{trunk:g} {part[0].lanes[net]:g}V{part[-1].lanes[net]:g}")
    for row in part:
        y, boxes = row.lanes[net], [box for box in row.boxes if net in box.nets]
        lines.append(f"M{trunk if len(part) > 1 else boxes[0].port(net):g} {y:g}H{boxes[-1].port(net):g}")
        for box in boxes:
            lines.append(f"M{box.port(net):g} {y:g}V{box.y:g}")
            ends.append(_end(box, net))
            dots.append(f'<circle cx="{box.port(net):g}" cy="{y:g}" r="2.5"/>')
    paths = f'<path class="line" d="{"".join(lines)}"/><path d="{"".join(ends)}"/>'
    return f'<g class="net n{number % len(NETS)}">{paths}{"".join(dots)}</g>'


def _end(box: Box, net: str) -> str:
    """Draw a bar where one row of the net's table has at most one row here, else a fork."""
    table, x, top = box.table, box.port(net), box.y - FORK
    keys = [key.columns for key in table.foreign_keys if key.table == net]
    if table.name == net or any(set(columns) == set(table.primary_key) for columns in keys):
        return f"M{x - 4:g} {top + 2:g}h8"
    return f"M{x - 5:g} {box.y:g}L{x:g} {top:g}L{x + 5:g} {box.y:g}"


def _kind(name: str, nets: list[str]) -> str:
    return f" n{nets.index(name) % len(NETS)}" if name in nets else ""


def _box(box: Box, nets: list[str]) -> str:
    table, x, y = box.table, box.x, box.y
    keys = key_columns(table)
    below = y + HEAD + LINE
    more = len(table.columns) - len(keys)
    rest = f"and {more} more column{'s' * (more != 1)}"
    return "\n".join(
        [
            f'<g class="table"><title>{escape(f"{table.name}: one row is {table.row}")}</title>',
            f'<rect class="box" x="{x:g}" y="{y:g}" width="{BOX}" height="{box.height:g}" rx="5"/>',
            f'<path class="head" d="M{x:g} {y + HEAD:g}h{BOX}"/>',
            f'<text class="name{_kind(table.name, nets)}" x="{x + 10:g}" y="{y + 18:g}">{escape(table.name)}</text>',
            *(
                _key_line(name, to, is_primary=name in table.primary_key, nets=nets, x=x, y=below + LINE * line)
                for line, (name, to) in enumerate(keys.items())
            ),
            f'<text class="more" x="{x + 10 + TAG:g}" y="{below + LINE * len(keys):g}">{rest}</text></g>',
        ]
    )


def _key_line(name: str, to: tuple[str, ...], *, is_primary: bool, nets: list[str], x: float, y: float) -> str:
    text = f"{name}{' → ' * bool(to)}{', '.join(to)}"
    room = BOX - 20 - TAG
    squeeze = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if len(text) * WIDEST_LETTER > room else ""
    tag = f'<text class="tag" x="{x + 10:g}" y="{y:g}">PK</text>' * is_primary
    kind = _kind(to[0], nets) if to else ""
    return f'{tag}<text class="key{kind}" x="{x + 10 + TAG:g}" y="{y:g}"{squeeze}>{escape(text)}</text>'


def _frame(frame: Frame, left: float, right: float) -> str:
    return (
        f'<rect class="frame" x="{left:g}" y="{frame.top:g}" width="{right - left:g}" '
        f'height="{frame.bottom - frame.top:g}" rx="8"/>'
        f'<text class="family" x="{left + PAD:g}" y="{frame.top + 20:g}">{escape(frame.title)}</text>'
    )


def _legend(x: float, y: float) -> Iterator[str]:
    texts = (
        "PK: primary key. An arrow names the table that a column points at.",
        "A line ends in a bar where there is one row at most, in a fork where there may be many.",
    )
    for line, text in enumerate(texts):
        yield f'<text class="more" x="{x:g}" y="{y + 20 + LINE * line:g}">{text}</text>'


def _sentences(tables: Mapping[str, Table]) -> Iterator[str]:
    for title, family in families(tables):
        yield f"{title}: {', '.join(table.name for table in family)}."
    for table in tables.values():
        for key in table.foreign_keys:
            yield f"{table.name} points at {key.table} by {' and '.join(key.columns)}."


def _style() -> str:
    light = "".join(f".n{kind}{{--c:{net[0]}}}" for kind, net in enumerate(NETS))
    dark = "".join(f".n{kind}{{--c:{net[1]}}}" for kind, net in enumerate(NETS))
    dashes = "".join(f".n{kind} .line{{stroke-dasharray:{net[2]}}}" for kind, net in enumerate(NETS))
    return (
        "<style>svg{--page:#fff;--frame:#f3f5f8;--box:#fff;--edge:#8a94a3;--ink:#1a1f26;--soft:#4d5765}"
        f"{light}{dashes}"
        "text{font:12px Verdana,'DejaVu Sans',Arial,sans-serif;fill:var(--ink)}"
        ".page{fill:var(--page)}.frame{fill:var(--frame)}"
        ".box{fill:var(--box);stroke:var(--edge)}.head{stroke:var(--edge)}"
        "text.family{font-size:13px;font-weight:bold}text.name{font-weight:bold}"
        "text.tag,text.more{fill:var(--soft)}text.tag{font-size:10px}"
        "text.key,text.name{fill:var(--c,var(--ink))}"
        ".net path{fill:none;stroke:var(--c);stroke-width:1.6}.net circle{fill:var(--c)}"
        "@media(prefers-color-scheme:dark){"
        "svg{--page:#10151c;--frame:#1a212b;--box:#10151c;--edge:#76818f;--ink:#eceff3;--soft:#b3bcc8}"
        f"{dark}}}</style>"
    )
