"""What lesson 4's bank states as an order or as a change in per cent is so, by the analyst's own functions."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from customer_value import course
from customer_value.analysis import lifetime
from customer_value.analysis.btyd import BetaGeometric
from customer_value.assessment import bank, variants

BANK = bank.read(course.lesson("04").bank)


def test_the_five_sums_rise_for_every_size_and_frequency() -> None:
    for numbers in variants.every(BANK.question("04.Q42")):
        sales = numbers["size"] * numbers["frequency"]
        margin = 0.3 * sales
        later = margin * lifetime.margin_multiple(0.8, 0.1, first_margin="in a year")
        now = margin * lifetime.margin_multiple(0.8, 0.1, first_margin="now")
        sums = [margin, later, now, 5 * margin, 5 * sales]
        assert sums == sorted(sums)
        assert [round(each / margin, 2) for each in sums] == [1, 2.67, 3.67, 5, 16.67]


def test_the_changes_that_add_more_than_a_tenth_more_retention() -> None:
    def gain(retention: float, discount: float = 0.1) -> float:
        base = lifetime.margin_multiple(0.4, 0.1, first_margin="now")
        return 100 * (lifetime.margin_multiple(retention, discount, first_margin="now") / base - 1)

    assert gain(0.44) == pytest.approx(6, abs=0.1)
    assert gain(0.46) == pytest.approx(9.4, abs=0.05)
    assert gain(0.4, 0.09) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("r", "alpha", "a", "b"),
    [(0.243, 4.414, 0.793, 2.426), (0.33, 5.24, 0.38, 1.52)],
    ids=["music retailer, published", "Larkspur, rounded"],
)
def test_the_five_customers_stand_by_their_chance_of_being_active(r: float, alpha: float, a: float, b: float) -> None:
    texts = [item.text for item in BANK.question("04.Q44").items]
    customers = [tuple(map(int, re.findall(r"\d+", text))) for text in texts]
    model = BetaGeometric()
    model.r_, model.alpha_, model.a_, model.b_ = r, alpha, a, b
    chances = [float(model.probability_alive(x, t_x, 39)) for x, t_x in customers]
    assert chances == sorted(chances, reverse=True)
    assert min(one - other for one, other in pairwise(chances)) > 0.01
