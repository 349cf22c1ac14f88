"""Conjoint analysis: part-worths from choices, by multinomial logit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.needs import logit
from customer_value.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


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
    given = logit.tasks(choices, attributes, task, chosen)
    found, covariance, likelihood = logit.most_likely(given)
    sizes = np.bincount(given.group)
    steps = given.steps
    return PartWorths(
        table=pd.DataFrame(
            {"part_worth": found, "standard_error": np.sqrt(np.diag(covariance))}, index=pd.Index(steps, name="step")
        ),
        ranges=_ranges(given.profiles[list(attributes)], dict(zip(steps, found, strict=True))),
        covariance=pd.DataFrame(covariance, index=steps, columns=steps),
        log_likelihood=likelihood,
        null_log_likelihood=float(-np.log(sizes).sum()),
        choice_count=len(sizes),
    )


def part_worths_by_group(
    choices: pd.DataFrame,
    group: pd.Series,
    attributes: Sequence[str],
    *,
    task: Sequence[str] | str,
    chosen: str = "is_chosen",
) -> dict[Hashable, PartWorths]:
    """Estimate part-worths for each group of those who chose, apart from all others.

    Points of two groups may be compared by their ratios, such as willingness to pay; their sizes depend on how
    surely each group chooses as well.

    Parameters
    ----------
    choices
        One row for each profile shown.
    group
        The group of each row of `choices`, with the same index; rows without a group are left out.
    attributes, task, chosen
        As in `part_worths`.

    Returns
    -------
    dict
        Group -> its part-worths, in sorted order.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If the indexes differ, no row has a group, or the choices of a group do not suffice.

    References
    ----------
    Swait & Louviere (1993), Journal of Marketing Research 30(3), 305-314: the scale of a group's points.

    Examples
    --------
    >>> choices = pd.DataFrame({"task": [1, 1, 2, 2, 3, 3] * 2, "who": ["ann"] * 6 + ["ben"] * 6,
    ...                         "fee_eur": [0, 5] * 6, "is_chosen": [1, 0, 1, 0, 0, 1] + [1, 0, 0, 1, 0, 1]})
    >>> found = part_worths_by_group(choices, choices["who"], ["fee_eur"], task=["who", "task"])
    >>> {who: each.table["part_worth"].round(2).to_dict() for who, each in found.items()}
    {'ann': {'fee_eur': -0.14}, 'ben': {'fee_eur': 0.14}}
    """
    if not group.index.equals(choices.index):
        raise DataError("needs.part_worths_by_group: the group must have the index of the choices, one for each row.")
    found: dict[Hashable, PartWorths] = {
        name: part_worths(rows, attributes, task=task, chosen=chosen)
        for name, rows in choices.groupby(group.to_numpy())
    }
    if not found:
        raise DataError("needs.part_worths_by_group: no row has a group.")
    return found


def _ranges(profiles: pd.DataFrame, found: dict[str, float]) -> pd.Series:
    def width(name: str) -> float:
        values = profiles[name]
        if logit.is_number(values):
            return abs(found[name]) * float(values.max() - values.min())
        worths = [found.get(logit.step_name(name, level), 0.0) for level in logit.levels(values)]
        return max(worths) - min(worths)

    return pd.Series({name: width(name) for name in profiles.columns}, name="range")
