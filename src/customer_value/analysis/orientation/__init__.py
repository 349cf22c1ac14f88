"""Lesson 1: market orientation measured, its reliability, and the rivals.

Functions: `scores`, `recode`, `cronbach_alpha`, `standardised_alpha`, `item_analysis`, `rival_gaps`, `value_map`.
"""

from .reliability import cronbach_alpha, item_analysis, standardised_alpha
from .rivals import rival_gaps, value_map
from .scoring import recode, scores

__all__ = [
    "cronbach_alpha",
    "item_analysis",
    "recode",
    "rival_gaps",
    "scores",
    "standardised_alpha",
    "value_map",
]
