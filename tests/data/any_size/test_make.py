"""Blocks are made in any order, and a run that was stopped goes on where it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from customer_value.data.generate import any_size
from customer_value.errors import DataError, SetupError


def test_the_order_of_blocks_changes_nothing(made: Any, visible: Any, tmp_path: Path) -> None:
    plan = made.plan(tmp_path)
    assert [any_size.write_block(plan, number) for number in (2, 0, 1)] == [2, 0, 1]
    any_size.finish(plan)
    assert visible(tmp_path) == visible(made.out)


def test_finished_blocks_are_kept(made: Any, visible: Any, tmp_path: Path) -> None:
    any_size.write_block(made.plan(tmp_path), 1)
    before = (tmp_path / "customers" / "block-00001.parquet").stat().st_mtime_ns
    again = made.plan(tmp_path)
    assert list(any_size.make(again)) == [0, 2]
    assert (tmp_path / "customers" / "block-00001.parquet").stat().st_mtime_ns == before
    any_size.finish(again)
    assert visible(tmp_path) == visible(made.out)


@pytest.mark.parametrize("lost", ["customers/block-00002.parquet", "_blocks/00002.npz", "_blocks/00002.json"])
def test_a_block_that_lost_a_file_is_made_again(made: Any, visible: Any, tmp_path: Path, lost: str) -> None:
    plan = made.plan(tmp_path)
    list(any_size.make(plan))
    (tmp_path / lost).unlink()
    assert list(any_size.make(plan)) == [2]
    any_size.finish(plan)
    assert visible(tmp_path) == visible(made.out)


def test_a_file_that_was_cut_short_is_made_again(made: Any, tmp_path: Path) -> None:
    plan = made.plan(tmp_path)
    list(any_size.make(plan))
    file = tmp_path / "customers" / "block-00000.parquet"
    file.write_bytes(file.read_bytes()[:-1])
    assert plan.missing == [0]


def test_a_full_disk_is_said_and_loses_nothing(
    made: Any, visible: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = made.plan(tmp_path)
    calls = iter(range(100))

    def fsync(descriptor: int) -> None:
        if next(calls) == 5:  # a table of the second block: the first has two tables, its shares and its record
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        with pytest.raises(SetupError, match=r"the disk of .* is full\. What is finished is kept: make room"):
            list(any_size.make(plan))
    assert not list(tmp_path.rglob("*.part"))
    assert plan.missing == [1, 2]
    with pytest.raises(DataError, match="2 of 3 blocks are missing"):
        any_size.finish(plan)
    list(any_size.make(plan))
    any_size.finish(plan)
    assert visible(tmp_path) == visible(made.out)


def test_leftovers_of_killed_workers_are_not_seen_and_swept(made: Any, visible: Any, tmp_path: Path) -> None:
    plan = made.plan(tmp_path)
    leftover = tmp_path / "customers" / ".block-00000.parquet.1.part"
    leftover.parent.mkdir()
    leftover.write_bytes(b"half")
    assert plan.missing == [0, 1, 2]
    list(any_size.make(made.plan(tmp_path)))
    any_size.finish(plan)
    assert visible(tmp_path) == visible(made.out)
