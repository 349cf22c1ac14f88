"""A year played on the hidden truth: what a plan for a budget earns, beside simple rules and the best plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError, UnknownNameError

from .best_spending import best_counts
from .simulated_truth import STAGES, Rules, Truth, uniform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from customer_value.analysis.vectors import FloatArray

HALF_A_CENT = 0.005
BASELINE_SHARE = 0.2  # of the customers whom a baseline may contact
BASELINE_MONEY = 0.25  # of the budget, at most, for each kind of contact
LEVEL = 0.90


@dataclass(frozen=True)
class Plan:
    """What a year's money is spent on.

    Attributes
    ----------
    acquisition
        € by channel, on top of what is spent anyway.
    development, retention
        Customers (ids) to contact; one who stands there twice is contacted, and paid for, twice.
    """

    acquisition: Mapping[str, float] = field(default_factory=dict)
    development: Sequence[object] = ()
    retention: Sequence[object] = ()


@dataclass(frozen=True, eq=False)
class Year:
    """What a plan brings, compared with doing nothing; € expected unless said otherwise.

    Attributes
    ----------
    cost_eur
        What the plan spends.
    contribution_eur
        Contribution of the year that it causes, before its cost.
    equity_eur
        Change of customer equity at the end of the year.
    gain_eur
        Contribution plus equity less cost.
    low_eur, high_eur
        The middle 90 % of the gains over the alternative futures.
    score, score_low, score_high
        The gain, and that interval, as shares of the oracle's expected gain.
    stages
        One row per stage: `cost_eur`, `contribution_eur`, `equity_eur`, `gain_eur`.
    futures
        One row per future: `contribution_eur`, `equity_eur`, `gain_eur`.
    """

    cost_eur: float
    contribution_eur: float
    equity_eur: float
    gain_eur: float
    low_eur: float
    high_eur: float
    score: float
    score_low: float
    score_high: float
    stages: pd.DataFrame
    futures: pd.DataFrame


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
        most at risk highest).
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
        if not (isinstance(futures, int) and isinstance(seed, int) and futures >= 2 and seed >= 0):
            raise DataError(
                f"futures and seed are whole numbers, 2 or more and 0 or more, not {futures!r} and {seed!r}."
            )
        arrays(0, np.inf, budget=budget)
        self.budget, self.futures, self.seed = budget, futures, seed
        self.rules = rules or Rules()
        self._truth = Truth.of(customers, effects, channels, self.rules)
        self._oracle = self._best_plan()
        self._best_gain = float(self._expected(self._oracle)["gain_eur"].sum())

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
        self._check(plan)
        return float(self._costs(plan).sum())

    def play(self, plan: Plan) -> Year:
        """Play the year with a plan.

        Raises
        ------
        UnknownNameError, DataError
            As `cost`; also if the plan costs more than the budget, or if nothing at all is worth buying, so that there
            is no oracle's gain to share.
        """
        cost = self.cost(plan)
        if cost > self.budget + HALF_A_CENT:
            raise DataError(
                f"the plan costs €{cost:,.2f}, which is €{cost - self.budget:,.2f} over the budget of "
                f"€{self.budget:,.2f}: spend less."
            )
        if self._best_gain <= 0:
            raise DataError("no plan gains anything with this budget, so there is no oracle's gain to take a share of.")
        stages = self._expected(plan)
        contribution, equity = self._truth.draw(self._spend(plan), plan, self.seed, self.futures)
        gains = contribution + equity - cost
        low, high = (float(end) for end in np.quantile(gains, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]))
        total = {name: float(amount) for name, amount in stages.sum().items()}
        return Year(
            cost_eur=cost,
            contribution_eur=total["contribution_eur"],
            equity_eur=total["equity_eur"],
            gain_eur=total["gain_eur"],
            low_eur=low,
            high_eur=high,
            score=total["gain_eur"] / self._best_gain,
            score_low=low / self._best_gain,
            score_high=high / self._best_gain,
            stages=stages,
            futures=pd.DataFrame({"contribution_eur": contribution, "equity_eur": equity, "gain_eur": gains}),
        )

    def oracle(self) -> Plan:
        """Return the plan with the highest expected gain, which only who knows the truth can make."""
        return self._oracle

    def baselines(self) -> dict[str, Plan]:
        """Return plans that take no analysis: "nothing", "random", "top revenue" and "highest risk".

        The last three contact the first fifth of the customers by their ranking, for each kind of contact, for a
        quarter of the budget at most; all other money goes to the channels in proportion to cost × reach.
        """
        known = self._truth.customers
        luck = uniform(self.seed, "random baseline", known.index.to_numpy(), 1)[:, 0]
        rankings = {"random": luck, "top revenue": known["revenue_eur"], "highest risk": known["risk"]}
        plans = {
            name: self._by_rank(pd.Series(np.asarray(values), index=known.index)) for name, values in rankings.items()
        }
        return {"nothing": Plan(), **plans}

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
        years = {name: self.play(plan) for name, plan in {**self.baselines(), "oracle": self._oracle, **plans}.items()}
        names = [name for name in Year.__dataclass_fields__ if name not in ("stages", "futures")]
        rows = {plan: {name: getattr(year, name) for name in names} for plan, year in years.items()}
        table = pd.DataFrame.from_dict(rows, orient="index")
        return table.sort_values("gain_eur", ascending=False, kind="stable").rename_axis("plan")

    def _check(self, plan: Plan) -> None:
        for name, money in plan.acquisition.items():
            if name not in self._truth.channels.names:
                raise UnknownNameError.among("channel", name, self._truth.channels.names)
            arrays(0, np.inf, **{f"the spending on {name} (€)": money})
        self._truth.check_contacts(plan.development, plan.retention)
        counts = Counter([*plan.development, *plan.retention])
        over = [customer for customer, count in counts.items() if count > self.rules.cap]
        if over:
            raise DataError(
                f"{len(over)} of the plan's customers would get more than {self.rules.cap} contacts, such as "
                f"{over[0]!r}: take them off the lists."
            )

    def _spend(self, plan: Plan) -> FloatArray:
        return np.array([float(plan.acquisition.get(name, 0.0)) for name in self._truth.channels.names])

    def _costs(self, plan: Plan) -> FloatArray:
        """€ for acquisition, development and retention."""
        counts = (len(plan.development), len(plan.retention))
        contacts = (count * cost for count, cost in zip(counts, self.rules.costs, strict=True))
        return np.array([self._spend(plan).sum(), *contacts])

    def _expected(self, plan: Plan) -> pd.DataFrame:
        contribution, equity = self._truth.expect(self._spend(plan), plan)
        table = pd.DataFrame(
            {"cost_eur": self._costs(plan), "contribution_eur": contribution, "equity_eur": equity},
            index=pd.Index(STAGES, name="stage"),
        )
        return table.assign(gain_eur=table["contribution_eur"] + table["equity_eur"] - table["cost_eur"])

    def _best_plan(self) -> Plan:
        channels, (development, retention) = self._truth.channels, self._truth.contacts()
        many, few, spend = best_counts(self.budget, channels, development, retention)
        acquisition = {name: float(money) for name, money in zip(channels.names, spend, strict=True)}
        return Plan(acquisition, tuple(development.ranked()[:many]), tuple(retention.ranked()[:few]))

    def _by_rank(self, ranking: pd.Series) -> Plan:
        chosen = []
        for contacts in self._truth.contacts():
            may = ranking.loc[contacts.customer.tolist()].sort_values(ascending=False, kind="stable")
            number = int(min(BASELINE_SHARE * len(may), BASELINE_MONEY * self.budget / contacts.cost))
            chosen.append(tuple(may.index[:number]))
        channels = self._truth.channels
        mix = channels.cost * channels.reach / (channels.cost * channels.reach).sum()
        rest = self.budget - self._costs(Plan({}, *chosen)).sum()
        return Plan(dict(zip(channels.names, (rest * mix).tolist(), strict=True)), *chosen)
