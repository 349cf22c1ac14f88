"""Facts about surveys: who answers, and that nothing can be read off people's age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .gate import Gate

if TYPE_CHECKING:
    from .gate import Books

HEAVY = 0.2


def _answered(books: Books) -> float:
    """Share of the invited customers who answered."""
    return float(books["survey_needs"]["is_answered"].mean())


def _heavy_and_light(books: Books) -> float:
    """Response of the top fifth by net sales against that of the others."""
    invited = books["survey_needs"].merge(books["customer_summary"][["customer_id", "net_sales_eur"]], on="customer_id")
    heavy = invited["net_sales_eur"].rank(pct=True) > 1 - HEAVY
    rate = invited.groupby(heavy)["is_answered"].mean()
    return float(rate[True] / rate[False])


def _mutual_information(books: Books) -> float:
    """Measure what age band and need segment tell of each other, in nats; 0 means nothing."""
    ages = books["customers"].dropna(subset=["age_band"])
    known = ages.merge(books["truth/customers"][["customer_id", "need_segment"]], on="customer_id")
    joint = pd.crosstab(known["age_band"], known["need_segment"], normalize=True).to_numpy()
    alone = np.outer(joint.sum(axis=1), joint.sum(axis=0))
    return float((joint * np.log(joint / alone)).sum())


GATES = (
    Gate("survey response, share of those invited", "design", 0.12, 0.20, _answered),
    Gate("survey response, top fifth by sales / others", "design", 2.0, 3.0, _heavy_and_light),
    Gate("age band and need segment, mutual information (nats)", "design: none", 0.0, 0.02, _mutual_information),
)
