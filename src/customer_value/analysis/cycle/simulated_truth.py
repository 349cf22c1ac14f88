"""What the simulator knows of customers, effects and channels: expected results of a plan, and drawn ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

from .best_spending import Channels, Contacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from customer_value.analysis.vectors import FloatArray

    from .simulator import Plan

STAGES = ("acquisition", "development", "retention")
MONEY = ("lifetime_value_eur", "contribution_per_order_eur", "actual_value_eur", "potential_value_eur")
SEEN = ("revenue_eur", "risk")
HALF_A_YEAR = 0.5  # new customers come evenly over the year, so that they are there for half of it
_SCATTER = np.uint64(0x9E3779B97F4A7C15)


def uniform(seed: int, kind: str, keys: NDArray[np.object_], futures: int) -> FloatArray:
    """Give each key a number between 0 and 1 in each future (keys × futures), whatever other keys there are.

    References
    ----------
    Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators, OOPSLA, 453-472 (the mixing steps).
    """
    words = np.array([f"{seed}/{kind}/{key}" for key in keys], dtype=object)
    state = pd.util.hash_array(words, categorize=False)[:, None] + _SCATTER * np.arange(1, futures + 1, dtype=np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
    state ^= state >> np.uint64(31)
    return np.asarray((state >> np.uint64(11)).astype(np.float64) / 2**53)


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
        known = _customers(customers)
        alike = {
            str(name): rows[["year_eur", "equity_eur"]].to_numpy(dtype=float)
            for name, rows in known.groupby("acquisition_channel")
        }
        opted_out = frozenset(known.index[known["has_opted_out"] > 0])
        return cls(known, alike, _effects(effects, known, rules), _channels(channels, alike), opted_out, rules)

    def contacts(self) -> tuple[Contacts, Contacts]:
        """List the development and retention contacts that may be made, with the expected € that each brings."""
        kinds = []
        for stage, cost in zip(STAGES[1:], self.rules.costs, strict=True):
            frame = self.customers if stage == "development" else self.effects
            free = frame[[customer not in self.opted_out for customer in frame.index]]
            year, equity = self._contact(stage, free.index)
            kinds.append(Contacts(free.index.to_numpy(dtype=object), year + equity, cost))
        return kinds[0], kinds[1]

    def check_contacts(self, development: Sequence[object], retention: Sequence[object]) -> None:
        """Refuse customers who are unknown, have opted out, or are not in the audience of the campaign."""
        for ids in (development, retention):
            if (
                isinstance(ids, str)
                or not isinstance(ids, Iterable)
                or not all(isinstance(one, Hashable) for one in ids)
            ):
                raise DataError(f"development and retention are lists of customer ids, not {ids!r}.")
        both = [*development, *retention]
        away = [customer for customer in retention if customer not in self.effects.index]
        for found, fault in (
            ([customer for customer in both if customer not in self.customers.index], "are unknown"),
            ([customer for customer in both if customer in self.opted_out], "have opted out of contacts"),
            (away, "are not in the audience of the retention campaign"),
        ):
            if found:
                raise DataError(
                    f"{len(found)} of the contacts go to customers who {fault}, such as {found[0]!r}: "
                    f"take them off the lists."
                )

    def expect(self, spend: FloatArray, plan: Plan) -> tuple[FloatArray, FloatArray]:
        """Add up, by stage, the expected contribution of the year (before cost) and equity."""
        won = self.channels.won_share(spend) * self.channels.reach
        new = np.array([self.alike[name].mean(axis=0) for name in self.channels.names]).T @ won
        kept = [self._contact(stage, ids) for stage, ids in zip(STAGES[1:], self._once(plan), strict=True)]
        sums = [(float(new[0]), float(new[1])), *((float(year.sum()), float(more.sum())) for year, more in kept)]
        return np.array([year for year, _ in sums]), np.array([equity for _, equity in sums])

    def draw(self, spend: FloatArray, plan: Plan, seed: int, futures: int) -> tuple[FloatArray, FloatArray]:
        """Draw the contribution of the year (before cost) and equity in each future."""
        year, equity = np.zeros(futures), np.zeros(futures)
        share = self.channels.won_share(spend)
        for name, reach, part in zip(self.channels.names, self.channels.reach, share, strict=True):
            people = np.arange(int(reach)).astype(object)
            comes = uniform(seed, f"comes by {name}", people, futures) < part
            who = uniform(seed, f"who comes by {name}", people, futures) * len(self.alike[name])
            values = self.alike[name][who.astype(np.int64)] * comes[:, :, None]
            year, equity = year + values[:, :, 0].sum(axis=0), equity + values[:, :, 1].sum(axis=0)
        developed, retained = self._once(plan)
        wins = uniform(seed, "development", developed.to_numpy(), futures) < self.rules.wins_share
        change = wins * self.customers["unrealised_eur"].reindex(developed).to_numpy(dtype=float)[:, None]
        order = -np.log1p(-uniform(seed, "order", retained.to_numpy(), futures))  # mean 1: orders differ in size
        rows = self.effects.reindex(retained)
        moved = order * rows["change_eur"].to_numpy(dtype=float)[:, None]
        coupons = uniform(seed, "coupon", retained.to_numpy(), futures) < rows["coupon_chance"].to_numpy()[:, None]
        caused = change.sum(axis=0) + moved.sum(axis=0)
        return year + caused - self.rules.coupon * coupons.sum(axis=0), equity + self.rules.carry_over * caused

    def _once(self, plan: Plan) -> tuple[pd.Index, pd.Index]:
        """Keep each customer of a list once, since a second contact brings nothing; write ids as the table does."""
        known = self.customers.index
        lists = [pd.Index(list(dict.fromkeys(ids)), dtype=object) for ids in (plan.development, plan.retention)]
        developed, retained = (known[known.get_indexer(ids)] for ids in lists)
        return developed, retained

    def _contact(self, stage: str, customer: pd.Index) -> tuple[FloatArray, FloatArray]:
        """Give the expected contribution and equity of each contact."""
        if stage == "development":
            change = self.rules.wins_share * self.customers["unrealised_eur"].reindex(customer).to_numpy(dtype=float)
            return change, self.rules.carry_over * change
        rows = self.effects.reindex(customer)
        change = rows["change_eur"].to_numpy(dtype=float)
        return change - self.rules.coupon * rows["coupon_chance"].to_numpy(dtype=float), self.rules.carry_over * change


def _table(table: pd.DataFrame, key: str, numbers: tuple[str, ...], where: str, *words: str) -> pd.DataFrame:
    needed = (key, *words, *numbers)
    if any(name not in table.columns for name in needed):
        raise ColumnError.missing(needed, table.columns, where=where)
    if not len(table) or table[[key, *words]].isna().any(axis=None):
        raise DataError(f"{where} needs rows, each with {' and '.join((key, *words))}.")
    if table[key].duplicated().any():
        raise DataError(f"{where}: a {key} stands there twice; keep one row for each (and one campaign).")
    columns = arrays(-np.inf, np.inf, **{name: table[name] for name in numbers})
    index = pd.Index(table[key].tolist(), dtype=object, name=key)
    checked = pd.DataFrame(dict(zip(numbers, columns, strict=True)), index=index)
    return checked.assign(**{word: table[word].astype(str).to_numpy() for word in words}).sort_index()


def _customers(table: pd.DataFrame) -> pd.DataFrame:
    where = "cycle.Simulator: customers"
    numbers = (*MONEY, "purchase_rate_per_year", "dropout_chance", *SEEN, "has_opted_out")
    known = _table(table, "customer_id", numbers, where, "acquisition_channel")
    arrays(0, np.inf, purchase_rate_per_year=known["purchase_rate_per_year"])
    arrays(0, 1, dropout_chance=known["dropout_chance"], has_opted_out=known["has_opted_out"])
    orders = 1 + _orders(known["purchase_rate_per_year"].to_numpy(), known["dropout_chance"].to_numpy())
    year = known["contribution_per_order_eur"] * orders
    return known.assign(
        year_eur=year,
        equity_eur=known["lifetime_value_eur"] - year,
        unrealised_eur=known["potential_value_eur"] - known["actual_value_eur"],
    )


def _orders(rate: FloatArray, dropout: FloatArray) -> FloatArray:
    """Count the orders expected in half a year from who leaves after each with a chance: (1 - exp(-rate p t)) / p."""
    speed = rate * dropout * HALF_A_YEAR
    stays = np.divide(-np.expm1(-speed), speed, out=np.ones_like(speed), where=speed > 0)
    return np.asarray(rate * HALF_A_YEAR * stays)


def _effects(table: pd.DataFrame, customers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    where = "cycle.Simulator: effects"
    moved = _table(table, "customer_id", ("outcome_treated", "outcome_control", "effect_eur"), where)
    arrays(0, 1, outcome_treated=moved["outcome_treated"], outcome_control=moved["outcome_control"])
    if not moved.index.isin(customers.index).all():
        raise DataError(f"{where}: some customers are not in the customers' table.")
    orders = moved["outcome_treated"] - moved["outcome_control"]
    change = orders * customers["contribution_per_order_eur"].reindex(moved.index)
    # The effect is the change less contact and coupon; what is left over is the expected cost of the coupon.
    spent = change - rules.retention_cost - moved["effect_eur"]
    chance = (spent / rules.coupon).clip(0, 1) if rules.coupon else 0.0 * spent
    return pd.DataFrame({"change_eur": change, "coupon_chance": chance})


def _channels(table: pd.DataFrame, alike: dict[str, FloatArray]) -> Channels:
    where = "cycle.Simulator: channels"
    found = _table(table, "acquisition_channel", ("acquisition_cost_eur", "reach"), where)
    arrays(0.01, np.inf, acquisition_cost_eur=found["acquisition_cost_eur"])
    arrays(1, np.inf, reach=found["reach"])
    names = tuple(str(name) for name in found.index)
    strange = [name for name in names if name not in alike]
    if strange:
        raise DataError(f"{where}: no customer was won by {strange[0]!r}, so that nobody knows what one is worth.")
    worth = np.array([alike[name].sum(axis=1).mean() for name in names])
    reach = np.floor(found["reach"].to_numpy(dtype=float))
    return Channels(names, found["acquisition_cost_eur"].to_numpy(dtype=float), reach, worth)
