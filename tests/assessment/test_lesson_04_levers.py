"""What a text with gaps of lesson 4 says of its levers is what the analyst's own function finds."""

from __future__ import annotations

import pytest

from customer_value import course
from customer_value.analysis.lifetime import margin_multiple
from customer_value.assessment import bank
from customer_value.assessment.variants import every


def test_a_tenth_more_retention_adds_what_the_gap_says() -> None:
    versions = list(every(bank.read(course.lesson("04").bank).question("04.Q48")))
    assert len(versions) == 3
    for each in versions:
        low, high = float(each["low"]), float(each["high"])
        assert high == pytest.approx(1.1 * low)
        rise = margin_multiple(high, 0.1) / margin_multiple(low, 0.1) - 1
        rise_now = margin_multiple(high, 0.1, "now") / margin_multiple(low, 0.1, "now") - 1
        assert (each["later"], each["now"]) == (round(100 * rise), round(100 * rise_now))
        assert each["level"] == pytest.approx(100 * high)
