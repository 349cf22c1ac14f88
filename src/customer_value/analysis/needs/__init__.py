"""Lesson 2: what customers need, from surveys and choices.

Kano: `kano_categories`, `kano`, `satisfaction_coefficients`. Choices: `part_worths`, `importance`,
`willingness_to_pay`. Ratings: `derived_importance`, `opportunity_score`. Who answered: `sampling_margin`,
`response_weights`.
"""

from .choices import PartWorths, part_worths
from .importance import derived_importance, importance, opportunity_score, willingness_to_pay
from .kano_model import kano, kano_categories, satisfaction_coefficients
from .response import response_weights, sampling_margin

__all__ = [
    "PartWorths",
    "derived_importance",
    "importance",
    "kano",
    "kano_categories",
    "opportunity_score",
    "part_worths",
    "response_weights",
    "sampling_margin",
    "satisfaction_coefficients",
    "willingness_to_pay",
]
