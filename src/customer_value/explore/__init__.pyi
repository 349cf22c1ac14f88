from .canvas import moving, once
from .controls import control, task
from .explorable import Explorable, make
from .l04_lifetime_value import lifetime_value

__all__ = [
    "Explorable",
    "control",
    "lifetime_value",
    "make",
    "moving",
    "once",
    "task",
]
