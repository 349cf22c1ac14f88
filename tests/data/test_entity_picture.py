"""The entity-relationship picture shows every table and link of the schema, and nothing covers anything."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from customer_value.data.entity_picture import entity_picture
from customer_value.data.schema import TABLES, Column, ForeignKey, Table

SVG = "{http://www.w3.org/2000/svg}"


def _new_table(number: int) -> Table:
    key = Column(name="customer_id", type="integer", meaning="Number.", made="Counted.")
    link = ForeignKey(columns=("customer_id",), table="customers", to=("customer_id",))
    return Table(name=f"new_{number}", row="a test", columns=(key,), primary_key=("customer_id",), foreign_keys=(link,))


MANY = {**TABLES, **{table.name: table for table in map(_new_table, range(10))}}


@pytest.fixture(params=[TABLES, MANY], ids=["schema", "ten more"])
def tables(request: pytest.FixtureRequest) -> dict[str, Table]:
    """The schema's tables, then with ten more that it does not know."""
    return request.param


@pytest.fixture
def picture(tables: dict[str, Table]) -> ElementTree.Element:
    """The parsed picture."""
    return ElementTree.fromstring(entity_picture(tables))  # noqa: S314 (our own text)


def _boxes(picture: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    boxes = [box for box in picture.iter(f"{SVG}rect") if box.get("class") == "box"]
    return [
        (x, y, x + w, y + h)
        for x, y, w, h in ([float(box.attrib[name]) for name in ("x", "y", "width", "height")] for box in boxes)
    ]


def _segments(path: str) -> list[tuple[float, float, float, float]]:
    """Cut a path of "M x y", then "H x" or "V y", into horizontal and vertical segments."""
    parts = re.findall(r"M([\d.]+) ([\d.]+)([HV])([\d.]+)", path)
    return [
        (float(x), float(y), float(end) if way == "H" else float(x), float(end) if way == "V" else float(y))
        for x, y, way, end in parts
    ]


def _nets(picture: ElementTree.Element) -> list[list[tuple[float, float, float, float]]]:
    return [_segments(path.attrib["d"]) for path in picture.iter(f"{SVG}path") if path.get("class") == "line"]


def test_every_table_has_a_box_with_its_keys(picture: ElementTree.Element, tables: dict[str, Table]) -> None:
    groups = [group for group in picture.iter(f"{SVG}g") if group.get("class") == "table"]
    shown = {
        texts[0]: texts[1:] for texts in ([text.text or "" for text in group.iter(f"{SVG}text")] for group in groups)
    }
    assert set(shown) == set(tables)
    for name, table in tables.items():
        assert shown[name].count("PK") == len(table.primary_key)
        for key in table.foreign_keys:
            assert {f"{column} → {key.table}" for column in key.columns} <= set(shown[name])


def test_description_names_every_link(picture: ElementTree.Element, tables: dict[str, Table]) -> None:
    text = picture.findtext(f"{SVG}desc") or ""
    for table in tables.values():
        assert re.search(rf"\b{table.name}\b", text)
        for key in table.foreign_keys:
            assert f"{table.name} points at {key.table} by {' and '.join(key.columns)}." in text


def test_boxes_keep_apart_and_inside(picture: ElementTree.Element) -> None:
    boxes = _boxes(picture)
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
    assert all(left > 0 and right < width and top > 0 and bottom < height for left, top, right, bottom in boxes)
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_no_line_runs_through_a_box(picture: ElementTree.Element) -> None:
    for x1, y1, x2, y2 in itertools.chain.from_iterable(_nets(picture)):
        for left, top, right, bottom in _boxes(picture):
            assert max(x1, x2) <= left or min(x1, x2) >= right or max(y1, y2) <= top or min(y1, y2) >= bottom


def test_lines_to_different_tables_never_lie_on_each_other(picture: ElementTree.Element) -> None:
    for one, other in itertools.combinations(_nets(picture), 2):
        for a, b in itertools.product(one, other):
            for along, across in ((0, 1), (1, 0)):
                straight = a[across] == a[across + 2] == b[across] == b[across + 2]
                apart = max(a[along], a[along + 2]) < min(b[along], b[along + 2]) or max(b[along], b[along + 2]) < min(
                    a[along], a[along + 2]
                )
                assert not straight or apart


def test_it_has_a_name_and_holds_no_outside_address(picture: ElementTree.Element) -> None:
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title")
    assert "http" not in entity_picture().replace("http://www.w3.org/2000/svg", "")


def test_shipped_picture_is_not_stale(project: Path) -> None:
    assert (project / "datasets" / "entities.svg").read_text(encoding="utf-8") == entity_picture(), "run `make data`"
