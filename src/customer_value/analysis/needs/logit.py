"""Multinomial logit: the choices of a study as arrays, and the utilities under which they are most likely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from customer_value.analysis.vectors import FloatArray

FARTHEST = 30.0  # a utility of 30 points is a choice that is made 10^13 times to 1


@dataclass(frozen=True)
class Tasks:
    """The choices of a study, checked, with the profiles of a task one after the other.

    Attributes
    ----------
    profiles
        One row for each profile, with the columns as given.
    design
        Profiles x steps: one column for each number, and one for each level but the first.
    steps
        Names of the steps.
    group
        Number of each profile's task, from 0.
    picked
        Whether a profile was chosen.
    """

    profiles: pd.DataFrame
    design: FloatArray
    steps: list[str]
    group: NDArray[np.integer[Any]]
    picked: NDArray[np.bool]


def tasks(choices: pd.DataFrame, attributes: Sequence[str], task: Sequence[str] | str, chosen: str) -> Tasks:
    """Check the choices and turn them into arrays.

    Raises
    ------
    ColumnError, DataError
        As `needs.part_worths` says.
    """
    keys = [task] if isinstance(task, str) else list(task)
    wanted = [*keys, *attributes, chosen]
    ColumnError.check(wanted, choices.columns, where="needs.part_worths")
    _check(choices, wanted, keys, chosen)
    table = choices.sort_values(keys, kind="stable")
    design, steps = _design(table[list(attributes)])
    group = table.groupby(keys, sort=False).ngroup().to_numpy()
    return Tasks(table, design, steps, group, table[chosen].to_numpy(bool))


def _check(choices: pd.DataFrame, columns: list[str], keys: list[str], chosen: str) -> None:
    if not len(choices):
        raise DataError("needs.part_worths: the table has no rows.")
    gaps = choices[columns].isna().sum()
    if gaps.any():
        raise DataError(f"needs.part_worths: {gaps.idxmax()!r} is missing in {gaps.max()} rows; leave these tasks out.")
    picks = choices.groupby(keys)[chosen].agg(["sum", "size"])
    wrong = picks[(picks["sum"] != 1) | (picks["size"] < 2)]
    if len(wrong):
        raise DataError(
            f"needs.part_worths: each task needs two or more profiles and exactly one that is chosen; "
            f"{len(wrong)} of {len(picks)} tasks do not have them, the first is {wrong.index[0]!r}."
        )


def _design(profiles: pd.DataFrame) -> tuple[FloatArray, list[str]]:
    """One column for each number, and one for each level but the first."""
    columns: dict[str, FloatArray] = {}
    for name, values in profiles.items():
        if is_number(values):
            columns[str(name)] = values.to_numpy(float)
        else:
            for level in levels(values)[1:]:
                columns[step_name(name, level)] = np.asarray(values == level, dtype=np.float64)
    return np.column_stack(list(columns.values())), list(columns)


def is_number(values: pd.Series) -> bool:
    """Say whether an attribute counts per unit, as numbers do, and not level by level."""
    return bool(pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values))


def levels(values: pd.Series) -> list[object]:
    """List an attribute's levels, the one first that all others are compared with."""
    return list(values.cat.categories) if isinstance(values.dtype, pd.CategoricalDtype) else sorted(values.unique())


def step_name(name: object, level: object) -> str:
    """Name the step from an attribute's first level to another one."""
    return f"{name}: {level}"


def most_likely(given: Tasks, weight: FloatArray | None = None) -> tuple[FloatArray, FloatArray, float]:
    """Find the part-worths under which the choices are most likely, their covariance, and the log-likelihood.

    Parameters
    ----------
    given
        The choices.
    weight
        How often each profile counts, the same within a task; once each by default.

    Raises
    ------
    DataError
        If the choices cannot tell two attributes apart, or follow one of them without exception.
    """
    scale = given.design.std(axis=0)  # widths of the columns are evened out first
    if (scale == 0).any():
        same = given.steps[int(np.argmin(scale))]
        raise DataError(f"needs.part_worths: {same!r} is the same in all profiles, so no choice can show its worth.")
    x, count = given.design / scale, np.ones(len(given.group)) if weight is None else weight
    worth = np.zeros(x.shape[1])
    step = np.ones_like(worth)
    while np.abs(step).max() > 1e-9:  # a hill that has one top
        value, gradient, information = _likelihood(x, given, count, worth)
        if np.linalg.cond(information) > 1e10 or np.abs(worth).max() > FARTHEST:
            raise DataError(_cannot_tell(worth, given.steps))
        step = np.linalg.solve(information, gradient)
        worth = worth + step * min(1.0, 5.0 / float(np.abs(step).max() or 1.0))
    return worth / scale, np.linalg.inv(information) / np.outer(scale, scale), value


def _likelihood(
    x: FloatArray, given: Tasks, count: FloatArray, worth: FloatArray
) -> tuple[float, FloatArray, FloatArray]:
    group, picked = given.group, given.picked
    utility = x @ worth
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    relative = utility - np.maximum.reduceat(utility, starts)[group]
    chance = np.exp(relative) / np.add.reduceat(np.exp(relative), starts)[group]
    expected = np.add.reduceat(chance[:, None] * x, starts, axis=0)[group]
    centred = x - expected
    information = (centred * (count * chance)[:, None]).T @ centred
    return float(count[picked] @ np.log(chance[picked])), (count * (picked - chance)) @ x, information


def _cannot_tell(worth: FloatArray, steps: list[str]) -> str:
    if np.abs(worth).max() > FARTHEST / 2:
        step = steps[int(np.abs(worth).argmax())]
        return (
            f"needs.part_worths: every choice follows {step!r}, so its worth has no upper end; ask about profiles "
            f"where something speaks against it, or pool more people."
        )
    return (
        "needs.part_worths: in these profiles some attributes always move together, so their worths cannot be told "
        "apart; leave one of them out, or show other profiles."
    )
