"""What the simulator knows of customers, effects and channels, and what a plan brings on average."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import DataError

from .marginal_rule import Channels, Contacts
from .rules import STAGES, Rules
from .tables import CHANNELS, known_channels, known_customers, known_effects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from customer_value.analysis.vectors import FloatArray

    from .plans import Plan


@dataclass(frozen=True)
class Truth:
    """The checked frames, by customer, and the rules of the game."""

    customers: pd.DataFrame  # year_eur, equity_eur, unrealised_eur, revenue_eur, risk …
    alike: dict[str, FloatArray]  # by channel: contribution of the year and equity of each customer it won before
    effects: pd.DataFrame  # change_eur, coupon_chance
    channels: Channels
    opted_out: frozenset[object]
    rules: Rules

    @classmethod
    def of(cls, customers: pd.DataFrame, effects: pd.DataFrame, channels: pd.DataFrame, rules: Rules) -> Truth:
        """Check the frames and work out what every choice brings."""
        known = known_customers(customers)
        alike = {
            str(name): rows[["year_eur", "equity_eur"]].to_numpy(dtype=float)
            for name, rows in known.groupby("acquisition_channel")
        }
        opted_out = frozenset(known.index[known["has_opted_out"] > 0])
        return cls(known, alike, known_effects(effects, known, rules), _valued(channels, alike), opted_out, rules)

    def contacts(self) -> tuple[Contacts, Contacts]:
        """List the development and retention contacts that may be made, with the expected € that each brings."""
        kinds = []
        for stage, cost in zip(STAGES[1:], self.rules.costs, strict=True):
            frame = self.customers if stage == "development" else self.effects
            free = frame[[customer not in self.opted_out for customer in frame.index]]
            year, equity = self._contact(stage, free.index)
            kinds.append(Contacts(free.index.to_numpy(dtype=object), year + equity, cost))
        return kinds[0], kinds[1]

    def spend(self, plan: Plan) -> FloatArray:
        """€ by channel."""
        return np.array([float(plan.acquisition.get(name, 0.0)) for name in self.channels.names])

    def costs(self, plan: Plan) -> FloatArray:
        """€ for acquisition, development and retention."""
        counts = (len(plan.development), len(plan.retention))
        contacts = (count * cost for count, cost in zip(counts, self.rules.costs, strict=True))
        return np.array([self.spend(plan).sum(), *contacts])

    def expect(self, plan: Plan) -> pd.DataFrame:
        """Give each stage's cost and the expected contribution of the year (before it), equity and gain, in €."""
        won = self.channels.won_share(self.spend(plan)) * self.channels.reach
        new = np.array([self.alike[name].mean(axis=0) for name in self.channels.names]).T @ won
        kept = [self._contact(stage, ids) for stage, ids in zip(STAGES[1:], self.once(plan), strict=True)]
        year, equity = zip(new, *((float(year.sum()), float(more.sum())) for year, more in kept), strict=True)
        table = pd.DataFrame(
            {"cost_eur": self.costs(plan), "contribution_eur": year, "equity_eur": equity},
            index=pd.Index(STAGES, name="stage"),
        ).astype(float)
        return table.assign(gain_eur=table["contribution_eur"] + table["equity_eur"] - table["cost_eur"])

    def add_up(self, stage: str, customers: Sequence[object]) -> pd.DataFrame:
        """Follow a list of contacts from the first to the last: cost and expected gain so far, in €."""
        ids = pd.Index(list(customers), dtype=object)
        year, equity = self._contact(stage, self.written(ids))
        brings = np.where(ids.duplicated(), 0.0, year + equity)  # a second contact brings nothing
        count = np.arange(len(ids) + 1)
        spent = count * dict(zip(STAGES[1:], self.rules.costs, strict=True))[stage]
        gain = np.concatenate([[0.0], np.cumsum(brings)]) - spent
        return pd.DataFrame({"contacts": count, "cost_eur": spent, "gain_eur": gain})

    def once(self, plan: Plan) -> tuple[pd.Index, pd.Index]:
        """Keep each customer of a list once, since a second contact brings nothing."""
        developed, retained = (
            self.written(pd.Index(list(dict.fromkeys(ids)), dtype=object)) for ids in (plan.development, plan.retention)
        )
        return developed, retained

    def written(self, ids: pd.Index) -> pd.Index:
        """Write customers' ids as the table does."""
        known = self.customers.index
        return known[known.get_indexer(ids)]

    def _contact(self, stage: str, customer: pd.Index) -> tuple[FloatArray, FloatArray]:
        """Give the expected contribution and equity of each contact."""
        if stage == "development":
            return self.rules.development(self.customers["unrealised_eur"].reindex(customer).to_numpy(dtype=float))
        rows = self.effects.reindex(customer)
        return self.rules.retention(*(rows[name].to_numpy(dtype=float) for name in ("change_eur", "coupon_chance")))


def _valued(table: pd.DataFrame, alike: dict[str, FloatArray]) -> Channels:
    found = known_channels(table)
    strange = [name for name in map(str, found.index) if name not in alike]
    if strange:
        raise DataError(f"{CHANNELS}: no customer was won by {strange[0]!r}, so that nobody knows what one is worth.")
    return Channels.of(found, np.array([alike[name].sum(axis=1).mean() for name in map(str, found.index)]))
