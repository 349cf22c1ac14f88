from . import theme
from .l01_market_orientation.informants import informant_gap
from .l01_market_orientation.market import orientation_and_profit, value_map
from .l01_market_orientation.staff import alpha_by_length, store_scores
from .l02_customer_needs.choices import part_worths
from .l02_customer_needs.coefficients import kano_by_group
from .l02_customer_needs.features import kano_map, kano_split
from .l02_customer_needs.satisfaction import stated_and_derived
from .l02_customer_needs.segments import kano_maps
from .l02_customer_needs.studies import importance_by_study
from .l03_segmentation.concentration_curves import lorenz_curves, rfm_heat_map
from .l03_segmentation.group_counts import silhouettes_by_k
from .l03_segmentation.lifts import lift_chart
from .l03_segmentation.tiers import tier_by_need, unrealised_potential
from .l04_lifetime_value.calendars import silence
from .l04_lifetime_value.cohorts import retention_triangle
from .l04_lifetime_value.forecast import calibration, reveal
from .l04_lifetime_value.parts import size_frequency_duration
from .l04_lifetime_value.ranges import ltv_intervals
from .l04_lifetime_value.stories import customer_timeline
from .l04_lifetime_value.values import five_lifetime_values, margin_multiple_curve
from .l05_cvm_cycle.gains import gain_curves
from .l05_cvm_cycle.load import contact_load
from .l05_cvm_cycle.pressure import contact_fatigue, contact_weeks
from .l05_cvm_cycle.programme import members_before_and_after
from .l05_cvm_cycle.uplifts import uplift_intervals
from .l05_cvm_cycle.winning import acquisition_bubbles
from .l06_capstone.lists import list_gains
from .l06_capstone.scores import plan_scores
from .l06_capstone.waterfalls import plan_waterfall
from .mark import larkspur

__all__ = [
    "acquisition_bubbles",
    "alpha_by_length",
    "calibration",
    "contact_fatigue",
    "contact_load",
    "contact_weeks",
    "customer_timeline",
    "five_lifetime_values",
    "gain_curves",
    "importance_by_study",
    "informant_gap",
    "kano_by_group",
    "kano_map",
    "kano_maps",
    "kano_split",
    "larkspur",
    "lift_chart",
    "list_gains",
    "lorenz_curves",
    "ltv_intervals",
    "margin_multiple_curve",
    "members_before_and_after",
    "orientation_and_profit",
    "part_worths",
    "plan_scores",
    "plan_waterfall",
    "retention_triangle",
    "reveal",
    "rfm_heat_map",
    "silence",
    "silhouettes_by_k",
    "size_frequency_duration",
    "stated_and_derived",
    "store_scores",
    "theme",
    "tier_by_need",
    "unrealised_potential",
    "uplift_intervals",
    "value_map",
]
