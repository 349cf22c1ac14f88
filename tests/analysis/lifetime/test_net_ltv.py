"""Net LTV is LTV less the acquisition cost, once."""

from __future__ import annotations

import pytest

from customer_value.analysis import lifetime
from customer_value.errors import DataError


@pytest.mark.parametrize(("retention_rate", "net"), [(0.80, 275), (0.88, 435)])
def test_the_course_example(retention_rate: float, net: float) -> None:
    ltv = lifetime.margin_ltv(120, retention_rate, 0.10)
    assert lifetime.net_ltv(ltv, acquisition_cost=45) == pytest.approx(net)


def test_a_customer_may_cost_more_than_they_bring() -> None:
    assert lifetime.net_ltv([30, 60], 45).tolist() == [-15, 15]


def test_a_cost_is_not_negative() -> None:
    with pytest.raises(DataError, match="acquisition_cost must be at least 0"):
        lifetime.net_ltv(100, -45)
