"""Models find their parameters again, in shops of their own and in Larkspur, and the page in docs/ says how well."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from customer_value.analysis import btyd
from customer_value.audit import recovery, simulated_shops

in_simulated_shops = cache(recovery.in_simulated_shops)


@pytest.mark.all
@pytest.mark.parametrize("model", [*simulated_shops.TRUTHS, "Gamma-Gamma"])
def test_parameters_are_found_again(model: str) -> None:
    """Bias is small beside the spread, and coverage is 90 % up to the luck of the shops."""
    for row in in_simulated_shops()[model]:
        assert abs(row.bias) < row.spread / 3
        assert abs(row.inside - 0.9) < 4 * np.sqrt(0.09 / recovery.SHOPS)


@pytest.mark.parametrize("seed", [None, *(pytest.param(seed, marks=pytest.mark.all) for seed in recovery.WORLDS)])
def test_nine_in_ten_lie_inside_in_larkspur(seed: int | None) -> None:
    """Trade has seasons and the models do not, so 5 in 100 above the interval becomes 3 to 8 in 100."""
    for found in recovery.in_larkspur(seed).values():
        assert 0.03 < found.above < 0.08
        assert found.below < 0.01


@pytest.mark.parametrize("seed", [None, *(pytest.param(seed, marks=pytest.mark.all) for seed in recovery.WORLDS)])
def test_the_model_of_larkspurs_leavers_is_close(seed: int | None) -> None:
    found = recovery.in_larkspur(seed)["BG/NBD"]
    assert found.rate == pytest.approx(1, abs=0.1)
    assert found.dropout == pytest.approx(1, abs=0.25)
    assert found.active == pytest.approx(1, abs=0.1)


@pytest.mark.all
def test_the_page_is_current() -> None:
    worlds = [recovery.in_larkspur(seed) for seed in recovery.WORLDS]
    page = recovery.page().read_text(encoding="utf-8")
    tables = recovery.shop_rows(in_simulated_shops()), recovery.world_rows(worlds)
    assert recovery.renewed(page, *tables) == page, "run: python -m customer_value.audit.recovery"


def test_few_shops_make_the_same_table() -> None:
    found = recovery.in_simulated_shops(shops=2)
    rows = recovery.shop_rows(found)
    assert len(rows) == 15
    page = recovery.page().read_text(encoding="utf-8")
    for row in rows:
        assert row.rsplit("|", 4)[0] in page


def test_a_parameter_is_compared_by_hand() -> None:
    truth = btyd.GammaGamma.from_parameters(p=2, q=4, v=10)
    models = [btyd.GammaGamma.from_parameters(p=p, q=4, v=10) for p in (1, 4)]
    for model in models:
        model.standard_errors_ = {"p": model.p_ / 2, "q": 1e-9}
    found = recovery.recovered(truth, models)
    assert found[0] == ("p", 2, 0.25, 0.75, 1.0)  # ln 2 = 0.69 is less than 1.6449 / 2
    assert found[1] == ("q", 4, 0, 0, 1.0)
    models[0].standard_errors_["p"] = 0.4  # 0.69 is more than 1.6449 * 0.4
    assert recovery.recovered(truth, models)[0].inside == 0.5


def test_worlds_become_rows() -> None:
    worlds = [{"BG/NBD": recovery.InLarkspur(rate, np.nan, 1.0, 0.04, 0.001)} for rate in (0.9, 1.3)]
    assert recovery.world_rows(worlds) == ["| BG/NBD | +10 % ± 20 % | – | +0 % ± 0 % | 4.0 % | 0.1 % |"]


def test_only_rows_are_renewed() -> None:
    page = "# One\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n| 3 | 4 |\n\nText.\n\n| c |\n| --- |\n| 5 |\n\nEnd.\n"
    expected = "# One\n\n| a | b |\n| --- | ---: |\n| x | y |\n\nText.\n\n| c |\n| --- |\n| z |\n| w |\n\nEnd.\n"
    assert recovery.renewed(page, ["| x | y |"], ["| z |", "| w |"]) == expected
