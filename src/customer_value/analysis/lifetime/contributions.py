"""What an order leaves: its margin, less the cost of serving, less what its returns cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    import pandas as pd

_OF_ORDERS = ("order_id", "margin_eur", "serving_cost_eur")
_OF_RETURNS = ("order_id", "lost_margin_eur", "handling_cost_eur")


def order_contribution(orders: pd.DataFrame, returns: pd.DataFrame) -> pd.Series[float]:
    """Take the cost of serving and of returns off the margin of each order.

    Parameters
    ----------
    orders
        One row per order: `order_id`, `margin_eur` and `serving_cost_eur`.
    returns
        One row per return: `order_id`, `lost_margin_eur` and `handling_cost_eur`. An order may have several.

    Returns
    -------
    Series
        € per order, in the order of `orders`; negative where returns cost more than the margin.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If an order stands in `orders` twice, so that its returns would be taken off twice, or a value is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"order_id": [1, 2], "margin_eur": [16.0, 35.0], "serving_cost_eur": [1.0, 1.0]})
    >>> returns = pd.DataFrame({"order_id": [2], "lost_margin_eur": [35.0], "handling_cost_eur": [6.0]})
    >>> order_contribution(orders, returns).tolist()
    [15.0, -7.0]
    """
    for table, needed in ((orders, _OF_ORDERS), (returns, _OF_RETURNS)):
        ColumnError.check(needed, table.columns, where="order_contribution")
        if table["order_id"].isna().any():
            raise DataError("order_contribution: an order_id is missing; drop these rows first.")
        if len(table):
            arrays(-np.inf, np.inf, **{name: table[name] for name in needed if name != "order_id"})
    if orders["order_id"].duplicated().any():
        raise DataError("order_contribution needs one row per order; an order stands in the table twice.")
    lost = (returns["lost_margin_eur"] + returns["handling_cost_eur"]).groupby(returns["order_id"]).sum()
    return orders["margin_eur"] - orders["serving_cost_eur"] - orders["order_id"].map(lost).fillna(0)
