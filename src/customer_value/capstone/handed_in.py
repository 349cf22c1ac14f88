"""Score a plan that was handed in as a file: on the hidden truth, beside the rules of thumb and the best plan."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from customer_value.analysis.cycle import Plan, Rules
from customer_value.analysis.cycle.simulation.plan_files import joined, parsed
from customer_value.analysis.cycle.simulation.strict_json import refuse
from customer_value.assessment.messages import say
from customer_value.errors import DataError, UnknownNameError

from .year import game

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from customer_value.analysis.cycle import Simulator


@dataclass(frozen=True, eq=False)
class PlanGrade:
    """What a plan that was handed in is worth.

    Attributes
    ----------
    score, low, high
        Share of the oracle's expected gain, and the range of 9 of 10 alternative futures.
    gain_eur, cost_eur
        € expected, and € spent.
    held_out
        Customers kept aside for comparison.
    table
        The plan ("mine") beside rules of thumb and the oracle, as `Simulator.compare` gives it.
    """

    score: float
    low: float
    high: float
    gain_eur: float
    cost_eur: float
    held_out: int
    table: pd.DataFrame

    def __str__(self) -> str:
        best = self.table.drop(index=["mine", "oracle"])["score"]
        return say(
            "plan_grade",
            score=_percent(self.score),
            low=_percent(self.low),
            high=_percent(self.high),
            gain=f"{self.gain_eur:,.0f}",
            cost=f"{self.cost_eur:,.0f}",
            held_out=f"{self.held_out:,}",
            rival=best.idxmax(),
            rivals=_percent(float(best.max())),
        )

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p><strong>{escape(str(self))}</strong></p>"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _check_shop(shop: object, seed: int | None, where: str) -> None:
    """Refuse a plan for another shop, and say how to play it."""
    if type(shop) not in (int, type(None)):
        refuse(f"{where}: shop", "write the number of the books, or null for those of the lessons")
    if shop != seed:
        call = f"grade(path, seed={shop})" if shop is not None else "grade(path)"
        refuse(where, f"it is a plan for {_books(shop)}, but this year is played with {_books(seed)}; use {call}")


def _books(shop: object) -> str:
    return "the lessons' books" if shop is None else f"shop {shop}"


def _check_places(content: Mapping[str, Any], plan: Plan, year: Simulator, where: str) -> None:
    """Check cell by cell, then the control group, then the whole, so that a fault comes with its place."""
    cells = enumerate(content["cells"], 1)
    parts = {f"{where}: cell {place}": Plan(**joined([cell], where)) for place, cell in cells}
    for place, part in {**parts, f"{where}: held_out": Plan(held_out=plan.held_out), where: plan}.items():
        try:
            year.cost(part)
        except (DataError, UnknownNameError) as error:
            raise type(error)(f"{place}: {error}") from error


def grade(path: Path | str, *, seed: int | None = None) -> PlanGrade:
    """Score a plan's file, as an instructor does.

    Parameters
    ----------
    path
        A file that `cycle.Plan.write` made, or anybody who keeps to its form.
    seed
        Number of the shop that the plan was to be made for; None means the books of the lessons.

    Returns
    -------
    PlanGrade
        It tells itself in two sentences.

    Raises
    ------
    DataError
        If the file is no plan, does not add up, was made for another shop or another budget, or contacts somebody
        whom it may not.
    UnknownNameError
        If it names a key, a stage, an offer or a channel that does not exist.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from pathlib import Path
    >>> grade(Plan({"deep_discount": 15_000}).write(Path(mkdtemp()) / "plan.json")).score < 0.3
    True
    """
    content, parts = parsed(path, Rules())
    where = Path(path).name
    _check_shop(content["shop"], seed, where)
    year = game(seed=seed)
    if content["budget_eur"] != year.budget:
        refuse(where, f"budget_eur is {content['budget_eur']}, but this year has {year.budget}")
    plan = Plan(**parts)
    _check_places(content, plan, year, where)
    table = year.compare(mine=plan)
    mine = table.loc["mine"].to_dict()
    return PlanGrade(
        score=mine["score"],
        low=mine["score_low"],
        high=mine["score_high"],
        gain_eur=mine["gain_eur"],
        cost_eur=mine["cost_eur"],
        held_out=len(plan.held_out),
        table=table,
    )
