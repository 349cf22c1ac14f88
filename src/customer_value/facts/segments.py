"""Facts of lesson 3: how value is spread over the customers, what they spend elsewhere, and how they divide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from customer_value import analysis
from customer_value.errors import DataError

from . import needs
from .books import YEARS, Books, known, register

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

FACTS: dict[str, Callable[..., float]] = {}
Among = Literal["buyers", "customers"]
By = Literal["behaviour", "needs"]
DIVISIONS: tuple[By, ...] = ("behaviour", "needs")
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
    before, after = (books.orders_of(each).groupby("customer_id")["net_eur"].sum() for each in (year, year + 1))
    return analysis.segments.still_best(before, after, top=top)


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
    return float(asked["with_us_eur"].sum() / asked["wallet_eur"].sum())


@_fact
def spent_elsewhere(books: Books, *, category: str | None = None) -> float:
    """€ per respondent and year, 0 or more: stated spending, in a category or in all, that is not ours by the rule."""
    elsewhere = _wallets(books, category)["elsewhere_eur"].sum()
    return float(elsewhere / books["survey_wallet"]["customer_id"].nunique())


@_fact
def potential_share(books: Books, *, tier: str) -> float:
    """Share, 0 to 1: unrealised potential (20 % of the money elsewhere, 20 cents a euro) of a tier of 2025's buyers."""
    table = books.once(tiers)
    mine = table["tier"] == known("tier", tier, table["tier"].cat.categories)
    return float(table.loc[mine, "unrealised_eur"].sum() / table["unrealised_eur"].sum())


@_fact
def tier_share(books: Books, *, tier: str) -> float:
    """Share, 0 to 1: buyers of 2025 who are of a value tier."""
    table = books.once(tiers)
    return float((table["tier"] == known("tier", tier, table["tier"].cat.categories)).mean())


@_fact
def silhouette(books: Books, *, by: By, k: int) -> float:
    """Silhouette, -1 to 1: 2 to 7 groups of respondents by behaviour (orders, sales, recency) or by needs."""
    by_k = books.once(silhouettes, by)
    return float(by_k[known("number of groups", k, by_k.index)])


@_fact
def stability(books: Books, *, by: By, k: int) -> float:
    """Index, at most 1: how alike groups by behaviour or needs are in other samples; 1 the same, 0 chance."""
    return analysis.segments.stability(_divided(books, by), k, rounds=5)


@_fact
def agreement(books: Books, *, k: int = 4) -> float:
    """Index, at most 1: how far k groups of respondents by behaviour agree with k by needs (adjusted Rand)."""
    behaviour, needed = (analysis.segments.clusters(_divided(books, by), k).labels for by in DIVISIONS)
    return analysis.segments.agreement(behaviour, needed)


@_fact
def growth_lift(books: Books, *, leak: bool = False) -> float:
    """Ratio, 0 or more: growth of 2025 in the tenth ranked first over that of all, with the leaking column or not."""
    known_then = books["customer_snapshot"].set_index("customer_id").query("order_count > 0").fillna(0)
    came = analysis.segments.value_after(books["orders"], "2025-01-01", known_then.index)
    growth = (came - known_then["net_sales_eur"]).clip(lower=0)
    features = known_then if leak else known_then.drop(columns="coupons_next_half_year")
    predicted = analysis.segments.held_out(features, growth, parts=2, known_in_time=features.columns)
    return float(analysis.segments.lift_table(growth, predicted)["lift"].iloc[0])


def tiers(books: Books) -> pd.DataFrame:
    """Give actual, unrealised and potential value (€ a year) and the tier of each buyer of 2025, as lesson 3 does."""
    actual = analysis.segments.contributions(books.orders_of(2025), books["returns"])
    unrealised = books.once(_elsewhere) * 0.20 * 0.20
    table = actual.to_frame().assign(unrealised_eur=unrealised, potential_value_eur=actual + unrealised)
    table["tier"] = analysis.segments.value_tiers(table["actual_value_eur"], table["potential_value_eur"])
    return table


def silhouettes(books: Books, by: By) -> pd.Series:
    """Give the silhouettes of 2 to 7 groups of respondents by behaviour or needs."""
    return analysis.segments.silhouettes(_divided(books, by))


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


def _wallets(books: Books, category: str | None) -> pd.DataFrame:
    asked = books["survey_wallet"]
    if category is not None:
        asked = asked[asked["category"] == known("category", category, asked["category"].unique())]
    return analysis.segments.wallets(asked)


def _elsewhere(books: Books) -> pd.Series:
    """Predict what each buyer of 2025 spends elsewhere from what respondents say, as lesson 3 does."""
    weeks, people = books["web_weeks"], books["customers"].set_index("customer_id")
    web = weeks[weeks["week_on"] >= "2025-01-01"].groupby("customer_id")[["sessions", "cart_adds"]].sum()
    buyers = analysis.segments.features_at(books["orders"], "2026-01-01").join(web).fillna(0)
    buyers = buyers.join(people[["household_size", "distance_km"]])
    stated = _wallets(books, None)["elsewhere_eur"]
    both = buyers.index.intersection(stated.index)
    model = analysis.segments.PotentialValueModel(known_in_time=buyers.columns)
    return model.fit(buyers.loc[both], stated[both]).predict(buyers)


def _divided(books: Books, by: By) -> pd.DataFrame:
    """Give what respondents who have bought are divided by: logarithms of orders, sales and recency, or needs."""
    import numpy as np

    scores = books.once(needs.scores).dropna()
    bought = books["customer_summary"].set_index("customer_id").query("order_count > 0")
    both = scores.index.intersection(bought.index)
    if known("division", by, DIVISIONS) == "needs":
        return scores.loc[both]
    return bought.loc[both, ["order_count", "net_sales_eur", "recency_days"]].apply(np.log1p)
