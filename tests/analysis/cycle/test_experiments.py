"""Uplift with its interval, break-even, and the size of a test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import cycle
from customer_value.errors import DataError


def test_the_worked_example_shows_a_response_and_no_proven_profit() -> None:
    test = cycle.uplift([1] * 600 + [0] * 4_400, [1] * 500 + [0] * 4_500)
    assert (test.treated_mean, test.control_mean) == (0.12, 0.10)
    assert [round(100 * each, 1) for each in (test.difference, test.low, test.high)] == [2.0, 0.8, 3.2]
    assert test.profit_per_contact(20, 0.50) == pytest.approx((-0.10, -0.35, 0.15), abs=0.005)
    assert pytest.approx(1.90) == 0.12 * 20 - 0.50  # what a report without a control group says
    assert cycle.break_even_uplift(0.50, 20) == 0.025


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(1)
    covered = 0
    for _ in range(400):
        test = cycle.uplift(rng.random(800) < 0.12, rng.random(500) < 0.10, confidence=0.90)
        covered += test.low <= 0.02 <= test.high
    assert 0.86 <= covered / 400 <= 0.94


def test_money_counts_like_purchases() -> None:
    rng = np.random.default_rng(2)
    test = cycle.uplift(rng.gamma(1, 12, 4_000), rng.gamma(1, 10, 4_000))
    assert test.low < 2 < test.high
    assert (test.treated_count, test.control_count) == (4_000, 4_000)


@given(rate=st.floats(0.05, 0.5), uplift=st.floats(0.005, 0.2))
def test_half_the_uplift_needs_about_four_times_the_customers(rate: float, uplift: float) -> None:
    ratio = cycle.sample_size(rate, uplift / 2) / cycle.sample_size(rate, uplift)
    assert 2.5 < ratio < 4.6


def test_the_formula_of_the_book() -> None:
    p1, p0 = 0.12, 0.10
    by_hand = 7.85 * (p1 * (1 - p1) + p0 * (1 - p0)) / (p1 - p0) ** 2
    assert cycle.sample_size(p0, p1 - p0) == pytest.approx(by_hand, rel=0.001)


def test_a_test_of_that_size_finds_the_uplift_four_times_in_five() -> None:
    n = cycle.sample_size(0.10, 0.04)
    rng = np.random.default_rng(3)
    found = [cycle.uplift(rng.random(n) < 0.14, rng.random(n) < 0.10).low > 0 for _ in range(300)]
    assert 0.73 <= np.mean(found) <= 0.87


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cycle.uplift([1], [0, 1]), "two or more"),
        (lambda: cycle.uplift([1, np.nan], [0, 1]), "missing"),
        (lambda: cycle.uplift([1, 0], [0, 1], confidence=95), "such as 0.95"),
        (lambda: cycle.break_even_uplift(0.5, 0), "margin above 0"),
        (lambda: cycle.sample_size(0.1, 0), "differ"),
        (lambda: cycle.sample_size(0.9, 0.2), "between 0 and 1"),
        (lambda: cycle.sample_size(0.1, 0.02, power=1), "power"),
    ],
)
def test_what_cannot_be_computed_is_said(call, says: str) -> None:
    with pytest.raises(DataError, match=says):
        call()
