"""Facts of lesson 2 equal a few lines on the surveys of needs, features and choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

import customer_value as cv
from customer_value.errors import DataError, UnknownNameError

Facts = Mapping[str, Callable[..., float]]
NARROW, WIDE = "fee up to €10", "fee up to €20"


@pytest.fixture
def answers() -> pd.DataFrame:
    return cv.load("survey_needs").query("is_answered")


def test_response_rate_and_stated_importance(shop: Facts, answers: pd.DataFrame) -> None:
    assert shop["needs.response_rate"]() == pytest.approx(len(answers) / len(cv.load("survey_needs")))
    assert shop["needs.stated_importance"](need="price") == pytest.approx(answers["stated_price"].mean())


def test_alpha_needs_the_reversed_statement_recoded(shop: Facts, answers: pd.DataFrame) -> None:
    def alpha(items: pd.DataFrame) -> float:
        return 1.5 * (1 - items.var().sum() / items.sum(axis=1).var())

    service = answers[["service_1", "service_2", "service_3"]]
    assert shop["needs.alpha"](need="service", recoded=False) == pytest.approx(alpha(service))
    turned = service.assign(service_2=6 - service["service_2"])
    assert shop["needs.alpha"](need="service") == pytest.approx(alpha(turned))
    assert shop["needs.alpha"](need="price") == pytest.approx(alpha(answers[["price_1", "price_2", "price_3"]]))


def test_derived_importance_by_least_squares(shop: Facts, answers: pd.DataFrame) -> None:
    table = answers.filter(regex="^rating_|^overall_").astype(float)
    z = (table - table.mean()) / table.std()
    weights = np.linalg.lstsq(z.filter(like="rating_"), z["overall_satisfaction"])[0]
    for place, need in enumerate(("price", "convenience", "quality", "service")):
        assert shop["needs.derived_importance"](need=need) == pytest.approx(weights[place])


def test_kano_by_counting_pairs(shop: Facts) -> None:
    """One-dimensional is like and dislike; must-be is neither liked nor disliked when there, and missed when not."""
    asked = cv.load("survey_kano").query("feature == 'free returns'")
    there, absent = asked["functional_answer"], asked["dysfunctional_answer"]
    n = len(asked)
    counts = {
        "O": ((there == 1) & (absent == 5)).sum(),
        "M": (there.between(2, 4) & (absent == 5)).sum(),
        "A": ((there == 1) & absent.between(2, 4)).sum(),
        "I": (there.between(2, 4) & absent.between(2, 4)).sum(),
    }
    for letter, count in counts.items():
        share = shop["needs.kano_share"](feature="free returns", category=letter)
        assert share == pytest.approx(count / n)
    four = sum(counts.values())
    assert shop["needs.kano_better"](feature="free returns") == pytest.approx((counts["A"] + counts["O"]) / four)
    assert shop["needs.kano_worse"](feature="free returns") == pytest.approx(-(counts["O"] + counts["M"]) / four)


def test_needs_of_groups_by_hand(shop: Facts, answers: pd.DataFrame) -> None:
    """The foremost need by plain Python; Worse and its margin among those of quality by counting who misses returns."""
    turned = answers.assign(service_2=6 - answers["service_2"]).set_index("customer_id")
    needs = ("price", "convenience", "quality", "service")
    scores = {need: turned[[f"{need}_{k}" for k in (1, 2, 3)]].sum(axis=1).to_dict() for need in needs}
    first = {}
    for who in turned.index:
        best = [need for need in needs if scores[need][who] == max(scores[each][who] for each in needs)]
        first[who] = best[0] if len(best) == 1 else None
    single = [need for need in first.values() if need]
    assert shop["needs.foremost_share"](need="quality") == pytest.approx(single.count("quality") / len(single))

    asked = cv.load("survey_kano").query("feature == 'free returns'")
    asked = asked[asked["customer_id"].map(first) == "quality"]
    there, absent = asked["functional_answer"], asked["dysfunctional_answer"]
    counts = ~((there == absent) & there.isin([1, 5])) & (there < 5) & (absent > 1)  # neither Q nor R
    worse = -(absent[counts] == 5).mean()
    chosen = {"feature": "free returns", "need": "quality"}
    assert shop["needs.kano_worse"](**chosen) == pytest.approx(worse)
    assert shop["needs.kano_better"](**chosen) == pytest.approx((there[counts] == 1).mean())
    margin = 1.96 * np.sqrt(-worse * (1 + worse) / counts.sum())
    assert shop["needs.kano_margin"](**chosen) == pytest.approx(margin, rel=1e-4)
    share = shop["needs.kano_share"](**chosen, category="O")
    assert share == pytest.approx(((there == 1) & (absent == 5)).mean())


def test_the_fee_s_share_follows_its_range(shop: Facts) -> None:
    shares = [shop["needs.importance"](version=version) for version in (NARROW, WIDE)]
    assert shares[1] - shares[0] > 0.1
    attributes = ("delivery_days", "returns_days", "fee_eur", "assortment")
    assert sum(shop["needs.importance"](version=WIDE, attribute=each) for each in attributes) == pytest.approx(1)
    pay = [shop["needs.willingness_to_pay"](version=version) for version in (NARROW, WIDE)]
    assert pay[0] == pytest.approx(pay[1], rel=0.25)
    assert shop["needs.willingness_to_pay"](version=WIDE, days=1) == pytest.approx(pay[1] / 3)


def test_willingness_to_pay_by_another_way(shop: Facts) -> None:
    """Minimise the log-likelihood with scipy, on dense arrays of task by profile."""
    from scipy.optimize import minimize

    shown = cv.load("survey_choices").query("version == @WIDE").sort_values(["customer_id", "task", "profile"])
    shown = shown.assign(m=shown["assortment"] == "medium", s=shown["assortment"] == "small")
    x = shown[["delivery_days", "returns_days", "fee_eur", "m", "s"]].to_numpy(float)
    spread = x.std(axis=0)
    x, chosen = (x / spread).reshape(-1, 3, 5), shown["is_chosen"].to_numpy().reshape(-1, 3)

    def loss(worth: np.ndarray) -> float:
        utility = x @ worth
        return float(np.log(np.exp(utility).sum(axis=1)).sum() - utility[chosen].sum())

    worth = minimize(loss, np.zeros(5), method="BFGS").x / spread
    assert shop["needs.willingness_to_pay"](version=WIDE) == pytest.approx(3 * worth[0] / worth[2], rel=1e-3)


def test_unknown_words(shop: Facts) -> None:
    with pytest.raises(UnknownNameError, match="no need 'love'; needs: price, convenience, quality, service"):
        shop["needs.alpha"](need="love")
    with pytest.raises(UnknownNameError, match="no feature 'parking'; features: "):
        shop["needs.kano_better"](feature="parking")
    with pytest.raises(UnknownNameError, match="no category 'B'; categories: A, O, M, I, R, Q"):
        shop["needs.kano_share"](feature="free returns", category="B")
    with pytest.raises(UnknownNameError, match="no version 'fee'; versions: fee up to €10, fee up to €20"):
        shop["needs.importance"](version="fee")
    with pytest.raises(DataError, match="days must be above 0"):
        shop["needs.willingness_to_pay"](version=WIDE, days=0)
