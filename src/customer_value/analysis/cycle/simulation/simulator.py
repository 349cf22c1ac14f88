"""A year played on the hidden truth: what a plan for a budget earns, beside simple rules and the best plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.vectors import arrays
from customer_value.errors import UnknownNameError

from .baselines import first_by, rankings
from .futures import check_settings, draw
from .marginal_rule import best_plan
from .plans import Plan, check_budget, check_contacts, check_plan
from .rules import STAGES, Rules
from .tables import SEEN
from .truth import Truth
from .years import Year, compared

if TYPE_CHECKING:
    from collections.abc import Sequence


class Simulator:
    """Play a year on the hidden truth, many times over.

    - **Acquisition**: a channel wins reach × (1 - exp(-spend / (cost × reach))) customers: the first costs the
      channel's acquisition cost, each further one more. Each is worth the true lifetime value of a customer whom the
      channel won before. What such a customer brings in half a year, the first order included, counts for the year,
      the rest of the lifetime value as equity.
    - **Development**: a contact wins the customer's unrealised potential for a year, with the chance of the rules.
    - **Retention**: a contact in the planned campaign has the customer's true effect: an order more, none, or one
      less; coupons lower the contribution.
    - What a contact changes in the year, before coupons, changes equity by a part of it, `carry_over`.

    A contact with who has left, or a second one of the same kind, costs and brings nothing. An order of retention
    has a size drawn around its mean. Lifetime values are discounted to the day a customer is won, at 10 % a year.

    Parameters
    ----------
    customers
        One row per customer, from the hidden truth: `customer_id`, `lifetime_value_eur`, `contribution_per_order_eur`,
        `purchase_rate_per_year`, `dropout_chance`, `actual_value_eur`, `potential_value_eur`; and what the shop knows:
        `acquisition_channel`, `has_opted_out` (may not be contacted), `revenue_eur` (of last year), `risk` (any unit,
        most at risk highest). May hold `uplift`: what the shop's own test says that a retention contact changes, above
        0 for the better and 0 where it says nothing (any unit); then there is a baseline that spends by it.
    effects
        One row per customer who may be contacted in the retention campaign, from truth/campaign_effects:
        `customer_id`, `outcome_treated`, `outcome_control`, `effect_eur`.
    channels
        One row per channel that can be bought: `acquisition_channel`, `acquisition_cost_eur` (for the first customer
        won), `reach` (customers who can be won in the year at most, 1 or more).
    budget
        € for the year, at least 0.
    futures
        Number of alternative futures, 2 or more.
    seed
        Whole number, at least 0. Chance hangs on seed, kind, customer and future, never on the plan or on the order
        of rows: two plans meet the same luck.
    rules
        `Rules`: contact cap, costs, and what the game assumes.

    Raises
    ------
    ColumnError
        If a frame lacks a column.
    DataError
        If a frame is empty, a value is missing or out of range, or a customer or channel stands there twice.

    Examples
    --------
    Customer 1 could buy for €200 more; a letter brings 2 back and drives 3 away. Referral wins better customers.

    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "customer_id": [1, 2, 3, 4], "acquisition_channel": ["referral", "referral", "social", "social"],
    ...     "lifetime_value_eur": [90.0, 70.0, 30.0, 30.0], "contribution_per_order_eur": 12.0,
    ...     "purchase_rate_per_year": 2.0, "dropout_chance": 0.2, "actual_value_eur": 20.0,
    ...     "potential_value_eur": [220.0, 25.0, 25.0, 20.0], "revenue_eur": [0, 50, 400, 100], "risk": [1, 2, 9, 8],
    ...     "has_opted_out": False})
    >>> effects = pd.DataFrame({"customer_id": [2, 3], "outcome_treated": [1, 0], "outcome_control": [0, 1],
    ...                         "effect_eur": [6.0, -12.6]})
    >>> channels = pd.DataFrame({"acquisition_channel": ["referral", "social"],
    ...                          "acquisition_cost_eur": [16.0, 35.0], "reach": [10, 10]})
    >>> game = Simulator(customers, effects, channels, budget=200)
    >>> game.oracle().development, game.oracle().retention
    ((1,), (2,))
    >>> year = game.play(Plan({"referral": 100}, development=[1], retention=[2, 3]))
    >>> round(year.cost_eur, 2), round(year.gain_eur, 2), round(year.score, 2)
    (107.2, 284.19, 0.72)
    >>> game.play(Plan({"referral": 300}))
    Traceback (most recent call last):
    ...
    customer_value.errors.DataError: the plan costs €300.00, which is €100.00 over the budget of €200.00: spend less.
    """

    def __init__(
        self,
        customers: pd.DataFrame,
        effects: pd.DataFrame,
        channels: pd.DataFrame,
        *,
        budget: float = 25_000,
        futures: int = 200,
        seed: int = 2026,
        rules: Rules | None = None,
    ) -> None:
        check_settings(futures, seed)
        arrays(0, np.inf, budget=budget)
        self.budget, self.futures, self.seed = budget, futures, seed
        self.rules = rules or Rules()
        self._truth = Truth.of(customers, effects, channels, self.rules)
        self._oracle = best_plan(budget, self._truth.channels, *self._truth.contacts())
        self._best_gain = float(self._truth.expect(self._oracle)["gain_eur"].sum())

    def cost(self, plan: Plan) -> float:
        """Add up what a plan spends, in €.

        Raises
        ------
        UnknownNameError
            If the plan names a channel that does not exist.
        DataError
            If spending is negative or missing, or a customer is unknown, has opted out, is not in the audience of the
            retention campaign, or would get more contacts than the cap.
        """
        check_plan(plan, self._truth)
        return float(self._truth.costs(plan).sum())

    def expect(self, plan: Plan) -> pd.DataFrame:
        """Tell what a plan brings on average, without drawing futures: `play(plan).stages`, and faster.

        Returns
        -------
        pandas.DataFrame
            One row per stage: `cost_eur`, `contribution_eur` (before the cost), `equity_eur`, `gain_eur`.

        Raises
        ------
        UnknownNameError, DataError
            As `play`.
        """
        check_budget(self.cost(plan), self.budget)
        return self._truth.expect(plan)

    def play(self, plan: Plan) -> Year:
        """Play the year with a plan.

        Raises
        ------
        UnknownNameError, DataError
            As `cost`; also if the plan costs more than the budget, or if nothing at all is worth buying, so that there
            is no oracle's gain to share.
        """
        check_budget(self.cost(plan), self.budget)
        luck = draw(self._truth, plan, self.seed, self.futures)
        return Year.of(self._truth.expect(plan), luck, self._best_gain)

    @property
    def known(self) -> pd.DataFrame:
        """What the shop knows of each customer: `revenue_eur`, `risk`, `has_opted_out` (and `uplift`, if given)."""
        names = [*SEEN, *(name for name in ("uplift",) if name in self._truth.customers), "has_opted_out"]
        return self._truth.customers[names].copy()

    @property
    def channels(self) -> pd.DataFrame:
        """What can be bought, and what anybody knows of it: `acquisition_cost_eur` and `reach` of each channel."""
        found = self._truth.channels
        frame = pd.DataFrame({"acquisition_cost_eur": found.cost, "reach": found.reach}, index=list(found.names))
        return frame.rename_axis("acquisition_channel")

    def may_contact(self, stage: str) -> pd.Index:
        """List who may be contacted: nobody who has opted out, and for retention only the campaign's audience.

        Raises
        ------
        UnknownNameError
            If the stage is neither "development" nor "retention".
        """
        if stage not in STAGES[1:]:
            raise UnknownNameError.among("stage with contacts", stage, STAGES[1:])
        contacts = dict(zip(STAGES[1:], self._truth.contacts(), strict=True))[stage]
        ids: pd.Index = pd.Index(contacts.customer.tolist(), name="customer_id")
        return ids

    def oracle(self) -> Plan:
        """Return the plan with the highest expected gain, which only who knows the truth can make."""
        return self._oracle

    def baselines(self) -> dict[str, Plan]:
        """Return plans that take no analysis: "nothing", "random", "top revenue", "highest risk", and "uplift".

        All but the first contact the first fifth of the customers by their ranking, for each kind of contact, for a
        quarter of the budget at most; all other money goes to the channels in proportion to cost × reach. The last
        contacts nobody whose uplift is not above 0, and is there only if the customers' table has an `uplift`.
        """
        ranked = rankings(self._truth, self.seed)
        return {"nothing": Plan(), **{name: first_by(each, self._truth, self.budget) for name, each in ranked.items()}}

    def compare(self, **plans: Plan) -> pd.DataFrame:
        """Set plans beside the baselines and the oracle.

        Returns
        -------
        pandas.DataFrame
            One row per plan, the best first: `cost_eur`, `contribution_eur`, `equity_eur`, `gain_eur`, `low_eur`,
            `high_eur`, `score`, `score_low`, `score_high`, as in `Year`.

        Raises
        ------
        UnknownNameError, DataError
            As `play`.
        """
        played = {**self.baselines(), "oracle": self._oracle, **plans}
        return compared({name: self.play(plan) for name, plan in played.items()})

    def cumulative_gain(self, customers: Sequence[object], stage: str = "retention") -> pd.DataFrame:
        """Follow a list of customers from the first contact to the last, whatever the budget.

        Parameters
        ----------
        customers
            Ids in the order in which they are contacted, such as `plan.retention`.
        stage
            "retention" or "development".

        Returns
        -------
        pandas.DataFrame
            After 0, 1, 2 … contacts: `contacts`, `cost_eur`, `gain_eur` (expected contribution and equity less cost).

        Raises
        ------
        UnknownNameError, DataError
            If there is no such kind of contact, or a customer may not be contacted (the cap is not looked at).
        """
        if stage not in STAGES[1:]:
            raise UnknownNameError.among("stage with contacts", stage, STAGES[1:])
        check_contacts(self._truth, **{stage: customers})
        return self._truth.add_up(stage, customers)
