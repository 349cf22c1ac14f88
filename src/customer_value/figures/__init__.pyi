from . import theme
from .l04_lifetime_value.calendars import silence
from .l04_lifetime_value.cohorts import retention_triangle
from .l04_lifetime_value.forecast import calibration, reveal
from .l04_lifetime_value.values import five_lifetime_values, margin_multiple_curve
from .mark import larkspur

__all__ = [
    "calibration",
    "five_lifetime_values",
    "larkspur",
    "margin_multiple_curve",
    "retention_triangle",
    "reveal",
    "silence",
    "theme",
]
