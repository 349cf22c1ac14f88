"""Facts of lesson 1 equal a few lines on the staff survey, the stores and the rivals."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

import customer_value as cv
from customer_value.errors import DataError, UnknownNameError

Facts = Mapping[str, Callable[..., float]]


@pytest.fixture
def survey() -> pd.DataFrame:
    return cv.load("survey_orientation")


def test_scores_and_their_weightings(shop: Facts, survey: pd.DataFrame) -> None:
    parts = pd.DataFrame({name: survey.filter(like=f"{name}_").mean(axis=1) for name in ("competitor", "coordination")})
    parts["customer"] = survey[[f"customer_{i}" for i in range(1, 7)]].mean(axis=1)
    buying = survey["department"] == "buying"
    score = shop["orientation.component_score"]
    assert score(component="competitor") == pytest.approx(parts["competitor"].mean())
    assert score(component="customer", department="buying") == pytest.approx(parts.loc[buying, "customer"].mean())
    items = survey.filter(regex=r"_\d$").mean(axis=1)
    assert shop["orientation.overall"]() == pytest.approx(items[parts.notna().all(axis=1)].mean())
    of_parts = parts[buying].mean(axis=1, skipna=False).mean()
    assert shop["orientation.overall"](weighting="components", department="buying") == pytest.approx(of_parts)


def test_marketing_flatters(shop: Facts, survey: pd.DataFrame) -> None:
    own = survey.filter(like="coordination_").mean(axis=1).groupby(survey["department"] == "marketing").mean()
    gap = shop["orientation.marketing_gap"]
    assert gap(component="coordination") == pytest.approx(own[True] - own[False])
    assert 0.6 < gap() < 1


def test_alpha_from_mean_covariances(shop: Facts, survey: pd.DataFrame) -> None:
    """k² times the mean covariance of two items, divided by the variance of the sum."""
    for component, items in (("competitor", survey.filter(like="competitor_")), (None, survey.filter(regex=r"_\d$"))):
        table = items.dropna()
        k, matrix = table.shape[1], table.cov().to_numpy()
        between = (matrix.sum() - matrix.trace()) / (k * (k - 1))
        assert shop["orientation.alpha"](component=component) == pytest.approx(k**2 * between / matrix.sum())


def test_correlation_falls_within_classes_of_size(shop: Facts, survey: pd.DataFrame) -> None:
    stores = cv.load("stores").set_index("store_id")
    stores["score"] = survey.filter(regex=r"_\d$").mean(axis=1).groupby(survey["store_id"]).mean()
    stores["profit"] = cv.load("store_months").groupby("store_id")["profit_eur"].sum() / stores["area_m2"]
    found = [shop["orientation.profit_correlation"](size_classes=n) for n in (1, 4)]
    assert found[0] == pytest.approx(stores["score"].corr(stores["profit"]), abs=0.01)
    assert found[1] < found[0] - 0.1


def test_the_slope_falls_within_classes_too_and_lies_inside_its_interval(shop: Facts) -> None:
    slope = shop["orientation.profit_slope"]
    assert slope() > slope(size_classes=3) + 10
    assert slope(end="low") < slope() < slope(end="high")
    assert slope() == pytest.approx(
        cv.orientation.profit_slope(
            cv.orientation.by_store(cv.load("survey_orientation"), cv.load("stores"), cv.load("store_months"))
        ).slope
    )


def test_gap_to_a_rival(shop: Facts) -> None:
    rivals = cv.load("rivals").query("rival == 'Brimlow'").set_index("month_on")
    gap = shop["orientation.rival_gap"]
    assert gap(rival="Brimlow") == pytest.approx(100 - rivals["service_index"].mean())
    assert gap(rival="Brimlow", topic="price", year=2024) == pytest.approx(100 - rivals["price_index"]["2024"].mean())


def test_unknown_words(shop: Facts) -> None:
    with pytest.raises(UnknownNameError, match="no component 'customers'; components: customer, competitor"):
        shop["orientation.component_score"](component="customers")
    with pytest.raises(UnknownNameError, match="no department 'sales'; departments: buying, finance"):
        shop["orientation.overall"](department="sales")
    with pytest.raises(UnknownNameError, match="no rival 'Aldi'; rivals: Brimlow, Ferncastle, Ostrel"):
        shop["orientation.rival_gap"](rival="Aldi")
    with pytest.raises(DataError, match=r"1 \(all stores together\) to 10"):
        shop["orientation.profit_correlation"](size_classes=0)
    with pytest.raises(UnknownNameError, match="no end 'lower'"):
        shop["orientation.profit_slope"](end="lower")
