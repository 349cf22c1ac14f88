"""Flaws are few, the same each time, and the key names their rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from customer_value.data import schema
from customer_value.data.raw.plant import FLAWED, FLAWS, plant
from customer_value.data.validate import problems

if TYPE_CHECKING:
    from .conftest import Shop


@pytest.mark.parametrize("name", FLAWED)
def test_the_same_world_has_the_same_flaws(name: str, shop: Callable[[int], Shop]) -> None:
    world = shop(1)
    raw, rows = plant(name, world.clean.__getitem__, 1)
    assert_frame_equal(raw, world.raw[name])
    assert_frame_equal(rows, world.rows[world.rows["table"] == name].reset_index(drop=True))


def test_another_world_has_other_flaws(shop: Callable[[int], Shop]) -> None:
    assert shop(1).rows_of("F14") != shop(2).rows_of("F14")


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.code)
def test_shares_are_small(flaw: object, shop: Callable[[int], Shop]) -> None:
    rows, table = shop(1).rows_of(flaw.code), shop(1).raw[flaw.table]  # type: ignore[attr-defined]
    assert 0.001 < len(rows) / len(table) < 0.035


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.code)
def test_texts_name_what_exists_and_are_sentences(flaw: object) -> None:
    assert flaw.column in {*schema.table(flaw.table).column_names, "all"}  # type: ignore[attr-defined]
    for name in ("wrong", "harm", "find", "mend"):
        assert re.fullmatch(r"[A-Z][^$]{10,150}\.", getattr(flaw, name))


def test_rows_that_are_no_extra_are_those_of_the_clean_table(shop: Callable[[int], Shop]) -> None:
    world = shop(1)
    for name in FLAWED:
        extra = world.rows.query("table == @name and is_extra")["row"]
        assert len(world.raw[name]) - extra.nunique() == len(world.clean[name])
        key = list(schema.table(name).primary_key)
        assert_frame_equal(world.raw[name].drop(extra)[key].reset_index(drop=True), world.clean[name][key])


def test_row_keys_are_those_of_the_rows(shop: Callable[[int], Shop]) -> None:
    world = shop(1)
    lines = world.raw["order_lines"]
    for flaw_row in world.rows[world.rows["flaw"] == "F09"].itertuples():
        assert flaw_row.row_key == f"{lines.loc[flaw_row.row, 'order_id']}-{lines.loc[flaw_row.row, 'line_no']}"


def test_clean_books_stay_clean(shop: Callable[[int], Shop]) -> None:
    for name in FLAWED:
        assert problems(shop(1).clean[name], name) == []


def test_added_numbers_are_free(shop: Callable[[int], Shop]) -> None:
    """Numbers of second bookings and cancelled orders belong to no order, so that nobody takes them for one."""
    assert (shop(1).clean["orders"]["order_id"] % 1_000).max() < 700
