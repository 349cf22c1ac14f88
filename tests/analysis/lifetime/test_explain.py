"""The sum by hand ends where the formula ends, and reads the same everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.analysis import lifetime
from customer_value.errors import DataError


@given(r=st.floats(0, 0.9), i=st.floats(0.05, 0.5), timing=st.sampled_from(["in a year", "now"]))
def test_the_years_add_up_to_the_formula(r: float, i: float, timing: lifetime.FirstMargin) -> None:
    shown = lifetime.explain(100, r, i, timing, years=300)
    assert shown.table["value today €"].sum() == pytest.approx(shown.ltv, abs=1e-6)
    assert shown.ltv == pytest.approx(lifetime.margin_ltv(100, r, i, timing))


def test_the_first_year_follows_the_timing() -> None:
    assert lifetime.explain(120, 0.8, 0.1).table.index[0] == 1
    now = lifetime.explain(120, 0.8, 0.1, "now", years=2)
    assert now.table.loc[0].tolist() == [120, 1, 1, 120, 120]
    assert "first margin now" in str(now)


def test_the_cost_is_subtracted_once() -> None:
    shown = lifetime.explain(120, 0.8, 0.1, acquisition_cost=45)
    assert shown.net_ltv == pytest.approx(275)
    assert str(shown).count("45.00") == 1
    assert "net LTV" not in str(lifetime.explain(120, 0.8, 0.1))


def test_a_notebook_shows_a_table() -> None:
    html = lifetime.explain(120, 0.8, 0.1, years=3)._repr_html_()
    assert html.count("<tr>") == 4
    assert '<th scope="col">value today €</th>' in html
    assert '<tr><th scope="row">1</th><td>120.00</td>' in html
    assert "LTV before acquisition cost: €320.00" in html
    assert "$" not in html + repr(lifetime.explain(120, 0.8, 0.1))


def test_bad_input() -> None:
    with pytest.raises(DataError, match="years must be at least 1"):
        lifetime.explain(120, 0.8, 0.1, years=0)
    with pytest.raises(DataError, match="acquisition_cost must be at least 0"):
        lifetime.explain(120, 0.8, 0.1, acquisition_cost=-1)
    with pytest.raises(DataError, match=r"write 80 % as 0\.8"):
        lifetime.explain(120, 80, 0.1)
