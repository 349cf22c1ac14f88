"""Conjoint analysis: part-worths from choices, by multinomial logit."""

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
class PartWorths:
    """Part-worths that a multinomial logit found in choices.

    Attributes
    ----------
    table
        One row for each attribute's step: `part_worth` (utility points; for numbers, per unit of the attribute; for
        words, against the attribute's first level) and `standard_error`.
    ranges
        Utility points between the best and the worst level that the study showed, by attribute. A wider range of
        levels makes a wider range of utility.
    covariance
        Covariance of the part-worths, utility points squared.
    log_likelihood, null_log_likelihood
        Of the model, and of choosing blindly.
    choice_count
        Choices that were counted.
    """

    table: pd.DataFrame
    ranges: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    null_log_likelihood: float
    choice_count: int

    @property
    def fit(self) -> float:
        """McFadden's rho squared: 0 for choosing blindly, 1 for perfect prediction."""
        return 1 - self.log_likelihood / self.null_log_likelihood


def part_worths(
    choices: pd.DataFrame, attributes: Sequence[str], *, task: Sequence[str] | str, chosen: str = "is_chosen"
) -> PartWorths:
    """Estimate what each step of an attribute is worth to those who chose, in points of utility.

    The chance that a profile is chosen is exp(its utility) / sum of exp(utility) over the profiles of the task;
    utility is the sum of part-worths. Points have no natural zero and no natural size: compare differences.

    Parameters
    ----------
    choices
        One row for each profile shown.
    attributes
        Columns that describe a profile. Numbers count per unit (one straight line); words and booleans count level
        by level, against the first level in sorted order (a categorical column: in its own order).
    task
        Column or columns that together name one choice, such as `["customer_id", "task"]`.
    chosen
        Column that is true (1) for the profile chosen, once in each task.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If a task has not exactly one chosen profile or only one profile, a value is missing, or the choices cannot
        tell two attributes apart (or follow one of them without exception).

    References
    ----------
    McFadden (1974), Conditional logit analysis of qualitative choice behavior, in Zarembka (ed.), 105-142.

    Examples
    --------
    >>> choices = pd.DataFrame({"task": [1, 1, 2, 2, 3, 3, 4, 4], "fee_eur": [0, 5] * 4,
    ...                         "is_chosen": [1, 0, 1, 0, 1, 0, 0, 1]})
    >>> part_worths(choices, ["fee_eur"], task="task").table["part_worth"].round(2).to_dict()
    {'fee_eur': -0.22}
    """
    keys = [task] if isinstance(task, str) else list(task)
    wanted = [*keys, *attributes, chosen]
    if any(name not in choices.columns for name in wanted):
        raise ColumnError.missing(wanted, choices.columns, where="needs.part_worths")
    _check(choices, wanted, keys, chosen)
    table = choices.sort_values(keys, kind="stable")
    design, steps = _design(table[list(attributes)])
    group = table.groupby(keys, sort=False).ngroup().to_numpy()
    picked = table[chosen].to_numpy(bool)
    found, covariance, likelihood = _newton(design, group, picked, steps)
    sizes = np.bincount(group)
    return PartWorths(
        table=pd.DataFrame(
            {"part_worth": found, "standard_error": np.sqrt(np.diag(covariance))}, index=pd.Index(steps, name="step")
        ),
        ranges=_ranges(table[list(attributes)], dict(zip(steps, found, strict=True))),
        covariance=pd.DataFrame(covariance, index=steps, columns=steps),
        log_likelihood=likelihood,
        null_log_likelihood=float(-np.log(sizes).sum()),
        choice_count=len(sizes),
    )


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
        if _is_number(values):
            columns[str(name)] = values.to_numpy(float)
        else:
            for level in _levels(values)[1:]:
                columns[_step(name, level)] = np.asarray(values == level, dtype=np.float64)
    return np.column_stack(list(columns.values())), list(columns)


def _is_number(values: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values))


def _levels(values: pd.Series) -> list[object]:
    return list(values.cat.categories) if isinstance(values.dtype, pd.CategoricalDtype) else sorted(values.unique())


def _step(name: object, level: object) -> str:
    return f"{name}: {level}"


def _ranges(profiles: pd.DataFrame, found: dict[str, float]) -> pd.Series:
    def width(name: str) -> float:
        values = profiles[name]
        if _is_number(values):
            return abs(found[name]) * float(values.max() - values.min())
        worths = [found.get(_step(name, level), 0.0) for level in _levels(values)]
        return max(worths) - min(worths)

    return pd.Series({name: width(name) for name in profiles.columns}, name="range")


def _newton(
    design: FloatArray, group: NDArray[np.integer[Any]], picked: NDArray[np.bool], steps: list[str]
) -> tuple[FloatArray, FloatArray, float]:
    """Climb a hill that has one top; widths of the columns are evened out first."""
    scale = design.std(axis=0)
    if (scale == 0).any():
        same = steps[int(np.argmin(scale))]
        raise DataError(f"needs.part_worths: {same!r} is the same in all profiles, so no choice can show its worth.")
    x = design / scale
    worth = np.zeros(x.shape[1])
    step = np.ones_like(worth)
    while np.abs(step).max() > 1e-9:
        value, gradient, information = _likelihood(x, group, picked, worth)
        if np.linalg.cond(information) > 1e10 or np.abs(worth).max() > FARTHEST:
            raise DataError(_cannot_tell(worth, steps))
        step = np.linalg.solve(information, gradient)
        worth = worth + step * min(1.0, 5.0 / float(np.abs(step).max() or 1.0))
    return worth / scale, np.linalg.inv(information) / np.outer(scale, scale), value


def _likelihood(
    x: FloatArray, group: NDArray[np.integer[Any]], picked: NDArray[np.bool], worth: FloatArray
) -> tuple[float, FloatArray, FloatArray]:
    utility = x @ worth
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    relative = utility - np.maximum.reduceat(utility, starts)[group]
    chance = np.exp(relative) / np.add.reduceat(np.exp(relative), starts)[group]
    expected = np.add.reduceat(chance[:, None] * x, starts, axis=0)[group]
    centred = x - expected
    information = (centred * chance[:, None]).T @ centred
    return float(np.log(chance[picked]).sum()), (picked - chance) @ x, information


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
