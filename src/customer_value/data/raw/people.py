"""Flaws of what is known of customers: a default date, and numbers that stand for "unknown" or "no answer"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .sheet import Flaw

if TYPE_CHECKING:
    from .sheet import Sheet

MOVED_ON = pd.Timestamp("2024-07-01")
UNKNOWN = 9_999.0
NO_ANSWER = 99.0


def default_date(sheet: Sheet) -> None:
    """Give some customers the day on which the accounts moved to a new system."""
    customers = sheet.frame
    # Only those whose first order is in the books: the others' true day could not be found again.
    rows = sheet.pick(0.01, (customers["orders_before"] == 0) & (customers["first_order_on"] < MOVED_ON))
    sheet.frame.loc[rows, "first_order_on"] = MOVED_ON


def write_no_answer(sheet: Sheet) -> None:
    """Write 99 for some answers that nobody gave."""
    rows = sheet.pick(0.02, ~sheet.frame["is_answered"])
    sheet.frame.loc[rows, "likely_to_recommend"] = NO_ANSWER


def write_unknown(sheet: Sheet) -> None:
    """Write 9999 for some missing recencies."""
    rows = sheet.pick(0.02, sheet.frame["recency_days"].isna())
    sheet.frame.loc[rows, "recency_days"] = UNKNOWN


FLAWS = (
    Flaw(
        code="F12",
        table="customers",
        column="first_order_on",
        kind="default value",
        wrong="One customer in a hundred got the day on which the accounts moved to a new system, 2024-07-01.",
        harm="The cohort of July 2024 comes out more than half too large.",
        find="Look for customers who ordered before the day of their first order.",
        mend="Take the day of their earliest order (orders_before is 0 for all of them).",
        plant=default_date,
    ),
    Flaw(
        code="F13",
        table="customer_summary",
        column="recency_days",
        kind="number for missing",
        wrong="For some customers without an order the recency is 9999 and not missing.",
        harm="The mean recency comes out more than half too high.",
        find="Look at the largest values, and at recencies longer than the books (1,096 days).",
        mend="Replace 9999 by a missing value.",
        plant=write_unknown,
    ),
    Flaw(
        code="F14",
        table="survey_needs",
        column="likely_to_recommend",
        kind="number for missing",
        wrong="For some customers who did not answer, the answer from 0 to 10 is 99 and not missing.",
        harm="They count as promoters: the net promoter score comes out about eight points too high.",
        find="Look for answers above 10, or for answers of those who did not answer.",
        mend="Replace 99 by a missing value.",
        plant=write_no_answer,
    ),
)
