"""Margin LTV is margin times multiple, before acquisition cost."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.analysis import lifetime
from customer_value.errors import DataError


def test_one_customer_in_both_timings() -> None:
    assert lifetime.margin_ltv(120, 0.80, 0.10) == pytest.approx(320)
    assert lifetime.margin_ltv(120, 0.80, 0.10, first_margin="now") == pytest.approx(440)
    assert lifetime.margin_ltv(120, 0.88, 0.10) == pytest.approx(480)


def test_a_loss_grows_with_loyalty() -> None:
    assert lifetime.margin_ltv(-10, 0.9, 0.10) == pytest.approx(-45)


def test_a_series_keeps_its_index() -> None:
    margins = pd.Series([120, 60], index=["Ana", "Ben"])
    pd.testing.assert_series_equal(
        lifetime.margin_ltv(margins, 0.80, 0.10), pd.Series([320.0, 160.0], index=["Ana", "Ben"])
    )


def test_lengths_must_fit() -> None:
    with pytest.raises(DataError, match="margin has 2, the multiple has 3"):
        lifetime.margin_ltv([1, 2], [0.7, 0.8, 0.9], 0.10)
