from . import theme
from .l01_market_orientation.market import orientation_and_profit, value_map
from .l01_market_orientation.staff import alpha_by_length, store_scores
from .l02_customer_needs.choices import importance_by_study, part_worths
from .l02_customer_needs.features import kano_map, kano_split
from .l02_customer_needs.satisfaction import stated_and_derived
from .l04_lifetime_value.calendars import silence
from .l04_lifetime_value.cohorts import retention_triangle
from .l04_lifetime_value.forecast import calibration, reveal
from .l04_lifetime_value.values import five_lifetime_values, margin_multiple_curve
from .mark import larkspur

__all__ = [
    "alpha_by_length",
    "calibration",
    "five_lifetime_values",
    "importance_by_study",
    "kano_map",
    "kano_split",
    "larkspur",
    "margin_multiple_curve",
    "orientation_and_profit",
    "part_worths",
    "retention_triangle",
    "reveal",
    "silence",
    "stated_and_derived",
    "store_scores",
    "theme",
    "value_map",
]
