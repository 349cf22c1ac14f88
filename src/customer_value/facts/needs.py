"""Facts of lesson 2: what the survey of October 2025 says about needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import analysis
from customer_value.errors import DataError

from .books import Books, known, register

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pandas as pd

    from customer_value.analysis.needs import PartWorths

FACTS: dict[str, Callable[..., float]] = {}
NEEDS = ("price", "convenience", "quality", "service")
ATTRIBUTES = ("delivery_days", "returns_days", "fee_eur", "assortment")
KANO_LETTERS = ("A", "O", "M", "I", "R", "Q")
_fact = register(FACTS, "needs")


@_fact
def response_rate(books: Books) -> float:
    """Share, 0 to 1: invited customers who answered the survey."""
    return float(books["survey_needs"]["is_answered"].mean())


@_fact
def alpha(books: Books, *, need: str, recoded: bool = True) -> float:
    """Alpha, at most 1: Cronbach's, of the three statements on a need, the reversed one (service_2) recoded or not."""
    items = books["survey_needs"].filter(regex=f"^{known('need', need, NEEDS)}_[123]$")
    if recoded and need == "service":
        items = items.assign(service_2=analysis.orientation.recode(items["service_2"], low=1, high=5))
    return analysis.orientation.cronbach_alpha(items)


@_fact
def stated_importance(books: Books, *, need: str) -> float:
    """Points, 0 to 100: mean importance of a need, as those who answered state it."""
    return float(books.once(stated_and_derived)[0][known("need", need, NEEDS)])


@_fact
def derived_importance(books: Books, *, need: str) -> float:
    """Weight, any sign: standardised regression weight of satisfaction with a need in overall satisfaction."""
    return float(books.once(stated_and_derived)[1][known("need", need, NEEDS)])


@_fact
def foremost_share(books: Books, *, need: str) -> float:
    """Share, 0 to 1: respondents with one foremost need to whom it is this one, by the highest of four scores."""
    share = books.once(foremost).value_counts(normalize=True)
    return float(share[known("need", need, NEEDS)])


@_fact
def kano_share(books: Books, *, feature: str, category: str, need: str | None = None) -> float:
    """Share, 0 to 1: respondents to whom a feature is A, O, M, I, R or Q; all, or those of one foremost need."""
    row = _kano_of(books, feature, need)
    return float(row[known("category", category, KANO_LETTERS)] / row[list(KANO_LETTERS)].sum())


@_fact
def kano_better(books: Books, *, feature: str, need: str | None = None) -> float:
    """Coefficient, 0 to 1: how far a feature lifts satisfaction, (A + O) / (A + O + M + I); of all, or of one need."""
    return float(_kano_of(books, feature, need)["better"])


@_fact
def kano_worse(books: Books, *, feature: str, need: str | None = None) -> float:
    """Coefficient, -1 to 0: how far its absence lowers it, -(O + M) / (A + O + M + I); of all, or of one need."""
    return float(_kano_of(books, feature, need)["worse"])


@_fact
def kano_margin(books: Books, *, feature: str, need: str) -> float:
    """Coefficient, 0 to 1: how far chance may move Worse, at 95 %, among those of one foremost need."""
    return float(_kano_of(books, feature, known("need", need, NEEDS))["worse_margin"])


@_fact
def importance(books: Books, *, version: str, attribute: str = "fee_eur") -> float:
    """Share, 0 to 1: an attribute's range of utility as part of all ranges, in one version of the choice study."""
    shares = analysis.needs.importance(_part_worths_of(books, version))
    return float(shares[known("attribute", attribute, ATTRIBUTES)])


@_fact
def willingness_to_pay(books: Books, *, version: str, days: float = 3) -> float:
    """€ per order, any sign: what a delivery faster by some days is worth, in one version of the choice study."""
    if not days > 0:
        raise DataError(f"days must be above 0, such as 3 for 2 days instead of 5, not {days!r}.")
    worth = _part_worths_of(books, version).table["part_worth"]
    return float(analysis.needs.willingness_to_pay(-days * worth["delivery_days"], -worth["fee_eur"]))


def kano(books: Books) -> pd.DataFrame:
    """Count the Kano categories of each feature, with Better and Worse."""
    return analysis.needs.kano(books["survey_kano"])


def scores(books: Books) -> pd.DataFrame:
    """Score each respondent's needs, 1 to 5, by customer: the mean of three statements, one of them recoded."""
    answers = books["survey_needs"].query("is_answered").set_index("customer_id")
    recoded = answers.assign(service_2=analysis.orientation.recode(answers["service_2"], low=1, high=5))
    items = {need: recoded.filter(regex=f"^{need}_[123]$").mean(axis=1) for need in NEEDS}
    return recoded.assign(**items)[list(NEEDS)]


def foremost(books: Books) -> pd.Series:
    """Name the foremost need of each respondent, by customer; missing where two tie."""
    return analysis.needs.foremost(books.once(scores))


def kano_by_need(books: Books) -> pd.DataFrame:
    """Count the Kano categories by feature and foremost need, with coefficients and their margins."""
    answers = books["survey_kano"]
    return analysis.needs.kano_by_group(answers, answers["customer_id"].map(books.once(foremost)))


def studies(books: Books) -> dict[Hashable, PartWorths]:
    """Estimate part-worths in each version of the choice study."""
    choices = books["survey_choices"]
    return analysis.needs.part_worths_by_group(choices, choices["version"], ATTRIBUTES, task=["customer_id", "task"])


def stated_and_derived(books: Books) -> tuple[pd.Series, pd.Series]:
    """Give each need's stated importance, and its weight in overall satisfaction."""
    answers = books["survey_needs"].query("is_answered")
    stated = answers[[f"stated_{need}" for need in NEEDS]].mean().set_axis(list(NEEDS))
    ratings = answers[[f"rating_{need}" for need in NEEDS]].set_axis(list(NEEDS), axis=1)
    return stated, analysis.needs.derived_importance(ratings, answers["overall_satisfaction"])["weight"]


def _kano_of(books: Books, feature: str, need: str | None = None) -> pd.Series:
    table = books.once(kano) if need is None else books.once(kano_by_need).xs(known("need", need, NEEDS), level="group")
    row: pd.Series = table.loc[known("feature", feature, table.index)]
    return row


def _part_worths_of(books: Books, version: str) -> PartWorths:
    found = books.once(studies)
    return found[known("version", version, sorted(map(str, found)))]
