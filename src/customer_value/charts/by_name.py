"""`of`: the figures of one edition, by their names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from customer_value import facts
from customer_value.facts.by_name import OfBooks

from . import cycle, lifetime, needs, orientation, segments
from .chart import Chart

if TYPE_CHECKING:
    from collections.abc import Callable

CHARTS: dict[str, Callable[..., Chart]] = {
    **orientation.CHARTS,
    **needs.CHARTS,
    **segments.CHARTS,
    **lifetime.CHARTS,
    **cycle.CHARTS,
}


@lru_cache(maxsize=4)
def of(seed: int | None) -> Charts:
    """Give the figures of one edition of the books.

    Parameters
    ----------
    seed
        Number of the learner's own shop; None means the books that the lessons speak of.

    Returns
    -------
    Mapping
        From a figure's name to a function that draws it. Nothing is loaded before a function is called, nothing is
        drawn twice, and tables are shared with `facts.of(seed)`.

    Raises
    ------
    UnknownNameError
        When a name is asked for that does not exist, or a figure is given an argument or a word that it does not know.
    DataError
        When an argument is missing or out of range.

    Examples
    --------
    >>> charts = of(None)
    >>> "lifetime.survival" in charts
    True
    """
    return Charts(seed)


class Charts(OfBooks[Chart]):
    """Figures of one edition by name; see `of`."""

    kind = "figure"

    def __init__(self, seed: int | None) -> None:
        super().__init__(facts.of(seed).books, CHARTS)
