"""The campaigns of the chain: the same in every world, so that lessons can name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import DAY, seconds
from customer_value.data.schema.marketing import ASSIGNMENTS, CAMPAIGN_CHANNELS, CAMPAIGN_TYPES

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw

MAIL, APP, POST, TILL, CALL = (CAMPAIGN_CHANNELS.index(name) for name in ("mail", "app", "post", "till", "call"))
# Cents for each contact by mail, app, post, till and call.
CONTACT_COSTS = np.array([2, 1, 60, 5, 250])
WELCOME_DEPTHS = np.array([0, 10, 20, 35, 50])
OFFER_BASE = 100  # number of a campaign's offer, less the campaign's number
SILENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign; `persuadable` and `sleeping_dog` are shares of those who may be contacted."""

    number: int
    name: str
    kind: str
    assignment: str
    audience: str
    treated: int  # share of the audience, in 1/10,000
    starts: str
    horizon_days: int
    channel: int
    cost_cents: int
    percent: int
    coupon_cents: int
    persuadable: float = 0.0
    sleeping_dog: float = 0.0
    redeem: float = 0.0  # chance that a buyer who would have bought anyway redeems the coupon

    @property
    def start(self) -> int:
        """First second of the first day."""
        return seconds(np.datetime64(self.starts))

    @property
    def end(self) -> int:
        """First second after the horizon."""
        return self.start + self.horizon_days * DAY


PROSPECTS = "prospects"
SILENT = "customers who have bought since 2023, but not in the last 90 days"
RECENT = "customers who have bought in the last 90 days"
ALL = "customers who have bought since 2023"
# fmt: off
WELCOME = Campaign(1, "Welcome offer test", "acquisition", "randomised", PROSPECTS, 8_000,
                   "2024-03-01", 120, POST, 60, MISSING, 0)
MISS_YOU = Campaign(2, "We miss you", "retention", "randomised", SILENT, 5_000,
                    "2025-05-05", 84, POST, 60, 10, 600, redeem=0.70)
DEPARTMENTS = Campaign(3, "Three departments", "cross-sell", "randomised", RECENT, 5_000,
                       "2025-06-09", 45, MAIL, 2, 15, 0, persuadable=0.030, sleeping_dog=0.010)
COME_BACK = Campaign(4, "Come back", "retention", "targeted", SILENT, MISSING,
                     "2025-09-08", 84, POST, 60, 10, 600, persuadable=0.040, sleeping_dog=0.020, redeem=0.70)
LEAFLET = Campaign(5, "Advent leaflet", "cross-sell", "randomised", ALL, 8_000,
                   "2025-12-01", 30, POST, 15, 5, 300, persuadable=0.002, redeem=0.095)
SPRING = Campaign(6, "We miss you again", "retention", "planned", SILENT, MISSING,
                  "2026-01-05", 84, POST, 60, 10, 600, redeem=0.70)
# fmt: on
CAMPAIGNS = (WELCOME, MISS_YOU, DEPARTMENTS, COME_BACK, LEAFLET, SPRING)


def campaigns() -> Raw:
    """Return the table of campaigns."""
    day = np.array([campaign.start for campaign in CAMPAIGNS])
    horizon = np.array([campaign.horizon_days for campaign in CAMPAIGNS])
    numbers = np.array([campaign.number for campaign in CAMPAIGNS])
    return {
        "campaign_id": numbers,
        "campaign_name": np.array([campaign.name for campaign in CAMPAIGNS]),
        "campaign_type": np.array([CAMPAIGN_TYPES.index(campaign.kind) for campaign in CAMPAIGNS]),
        "assignment": np.array([ASSIGNMENTS.index(campaign.assignment) for campaign in CAMPAIGNS]),
        "audience": np.array([campaign.audience for campaign in CAMPAIGNS]),
        "treated_share": np.array([campaign.treated for campaign in CAMPAIGNS]),
        "starts_on": day,
        "ends_on": day + (horizon - 1) * DAY,
        "horizon_days": horizon,
        "channel": np.array([campaign.channel for campaign in CAMPAIGNS]),
        "offer_id": numbers + OFFER_BASE,
        "message_id": numbers,
        "offer_percent": np.array([campaign.percent for campaign in CAMPAIGNS]),
        "coupon_eur": np.array([campaign.coupon_cents for campaign in CAMPAIGNS]),
        "cost_per_contact_eur": np.array([campaign.cost_cents for campaign in CAMPAIGNS]),
    }
