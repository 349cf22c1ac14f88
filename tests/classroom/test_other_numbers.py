"""Other numbers are none of the given ones, of their range and kind, and as many where there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.classroom.other_numbers import others

whole = st.lists(st.integers(1, 10_000), min_size=2, max_size=6, unique=True)
shares = st.lists(st.integers(1, 99).map(lambda each: each / 100), min_size=2, max_size=6, unique=True)


@given(whole | shares)
def test_they_are_others_of_the_same_kind_and_range(numbers: list[float]) -> None:
    found = others(numbers)
    assert len(found) >= 2
    assert len(set(found)) == len(found)
    assert not set(found) & set(numbers)
    assert {type(each) for each in found} == {type(numbers[0])}
    assert all(each > 0 for each in found)
    assert sum(min(numbers) < each < max(numbers) for each in found) in (len(found), len(found) - 1, len(found) - 2)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((2, 3), (1, 4)),
        ((1, 2), (3, 4)),
        ((-2, -1), (-4, -3)),
        ((2023, 2024, 2025), (2022, 2026)),
        ((-1, 2), (0, 1)),
        ((0, 1), (-1, 2)),
        ((10_000, 30_000), (15_000, 25_000)),
        ((0.5, 1.0), (0.7, 0.9)),
    ],
)
def test_by_hand(numbers: tuple[float, ...], expected: tuple[float, ...]) -> None:
    assert others(numbers) == expected
