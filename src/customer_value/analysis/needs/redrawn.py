"""Part-worths of respondents who are drawn again: the luck of who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.needs import logit
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Sequence


def part_worth_draws(
    choices: pd.DataFrame,
    attributes: Sequence[str],
    *,
    person: str,
    task: Sequence[str] | str,
    chosen: str = "is_chosen",
    draws: int = 200,
    seed: int = 2026,
) -> pd.DataFrame:
    """Draw the same number of respondents again, with replacement, and estimate the part-worths of each draw.

    A bootstrap of whole persons: the choices of one person are alike, so they are drawn together. The spread of
    whatever is computed from a row of the result shows the luck of who was asked, and no other error.

    Parameters
    ----------
    choices
        One row for each profile shown.
    attributes, task, chosen
        As in `part_worths`.
    person
        Column that names who chose; a task belongs to one person.
    draws
        How often, at least 2; 200 serve for an interval of 95 %, more make its ends steadier.
    seed
        Of the draws; the same seed gives the same draws.

    Returns
    -------
    pandas.DataFrame
        One row for each draw, one column for each step, in points of utility.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If a task belongs to two persons, there are fewer than 2 draws, or the choices do not suffice.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap; Cameron, Gelbach & Miller (2008), Review of
    Economics and Statistics 90(3), 414-427: persons, not choices, are drawn.

    Examples
    --------
    >>> choices = pd.DataFrame({"who": sorted([*range(20)] * 4), "task": [1, 1, 2, 2] * 20, "fee_eur": [0, 5] * 40,
    ...                         "is_chosen": [1, 0, 1, 0, 0, 1, 1, 0] * 10})
    >>> drawn = part_worth_draws(choices, ["fee_eur"], person="who", task=["who", "task"])
    >>> drawn["fee_eur"].quantile([0.025, 0.975]).round(2).tolist()
    [-0.35, -0.12]
    """
    if draws < 2:
        raise DataError(f"needs.part_worth_draws: 2 draws are the fewest that spread, not {draws}.")
    ColumnError.check([person], choices.columns, where="needs.part_worth_draws")
    given = logit.tasks(choices, attributes, task, chosen)
    who, persons = pd.factorize(given.profiles[person])
    if (who < 0).any() or pd.DataFrame({"task": given.group, "who": who}).drop_duplicates()["task"].duplicated().any():
        raise DataError(f"needs.part_worth_draws: each task belongs to one person, whom {person!r} names.")
    rng = np.random.default_rng(seed)
    n = len(persons)
    times = (np.bincount(rng.integers(n, size=n), minlength=n).astype(float) for _ in range(draws))
    return pd.DataFrame([logit.most_likely(given, each[who])[0] for each in times], columns=given.steps)
