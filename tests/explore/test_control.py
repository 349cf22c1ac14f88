"""A range becomes a slider, texts become a choice, a bool becomes a switch; anything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from customer_value.errors import DataError
from customer_value.explore import control


@pytest.mark.parametrize(
    ("values", "kind", "start", "step"),
    [
        ((0, 10), "slider", 5, 1),
        ((0.0, 1.0), "slider", 0.5, 0.01),
        ((0, 100, 5), "slider", 50, 5),
        ((0.4, 0.95, 0.01, 0.8), "slider", 0.8, 0.01),
        (["now", "later"], "choice", "now", 1),
        (True, "switch", True, 1),
    ],
)
def test_the_kind_follows_from_the_values(values, kind, start, step) -> None:
    made = control(values)
    assert (made.kind, made.start) == (kind, start)
    assert made.step == pytest.approx(step)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ((), "is no range"),
        ((1,), "is no range"),
        ((0, 1, 0.1, 0.5, 9), "is no range"),
        (("a", 1), "is no range"),
        ((0, True), "is no range"),
        ((5, 5), "low end 5"),
        ((0, 1, 0), "step 0"),
        ((0, 1, 2), "step 2"),
        ((0, 1, 0.1, 3), "start 3"),
    ],
)
def test_what_is_no_range_is_refused(values, message) -> None:
    with pytest.raises(DataError, match=message):
        control(values)


def test_the_name_is_the_label_unless_one_is_given() -> None:
    assert control((0, 1)).describe("discount_rate")["label"] == "Discount rate"
    assert control((0, 1), label="i").describe("discount_rate")["label"] == "i"


def test_a_switch_takes_what_is_true() -> None:
    assert control(False).accept("grid", 1) is True


@given(
    st.sampled_from([-50, -1, 0, 0.4, 0.405, 7]),
    st.integers(1, 400),
    st.sampled_from([0.01, 0.05, 0.25, 1, 5]),
    st.floats(0, 1),
)
def test_any_value_in_the_range_falls_on_the_grid(low: float, steps: int, step: float, share: float) -> None:
    slider = control((low, low + steps * step, step, low))
    value = low + share * steps * step
    assume(slider.low <= value <= slider.high)
    accepted = slider.accept("x", value)
    assert abs(accepted - value) <= step / 2 + 1e-9
    assert (accepted - low) / step == pytest.approx(round((accepted - low) / step), abs=1e-6)
    assert slider.accept("x", accepted) == accepted


def test_the_last_step_stays_inside_a_range_that_is_no_multiple_of_it() -> None:
    assert control((0, 10, 3)).accept("x", 10) == 9
