"""Right relationship: what to suggest next, from what is bought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterable


def bought_together(
    lines: pd.DataFrame, *, basket: str = "order_id", item: str = "category", minimum_baskets: int = 30
) -> pd.DataFrame:
    """Count pairs of items that share a basket, and how much more often than by chance.

    Parameters
    ----------
    lines
        One row per item in a basket; an item twice in one basket counts once.
    basket, item
        Names of the columns: an order and its articles' category, or a customer and what they ever bought.
    minimum_baskets
        Pairs in fewer baskets are left out: a rare pair tells chance, not taste.

    Returns
    -------
    pandas.DataFrame
        One row per ordered pair, the highest lift first: `item`, `suggestion`, `baskets` (with both), `confidence`
        (share of the item's baskets that hold the suggestion) and `lift` (confidence divided by the suggestion's
        share of all baskets; 1 is chance).

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If there are no rows, or a basket or item is missing.

    References
    ----------
    Agrawal, Imieliński & Swami (1993), Mining association rules between sets of items in large databases, SIGMOD.

    Examples
    --------
    >>> lines = pd.DataFrame({"order_id": [1, 1, 2, 2, 3], "category": ["tea", "mug", "tea", "mug", "soap"]})
    >>> bought_together(lines, minimum_baskets=1)[["item", "suggestion", "lift"]].values.tolist()
    [['mug', 'tea', 1.5], ['tea', 'mug', 1.5]]
    """
    ColumnError.check([basket, item], lines.columns, where="cycle.bought_together")
    if not len(lines) or lines[[basket, item]].isna().any(axis=None):
        raise DataError("cycle.bought_together needs rows, each with a basket and an item.")
    baskets, _ = pd.factorize(lines[basket])
    items, names = pd.factorize(lines[item], sort=True)
    held = np.zeros((baskets.max() + 1, len(names)), dtype=np.float32)
    held[baskets, items] = 1
    together = (held.T @ held).astype(np.int64)
    share = together.diagonal() / len(held)
    first, second = np.nonzero((together >= max(1, minimum_baskets)) & ~np.eye(len(names), dtype=bool))
    confidence = together[first, second] / together[first, first]
    found = pd.DataFrame(
        {
            "item": np.asarray(names)[first],
            "suggestion": np.asarray(names)[second],
            "baskets": together[first, second],
            "confidence": confidence,
            "lift": confidence / share[second],
        }
    )
    return found.sort_values(["lift", "item", "suggestion"], ascending=[False, True, True], ignore_index=True)


def next_product(pairs: pd.DataFrame, owned: Iterable[object], *, count: int = 3) -> pd.DataFrame:
    """Suggest what goes with what a customer has: the items not yet owned with the highest confidence.

    Parameters
    ----------
    pairs
        What `bought_together` found.
    owned
        Items that the customer has bought.
    count
        Suggestions wanted, 1 or more.

    Returns
    -------
    pandas.DataFrame
        At most `count` rows, the best first: `suggestion`, `confidence`, `lift` and `because_of` (the owned item that
        speaks for it most). Empty when nothing goes with what they own.

    Raises
    ------
    ColumnError
        If `pairs` is not of that kind.
    DataError
        If `count` is below 1.

    Examples
    --------
    >>> lines = pd.DataFrame({"order_id": [1, 1, 2, 2, 3], "category": ["tea", "mug", "tea", "mug", "soap"]})
    >>> next_product(bought_together(lines, minimum_baskets=1), ["tea"])["suggestion"].tolist()
    ['mug']
    """
    needed = ["item", "suggestion", "confidence", "lift"]
    ColumnError.check(needed, pairs.columns, where="cycle.next_product")
    if count < 1:
        raise DataError(f"count must be 1 or more, not {count!r}.")
    have = set(owned)
    open_ = pairs[pairs["item"].isin(have) & ~pairs["suggestion"].isin(have)]
    best = open_.sort_values("confidence", ascending=False, kind="stable").drop_duplicates("suggestion").head(count)
    return best.rename(columns={"item": "because_of"})[["suggestion", "confidence", "lift", "because_of"]].reset_index(
        drop=True
    )
