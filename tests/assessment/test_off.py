"""A wrong number is told in what way it is off, never what the right one is."""

from __future__ import annotations

import re
from functools import partial
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.off import how, meant


def _how(value: float, answer: float) -> str:
    return how(value, answer, partial(isclose, answer, rel_tol=1e-6))


@pytest.mark.parametrize(
    ("value", "answer", "says"),
    [
        (-320, 320, "sign is not"),
        (0.5, 50, "factor of 100"),
        (600, 50, "factor of 12"),
        (50_000, 50, "factor of 1000"),
        (5, 50, "factor of 10:"),
        (49, 50, "close, but a little too small"),
        (51, 50, "close, but a little too large"),
        (60, 50, "This is too large."),
        (40, 50, "This is too small."),
        (400, 50, "far too large, about 10 times:"),
        (0.3, 50, "far too small, about 100 times or more"),
        (-40, -50, "too small in size"),
        (0, 50, "This is too small."),
        (-7, 50, "This is too small."),
        (3, 0, "This is too large."),
    ],
)
def test_names_sign_factor_or_direction(value: float, answer: float, says: str) -> None:
    assert says in _how(value, answer)


@given(st.floats(-1e90, 1e90), st.floats(-1e90, 1e90))
def test_the_key_is_not_given_away(value: float, answer: float) -> None:
    said = _how(value, answer)
    assert set(re.findall(r"\d+", said)) <= {"10", "12", "100", "1000"}


@pytest.mark.parametrize("parts", [(), (12,), (12, 1000), (12, -3), (1, 2, 3), (True, 0), (12, 0.5), (None,)])
def test_what_is_no_number_with_a_comma_is_left_alone(parts: tuple[object, ...]) -> None:
    assert meant(parts) == ""


def test_a_number_below_zero() -> None:
    assert meant((-12, 500)) == "Write -12500, without a comma."
