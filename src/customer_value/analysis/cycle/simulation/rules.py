"""What the game assumes: the cap, what contacts cost, and what they can change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.vectors import arrays

if TYPE_CHECKING:
    from customer_value.analysis.vectors import FloatArray

STAGES = ("acquisition", "development", "retention")


@dataclass(frozen=True)
class Rules:
    """What the game assumes; none of it was measured at Larkspur but the cost of the retention contact and its coupon.

    Attributes
    ----------
    cap
        Contacts per customer over both kinds, 2 or more.
    development_cost, retention_cost
        € per contact, above 0.
    coupon
        € that a redeemed retention coupon costs; 0 without one.
    wins_share
        Chance, 0 to 1, that a development contact wins the customer's unrealised potential for the year.
    carry_over
        € of equity at the end of the year for each € that contacts change in it, at least 0.

    Raises
    ------
    DataError
        If a value is out of range.

    Examples
    --------
    >>> Rules(retention_cost=0.02).costs
    (6.0, 0.02)
    """

    cap: int = 4
    development_cost: float = 6.0
    retention_cost: float = 0.60
    coupon: float = 6.0
    wins_share: float = 0.10
    carry_over: float = 0.25

    def __post_init__(self) -> None:
        """Check the values."""
        arrays(2, np.inf, cap=self.cap)
        arrays(0, np.inf, coupon=self.coupon, carry_over=self.carry_over)
        arrays(0, 1, wins_share=self.wins_share)
        arrays(0.001, np.inf, development_cost=self.development_cost, retention_cost=self.retention_cost)

    @property
    def costs(self) -> tuple[float, float]:
        """€ per contact for development and for retention."""
        return self.development_cost, self.retention_cost

    def development(self, unrealised: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Give the expected € of the year and of equity that a contact wins of the unrealised potential (€ a year)."""
        change = self.wins_share * unrealised
        return change, self.carry_over * change

    def retention(self, change: FloatArray, coupon_chance: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Give the same for a contact that changes orders by some €, with the chance that its coupon is redeemed."""
        return change - self.coupon * coupon_chance, self.carry_over * change
