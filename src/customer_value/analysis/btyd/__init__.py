"""Buy till you die: who is still a customer, and how much will they buy (lesson 4).

`summary` turns orders into x, t_x and T; `BetaGeometric`, `ModifiedBetaGeometric` and `ParetoNBD` learn purchases and
dropout from them, `GammaGamma` the value of a purchase; `discounted_ltv` puts two of them together, and
`calibration_holdout_split` lays a later period aside to check them, `compare_forecasts` does so beside simple rules,
and `made_up_orders` draws a shop in which one rule of the models is broken at a time. Symbols are those of the papers.
docs/model-recovery.md says how well the models find parameters that are known.
"""

from typing import TYPE_CHECKING

import lazy_loader as _lazy

from customer_value.analysis.btyd.beta_geometric import BetaGeometric, ModifiedBetaGeometric
from customer_value.analysis.btyd.discounting import LtvInterval, discounted_ltv
from customer_value.analysis.btyd.gamma_gamma import GammaGamma
from customer_value.analysis.btyd.holdout import calibration_holdout_split
from customer_value.analysis.btyd.pareto_nbd import ParetoNBD
from customer_value.analysis.btyd.purchase_log import summary
from customer_value.analysis.btyd.units import Unit

if TYPE_CHECKING:
    from customer_value.analysis.btyd.forecasts import compare_forecasts, next_year, repeat_purchases
    from customer_value.analysis.btyd.made_up_shop import made_up_orders

# These need pandas, which the models do not: it loads when one of them is called.
__getattr__, _, _ = _lazy.attach(
    __name__,
    submod_attrs={
        "forecasts": ["compare_forecasts", "next_year", "repeat_purchases"],
        "made_up_shop": ["made_up_orders"],
    },
)

__all__ = [
    "BetaGeometric",
    "GammaGamma",
    "LtvInterval",
    "ModifiedBetaGeometric",
    "ParetoNBD",
    "Unit",
    "calibration_holdout_split",
    "compare_forecasts",
    "discounted_ltv",
    "made_up_orders",
    "next_year",
    "repeat_purchases",
    "summary",
]
