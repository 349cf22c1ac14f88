"""The dictionary names every table and column, visible ones first, and its contents lead to each."""

from __future__ import annotations

import re

import pytest

from customer_value.data.describe import dictionary
from customer_value.data.schema import FAMILIES, KEY, TABLES, TRUTH


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    """The text of each table, by its heading."""
    pieces = re.split(r"^### (.+)\n", dictionary(), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_every_table_and_column_is_there(parts: dict[str, str]) -> None:
    tables = {**TABLES, **{f"truth {name}": table for name, table in (TRUTH | KEY).items()}}
    assert list(parts) == list(tables)
    for name, table in tables.items():
        assert re.findall(r"^\| `(\w+)` \|", parts[name], flags=re.MULTILINE) == list(table.column_names)


def test_contents_lead_to_each_table(parts: dict[str, str]) -> None:
    links = re.findall(r"\(#([\w-]+)\)", dictionary())
    assert links == [heading.replace(" ", "-") for heading in parts]


def test_spoilers_come_last_and_are_marked() -> None:
    titles = re.findall(r"^## (.+)$", dictionary(), flags=re.MULTILINE)
    assert len(titles) == 1 + len(FAMILIES) + 2
    assert [title for title in titles if title.endswith(": spoilers")] == titles[-2:]


def test_lists_have_the_same_number_of_cells() -> None:
    for block in re.findall(r"(?:^\|.*\|\n)+", dictionary(), flags=re.MULTILINE):
        assert len({line.count("|") for line in block.splitlines()}) == 1


def test_long_lists_of_texts_are_cut() -> None:
    assert max(map(len, dictionary().splitlines())) < 1_000


def test_a_key_says_where_it_points(parts: dict[str, str]) -> None:
    assert "`order_id + line_no` points at `order_lines`" in parts["returns"]
    assert "points at the visible `customers`" in parts["truth customers"]
    assert "`flaw` points at `flaws`" in parts["truth flaw_rows"]
