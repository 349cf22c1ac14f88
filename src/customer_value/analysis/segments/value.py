"""Share of wallet, and tiers by actual and potential value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.analysis.vectors import Same, arrays, same_kind
from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

TIERS = ("most valuable", "most growable", "other", "below zero")


def share_of_wallet(spend: ArrayLike, wallet: ArrayLike) -> Same:
    """Divide what customers spend with us by what they spend in our categories anywhere.

    Parameters
    ----------
    spend
        € per year with us, at least 0.
    wallet
        € per year with all shops, ours included, above 0.

    Returns
    -------
    float, array or Series
        Share, 0 to 1.

    Raises
    ------
    DataError
        If a wallet is 0, or someone spends more with us than their wallet holds (then the wallet is wrong).

    References
    ----------
    Du, Kamakura & Mela (2007), Journal of Marketing 71(2), 94-113.

    Examples
    --------
    >>> share_of_wallet(600, 1_500)
    0.4
    """
    ours, whole = arrays(0, np.inf, spend=spend, wallet=wallet)
    if whole.min() == 0:
        raise DataError("a wallet is 0: nobody can hold a share of it; leave those customers out.")
    if (ours > whole * (1 + 1e-9)).any():
        raise DataError(
            f"{int((ours > whole).sum())} customers spend more with us than their wallet holds: the wallet is stated "
            f"too low, or covers other categories or months."
        )
    return same_kind(ours / whole, (spend, wallet))


def wallet_allocation(rank: ArrayLike, brand_count: ArrayLike) -> Same:
    """Predict the share of wallet from our rank among the brands a customer uses: (1 - rank / (n + 1)) × 2 / n.

    Parameters
    ----------
    rank
        Our place, 1 is the favourite; ties share the mean of their places (1.5).
    brand_count
        Number n of brands the customer uses in the category, ours included.

    Returns
    -------
    float, array or Series
        Share, 0 to 1; over all n ranks the shares sum to 1.

    Raises
    ------
    DataError
        If a rank is below 1 or beyond the number of brands.

    References
    ----------
    Keiningham, Aksoy, Buoye & Cooil (2011), Harvard Business Review 89(10), 29-31.

    Examples
    --------
    >>> [round(wallet_allocation(rank, 3), 2) for rank in (1, 2, 3)]
    [0.5, 0.33, 0.17]
    """
    place, n = arrays(1, np.inf, rank=rank, brand_count=brand_count)
    if (place > n).any():
        raise DataError("a rank lies beyond the number of brands: we must be among the brands that are counted.")
    return same_kind((1 - place / (n + 1)) * 2 / n, (rank, brand_count))


def value_tiers(actual: pd.Series, potential: pd.Series, *, top: float = 0.2) -> pd.Series:
    """Sort customers into tiers, by what they are worth and what they could be worth.

    - below zero: actual and potential value are negative: cut the cost to serve, charge, or let go
    - most valuable: among the best `top` by actual value: keep
    - most growable: of the others, among the best `top` by unrealised potential: grow
    - other: serve at little cost

    Parameters
    ----------
    actual, potential
        € per customer and year, same index; potential is at least actual.
    top
        Share of customers in each of the two tiers, above 0 and below 1.

    Returns
    -------
    pandas.Series
        The tier of each customer, an ordered category. Equals share a tier, so that a tier may be a little larger.

    Raises
    ------
    DataError
        If a value is missing, the indexes differ, potential is below actual, or `top` is out of range.

    References
    ----------
    Peppers & Rogers, Managing Customer Experience and Relationships, chapter 5.

    Examples
    --------
    >>> actual = pd.Series([500, 20, 30, 40, -20], index=list("abcde"))
    >>> value_tiers(actual, pd.Series([520, 400, 35, 45, -5], index=list("abcde"))).to_dict()
    {'a': 'most valuable', 'b': 'most growable', 'c': 'other', 'd': 'other', 'e': 'below zero'}
    """
    if not 0 < top < 1:
        raise DataError(f"top must be a share between 0 and 1, not {top!r}.")
    if not actual.index.equals(potential.index):
        raise DataError("actual and potential have different indexes; take them from one table.")
    now, possible = arrays(-np.inf, np.inf, actual=actual, potential=potential)
    if (possible < now - 1e-9).any():
        raise DataError("potential value is below actual value for some customers: at worst, all stays as it is.")
    valuable = _best(now, top, among=np.ones(len(now), dtype=bool))
    growable = _best(possible - now, top, among=~valuable)
    tier = np.select([possible < 0, valuable, growable], ["below zero", "most valuable", "most growable"], "other")
    return pd.Series(pd.Categorical(tier, TIERS, ordered=True), index=actual.index, name="tier")


def _best(values: np.ndarray, top: float, *, among: np.ndarray) -> np.ndarray:
    """Mark the best of those who may be chosen, with a value above 0; as many as `top` of all."""
    eligible = np.sort(values[among & (values > 0)])[::-1]
    wanted = round(top * len(values))
    if not wanted or not len(eligible):
        return np.zeros(len(values), dtype=bool)
    return np.asarray(among & (values > 0) & (values >= eligible[min(wanted, len(eligible)) - 1]))
