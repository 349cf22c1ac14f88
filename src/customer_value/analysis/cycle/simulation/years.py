"""What a plan brings in a year: expected, by luck, and as a share of what was to be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVEL = 0.90


@dataclass(frozen=True, eq=False)
class Year:
    """What a plan brings, compared with doing nothing; € expected unless said otherwise.

    Attributes
    ----------
    cost_eur
        What the plan spends.
    contribution_eur
        Contribution of the year that it causes, before its cost.
    equity_eur
        Change of customer equity at the end of the year.
    gain_eur
        Contribution plus equity less cost.
    low_eur, high_eur
        The middle 90 % of the gains over the alternative futures.
    score, score_low, score_high
        The gain, and that interval, as shares of the oracle's expected gain.
    stages
        One row per stage: `cost_eur`, `contribution_eur`, `equity_eur`, `gain_eur`.
    futures
        One row per future: `contribution_eur`, `equity_eur`, `gain_eur`.
    """

    cost_eur: float
    contribution_eur: float
    equity_eur: float
    gain_eur: float
    low_eur: float
    high_eur: float
    score: float
    score_low: float
    score_high: float
    stages: pd.DataFrame
    futures: pd.DataFrame

    @classmethod
    def of(cls, stages: pd.DataFrame, futures: pd.DataFrame, best_gain: float) -> Year:
        """Add up the stages, and measure the futures by the gain of the best plan (€)."""
        if best_gain <= 0:
            raise DataError("no plan gains anything with this budget, so there is no oracle's gain to take a share of.")
        total = {str(name): float(amount) for name, amount in stages.sum().items()}
        low, high = (float(np.quantile(futures["gain_eur"], end)) for end in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
        return cls(
            **total,
            low_eur=low,
            high_eur=high,
            score=total["gain_eur"] / best_gain,
            score_low=low / best_gain,
            score_high=high / best_gain,
            stages=stages,
            futures=futures,
        )


def compared(years: Mapping[str, Year]) -> pd.DataFrame:
    """Set years beside each other, one row per plan, the best first."""
    names = [name for name in Year.__dataclass_fields__ if name not in ("stages", "futures")]
    rows = {plan: {name: getattr(year, name) for name in names} for plan, year in years.items()}
    table = pd.DataFrame.from_dict(rows, orient="index")
    return table.sort_values("gain_eur", ascending=False, kind="stable").rename_axis("plan")
