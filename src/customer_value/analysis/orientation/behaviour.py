"""Market orientation seen as behaviour: what a firm does with intelligence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from customer_value.analysis.orientation.scoring import items_of, scores
from customer_value.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Nine of the fifteen items, sorted by us: know needs, hear complaints, meet customers; share, tell, talk; answer,
# choose, care.
BEHAVIOUR: Mapping[str, Sequence[str]] = {
    "generate": ("customer_3", "customer_6", "coordination_1"),
    "disseminate": ("coordination_2", "competitor_1", "competitor_3"),
    "respond": ("competitor_2", "competitor_4", "customer_5"),
}


def behaviour_scores(answers: pd.DataFrame, elements: Mapping[str, Sequence[str]] = BEHAVIOUR) -> pd.DataFrame:
    """Score the elements of the behaviour view, beside what the components of their items alone would make of them.

    An element whose items belong to a weak component scores low for that reason. Only what differs between the two
    columns tells of the element itself.

    Parameters
    ----------
    answers
        One row for each person, one column for each item, from 1 to 7; items are named as `scores` expects.
    elements
        Items of each element; nine items, three each, by default.

    Returns
    -------
    pandas.DataFrame
        One row for each element: `items`, `points` (mean of the people's means) and `by_components` (points, if each
        item had the mean of its component).

    Raises
    ------
    ColumnError
        If an item is not a column, or belongs to no component.
    DataError
        As `scores`.

    References
    ----------
    Kohli & Jaworski (1990), Journal of Marketing 54(2), 1-18: the elements. Which item belongs to which is our choice.

    Examples
    --------
    >>> import customer_value as cv
    >>> table = behaviour_scores(cv.load("survey_orientation")).round(2)
    >>> table["points"].to_dict(), table["by_components"].to_dict()
    ({'generate': 4.36, 'disseminate': 4.12, 'respond': 4.13}, {'generate': 4.52, 'disseminate': 4.02, 'respond': 4.15})
    """
    component = {item: name for name, items in items_of(answers).items() for item in items}
    chosen = [item for items in elements.values() for item in items]
    ColumnError.check(chosen, list(component), where="orientation.behaviour_scores")
    means = scores(answers).mean()
    points = scores(answers, elements)[list(elements)].mean()
    expected = {name: sum(means[component[item]] for item in items) / len(items) for name, items in elements.items()}
    named = {name: ", ".join(items) for name, items in elements.items()}
    return pd.DataFrame({"items": named, "points": points, "by_components": expected}).loc[list(elements)]
