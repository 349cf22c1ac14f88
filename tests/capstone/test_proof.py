"""What the capstone plants is there in worlds that nobody has looked at: where money goes counts, not how much of it.

The good student's plan is the lesson's own: its cells run on another shop's books, and may not open the truth.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import nbformat
import pytest

import customer_value as cv
from customer_value import course
from customer_value.analysis.cycle import Plan, Simulator
from customer_value.capstone.grouping import cells
from customer_value.capstone.year import TODAY, results_by_cell

pytestmark = pytest.mark.all
seeds = pytest.mark.parametrize("seed", range(101, 106))
PIPELINE = [
    "setup",
    "channels",
    "director",
    "worth",
    "five-customers",
    "uplifts",
    "tested",
    "elsewhere",
    "alive",
    "plan",
]
MOVED = 10_000  # € from deep discount to referral


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Simulator]:
    """Return a function that opens the books of another shop, and locks the truth away from whoever plans."""
    game, load = cv.capstone.game, cv.load

    def opened(seed: int) -> Simulator:
        year = game(seed=seed)
        monkeypatch.setattr(cv, "load", partial(load, seed=seed))
        monkeypatch.setattr(cv.capstone, "game", lambda **more: game(seed=seed, **more))
        monkeypatch.setattr(cv, "load_truth", lambda *_, **__: pytest.fail("a plan must not open the truth"))
        return year

    return opened


def students_plan() -> Plan:
    """Run the cells of the lesson that make its plan, without what they show."""
    sources = {each.id: each.source for each in nbformat.read(course.lesson("06").notebook, as_version=4).cells}
    space: dict[str, Any] = {}
    for name in PIPELINE:
        tree = ast.parse(sources[name])
        tree.body = [each for each in tree.body if not isinstance(each, ast.Expr)]
        exec(compile(tree, name, "exec"), space)  # noqa: S102  our own notebook
    assert isinstance(space["plan"], Plan)
    return space["plan"]


def moved(naive: Plan, year: Simulator) -> tuple[Plan, Plan]:
    """Move money in a plan: from deep discount to referral, and from the most silent to those whom a letter moves."""
    money = dict(naive.acquisition)
    money["deep_discount"] -= MOVED
    money["referral"] += MOVED
    shown = results_by_cell(cv.load)
    pays = shown.index[(shown["low"] > 0) & (shown["brings_eur"] > 0)]
    now = cells(cv.load("orders"), TODAY).reindex(year.may_contact("retention"))
    return replace(naive, acquisition=money), replace(naive, retention=tuple(now.index[now.isin(pays)]))


@seeds
def test_a_naive_plan_scores_under_30_per_cent_and_a_good_students_over_60(
    shop: Callable[[int], Simulator], seed: int
) -> None:
    year = shop(seed)
    naive, good = year.play(cv.capstone.directors_plan(year)), year.play(students_plan())
    assert naive.score < 0.30
    assert good.score > 0.60
    assert good.cost_eur <= naive.cost_eur
    differences = good.futures["gain_eur"] - naive.futures["gain_eur"]
    assert differences.quantile(0.05) > 0


@seeds
def test_moving_money_gains_more_than_a_tenth_more_of_it(shop: Callable[[int], Simulator], seed: int) -> None:
    year = shop(seed)
    naive = cv.capstone.directors_plan(year)
    rich = cv.capstone.game(budget=1.1 * year.budget)
    base = year.play(naive).gain_eur
    more = rich.play(cv.capstone.directors_plan(rich)).gain_eur - base
    channels, letters = moved(naive, year)
    both = replace(channels, retention=letters.retention)
    gains = {
        name: year.play(plan).gain_eur - base for name, plan in {"a": channels, "r": letters, "both": both}.items()
    }
    assert year.cost(both) <= year.cost(naive)
    assert gains["a"] > max(more, 0) + 5_000  # €; each move alone beats a tenth more money
    assert gains["r"] > max(more, 0) + 2_000
    assert gains["both"] > gains["a"]
