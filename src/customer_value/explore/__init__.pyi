from .canvas import moving, once
from .controls import control, task
from .explorable import Explorable, make
from .l01_market_orientation.comparison import like_with_like
from .l01_market_orientation.length import scale_length
from .l02_customer_needs.levels import fee_levels
from .l02_customer_needs.pooling import pooled_kano
from .l03_segmentation.best_fifth import best_fifth
from .l03_segmentation.channels import two_channels
from .l04_lifetime_value.churn import mixed_churn
from .l04_lifetime_value.contest import break_the_forecast
from .l04_lifetime_value.silence import probability_alive
from .l04_lifetime_value.value import lifetime_value
from .l05_cvm_cycle.frequency import contacts_per_month
from .l05_cvm_cycle.lists import letter_lists
from .l06_capstone.plan import year_plan

__all__ = [
    "Explorable",
    "best_fifth",
    "break_the_forecast",
    "contacts_per_month",
    "control",
    "fee_levels",
    "letter_lists",
    "lifetime_value",
    "like_with_like",
    "make",
    "mixed_churn",
    "moving",
    "once",
    "pooled_kano",
    "probability_alive",
    "scale_length",
    "task",
    "two_channels",
    "year_plan",
]
