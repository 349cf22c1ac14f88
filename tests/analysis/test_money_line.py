"""The money line: a sum, its interval, and a plain sentence when nothing is shown."""

from __future__ import annotations

import numpy as np
import pytest

from customer_value.analysis.money import money_line
from customer_value.errors import DataError


def test_the_total_is_the_sum_of_all_customers():
    """What the sentence says is what the customers add up to."""
    assert money_line("It", [100.0, 250.0, -50.0]).total == 300.0


def test_the_interval_agrees_with_theory_for_many_customers():
    """For a plain sum the bootstrap comes close to total ± 1.645 √n s."""
    gains = np.random.default_rng(1).normal(3, 20, size=4000)
    line = money_line("It", gains)
    half = 1.645 * np.sqrt(gains.size) * gains.std()
    assert line.low == pytest.approx(line.total - half, abs=0.12 * half)
    assert line.high == pytest.approx(line.total + half, abs=0.12 * half)


def test_the_same_customers_give_the_same_interval():
    """A lesson's answer does not change from run to run."""
    assert repr(money_line("It", range(50))) == repr(money_line("It", range(50)))


def test_a_loss_is_called_a_loss():
    """The verb follows the sign."""
    assert str(money_line("Signing", [-1000.0] * 20)) == (
        "Signing loses €20,000 a year (90 % interval: -€20,000 to -€20,000; "
        "it varies with the customers drawn, not with the model or the year)."
    )


def test_money_of_later_years_is_not_called_money_of_a_year():
    """Customer equity comes when it comes."""
    line = str(money_line("It", [100.0] * 20, when="in this and later years"))
    assert line.startswith("It earns €2,000 in this and later years (90 %")


def test_an_interval_with_zero_says_that_nothing_is_shown():
    """Nobody should read a gain into an interval that holds 0."""
    assert str(money_line("It", [900.0, -800.0] * 10)).endswith("neither a gain nor a loss is shown.")


def test_a_wider_level_gives_a_wider_interval():
    """More certainty costs width."""
    narrow, wide = (money_line("It", range(-40, 60), level=level) for level in (0.5, 0.95))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_a_notebook_shows_the_same_sentence_and_no_markup_of_the_decision():
    """Words from a cell are text, not HTML."""
    assert "<b>" not in money_line("<b>It</b>", [1.0])._repr_html_()
    assert str(money_line("It", [1.0])) in money_line("It", [1.0])._repr_html_()
    losing = money_line("It", [-900.0], interval=(-1_200, 300))._repr_html_()
    assert "-\u2060€1,200 to" in losing  # no line ends between the minus and the sum


@pytest.mark.parametrize("gains", [[], [1.0, float("nan")], ["many"]])
def test_customers_without_a_gain_are_refused(gains):
    """No customers and missing numbers have no sum."""
    with pytest.raises(DataError, match="gains"):
        money_line("It", gains)


@pytest.mark.parametrize("level", [0, 1, 90])
def test_a_level_outside_0_to_1_is_refused(level):
    """90 is a slip for 0.90."""
    with pytest.raises(DataError, match=r"0\.90"):
        money_line("It", [1.0], level=level)


def test_an_estimate_brings_its_own_interval_and_says_what_was_drawn():
    """A slope over 40 stores varies with the stores, by its own standard error."""
    line = money_line("It", 500.0, level=0.95, interval=(-100.0, 1100.0), drawn="stores")
    assert str(line).startswith("It earns €500 a year (95 % interval: -€100 to €1,100; it varies with the stores drawn")


def test_an_interval_that_does_not_hold_the_sum_is_refused():
    """Ends that were exchanged, or of another sum."""
    with pytest.raises(DataError, match="does not hold"):
        money_line("It", 500.0, interval=(1100.0, -100.0))
