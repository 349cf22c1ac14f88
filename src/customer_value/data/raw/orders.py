"""Flaws of `orders`: what tills, web shops and yearly exports do to a list of sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .sheet import Flaw

if TYPE_CHECKING:
    from .sheet import Sheet

SECOND_BOOKING = 900  # no customer has as many orders, so these numbers are free
TEST_ACCOUNTS = np.arange(99_001, 99_005)
TEST_ORDERS = 50
TEST_STORE = 99
TEST_MONEY = {"gross_eur": 799.0, "discount_eur": 0.0, "net_eur": 799.0, "margin_eur": 299.0, "serving_cost_eur": 1.0}
MONEY = list(TEST_MONEY)
SPELLINGS = {"store": ("Store", "store ", "shop"), "web": ("Web", "WEB", "online")}
BEFORE_OPENING = 7 * 3600, 9 * 3600


def copy_rows(sheet: Sheet) -> None:
    """Repeat rows exactly."""
    rows = sheet.pick(0.01)
    sheet.add(sheet.frame.iloc[rows], rows)


def book_twice(sheet: Sheet) -> None:
    """Book orders on the web a second time, moments later and under another number."""
    orders = sheet.frame
    # Not on the very last day, so that no second booking falls into 2026.
    rows = sheet.pick(0.004, (orders["channel"] == "web") & (orders["ordered_at"] < "2025-12-31"))
    again = orders.iloc[rows]
    later = pd.to_timedelta(sheet.random.integers(5, 90, len(rows)), unit="s")
    sheet.add(
        again.assign(order_id=again["order_id"] + SECOND_BOOKING, ordered_at=again["ordered_at"] + later),
        rows,
    )


def train_at_the_till(sheet: Sheet) -> None:
    """Add orders of test accounts in a store that does not exist."""
    accounts = np.repeat(TEST_ACCOUNTS, TEST_ORDERS)
    n = len(accounts)
    # At most one a day, so that none looks like a second booking.
    chosen = [np.sort(sheet.random.choice(3 * 365, TEST_ORDERS, replace=False)) for _ in TEST_ACCOUNTS]
    days = np.concatenate(chosen)
    at = np.datetime64("2023-01-01", "s") + days * 86_400 + sheet.random.integers(*BEFORE_OPENING, n)
    last = len(sheet.frame) - 1
    rows = sheet.frame.iloc[np.full(n, last)].assign(
        order_id=accounts * 1_000 + np.tile(np.arange(1, TEST_ORDERS + 1), len(TEST_ACCOUNTS)),
        customer_id=accounts,
        ordered_at=at.astype("datetime64[us]"),
        channel="store",
        store_id=float(TEST_STORE),
        item_count=1,
        **TEST_MONEY,
    )
    sheet.add(rows, np.full(n, last))


def spell_channels(sheet: Sheet) -> None:
    """Write some channels in other ways."""
    channel = sheet.frame["channel"]
    chosen = [sheet.pick(0.015, channel == right) for right in SPELLINGS]
    for right, rows in zip(SPELLINGS, chosen, strict=True):
        words = np.array(SPELLINGS[right])
        sheet.frame.loc[rows, "channel"] = words[sheet.random.integers(0, len(words), len(rows))]
    sheet.take(np.sort(np.concatenate(chosen)))


def swap_digits(sheet: Sheet) -> None:
    """Write 2052 for 2025."""
    at = sheet.frame["ordered_at"]
    # From April on, so that the month in cents stays a whole one.
    rows = sheet.pick(0.002, (at.dt.year == 2025) & (at.dt.month > 3))
    sheet.frame.loc[rows, "ordered_at"] = at.iloc[rows] + pd.DateOffset(years=27)


def write_cents(sheet: Sheet) -> None:
    """Give one month of the app in cents."""
    at = sheet.frame["ordered_at"]
    month = (sheet.frame["channel"] == "app") & (at.dt.year == 2025) & (at.dt.month == 3)
    rows = sheet.take(np.flatnonzero(month))
    sheet.frame.loc[rows, MONEY] = (sheet.frame.loc[rows, MONEY] * 100).round()


def write_dates(sheet: Sheet) -> None:
    """Turn times into text, in one month with the day first."""
    at = sheet.frame["ordered_at"]
    month = (at.dt.year == 2024) & (at.dt.month == 6)
    rows = sheet.take(np.flatnonzero(month))
    text = pd.Series(np.datetime_as_string(at.to_numpy().astype("datetime64[s]")), dtype="str")
    text = text.str.replace("T", " ", regex=False)
    text.iloc[rows] = at.iloc[rows].dt.strftime("%d/%m/%Y %H:%M:%S")
    sheet.frame["ordered_at"] = text


FLAWS = (
    Flaw(
        code="F01",
        table="orders",
        column="all",
        kind="repeated rows",
        wrong="One order in a hundred stands there twice, the same in every column.",
        harm="Sales and orders come out 1 % too high; customers seem to come back.",
        find="Look for rows that are the same in every column.",
        mend="Keep the first of them.",
        plant=copy_rows,
    ),
    Flaw(
        code="F02",
        table="orders",
        column="order_id",
        kind="repeated rows",
        wrong="Some orders on the web were booked a second time, moments later and under another number.",
        harm="Sales on the web come out 3 or 4 % too high, and a search for equal rows does not find it.",
        find="Sort by customer and time; look for the same value within two minutes. The second one has no lines.",
        mend="Drop the later one.",
        plant=book_twice,
    ),
    Flaw(
        code="F03",
        table="orders",
        column="customer_id",
        kind="rows that do not belong",
        wrong="Four test accounts bought at a till for training: neither their numbers nor store 99 exist.",
        harm="The four best customers are not customers; sales come out about 7 % too high.",
        find="Look for a store_id that is not in stores, or a customer_id that is not in customers.",
        mend="Drop the rows.",
        plant=train_at_the_till,
    ),
    Flaw(
        code="F04",
        table="orders",
        column="channel",
        kind="spelling",
        wrong="Some channels are spelled otherwise: 'Store', 'store ' with a blank, 'shop', 'Web', 'WEB', 'online'.",
        harm="One order in eight on the web is not counted as one.",
        find="Count the values of the column.",
        mend="Strip the blanks, make all letters small, then replace 'shop' by 'store' and 'online' by 'web'.",
        plant=spell_channels,
    ),
    Flaw(
        code="F05",
        table="orders",
        column="ordered_at",
        kind="typing error",
        wrong="Some orders of 2025 are dated 2052.",
        harm="Measured from the latest order, every customer has been silent for 27 years.",
        find="Look for times after 2026-01-01.",
        mend="Take 27 years off.",
        plant=swap_digits,
    ),
    Flaw(
        code="F06",
        table="orders",
        column="net_eur",
        kind="unit",
        wrong="In March 2025 the app sent all its money in cents.",
        harm="Two or three in a thousand orders raise the sales of three years by about a quarter.",
        find="Look at the mean basket by month and channel, or compare an order with the sum of its lines.",
        mend="Divide all five columns of money by 100.",
        plant=write_cents,
    ),
    Flaw(
        code="F07",
        table="orders",
        column="ordered_at",
        kind="format",
        wrong="Times are text; in June 2024 the day stands first (07/06/2024 is the 7th of June).",
        harm="Read with the month first, more than a third of June's sales moves to other months, without an error.",
        find="Look for times that do not begin with a year.",
        mend="Read these with the format %d/%m/%Y %H:%M:%S, the others with %Y-%m-%d %H:%M:%S.",
        plant=write_dates,
    ),
)
