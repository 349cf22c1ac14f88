"""What the books and a survey say of each customer: contribution in a window, and money spent elsewhere."""

from __future__ import annotations

import numpy as np
import pandas as pd

from customer_value.analysis.lifetime import order_contribution
from customer_value.analysis.segments.value import wallet_allocation
from customer_value.analysis.vectors import arrays
from customer_value.errors import ColumnError, DataError

ACCOUNT_COST = 5.0  # € for each year in which a customer buys, as the data card says


def contributions(orders: pd.DataFrame, returns: pd.DataFrame, *, account_cost: float = ACCOUNT_COST) -> pd.Series:
    """Give what each buyer of one year contributed: the stand-in for actual value, out of the books.

    Margin of the orders, less the cost of serving them, less the margin and the handling of what came back, less what
    the account costs. Net sales hold the discounts already.

    Parameters
    ----------
    orders
        One row per order of the year: `order_id`, `customer_id`, `margin_eur` and `serving_cost_eur`.
    returns
        One row per returned line: `order_id`, `lost_margin_eur` and `handling_cost_eur`; those of other orders are
        left aside.
    account_cost
        € a year for each buyer, 0 or more.

    Returns
    -------
    pandas.Series
        € a year per buyer, by id; below 0 for who costs more than they bring.

    Raises
    ------
    ColumnError, DataError
        If a column or a value is missing, there are no orders, an order comes twice, or the account costs less than 0.

    References
    ----------
    Peppers & Rogers, Managing Customer Experience and Relationships, chapter 5.

    Examples
    --------
    >>> orders = pd.DataFrame({"order_id": [1, 2, 3], "customer_id": [7, 7, 9], "margin_eur": [30.0, 20.0, 12.0],
    ...                        "serving_cost_eur": [3.0, 3.0, 6.0]})
    >>> returns = pd.DataFrame({"order_id": [3], "lost_margin_eur": [12.0], "handling_cost_eur": [4.0]})
    >>> contributions(orders, returns).to_dict()
    {7: 39.0, 9: -15.0}
    """
    ColumnError.check(["customer_id"], orders.columns, where="segments.contributions")
    if not len(orders) or orders["customer_id"].isna().any():
        raise DataError("contributions needs one row per order, and at least one, each with its customer.")
    (cost,) = arrays(0, np.inf, account_cost=account_cost)
    left = order_contribution(orders, returns).groupby(orders["customer_id"]).sum()
    return (left - float(cost)).rename("actual_value_eur")


def wallets(
    survey: pd.DataFrame,
    *,
    customer: str = "customer_id",
    rank: str = "rank_of_us",
    brand_count: str = "brands_used",
    wallet: str = "stated_spend_eur_per_year",
) -> pd.DataFrame:
    """Divide what respondents spend between us and other shops, by the wallet allocation rule.

    Parameters
    ----------
    survey
        One row per respondent and category.
    customer, rank, brand_count, wallet
        Names of the columns: the respondent's id, our place among the brands used (missing: we are not used), the
        number of these brands, and € a year in all shops.

    Returns
    -------
    pandas.DataFrame
        One row per respondent, by id, € a year over all categories: `wallet_eur`, `with_us_eur` and `elsewhere_eur`.

    Raises
    ------
    ColumnError, DataError
        If a column is missing, there are no answers, an amount is missing or negative, or a rank lies beyond the
        number of brands.

    References
    ----------
    Keiningham, Aksoy, Buoye & Cooil (2011), Harvard Business Review 89(10), 29-31.

    Examples
    --------
    >>> survey = pd.DataFrame({"customer_id": [7, 7], "rank_of_us": [2, None], "brands_used": [2, 3],
    ...                        "stated_spend_eur_per_year": [300.0, 60.0]})
    >>> wallets(survey).round(2).to_dict("index")
    {7: {'wallet_eur': 360.0, 'with_us_eur': 100.0, 'elsewhere_eur': 260.0}}
    """
    ColumnError.check((customer, rank, brand_count, wallet), survey.columns, where="segments.wallets")
    if not len(survey):
        raise DataError("segments.wallets: the survey has no answers.")
    (spent,) = arrays(0, np.inf, **{wallet: survey[wallet]})
    used = survey[rank].notna().to_numpy()
    share = np.zeros(len(survey))
    if used.any():
        share[used] = np.asarray(wallet_allocation(survey.loc[used, rank], survey.loc[used, brand_count]))
    columns = {"wallet_eur": spent, "with_us_eur": share * spent, "elsewhere_eur": (1 - share) * spent}
    return pd.DataFrame(columns, index=survey.index).groupby(survey[customer]).sum()
