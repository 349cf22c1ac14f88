"""What rivals take: a split of the money spent elsewhere, and the sales that their campaigns cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from customer_value.analysis.answers import numbers
from customer_value.analysis.orientation.quantiles import reach
from customer_value.errors import ColumnError, DataError


def huff_shares(attraction: pd.Series, distances: pd.DataFrame, *, decay: float = 2.0) -> pd.DataFrame:
    """Split the money of each place over shops: attraction divided by distance to the power of `decay`, as shares.

    A model, not a measurement: it knows no shops but these, and `decay` is an assumption unless it was estimated
    from purchases. Show the result for more than one.

    Parameters
    ----------
    attraction
        How much each shop attracts, any unit above 0: its floor space, or what it gives for the money.
    distances
        One row for each place where customers live, one column for each shop of `attraction`; km, above 0.
    decay
        How fast attraction fades with distance, at least 0: 0 not at all, 1 half at double the way, 2 a quarter.

    Returns
    -------
    pandas.DataFrame
        Like `distances`: shares, 0 to 1, that add up to 1 in each row.

    Raises
    ------
    ColumnError
        If a shop has no distances.
    DataError
        If a value is missing or not above 0, or `decay` is below 0.

    References
    ----------
    Huff (1964), Journal of Marketing 28(3), 34-38.

    Examples
    --------
    >>> distances = pd.DataFrame({"Aldo": [2.0, 4.0], "Bex": [2.0, 2.0]}, index=["city", "country"])
    >>> huff_shares(pd.Series({"Aldo": 1, "Bex": 1}), distances).round(2).to_dict("index")
    {'city': {'Aldo': 0.5, 'Bex': 0.5}, 'country': {'Aldo': 0.2, 'Bex': 0.8}}
    """
    ColumnError.check(list(attraction.index), distances.columns, where="orientation.huff_shares")
    far = numbers(distances[list(attraction.index)], "orientation.huff_shares")
    pull = attraction.astype(float)
    if not (far > 0).all(axis=None) or not (pull > 0).all() or not decay >= 0:
        raise DataError("orientation.huff_shares needs attractions and distances above 0, and a decay of at least 0.")
    drawn = pull / far**decay
    return drawn.div(drawn.sum(axis=1), axis=0)


def campaign_losses(sales: pd.Series, campaigns: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """Estimate the share of our sales that each rival's campaign takes, month compared with like month.

    Least squares of the logarithm of sales on each rival's campaigns, with a level for each calendar month and each
    year: the season, and growth from year to year, are thereby taken out.

    Parameters
    ----------
    sales
        Our sales by month, above 0, in any unit; the index holds the first day of each month.
    campaigns
        One row for each of these months, one column for each rival: whether it had a campaign.
    confidence
        Of the interval, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each rival, the largest loss first: `loss` (share of a month's sales, negative for a gain), `low`
        and `high`.

    Raises
    ------
    DataError
        If sales are missing or not above 0, months differ, the confidence is out of range, or the months do not
        allow the comparison: a rival without a campaign, one in every month, or too few years.

    Examples
    --------
    >>> months = pd.date_range("2023-01-01", periods=36, freq="MS")
    >>> campaigns = pd.DataFrame({"Aldo": [month % 7 == 0 for month in range(36)]}, index=months)
    >>> sales = pd.Series([95 if month % 7 == 0 else 100 for month in range(36)], index=months)
    >>> campaign_losses(sales, campaigns)["loss"].round(3).to_dict()
    {'Aldo': 0.05}
    """
    if not (sales > 0).all() or not sales.index.equals(campaigns.index):
        raise DataError("orientation.campaign_losses needs sales above 0, and campaigns of the same months.")
    when = pd.DatetimeIndex(sales.index)
    levels = [pd.get_dummies(each).to_numpy(float) for each in (when.year, when.month)]
    design = np.column_stack([campaigns.to_numpy(float), levels[0], levels[1][:, 1:]])
    freedom = len(design) - design.shape[1]
    if freedom < 1 or np.linalg.matrix_rank(design) < design.shape[1]:
        raise DataError("orientation.campaign_losses: these months do not tell campaigns from season and year.")
    logs = np.log(sales.to_numpy(float))
    effect, *_ = np.linalg.lstsq(design, logs, rcond=None)
    rest = logs - design @ effect
    error = np.sqrt(rest @ rest / freedom * np.diag(np.linalg.inv(design.T @ design)))
    away = reach(confidence, freedom) * error
    table = {"loss": effect, "low": effect + away, "high": effect - away}
    found = pd.DataFrame({name: -np.expm1(each[: campaigns.shape[1]]) for name, each in table.items()})
    return found.set_axis(campaigns.columns).sort_values("loss", ascending=False)
