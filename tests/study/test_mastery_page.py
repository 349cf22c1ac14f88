"""The estimate's chances hold for simulated learners, and better than a plain average does; the page says so."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from customer_value.audit.recovery import renewed
from customer_value.study import mastery_page
from customer_value.study.mastery_page import EDGES, brier, brier_row, calibration_rows
from customer_value.study.simulated_learners import SORTS, Step, steps

FEW = 400
few = cache(lambda name: np.array(steps(SORTS[name], FEW, seed=2)).T)  # other learners than those on the page


def test_for_learners_as_modelled_the_chances_hold() -> None:
    estimate, average, truth, right = few("as the model has them")
    for low, high in pairwise(EDGES):
        inside = (estimate >= low) & (estimate < high)
        error = estimate[inside].mean() - right[inside].mean() if inside.any() else 0
        assert abs(error) < 4 * np.sqrt(0.25 / max(inside.sum(), 1))
    assert brier(truth, right) < brier(estimate, right) < 0.8 * brier(average, right)


def test_for_others_it_is_off_by_little_and_still_beats_the_average() -> None:
    estimate, average, truth, right = few("as it does not")
    assert abs(estimate.mean() - right.mean()) < 0.05
    assert brier(truth, right) < brier(estimate, right) < 0.85 * brier(average, right)
    assert brier(estimate, right) < 0.9 * brier(np.full_like(right, right.mean()), right)


def test_a_prediction_knows_nothing_of_what_it_predicts() -> None:
    """As many steps as answers after the first, and the average is that of the answers before."""
    found = steps(SORTS["as it does not"], 1, seed=5)
    assert len(found) > 2
    earlier = [found[0].average, *(each.right for each in found)]
    for place, each in enumerate(found):
        assert each.average == pytest.approx(np.mean(earlier[: place + 1]))


def test_rows_by_hand() -> None:
    found = [Step(0.9, 0.5, 0.9, 1.0), Step(0.25, 1.0, 0.1, 0.0)]
    assert brier_row("some", found) == "| some | 0.036 | 0.625 | 0.250 | 0.010 |"
    rows = calibration_rows("some", found)
    assert rows[0] == "| some | 0 to 20 % | 0 | – | – |"
    assert rows[1] == "|  | 20 to 30 % | 1 | 25 % | 0 % |"
    assert rows[-1] == "|  | 80 to 100 % | 1 | 90 % | 100 % |"


def test_the_numbers_on_the_page_are_the_models() -> None:
    page = mastery_page.page().read_text(encoding="utf-8")
    assert all(row in page for row in mastery_page.number_rows())


@pytest.mark.all
def test_the_page_is_current() -> None:
    page = mastery_page.page().read_text(encoding="utf-8")
    assert renewed(page, *mastery_page.tables()) == page, "run: python -m customer_value.study.mastery_page"
