"""Do the chances of `estimate` hold? `python -m customer_value.study.mastery_page` computes docs/mastery.md.

No answers of real learners have been collected, so `simulated_learners` makes learners up.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from customer_value.audit.recovery import renewed
from customer_value.course import folder
from customer_value.study.estimate import HALF_LIFE_DAYS, KNOWN_AT_FIRST, LEARNED, LUCK_AT_LEAST, SLIP
from customer_value.study.simulated_learners import LEARNERS, SORTS, steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from customer_value.study.simulated_learners import Step

EDGES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)


def brier(predicted: np.ndarray, right: np.ndarray) -> float:
    """Return the mean squared error of chances (Brier 1950, Monthly Weather Review 78, 1-3): 0 is best.

    Examples
    --------
    >>> brier(np.array([0.5, 1.0]), np.array([1.0, 1.0]))
    0.125
    """
    return float(np.mean((predicted - right) ** 2))


def brier_row(name: str, found: Sequence[Step]) -> str:
    """Write a row: the error of the estimate, of the plain average, of one chance for all, and of the truth."""
    estimate, average, truth, right = np.array(found).T
    errors = [brier(each, right) for each in (estimate, average, np.full_like(right, right.mean()), truth)]
    return f"| {name} | {' | '.join(f'{each:.3f}' for each in errors)} |"


def calibration_rows(name: str, found: Sequence[Step]) -> list[str]:
    """Write a row for each range of predicted chances: how many, their mean, and the share that was right."""
    estimate, _, _, right = np.array(found).T
    rows = []
    for place, (low, high) in enumerate(pairwise(EDGES)):
        inside = (estimate >= low) & (estimate < high)
        means = [f"{100 * each[inside].mean():.0f} %" for each in (estimate, right)] if inside.any() else ["–", "–"]
        shown = f"{100 * low:.0f} to {100 * high:.0f} %"
        rows.append(f"| {'' if place else name} | {shown} | {inside.sum():,} | {' | '.join(means)} |")
    return rows


def page() -> Path:
    """Find the page in the checkout."""
    return folder("docs") / "mastery.md"


def number_rows() -> list[str]:
    """Write a row for each number of the model."""
    return [
        f"| known at first | {KNOWN_AT_FIRST:.2f} | so many can do it before their first answer |",
        f"| learned | {LEARNED:.2f} | of those who cannot, so many can after one more answer and what it is told |",
        f"| slip | {SLIP:.2f} | who can do it is wrong so often |",
        f"| luck | {LUCK_AT_LEAST:.2f} | who cannot is right so often, or as often as a blind guess, if that is more |",
        f"| half-life | {HALF_LIFE_DAYS:.0f} days | half is forgotten then; it doubles with each further right day |",
    ]


def tables(learners: int = LEARNERS) -> tuple[list[str], list[str], list[str]]:
    """Write the rows of the page's tables."""
    found = {name: steps(sort, learners) for name, sort in SORTS.items()}
    errors = [brier_row(name, each) for name, each in found.items()]
    return number_rows(), errors, [row for name, each in found.items() for row in calibration_rows(name, each)]


if __name__ == "__main__":
    page().write_text(renewed(page().read_text(encoding="utf-8"), *tables()), encoding="utf-8")
