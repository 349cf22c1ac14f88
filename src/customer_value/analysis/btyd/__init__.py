"""Buy till you die: who is still a customer, and how much will they buy (lesson 4).

`summary` turns orders into x, t_x and T; `BetaGeometric`, `ModifiedBetaGeometric` and `ParetoNBD` learn purchases and
dropout from them, `GammaGamma` the value of a purchase; `discounted_ltv` puts two of them together, and
`calibration_holdout_split` lays a later period aside to check them, `compare_forecasts` does so beside simple rules,
and `made_up_orders` draws a shop in which one rule of the models is broken at a time. Symbols are those of the papers.
docs/model-recovery.md says how well the models find parameters that are known.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
