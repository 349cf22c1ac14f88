"""Workers share a list, and one that dies is said."""

from __future__ import annotations

import os

import pytest

from customer_value.data.generate.any_size.workers import in_parallel
from customer_value.errors import SetupError


@pytest.mark.parametrize("workers", [1, 2])
def test_each_item_is_worked_on_once(workers: int) -> None:
    assert sorted(in_parallel(abs, [-1, -2, -3], workers)) == [1, 2, 3]


def test_no_items_need_no_workers() -> None:
    assert list(in_parallel(abs, [], workers=2)) == []


def test_an_error_in_a_worker_comes_through() -> None:
    with pytest.raises(TypeError, match="bad operand"):
        list(in_parallel(abs, [1, "one"], workers=2))


def test_a_worker_that_dies_is_said() -> None:
    with pytest.raises(SetupError, match="a worker was ended from outside; the machine may lack memory"):
        list(in_parallel(os._exit, [1, 1], workers=2))
