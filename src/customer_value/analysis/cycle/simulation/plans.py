"""What a plan is, and what makes one that cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .truth import Truth

HALF_A_CENT = 0.005


@dataclass(frozen=True)
class Plan:
    """What a year's money is spent on.

    Attributes
    ----------
    acquisition
        € by channel, on top of what is spent anyway.
    development, retention
        Customers (ids) to contact; one who stands there twice is contacted, and paid for, twice.

    Examples
    --------
    >>> Plan({"referral": 5_000}, retention=[1, 2]).retention
    [1, 2]
    """

    acquisition: Mapping[str, float] = field(default_factory=dict)
    development: Sequence[object] = ()
    retention: Sequence[object] = ()


def check_plan(plan: Plan, truth: Truth) -> None:
    """Refuse a plan that names a channel or a customer it may not, or that breaks the cap."""
    for name, money in plan.acquisition.items():
        if name not in truth.channels.names:
            raise UnknownNameError.among("channel", name, truth.channels.names)
        arrays(0, np.inf, **{f"the spending on {name} (€)": money})
    check_contacts(truth, plan.development, plan.retention)
    counts = Counter([*plan.development, *plan.retention])
    over = [customer for customer, count in counts.items() if count > truth.rules.cap]
    if over:
        raise DataError(
            f"{len(over)} of the plan's customers would get more than {truth.rules.cap} contacts, such as "
            f"{over[0]!r}: take them off the lists."
        )


def check_contacts(truth: Truth, development: Sequence[object] = (), retention: Sequence[object] = ()) -> None:
    """Refuse customers who are unknown, have opted out, or are not in the audience of the campaign."""
    for ids in (development, retention):
        if isinstance(ids, str) or not isinstance(ids, Iterable) or not all(isinstance(one, Hashable) for one in ids):
            raise DataError(f"development and retention are lists of customer ids, not {ids!r}.")
    both = [*development, *retention]
    away = [customer for customer in retention if customer not in truth.effects.index]
    for found, fault in (
        ([customer for customer in both if customer not in truth.customers.index], "are unknown"),
        ([customer for customer in both if customer in truth.opted_out], "have opted out of contacts"),
        (away, "are not in the audience of the retention campaign"),
    ):
        if found:
            raise DataError(
                f"{len(found)} of the contacts go to customers who {fault}, such as {found[0]!r}: take them off the "
                f"lists."
            )


def check_budget(cost: float, budget: float) -> None:
    """Refuse to spend more than there is, in €."""
    if cost > budget + HALF_A_CENT:
        raise DataError(
            f"the plan costs €{cost:,.2f}, which is €{cost - budget:,.2f} over the budget of €{budget:,.2f}: "
            f"spend less."
        )
