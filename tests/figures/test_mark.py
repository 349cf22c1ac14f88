"""The mark is five florets in the five segment colours, and the drawn file is the present one."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from customer_value.figures import larkspur, theme


def test_it_is_well_formed_named_and_has_one_floret_a_segment() -> None:
    root = ElementTree.fromstring(larkspur(32))  # noqa: S314  our own text
    assert root.get("aria-label") == "Larkspur"
    assert root.get("width") == root.get("height") == "32"
    florets = [group.get("fill") for group in root if group.get("transform")]
    assert florets == [mark.color for mark in theme.SEGMENTS.values()]


def test_the_picture_in_docs_is_up_to_date(project: Path) -> None:
    assert (project / "docs" / "images" / "larkspur.svg").read_text(encoding="utf-8") == larkspur(96)
