"""The interval around a customer's LTV: it holds what customers really bring as often as it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.analysis.btyd.intervals import DRAWS, _Draws

SPENDING = btyd.GammaGamma.from_parameters(p=6.25, q=3.74, v=15.44)
MONTH = 365.25 / 12 / 7
CUSTOMERS = {
    "x": [0, 2, 1, 26],
    "t_x": [0, 30.43, 0.3, 30.86],
    "T": [38.86, 38.86, 2, 31],
    "mean_value": [0, 22, 30, 40],
}


def drawn_base(shop: Callable[..., Any], world: Any, n: int, seed: int, months: int) -> dict[str, np.ndarray]:
    """Draw customers with what they spent, and the discounted value of what each really brings later."""
    base = shop(world, n, seed=seed, later=months * MONTH)
    rng = np.random.default_rng(seed)
    scale = rng.gamma(SPENDING.q_, 1 / SPENDING.v_, n)
    again = base["x"] > 0
    spent = rng.gamma(SPENDING.p_ * np.maximum(base["x"], 1), 1 / scale) / np.maximum(base["x"], 1)
    brought = np.zeros(n)
    for customer, when in enumerate(base.pop("after")):
        ends = np.ceil(np.array(when, dtype=float) / MONTH)
        brought[customer] = rng.gamma(SPENDING.p_, 1 / scale[customer], ends.size) @ 1.1 ** (-ends / 12)
    return base | {"mean_value": np.where(again, spent, 0.0), "brought": brought}


@pytest.mark.parametrize("months", [12, 48])
def test_what_customers_bring_lies_inside(world: Any, shop: Callable[..., Any], months: int) -> None:
    """Above the interval: 5 in 100. Below it: at most 5 in 100, for most intervals begin at 0."""
    base = drawn_base(shop, world, 3000, seed=21, months=months)
    brought = base.pop("brought")
    _, low, high = btyd.discounted_ltv(world, SPENDING, **base, months=months, discount_rate=0.1, interval=0.9)
    error = np.sqrt(0.05 * 0.95 / 3000)
    assert abs((brought > high).mean() - 0.05) < 4 * error
    sure = low > 0
    assert (brought < low)[sure].mean() < 0.05 + 4 * np.sqrt(0.05 / sure.sum())


def test_ends_are_ordered_and_widen_with_the_level(world: Any) -> None:
    narrow, wide = (
        btyd.discounted_ltv(world, SPENDING, **CUSTOMERS, discount_rate=0.1, interval=level) for level in (0.5, 0.95)
    )
    assert (narrow.ltv == wide.ltv).all()
    assert (wide.low <= narrow.low).all()
    assert (narrow.low <= narrow.high).all()
    assert (narrow.high <= wide.high).all()


def test_neither_the_order_nor_the_company_of_a_customer_matters(world: Any) -> None:
    table = pd.DataFrame(CUSTOMERS, index=list("abcd"))
    value = btyd.discounted_ltv(world, SPENDING, *(table[name] for name in CUSTOMERS), interval=0.9)
    turned = table.iloc[::-1]
    other = btyd.discounted_ltv(world, SPENDING, *(turned[name] for name in CUSTOMERS), interval=0.9)
    for one, two in zip(value, other, strict=True):
        pd.testing.assert_series_equal(one, two.iloc[::-1])
    alone = btyd.discounted_ltv(world, SPENDING, 26, 30.86, 31, 40, interval=0.9)
    assert [float(end) for end in alone] == pytest.approx([one["d"] for one in value])


def test_the_mean_of_the_draws_is_the_ltv(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of quantiles, the mean: the drawn futures have the expectation of the formulas, up to their grain."""
    monkeypatch.setattr(np, "quantile", lambda values, ends, axis: np.stack([values.mean(axis)] * len(ends)))
    for months in (12, 36, None):
        value = btyd.discounted_ltv(world, SPENDING, **CUSTOMERS, months=months, discount_rate=0.1, interval=0.9)
        assert value.low.sum() == pytest.approx(value.ltv.sum(), rel=0.04)
        assert value.low == pytest.approx(value.ltv, rel=0.2)


def test_margin_and_money_scale_the_interval() -> None:
    model = btyd.BetaGeometric.from_parameters(r=0.8, alpha=6, a=0.8, b=2.5)
    whole = btyd.discounted_ltv(model, SPENDING, **CUSTOMERS, interval=0.9)
    share = btyd.discounted_ltv(model, SPENDING, **CUSTOMERS, interval=0.9, margin_rate=0.3)
    for one, other in zip(whole, share, strict=True):
        assert 0.3 * one == pytest.approx(other)


def test_a_customer_lost_for_sure_brings_nothing() -> None:
    """Though an expectation of a few cents remains, which then lies above the interval."""
    model = btyd.BetaGeometric.from_parameters(r=0.243, alpha=4.414, a=0.793, b=2.426)
    ltv, low, high = btyd.discounted_ltv(model, SPENDING, 30, 10, 39, 22, interval=0.9)
    assert (low, high) == (0, 0)
    assert 0 < ltv < 0.01


def test_counts_beyond_the_table_continue_it() -> None:
    """Around 200 expected purchases the exact quantiles pass into the series, to a purchase; sums to 1 in 1000."""
    draws = _Draws(1, p=6.25)
    below, above = draws.counts(0, np.full((1, DRAWS), 199.999)), draws.counts(0, np.full((1, DRAWS), 200.001))
    assert np.abs(below - above).max() <= 1
    last = draws._totals.shape[1] - 1
    ends = draws.sums(0, np.full((1, DRAWS), last)), draws.sums(0, np.full((1, DRAWS), last + 1.0))
    assert ends[1] / ends[0] == pytest.approx(np.full((1, DRAWS), (last + 1) / last), rel=1e-3)
