"""The model finds who will grow, tells what drives it, and refuses what would make it lie."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis import segments
from customer_value.errors import ColumnError, DataError


def _world(seed: int, customers: int = 600) -> tuple[pd.DataFrame, pd.Series]:
    """Growth that follows carts and orders by known powers, and not the distance."""
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({name: rng.gamma(2, 5, customers) for name in ("carts", "orders", "distance_km")})
    mean = 30 * (1 + table["carts"]) ** 0.8 * (1 + table["orders"]) ** 0.5
    return table, pd.Series(rng.poisson(mean), name="growth").astype(float)


@pytest.fixture
def model() -> segments.PotentialValueModel:
    return segments.PotentialValueModel().fit(*_world(1))


def test_it_learns_the_law_that_made_the_growth(model: segments.PotentialValueModel) -> None:
    table, growth = _world(1)
    power = model.coef_ / np.log1p(table).std(ddof=0).to_numpy()
    assert power == pytest.approx([0.8, 0.5, 0.0], abs=0.03)
    assert model.feature_names_in_.tolist() == ["carts", "orders", "distance_km"]
    assert model.n_features_in_ == 3
    centre = np.expm1(np.log1p(table).mean()).to_frame().T
    assert model.predict(centre).iloc[0] == pytest.approx(np.exp(model.intercept_))
    assert model.predict(table).mean() == pytest.approx(growth.mean(), rel=1e-6)


def test_a_later_day_is_predicted_and_the_best_tenth_found(model: segments.PotentialValueModel) -> None:
    later, came = _world(2)
    predicted = model.predict(later.assign(shoe_size=42)[["shoe_size", "distance_km", "orders", "carts"]])
    assert predicted.name == "predicted"
    lift = segments.lift_table(came, predicted)["lift"][1]
    assert lift == pytest.approx(segments.lift_table(came, came)["lift"][1], rel=0.05)
    importance = model.importance(later, came)
    assert importance.index.tolist() == ["carts", "orders", "distance_km"]
    assert importance["lift_lost"].iloc[0] > importance["lift_lost"].iloc[1] > 0.1
    assert abs(importance["lift_lost"].iloc[2]) < 0.02


@settings(max_examples=15)
@given(factor=st.floats(1e-3, 1e3), seed=st.integers(0, 50))
def test_the_unit_of_the_target_scales_the_prediction(factor: float, seed: int) -> None:
    table, growth = _world(seed, 150)
    model = segments.PotentialValueModel(known_in_time=table.columns)
    one = model.fit(table, growth).predict(table)
    other = model.fit(table, growth * factor).predict(table)
    pd.testing.assert_series_equal(other, one * factor, rtol=1e-6)


def test_the_same_customers_give_the_same_model(model: segments.PotentialValueModel) -> None:
    assert model.coef_.tolist() == segments.PotentialValueModel().fit(*_world(1)).coef_.tolist()
    table, growth = _world(2)
    pd.testing.assert_frame_equal(model.importance(table, growth), model.importance(table, growth))
    assert repr(model).startswith("PotentialValueModel(carts=+0.")
    assert repr(segments.PotentialValueModel()) == "PotentialValueModel(not fitted)"


def test_the_future_is_refused_until_someone_vouches_for_it() -> None:
    table, growth = _world(1)
    hindsight = table[["distance_km"]].assign(coupons_next_half_year=growth + 1)
    with pytest.raises(DataError, match="'coupons_next_half_year' alone goes with what came later so much better"):
        segments.PotentialValueModel().fit(hindsight, growth)
    segments.PotentialValueModel(known_in_time=["coupons_next_half_year"]).fit(hindsight, growth)
    with pytest.raises(ColumnError, match="known_in_time needs the column 'coupon'"):
        segments.PotentialValueModel(known_in_time=["coupon"]).fit(hindsight, growth)


def test_windows_must_fit_together(model: segments.PotentialValueModel) -> None:
    table, growth = _world(1)
    table.attrs, growth.attrs = {"cutoff": "2024-01-01", "months": 12}, {"cutoff": "2025-01-01"}
    with pytest.raises(DataError, match="end at 2024-01-01, the target begins at 2025-01-01"):
        segments.PotentialValueModel().fit(table, growth)
    growth.attrs = {"cutoff": "2024-01-01"}
    yearly = segments.PotentialValueModel().fit(table, growth.clip(lower=0))
    table.attrs = {"cutoff": "2025-01-01", "months": 6}
    with pytest.raises(DataError, match="learned from features of 12 months; these are of 6"):
        yearly.predict(table)
    table.attrs = {}
    assert len(yearly.predict(table)) == len(table)


@settings(max_examples=30)
@given(data=st.data(), seed=st.integers(0, 99))
def test_whatever_varies_can_be_learned(data: st.DataObject, seed: int) -> None:
    """Ties, constant columns, columns that come twice, huge numbers, and a target that is nearly always 0."""
    rng = np.random.default_rng(seed)
    rows = data.draw(st.integers(100, 140))
    table = pd.DataFrame({"many": rng.lognormal(0, data.draw(st.floats(0, 9)), rows), "few": rng.integers(0, 2, rows)})
    table = table.assign(twice=table["many"], below=-table["many"], same=data.draw(st.floats(-1e9, 1e9)))
    target = pd.Series(0.0, table.index)
    chosen = rng.permutation(rows)[: data.draw(st.integers(1, rows - 1))]
    target[chosen] = rng.lognormal(3, 3, len(chosen))
    model = segments.PotentialValueModel(known_in_time=table.columns).fit(table, target)
    assert model.predict(table).sum() == pytest.approx(target.sum(), rel=1e-4)
    assert model.coef_[4] == pytest.approx(0, abs=1e-9)
    assert model.coef_[0] == pytest.approx(model.coef_[2], abs=1e-6)


@given(
    value=st.sampled_from([np.nan, np.inf, -np.inf]), row=st.integers(0, 599), where=st.sampled_from(["orders", "to"])
)
def test_a_gap_anywhere_is_refused(value: float, row: int, where: str) -> None:
    table, growth = _world(1)
    if where == "orders":
        table.loc[row, "orders"] = value
    else:
        growth[row] = value
    with pytest.raises(DataError, match="1 missing or infinite value"):
        segments.PotentialValueModel().fit(table, growth)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t, g: (t.head(0), g.head(0)), "no rows"),
        (lambda t, g: (t.head(99), g.head(99)), "100 customers or more, not 99"),
        (lambda t, g: (t, g[::-1]), "different indexes"),
        (lambda t, g: (t, g.to_numpy()), "different indexes"),
        (lambda t, g: (t.to_numpy(), g), "needs a pandas table, one row per customer, not a ndarray"),
        (lambda t, g: (t[["orders"]], g), "two or more features"),
        (lambda t, g: (t, g - 1000), "goes down to -"),
        (lambda t, g: (t, g * 0), "a target that varies"),
        (lambda t, g: (t.assign(orders="many"), g), "orders must hold numbers only"),
        (lambda t, g: (t.set_axis([7, 7, *range(598)]), g), "7 comes twice"),
        (lambda t, g: (t.set_axis(["a", "a", "b"], axis=1), g), "'a' comes twice"),
    ],
)
def test_what_cannot_be_learned_is_said(change, says: str) -> None:
    table, growth = change(*_world(1))
    with pytest.raises(DataError, match=says):
        segments.PotentialValueModel().fit(table, growth)


def test_what_cannot_be_predicted_is_said(model: segments.PotentialValueModel) -> None:
    table, growth = _world(1)
    with pytest.raises(DataError, match="call fit"):
        segments.PotentialValueModel().predict(table)
    with pytest.raises(ColumnError, match="needs the column 'orders'; the table has"):
        model.predict(table.drop(columns="orders"))
    with pytest.raises(DataError, match="at least one round"):
        model.importance(table, growth, rounds=0)
    with pytest.raises(DataError, match="groups must lie between 2 and 600"):
        model.importance(table, growth, groups=1)
    with pytest.raises(DataError, match="different indexes"):
        model.importance(table, growth.head(5))
