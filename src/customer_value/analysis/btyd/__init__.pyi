from .beta_geometric import BetaGeometric, ModifiedBetaGeometric
from .discounting import LtvInterval, discounted_ltv
from .forecasts import compare_forecasts, next_year, repeat_purchases
from .gamma_gamma import GammaGamma
from .holdout import calibration_holdout_split
from .made_up_shop import made_up_orders
from .pareto_nbd import ParetoNBD
from .purchase_log import summary
from .units import Unit

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
