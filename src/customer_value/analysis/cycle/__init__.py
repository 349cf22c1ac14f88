"""Lesson 5: the cycle of customer value management.

Right customers: `acquisition_cost`, `payback_months`, `ltv_to_cac`, `response_rate`, `best_spend`. Right
relationship: `bought_together`, `next_product`, `basket_change`. Right retention: `net_promoter_score`,
`repeat_rate`. Cause and effect: `campaign_results`, `known_before`, `uplift`, `uplift_by`, `break_even_uplift`,
`sample_size`, `group_scores`, `gain_curve`, `qini`, `targeting_table`. Contacts: `contact_audit`, `contact_plan`. The
whole year: `marginal_plan` makes a `Plan` from estimates, `allocation_table` tells it by cell, and `Simulator` plays
it on the hidden truth, under `Rules`, and gives a `Year`.
"""

from .baskets import bought_together, next_product
from .campaign_tests import campaign_results, known_before
from .contact_plans import ContactAudit, contact_audit, contact_plan
from .experiments import Uplift, break_even_uplift, sample_size, uplift
from .group_uplifts import group_scores, uplift_by
from .loyalty import NetPromoterScore, net_promoter_score, repeat_rate
from .programmes import BasketChange, basket_change
from .simulation.allocation import allocation_table
from .simulation.estimates import marginal_plan
from .simulation.plans import Plan
from .simulation.rules import Rules
from .simulation.simulator import Simulator
from .simulation.years import Year
from .targeting import gain_curve, qini, targeting_table
from .winning import acquisition_cost, best_spend, ltv_to_cac, payback_months, response_rate

__all__ = [
    "BasketChange",
    "ContactAudit",
    "NetPromoterScore",
    "Plan",
    "Rules",
    "Simulator",
    "Uplift",
    "Year",
    "acquisition_cost",
    "allocation_table",
    "basket_change",
    "best_spend",
    "bought_together",
    "break_even_uplift",
    "campaign_results",
    "contact_audit",
    "contact_plan",
    "gain_curve",
    "group_scores",
    "known_before",
    "ltv_to_cac",
    "marginal_plan",
    "net_promoter_score",
    "next_product",
    "payback_months",
    "qini",
    "repeat_rate",
    "response_rate",
    "sample_size",
    "targeting_table",
    "uplift",
    "uplift_by",
]
