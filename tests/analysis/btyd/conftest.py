"""A log small enough to check by hand, and customers drawn from the three purchase models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.audit.simulated_shops import TRUTHS, simulated


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


@pytest.fixture(scope="session")
def shop() -> Callable[..., dict[str, np.ndarray]]:
    """Draw customers of any purchase model, purchase by purchase, and what they do in the weeks after T."""
    return simulated


@pytest.fixture(params=list(TRUTHS))
def world(request: pytest.FixtureRequest) -> Any:
    """One of the three purchase models, at parameters of a shop whose customers come every few weeks."""
    return TRUTHS[request.param]


@pytest.fixture(scope="session")
def pareto_at_mle(reference: dict[str, Any]) -> btyd.ParetoNBD:
    """Pareto/NBD at the parameters for which the reference lists values per customer."""
    return btyd.ParetoNBD.from_parameters(**reference["run"]["pareto_nbd"]["independent_mle"])
