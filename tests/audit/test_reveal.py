"""An estimate is held against the truth: measures, hints and a sentence that says how good it is."""

from __future__ import annotations

import html

import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value.audit.benchmark import opened
from customer_value.audit.estimates import unit_hint
from customer_value.audit.quantities import QUANTITIES, quantity
from customer_value.errors import UnknownNameError

SEED = 1


def truth(of: str) -> pd.Series:
    return quantity(of).truth(opened(SEED)[0])


def reveal(estimate: object, of: str = "purchase_rate"):
    return cv.reveal(estimate, of, seed=SEED, quiet=True)


def test_the_truth_itself_has_no_error_and_nothing_ranks_better() -> None:
    shown = reveal(truth("purchase_rate"))
    assert shown.customers == 12_000
    assert shown.yours.bias == shown.yours.mean_absolute_error == shown.yours.root_mean_squared_error == 0
    assert shown.yours.ranking == pytest.approx(1)
    assert "as good as these books allow" in shown.sentence
    np.testing.assert_allclose(shown.tenths["estimate"], shown.tenths["truth"])


def test_the_best_beats_habit_and_falls_short_of_the_truth() -> None:
    for of in ("purchase_rate", "is_active"):
        shown = reveal(truth(of) + np.random.default_rng(0).normal(size=12_000) * truth(of).std() / 20, of)
        assert shown.habit.ranking + 0.05 < shown.best.ranking < 1


def test_a_constant_error_is_the_bias() -> None:
    shown = reveal(truth("basket") + 3, "basket")
    assert shown.yours.bias == pytest.approx(3)
    assert shown.yours.ranking == pytest.approx(1)


def test_frame_series_and_array_say_the_same_in_any_order() -> None:
    rate = truth("purchase_rate") * 1.1
    frame = rate.rename("mine").reset_index()
    shuffled = rate.sample(frac=1, random_state=3)
    ways = [reveal(each).yours.mean_absolute_error for each in (rate, frame, rate.to_numpy(), shuffled)]
    assert ways == pytest.approx([ways[0]] * 4)


def test_a_part_of_the_customers_will_do() -> None:
    assert reveal(truth("purchase_rate").iloc[:200] * 2).customers == 200


@pytest.mark.parametrize(
    ("of", "factor", "word"),
    [
        ("purchase_rate", 1 / 52, "week"),
        ("purchase_rate", 12, "month"),
        ("wallet", 1 / 12, "month"),
        ("orders_2026", 1 / 365, "day"),
        ("is_active", 100, "percent"),
        ("basket", 100, "cents"),
    ],
)
def test_a_wrong_unit_is_named(of: str, factor: float, word: str) -> None:
    real = truth(of)
    assert word in unit_hint(real * factor, real, quantity(of))
    assert unit_hint(real * 1.3, real, quantity(of)) == ""


def test_the_hint_comes_first() -> None:
    assert repr(reveal(truth("purchase_rate") / 52)).startswith("Your mean is about 52 times too small: is it per week")


def test_it_spoils_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    cv.reveal(truth("basket"), of="basket", seed=SEED)
    assert capsys.readouterr().out.startswith("Spoiler: ")


def test_an_unknown_quantity_names_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'purchase_rate'"):
        reveal(truth("basket"), "purchase_rates")


@pytest.mark.parametrize("of", ["is_active", "basket"])
def test_it_shows_a_picture_that_speaks_and_tables(of: str) -> None:
    shown = reveal(truth(of) * 0.9 + 0.01, of)
    bundle = shown._repr_mimebundle_()
    assert bundle["text/plain"] == repr(shown)
    assert html.escape(shown.picture.alt) in bundle["text/html"]
    assert ("AUC" in repr(shown)) == (of == "is_active")
    assert "Tenth by tenth" in bundle["text/html"]


@pytest.mark.all
@pytest.mark.parametrize("of", QUANTITIES)
def test_every_quantity_can_be_asked_for(of: str) -> None:
    shown = reveal(truth(of) * 0.9, of)
    assert shown.best.ranking > 0.3
    assert abs(shown.best.bias) < 0.1 * truth(of).abs().mean()
