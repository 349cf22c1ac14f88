"""The plan of Larkspur's sales director, to be beaten: the cheapest customers, the biggest, and the most silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.analysis.cycle import Plan
from customer_value.analysis.cycle.simulation.baselines import ranked
from customer_value.analysis.cycle.simulation.marginal_rule import affordable

if TYPE_CHECKING:
    from customer_value.analysis.cycle import Simulator

MONEY = {"deep_discount": 0.60, "search": 0.12, "social": 0.048, "referral": 0.04}  # of the budget
ADVICE, COUPONS = 0.12, 0.072


def directors_plan(game: Simulator) -> Plan:
    """Write down what the sales director would do: each part sounds sensible, and none asks what it changes.

    Most of the money wins customers where one costs least, advice goes to the customers with the highest sales, and
    coupons to those who have been silent longest.

    Parameters
    ----------
    game
        The year that is planned; the shares of its budget stay the same.

    Examples
    --------
    >>> from customer_value.capstone import game
    >>> plan = directors_plan(game())
    >>> plan.acquisition["deep_discount"], len(plan.development), len(plan.retention)
    (15000.0, 500, 3000)
    """
    known = game.known
    advice, coupons = game.rules.costs
    biggest = ranked(known["revenue_eur"], game.may_contact("development"))
    silent = ranked(known["risk"], game.may_contact("retention"))
    return Plan(
        {name: share * game.budget for name, share in MONEY.items()},
        biggest[: affordable(ADVICE * game.budget, advice)],
        silent[: affordable(COUPONS * game.budget, coupons)],
    )
