"""Where tables and lines stand in the entity-relationship picture; nothing is placed by hand.

Boxes stand in rows, each family of tables in a frame. All lines to one table make one net: a trunk on the left, a
lane above each row that takes part, and a drop to each box. A new table finds its room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .schema import Table

# What belongs together; a table that is not named here comes last, in a frame of its own.
FAMILIES = {
    "Customers and what they buy": ("customers", "orders", "order_lines", "returns", "products"),
    "What Larkspur knows of a customer": (
        "customer_summary",
        "customer_snapshot",
        "loyalty",
        "web_weeks",
        "service_cases",
    ),
    "Winning and contacting customers": ("campaigns", "contacts", "coupons", "prospects", "acquisition_spend"),
    "What customers say": ("survey_needs", "survey_kano", "survey_choices", "survey_wallet"),
    "Stores and market": ("stores", "store_months", "survey_orientation", "rivals", "calendar"),
}
OTHERS = "Further tables"

ACROSS = 3
BOX, GAP, PAD, MARGIN = 226, 18, 12, 14
LINE, HEAD, TITLE = 17, 26, 30
LANE, PORT, FORK = 10, 18, 7


@dataclass(frozen=True)
class Box:
    """One table at its place, and the nets that end at it."""

    table: Table
    x: float
    y: float
    nets: tuple[str, ...]

    @property
    def height(self) -> float:
        """Height with head, keys and the number of further columns."""
        return HEAD + LINE * (len(key_columns(self.table)) + 1) + 6

    def port(self, net: str) -> float:
        """Where a net ends."""
        return self.x + PORT * (1 + self.nets.index(net))


@dataclass(frozen=True)
class Row:
    """Boxes side by side, with the lanes of the nets above them."""

    boxes: tuple[Box, ...]
    lanes: Mapping[str, float]


@dataclass(frozen=True)
class Frame:
    """One family of tables."""

    title: str
    top: float
    bottom: float
    rows: tuple[Row, ...]


def net_names(tables: Mapping[str, Table]) -> list[str]:
    """Tables that others point at, the most wanted first; a net is all lines to one of them."""
    links = [key.table for table in tables.values() for key in table.foreign_keys if key.table in tables]
    return sorted(set(links), key=lambda name: (-links.count(name), name))


def families(tables: Mapping[str, Table]) -> Iterator[tuple[str, list[Table]]]:
    """Give each family of tables with its title."""
    placed = {name for names in FAMILIES.values() for name in names}
    others = tuple(name for name in tables if name not in placed)
    for title, names in {**FAMILIES, OTHERS: others}.items():
        if family := [tables[name] for name in names if name in tables]:
            yield title, family


def place(tables: Mapping[str, Table], nets: list[str], left: float) -> list[Frame]:
    """Place all tables, family by family, from the top."""
    frames, y = [], float(MARGIN)
    for title, family in families(tables):
        top, rows = y, []
        y += TITLE
        lines = -(-len(family) // ACROSS)
        across = -(-len(family) // lines)
        for start in range(0, len(family), across):
            row, y = _row(family[start : start + across], nets, left + PAD, y)
            rows.append(row)
        frames.append(Frame(title, top, y, tuple(rows)))
        y += MARGIN
    return frames


def _row(family: list[Table], nets: list[str], x: float, y: float) -> tuple[Row, float]:
    """Place the boxes of one row and the lanes above them; return also where the next row begins."""
    ends = [_ends(table, nets) for table in family]
    wanted = [net for net in nets if any(net in end for end in ends)]
    lanes = {net: y + LANE * (place + 0.5) for place, net in enumerate(wanted)}
    top = y + LANE * len(wanted) + FORK + 6
    boxes = tuple(
        Box(table, x + (BOX + GAP) * place, top, end)
        for place, (table, end) in enumerate(zip(family, ends, strict=True))
    )
    return Row(boxes, lanes), top + max(box.height for box in boxes) + PAD


def _ends(table: Table, nets: list[str]) -> tuple[str, ...]:
    """Nets that end at a table: its own first, then those of the tables that it points at."""
    wanted = dict.fromkeys((table.name, *(key.table for key in table.foreign_keys)))
    return tuple(net for net in wanted if net in nets)


def key_columns(table: Table) -> dict[str, tuple[str, ...]]:
    """Columns of the primary key and of the foreign keys, each with the tables that it points at."""
    foreign = [(column, key.table) for key in table.foreign_keys for column in key.columns]
    names = dict.fromkeys((*table.primary_key, *(column for column, _ in foreign)))
    return {name: tuple(to for column, to in foreign if column == name) for name in names}
