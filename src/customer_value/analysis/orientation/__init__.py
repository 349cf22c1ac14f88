"""Lesson 1: market orientation measured, its reliability, what goes with it, and the rivals.

Survey: `scores`, `recode`, `cronbach_alpha`, `alphas`, `standardised_alpha`, `item_analysis`,
`behaviour_scores`. Profit: `by_store`,
`profit_slope`, `profit_change`, `margin_of_error`. Rivals: `rival_gaps`, `value_map`, `huff_shares`, `campaign_losses`.
"""

from .behaviour import behaviour_scores
from .losses import campaign_losses, huff_shares
from .profits import Slope, by_store, profit_slope
from .reliability import alphas, cronbach_alpha, item_analysis, standardised_alpha
from .rivals import rival_gaps, value_map
from .scoring import recode, scores
from .trial import margin_of_error, profit_change

__all__ = [
    "Slope",
    "alphas",
    "behaviour_scores",
    "by_store",
    "campaign_losses",
    "cronbach_alpha",
    "huff_shares",
    "item_analysis",
    "margin_of_error",
    "profit_change",
    "profit_slope",
    "recode",
    "rival_gaps",
    "scores",
    "standardised_alpha",
    "value_map",
]
