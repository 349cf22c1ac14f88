"""Score a plan that was handed in as a file: on the hidden truth, beside the rules of thumb and the best plan."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from customer_value.analysis.cycle import Plan
from customer_value.analysis.cycle.simulation.plan_files import parsed
from customer_value.assessment.messages import say
from customer_value.errors import DataError

from .year import game

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


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
    year = game(seed=seed)
    content, parts = parsed(path, year.rules)
    for name, wanted in (("shop", seed), ("budget_eur", year.budget)):
        if content[name] != wanted:
            raise DataError(f"{path}: {name} is {content[name]!r}, but this year is played with {wanted!r}.")
    plan = Plan(**parts)
    table = year.compare(mine=plan)
    numbers = table.loc[["mine"]].to_numpy(dtype=float)[0]
    mine = {str(name): float(value) for name, value in zip(table.columns, numbers, strict=True)}
    return PlanGrade(
        score=mine["score"],
        low=mine["score_low"],
        high=mine["score_high"],
        gain_eur=mine["gain_eur"],
        cost_eur=mine["cost_eur"],
        held_out=len(plan.held_out),
        table=table,
    )
