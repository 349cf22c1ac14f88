"""Where a year's money goes: the settings of the explorable as a plan, played on Larkspur's hidden truth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.cycle import Plan
from customer_value.analysis.cycle.simulation.baselines import ranked
from customer_value.analysis.cycle.simulation.marginal_rule import affordable
from customer_value.capstone.grouping import cells
from customer_value.capstone.year import TODAY, game, results_by_cell
from customer_value.data.load import load

if TYPE_CHECKING:
    from collections.abc import Sequence

SILENCE, SALES, LOT, MEASURED = "the longest silence", "the highest sales", "chance", "full carts and a test"
WHO = (SILENCE, SALES, LOT, MEASURED)
BUDGET, MORE = 25_000, 27_500
CHEAP, GOOD = "deep_discount", ("referral", "search")


@dataclass(frozen=True)
class Settings:
    """What can be moved; the shares are of the budget, `cheap` is deep discount's share of the channels' money."""

    budget: float
    winning: float
    keeping: float
    cheap: float
    who: str
    cap: int


@dataclass(frozen=True)
class Result:
    """What comes of it: € by stage, the change of customer equity, and the share of the best plan's gain."""

    gains: dict[str, float]
    equity: float
    score: float
    letters: int
    reached: int

    @property
    def gain(self) -> float:
        """€ of all stages."""
        return sum(self.gains.values())


@lru_cache(maxsize=1)
def best_gain() -> float:
    """€ that the best plan gains with the usual budget, which the score is measured by."""
    usual = game(budget=BUDGET)
    return float(usual.expect(usual.oracle())["gain_eur"].sum())


@lru_cache(maxsize=4096)
def outcome(settings: Settings) -> Result:
    """Play the plan that the settings make, on average over all futures."""
    year = game(budget=settings.budget)
    plan = made(settings)
    stages = year.expect(plan)
    gains = {str(stage): float(gain) for stage, gain in stages["gain_eur"].items()}
    total = sum(gains.values())
    return Result(
        gains, float(stages["equity_eur"].sum()), total / best_gain(), len(plan.retention), len(set(plan.retention))
    )


def made(settings: Settings) -> Plan:
    """Make the plan: advice, letters, and whatever they leave over for the channels."""
    year, lists = game(budget=settings.budget), rankings()[settings.who]
    advice, letter = year.rules.costs
    kept = min(settings.keeping, 1 - settings.winning) * settings.budget
    grown = max(1 - settings.winning - settings.keeping, 0.0) * settings.budget
    develop = lists[0][: affordable(grown, advice)]
    retain = _letters(lists[1], set(develop), affordable(kept, letter), settings.cap)
    left = settings.budget - advice * len(develop) - letter * len(retain)
    channels = year.channels.loc[list(GOOD)]
    scale = channels["acquisition_cost_eur"] * channels["reach"]
    good = {str(name): float(part) for name, part in (scale / scale.sum()).items()}
    money = {CHEAP: settings.cheap * left, **{name: (1 - settings.cheap) * left * good[name] for name in GOOD}}
    return Plan(money, develop, tuple(retain))


@lru_cache(maxsize=1)
def rankings() -> dict[str, tuple[tuple[object, ...], tuple[object, ...]]]:
    """List the customers for advice and for letters, the first to contact first, by each rule."""
    year = game(budget=BUDGET)
    known = year.known.assign(lot=np.random.default_rng(6).permutation(len(year.known)))
    shown = cells(load("orders"), TODAY).map(results_by_cell(load)["brings_eur"])
    weeks = load("web_weeks")
    carts = weeks[weeks["week_on"] >= "2025-01-01"].groupby("customer_id")["cart_adds"].sum()
    by = {SILENCE: (known["risk"],) * 2, SALES: (known["revenue_eur"],) * 2, LOT: (known["lot"],) * 2}
    by[MEASURED] = (carts, shown[shown > 0])
    calls, letters = year.may_contact("development"), year.may_contact("retention")
    return {who: (ranked(one, calls), ranked(two, letters)) for who, (one, two) in by.items()}


def _letters(ranking: Sequence[object], advised: set[object], most: int, cap: int) -> list[object]:
    """Write to the first of the list, each as often as the cap allows, until the money is gone."""
    wanted = ((customer, cap - (customer in advised)) for customer in ranking)
    return [customer for customer, count in wanted for _ in range(count)][:most]
