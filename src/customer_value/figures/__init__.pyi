from . import theme
from .l04_lifetime_value import five_lifetime_values
from .mark import larkspur

__all__ = [
    "five_lifetime_values",
    "larkspur",
    "theme",
]
