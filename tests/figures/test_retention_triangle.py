"""The triangle says which share of new customers buys again, from the table that it gets."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import lifetime
from customer_value.errors import ColumnError, DataError
from customer_value.figures import retention_triangle


def table(periods: int, label, share: float = 0.3) -> pd.DataFrame:
    """Cohorts of 100, of whom the same share buys in each later period."""
    rows = [
        {"cohort": label(start), "age": age, "cohort_size": 100, "active": 100 if age == 0 else int(100 * share)}
        for start in range(periods)
        for age in range(periods - start)
    ]
    frame = pd.DataFrame(rows)
    frame["active_share"] = frame["active"] / 100
    frame["survivors"] = (100 * 0.7 ** frame["age"]).astype(int)
    return frame


QUARTER = lambda start: f"{2023 + start // 4}-Q{start % 4 + 1}"  # noqa: E731
MONTH = lambda start: f"{2023 + start // 12}-{start % 12 + 1:02}"  # noqa: E731
YEAR = lambda start: f"{2015 + start}"  # noqa: E731


def test_the_title_gives_the_shares_of_the_table(readable) -> None:
    cohorts = table(12, QUARTER)
    cohorts.loc[cohorts["age"] == 8, "active"] = 11
    model = lifetime.ShiftedBetaGeometric.from_parameters(alpha=0.4, beta=0.9)
    alt = readable(lambda: retention_triangle(cohorts, model)).alt
    assert alt.startswith("Of 100 new customers, 30 buy again in the next quarter, and 11 do so 8 quarters after")
    assert "Cohort 2023-Q1: 70 % bought again at all" in alt


@pytest.mark.parametrize(
    ("periods", "label", "unit"), [(36, MONTH, "month"), (5, YEAR, "year"), (6, QUARTER, "quarter")]
)
def test_months_and_years_are_readable_too(readable, periods: int, label, unit: str) -> None:
    assert f"in the next {unit}" in readable(lambda: retention_triangle(table(periods, label))).alt


def test_shares_are_weighted_by_the_size_of_the_cohort() -> None:
    cohorts = table(5, YEAR)
    cohorts.loc[cohorts["cohort"] == "2015", ["cohort_size", "active"]] = [100_000, 90_000]
    assert "Of 100 new customers, 90 buy again" in retention_triangle(cohorts).alt


def test_missing_columns_and_short_tables_are_refused() -> None:
    with pytest.raises(ColumnError, match="'survivors'"):
        retention_triangle(table(5, YEAR).drop(columns="survivors"))
    with pytest.raises(DataError, match="three periods"):
        retention_triangle(table(3, YEAR))
    with pytest.raises(DataError, match="three periods"):
        retention_triangle(table(5, YEAR).iloc[:0])


def test_it_takes_what_cohorts_returns() -> None:
    random = np.random.default_rng(3)
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(random.integers(0, 1095, 900), unit="D")
    orders = pd.DataFrame({"customer_id": random.integers(0, 200, 900), "ordered_at": days})
    assert "Of 100 new customers" in retention_triangle(lifetime.cohorts(orders, period="quarter")).alt
