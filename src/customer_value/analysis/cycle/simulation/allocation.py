"""Who gets what: a plan as a table for those who have to decide on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import DataError

from .rules import STAGES, Rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from customer_value.analysis.cycle.experiments import Uplift

    from .plans import Plan


def allocation_table(
    plan: Plan, cells: pd.Series, *, tests: Mapping[object, Uplift] | None = None, rules: Rules | None = None
) -> pd.DataFrame:
    """Add up a plan by stage and cell: contacts and how near they come to the cap, cost, and what a test has shown.

    Parameters
    ----------
    plan
        The plan.
    cells
        The index holds customers' ids, the values name their cell, such as "most growable, price"; one for each
        customer whom the plan contacts.
    tests, optional
        Cell -> what `cycle.uplift` found for it in a test of the retention contact.
    rules
        The costs and the cap; the defaults of `Rules` if left out.

    Returns
    -------
    pandas.DataFrame
        One row per stage and cell (a channel for acquisition), in the order of the stages, the dearest first:
        `contacts`, `customers` (contacted at least once), `most_contacts` (of one customer over both kinds, to be
        held against the cap), `cost_eur`; with tests also `uplift`, `low` and `high` (as the test has them, such as
        0.02 for two points; missing where nothing was tested).

    Raises
    ------
    DataError
        If a customer of the plan has no cell, or stands in `cells` twice.

    Examples
    --------
    >>> from customer_value.analysis.cycle import Plan
    >>> cells = pd.Series({1: "growable", 2: "growable", 3: "other"})
    >>> table = allocation_table(Plan({"referral": 500}, [1], [1, 2, 3]), cells)
    >>> table.loc["retention", "cost_eur"].to_dict()
    {'growable': 1.2, 'other': 0.6}
    >>> table["most_contacts"].tolist()
    [0, 2, 2, 1]
    """
    game = rules or Rules()
    contacted = pd.Series([*plan.development, *plan.retention], dtype=object)
    if not cells.index.is_unique:
        raise DataError("cycle.allocation_table: a customer stands in cells twice; keep one cell for each.")
    named = cells.dropna()
    lost = contacted[~contacted.isin(named.index)]
    if len(lost):
        raise DataError(f"cycle.allocation_table: {len(lost)} contacts have no cell, such as {lost.iloc[0]!r}.")
    counts = contacted.value_counts()
    rows = [
        {"stage": STAGES[0], "cell": name, "contacts": 0, "customers": 0, "most_contacts": 0, "cost_eur": float(money)}
        for name, money in plan.acquisition.items()
        if money
    ]
    for stage, ids, cost in zip(STAGES[1:], (plan.development, plan.retention), game.costs, strict=True):
        rows += _by_cell(stage, pd.Series(list(ids), dtype=object), named, counts, cost)
    names = ["stage", "cell", "contacts", "customers", "most_contacts", "cost_eur"]
    table = pd.DataFrame(rows, columns=names)
    if tests is not None:
        table = table.assign(**_tested(table, tests))
    order = table.assign(place=table["stage"].map(STAGES.index)).sort_values(
        ["place", "cost_eur"], ascending=[True, False], kind="stable"
    )
    return order.drop(columns="place").set_index(["stage", "cell"])


def _by_cell(stage: str, ids: pd.Series, cells: pd.Series, counts: pd.Series, cost: float) -> list[dict[str, object]]:
    cell = ids.map(cells)
    return [
        {
            "stage": stage,
            "cell": name,
            "contacts": len(part),
            "customers": part.nunique(),
            "most_contacts": int(part.map(counts).max()),
            "cost_eur": len(part) * cost,
        }
        for name, part in ids.groupby(cell)
    ]


def _tested(table: pd.DataFrame, tests: Mapping[object, Uplift]) -> dict[str, list[float]]:
    """Give the test of each retention cell, and nothing elsewhere."""
    rows = zip(table["stage"], table["cell"], strict=True)
    found = [tests.get(cell) if stage == STAGES[2] else None for stage, cell in rows]
    return {
        name: [np.nan if each is None else float(getattr(each, attribute)) for each in found]
        for name, attribute in (("uplift", "difference"), ("low", "low"), ("high", "high"))
    }
