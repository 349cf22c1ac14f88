"""Buy till you die: who is still a customer, and how much will they buy (lesson 4).

`summary` turns orders into x, t_x and T; `BetaGeometric` learns purchases and dropout from them, `GammaGamma` the value
of a purchase; `discounted_ltv` puts the two together. Symbols are those of the papers.
"""

from customer_value.analysis.btyd.beta_geometric import BetaGeometric
from customer_value.analysis.btyd.discounting import discounted_ltv
from customer_value.analysis.btyd.gamma_gamma import GammaGamma
from customer_value.analysis.btyd.purchase_log import Unit, summary

__all__ = ["BetaGeometric", "GammaGamma", "Unit", "discounted_ltv", "summary"]
