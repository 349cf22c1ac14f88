"""Lesson 2: what customers need, from surveys and choices.

Kano: `kano_categories`, `kano`, `satisfaction_coefficients`, `kano_by_group`. Choices: `part_worths`,
`part_worths_by_group`, `part_worth_draws`, `importance`, `willingness_to_pay`, `choice_share`. Ratings:
`derived_importance`, `opportunity_score`. Who answered, and what they need most: `response_rates`,
`response_weights`, `sampling_margin`, `foremost`, `group_shares`.
"""

from .choices import PartWorths, part_worths, part_worths_by_group
from .groups import foremost, group_shares, kano_by_group
from .importance import choice_share, derived_importance, importance, opportunity_score, willingness_to_pay
from .kano_model import kano, kano_categories, satisfaction_coefficients
from .redrawn import part_worth_draws
from .response import response_rates, response_weights, sampling_margin

__all__ = [
    "PartWorths",
    "choice_share",
    "derived_importance",
    "foremost",
    "group_shares",
    "importance",
    "kano",
    "kano_by_group",
    "kano_categories",
    "opportunity_score",
    "part_worth_draws",
    "part_worths",
    "part_worths_by_group",
    "response_rates",
    "response_weights",
    "sampling_margin",
    "satisfaction_coefficients",
    "willingness_to_pay",
]
