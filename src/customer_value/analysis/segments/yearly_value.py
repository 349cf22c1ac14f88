"""What a customer is worth in a year, and could be worth: actual value, unrealised potential, potential value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.analysis.segments.value import share_of_wallet
from customer_value.analysis.vectors import Same, arrays, one_length, same_kind

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def actual_value(
    net_sales: ArrayLike,
    margin_rate: ArrayLike,
    *,
    return_handling: ArrayLike = 0.0,
    cost_to_serve: ArrayLike = 0.0,
    extra_discounts: ArrayLike = 0.0,
) -> Same:
    """Take from the margin of a year what the customer cost: the simple stand-in for actual value.

    Actual value itself is the present value of all contributions to come if the customer goes on as now.

    Parameters
    ----------
    net_sales
        € of the last twelve months, after discounts at the till and after refunds.
    margin_rate
        Gross margin as a share of net sales, 0 to 1.
    return_handling, cost_to_serve, extra_discounts
        € in the same months, 0 or more each; discounts are extra where net sales do not hold them yet.

    Returns
    -------
    float, array or Series
        € of contribution per year; below 0 for a customer who costs more than they bring.

    Raises
    ------
    DataError
        If a value is missing or negative, the margin is no share, or lengths or indexes differ.

    References
    ----------
    Peppers & Rogers, Managing Customer Experience and Relationships, chapter 5.

    Examples
    --------
    >>> actual_value(900, 0.30, return_handling=40, cost_to_serve=180, extra_discounts=70)
    -20.0
    """
    sales, returns, serving, discounts = arrays(
        0,
        np.inf,
        net_sales=net_sales,
        return_handling=return_handling,
        cost_to_serve=cost_to_serve,
        extra_discounts=extra_discounts,
    )
    (margin,) = arrays(0, 1, margin_rate=margin_rate)
    costs = returns + serving + discounts
    one_length({"net_sales": sales, "margin_rate": margin, "the costs": costs})
    given = (net_sales, margin_rate, return_handling, cost_to_serve, extra_discounts)
    return same_kind(sales * margin - costs, given)


def unrealised_potential(
    spend: ArrayLike, wallet: ArrayLike, margin_rate: ArrayLike, *, reachable_share: ArrayLike = 1.0
) -> Same:
    """Value what could still be won: (wallet - spend) × reachable share × margin rate.

    Parameters
    ----------
    spend, wallet
        € per year with us, and with all shops.
    margin_rate
        Margin that additional sales bring, share of sales, 0 to 1.
    reachable_share
        Share of the money spent elsewhere that a feasible strategy could win, 0 to 1.

    Returns
    -------
    float, array or Series
        € of contribution per year, 0 or more.

    Raises
    ------
    DataError
        If a share is out of range, or someone spends more with us than their wallet holds.

    References
    ----------
    Peppers & Rogers, Managing Customer Experience and Relationships, chapter 5.

    Examples
    --------
    >>> unrealised_potential(spend=600, wallet=1_500, margin_rate=0.30)
    270.0
    """
    share_of_wallet(spend, wallet)
    ours, whole = arrays(0, np.inf, spend=spend, wallet=wallet)
    margin, reachable = arrays(0, 1, margin_rate=margin_rate, reachable_share=reachable_share)
    one_length({"spend": ours, "wallet": whole, "margin_rate": margin, "reachable_share": reachable})
    # A wallet that is below what is spent by no more than a rounding error leaves nothing to win.
    room = np.maximum(whole - ours, 0.0)
    return same_kind(room * reachable * margin, (spend, wallet, margin_rate, reachable_share))


def potential_value(
    actual: ArrayLike, spend: ArrayLike, wallet: ArrayLike, margin_rate: ArrayLike, *, reachable_share: ArrayLike = 1.0
) -> Same:
    """Add to actual value what could still be won (`unrealised_potential`).

    Parameters
    ----------
    actual
        € of contribution per year at present behaviour; may be negative.
    spend, wallet, margin_rate, reachable_share
        As for `unrealised_potential`.

    Returns
    -------
    float, array or Series
        € of contribution per year.

    Raises
    ------
    DataError
        If a value is missing, a share is out of range, or someone spends more with us than their wallet holds.

    References
    ----------
    Peppers & Rogers, Managing Customer Experience and Relationships, chapter 5.

    Examples
    --------
    >>> potential_value(actual=90, spend=600, wallet=1_500, margin_rate=0.30)
    360.0
    """
    (now,) = arrays(-np.inf, np.inf, actual=actual)
    won = np.asarray(unrealised_potential(spend, wallet, margin_rate, reachable_share=reachable_share))
    one_length({"actual": now, "the wallet": won})
    return same_kind(now + won, (actual, spend, wallet, margin_rate, reachable_share))
