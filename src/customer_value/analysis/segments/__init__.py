"""Lesson 3: segments by value and by need.

What they did: `rfm`, `rfm_scores`. How much a few hold: `pareto_share`, `lorenz`, `gini`, `still_best`. Value
now and to come: `actual_value`, `contributions`, `share_of_wallet`, `wallet_allocation`, `wallets`,
`unrealised_potential`, `potential_value`, `value_tiers`. Groups in data: `clusters`, `silhouettes`, `stability`,
`agreement`. Models of potential: `features_at` and `value_after` a cut-off, `PotentialValueModel`, `held_out`,
`drawn_again`, `lift_table`, `leakage_check`.
"""

from .books import contributions, wallets
from .concentration import gini, lorenz, pareto_share, still_best
from .k_means import Clusters, agreement, clusters, silhouettes, stability
from .potential import leakage_check, lift_table
from .potential_model import PotentialValueModel
from .recency_frequency_money import rfm, rfm_scores
from .resampling import drawn_again, held_out
from .time_split import features_at, value_after
from .value import share_of_wallet, value_tiers, wallet_allocation
from .yearly_value import actual_value, potential_value, unrealised_potential

__all__ = [
    "Clusters",
    "PotentialValueModel",
    "actual_value",
    "agreement",
    "clusters",
    "contributions",
    "drawn_again",
    "features_at",
    "gini",
    "held_out",
    "leakage_check",
    "lift_table",
    "lorenz",
    "pareto_share",
    "potential_value",
    "rfm",
    "rfm_scores",
    "share_of_wallet",
    "silhouettes",
    "stability",
    "still_best",
    "unrealised_potential",
    "value_after",
    "value_tiers",
    "wallet_allocation",
    "wallets",
]
