"""A log small enough to check by hand."""

from __future__ import annotations

import pandas as pd
import pytest


@pytest.fixture
def orders() -> pd.DataFrame:
    """Ana buys on 1, 15 (twice) and 29 January 2025, Ben on 5 February."""
    days = ["2025-01-01", "2025-01-15 09:00", "2025-01-15 23:59:59", "2025-01-29", "2025-02-05 12:00"]
    return pd.DataFrame(
        {
            "customer_id": ["Ana"] * 4 + ["Ben"],
            "ordered_at": pd.to_datetime(days, format="mixed"),
            "net_eur": [80.0, 20.0, 15.0, 5.0, 60.0],
        }
    )
