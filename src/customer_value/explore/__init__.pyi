from .canvas import moving, once
from .controls import control, task
from .explorable import Explorable, make
from .l04_lifetime_value.churn import mixed_churn
from .l04_lifetime_value.silence import probability_alive
from .l04_lifetime_value.value import lifetime_value

__all__ = [
    "Explorable",
    "control",
    "lifetime_value",
    "make",
    "mixed_churn",
    "moving",
    "once",
    "probability_alive",
    "task",
]
