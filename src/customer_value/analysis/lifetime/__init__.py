"""Lifetime value: formulas, cohorts, survival, and the sum by hand (lesson 4).

Money is in €, rates are shares per year (0.10 for 10 %), durations are years unless a name says otherwise. A number
gives a float, an array an array, a Series a Series.
"""

from customer_value.analysis.lifetime.acquisition import (
    break_even_retention,
    customer_equity,
    net_ltv,
    payback_years,
)
from customer_value.analysis.lifetime.by_hand import Explanation, explain
from customer_value.analysis.lifetime.cohort_tables import (
    cohorts,
    hazard_rates,
    retention_rates,
    survival_curve,
)
from customer_value.analysis.lifetime.contributions import order_contribution
from customer_value.analysis.lifetime.definitions import five_definitions
from customer_value.analysis.lifetime.formulas import (
    FirstMargin,
    discounted_ltv,
    margin_ltv,
    margin_multiple,
    simple_ltv,
)
from customer_value.analysis.lifetime.shifted_beta_geometric import ShiftedBetaGeometric

__all__ = [
    "Explanation",
    "FirstMargin",
    "ShiftedBetaGeometric",
    "break_even_retention",
    "cohorts",
    "customer_equity",
    "discounted_ltv",
    "explain",
    "five_definitions",
    "hazard_rates",
    "margin_ltv",
    "margin_multiple",
    "net_ltv",
    "order_contribution",
    "payback_years",
    "retention_rates",
    "simple_ltv",
    "survival_curve",
]
