"""Contacts over all channels: redundant, inconsistent, too many; and a plan that holds to a cap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

NEEDED = ("customer_id", "contacted_at", "message_id", "offer_id", "offer_percent")


@dataclass(frozen=True)
class ContactAudit:
    """What is wrong with a log of contacts.

    Attributes
    ----------
    contact_count, customer_count
        Contacts, and customers who got one.
    redundancy_rate
        Share of the contacts that repeat a message to the same customer within the window, in any channel.
    inconsistency_rate
        Share of the customers who met two different terms of one offer within the window.
    over_cap_rate
        Share of the contacts that come on top of the cap within 30 days.
    contacts
        The log in order of time, with `is_redundant`, `is_inconsistent` and `contacts_30_days` (before this one).
    """

    contact_count: int
    customer_count: int
    redundancy_rate: float
    inconsistency_rate: float
    over_cap_rate: float
    contacts: pd.DataFrame


def contact_audit(contacts: pd.DataFrame, *, window_days: int = 7, cap: int = 4) -> ContactAudit:
    """Look for redundant, inconsistent and too many contacts, whatever the channel.

    - redundant: the same message to the same customer within the window
    - inconsistent: the same offer at other terms to the same customer within the window
    - over the cap: more than `cap` contacts in 30 days

    Parameters
    ----------
    contacts
        One row per contact that went out, with `customer_id`, `contacted_at`, `message_id`, `offer_id` (may be
        missing) and `offer_percent` (may be missing).
    window_days
        Days, 1 or more.
    cap
        Contacts in 30 days that are allowed, 1 or more.

    Returns
    -------
    ContactAudit
        Rates, and the log with its marks.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If there is no contact, or a customer, time or message is missing.

    Examples
    --------
    >>> log = pd.DataFrame({
    ...     "customer_id": [1, 1, 1], "message_id": [7, 7, 8],
    ...     "offer_id": [3, 3, None], "offer_percent": [10, 15, None],
    ...     "contacted_at": pd.to_datetime(["2025-03-01", "2025-03-02", "2025-03-20"])})
    >>> audit = contact_audit(log)
    >>> round(audit.redundancy_rate, 2), audit.inconsistency_rate
    (0.33, 1.0)
    """
    if window_days < 1 or cap < 1:
        raise DataError(f"window_days and cap must be 1 or more, not {window_days!r} and {cap!r}.")
    log = _log(contacts, NEEDED, "cycle.contact_audit")
    window = pd.Timedelta(days=window_days)
    redundant = log.groupby(["customer_id", "message_id"])["contacted_at"].diff() <= window
    offers = log.groupby(["customer_id", "offer_id"])  # rows without an offer fall out
    other_terms = offers["offer_percent"].shift().ne(log["offer_percent"]) & log["offer_id"].notna()
    inconsistent = other_terms & (offers["contacted_at"].diff() <= window)
    before = _within(log, 30)
    marked = log.assign(is_redundant=redundant, is_inconsistent=inconsistent, contacts_30_days=before)
    customers = marked.groupby("customer_id")["is_inconsistent"].any()
    return ContactAudit(
        len(log),
        len(customers),
        float(redundant.mean()),
        float(customers.mean()),
        float((before >= cap).mean()),
        marked,
    )


def contact_plan(
    candidates: pd.DataFrame, *, cap: int = 4, opted_out: Iterable[object] = (), budget: float | None = None
) -> pd.DataFrame:
    """Choose among possible contacts: the most valuable first, each message once, within a cap and a budget.

    Parameters
    ----------
    candidates
        One row per possible contact of the next 30 days: `customer_id`, `message_id`, `value_eur` (expected additional
        contribution) and `cost_eur`.
    cap
        Contacts per customer, 1 or more.
    opted_out
        Customers who want none.
    budget
        € in all; None for no limit.

    Returns
    -------
    pandas.DataFrame
        The chosen rows, the most profitable first, with `profit_eur` (value minus cost). Contacts that lose money are
        never chosen; with a budget, those that earn most per € come first.

    Raises
    ------
    ColumnError
        If a column is missing.
    DataError
        If there are no candidates, a value is missing, or the cap or the budget is out of range.

    Examples
    --------
    >>> candidates = pd.DataFrame({"customer_id": [1, 1, 2], "message_id": [7, 7, 8],
    ...                            "value_eur": [3.0, 2.0, 0.2], "cost_eur": [0.5, 0.1, 0.5]})
    >>> contact_plan(candidates)["profit_eur"].tolist()
    [2.5]
    """
    needed = ("customer_id", "message_id", "value_eur", "cost_eur")
    if cap < 1 or (budget is not None and not budget >= 0):
        raise DataError(f"the cap must be 1 or more and the budget at least 0, not {cap!r} and {budget!r}.")
    ColumnError.check(needed, candidates.columns, where="cycle.contact_plan")
    if not len(candidates) or candidates[list(needed)].isna().any(axis=None):
        raise DataError("cycle.contact_plan needs candidates, each with a customer, a message, a value and a cost.")
    if (candidates["cost_eur"] < 0).any():
        raise DataError("a cost_eur is negative: a contact cannot pay for itself before it is made.")
    scored = candidates.assign(profit_eur=candidates["value_eur"] - candidates["cost_eur"])
    allowed = scored[(scored["profit_eur"] > 0) & ~scored["customer_id"].isin(set(opted_out))]
    best = allowed.sort_values("profit_eur", ascending=False, kind="stable")
    once = best.drop_duplicates(["customer_id", "message_id"])
    capped = once[once.groupby("customer_id").cumcount() < cap]
    return capped if budget is None else _afford(capped, budget)


def _afford(plan: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Take the contacts that earn most per €, while the money lasts."""
    with np.errstate(divide="ignore"):
        per_euro = plan["profit_eur"] / plan["cost_eur"]
    order = per_euro.sort_values(ascending=False, kind="stable").index
    affordable: pd.Series = plan.loc[order, "cost_eur"].cumsum() <= budget + 1e-9
    chosen: pd.DataFrame = plan[affordable.reindex(plan.index).to_numpy(dtype=bool)]
    return chosen


def _log(contacts: pd.DataFrame, needed: tuple[str, ...], where: str) -> pd.DataFrame:
    ColumnError.check(needed, contacts.columns, where=where)
    if not len(contacts) or contacts[list(needed[:3])].isna().any(axis=None):
        raise DataError(f"{where} needs contacts, each with a customer, a time and a message.")
    if not pd.api.types.is_datetime64_any_dtype(contacts["contacted_at"]):
        raise DataError(f"{where}: contacted_at holds {contacts['contacted_at'].dtype}, not dates; use pd.to_datetime.")
    return contacts.sort_values(["contacted_at", "customer_id"], kind="stable").reset_index(drop=True)


def _within(log: pd.DataFrame, days: int) -> pd.Series:
    """Count each customer's contacts in the days before each contact."""
    ordered = log.sort_values(["customer_id", "contacted_at"], kind="stable")
    seconds = ordered["contacted_at"].astype("datetime64[s]").astype("int64").to_numpy()
    customer = pd.factorize(ordered["customer_id"])[0].astype(np.int64)
    line = customer * 2**36 + seconds  # one line of time, a customer after the other
    start = np.searchsorted(line, np.maximum(line - days * 86_400, customer * 2**36), side="left")
    return pd.Series(np.arange(len(line)) - start, index=ordered.index).reindex(log.index)
