"""Facts of lesson 3: how value is spread over the customers, and what they spend elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from customer_value import analysis
from customer_value.errors import DataError

from .books import YEARS, Books, known, register

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

FACTS: dict[str, Callable[..., float]] = {}
Among = Literal["buyers", "customers"]
_fact = register(FACTS, "segments")


@_fact
def pareto_share(books: Books, *, months: int = 12, top: float = 0.2, among: Among = "buyers") -> float:
    """Share, 0 to 1: net sales of the last months that the best part holds, of their buyers or of all ever won."""
    return analysis.segments.pareto_share(sales(books, months), top=top, customers=_count(books, among))


@_fact
def gini(books: Books, *, months: int = 12, among: Among = "buyers") -> float:
    """Coefficient, 0 to 1: Gini of the net sales of the last months, over their buyers or over all ever won."""
    return analysis.segments.gini(sales(books, months), customers=_count(books, among))


@_fact
def top_stays_share(books: Books, *, year: int = 2024, top: float = 0.2) -> float:
    """Share, 0 to 1: best part of a year's buyers, by net sales, that is in the next year's too; year 2023 or 2024."""
    if known("year", year, YEARS) == YEARS[-1]:
        raise DataError(f"who is at the top after {year} is not in the books; use 2023 or 2024.")
    before, after = (_best(books, each, top) for each in (year, year + 1))
    return len(before & after) / len(before)


@_fact
def below_zero_share(books: Books) -> float:
    """Share, 0 to 1: buyers of 2023 to 2025 whose contribution of these years is negative."""
    buyers = books["customer_summary"].query("order_count > 0")
    return float((buyers["contribution_eur"] < 0).mean())


@_fact
def below_zero_loss(books: Books) -> float:
    """€, 0 or more: what the customers with a negative contribution in 2023 to 2025 cost, together."""
    contribution = books["customer_summary"]["contribution_eur"]
    return float(-contribution[contribution < 0].sum())


@_fact
def multichannel_multiple(books: Books) -> float:
    """Ratio, 0 or more: mean net sales, 2023 to 2025, of customers of store and online over those of the store only."""
    orders = books["orders"]
    online = (orders["channel"] != "store").groupby(orders["customer_id"]).mean()
    sales = orders.groupby("customer_id")["net_eur"].sum()
    return float(sales[(online > 0) & (online < 1)].mean() / sales[online == 0].mean())


@_fact
def share_of_wallet(books: Books, *, category: str | None = None) -> float:
    """Share, 0 to 1: stated spending, in a category or in all, that is ours by the wallet allocation rule."""
    asked = _wallets(books, category)
    return float(asked["with_us"].sum() / asked["stated_spend_eur_per_year"].sum())


@_fact
def spent_elsewhere(books: Books, *, category: str | None = None) -> float:
    """€ per respondent and year, 0 or more: stated spending, in a category or in all, that is not ours by the rule."""
    asked = _wallets(books, category)
    elsewhere = asked["stated_spend_eur_per_year"].sum() - asked["with_us"].sum()
    return float(elsewhere / books["survey_wallet"]["customer_id"].nunique())


def sales(books: Books, months: int) -> pd.Series:
    """Sum up the net sales of the last months, customer by customer."""
    import pandas as pd

    most = 12 * len(YEARS)
    if not 1 <= months <= most:
        raise DataError(f"months must be 1 to {most}, as the books hold that many, not {months!r}.")
    orders = books["orders"]
    since = pd.Timestamp(f"{YEARS[-1] + 1}-01-01") - pd.DateOffset(months=int(months))
    return orders[orders["ordered_at"] >= since].groupby("customer_id")["net_eur"].sum()


def _count(books: Books, among: Among) -> int | None:
    return None if known("group", among, ("buyers", "customers")) == "buyers" else len(books["customers"])


def _best(books: Books, year: int, top: float) -> set[int]:
    if not 0 < top < 1:
        raise DataError(f"top must be a share between 0 and 1, not {top!r}.")
    sales = books.orders_of(year).groupby("customer_id")["net_eur"].sum()
    return set(sales.nlargest(max(1, round(top * len(sales)))).index)


def _wallets(books: Books, category: str | None) -> pd.DataFrame:
    asked = books["survey_wallet"]
    if category is not None:
        asked = asked[asked["category"] == known("category", category, asked["category"].unique())]
    ours = asked["rank_of_us"].notna()
    share = analysis.segments.wallet_allocation(asked.loc[ours, "rank_of_us"], asked.loc[ours, "brands_used"])
    return asked.assign(with_us=(share * asked["stated_spend_eur_per_year"]).fillna(0.0))
