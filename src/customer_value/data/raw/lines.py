"""Flaws of `order_lines` and `returns`: rows without a head, returns in two places, slips of the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .sheet import Flaw

if TYPE_CHECKING:
    import pandas as pd

    from .sheet import Sheet

CANCELLED = 700  # no customer has as many orders, so these numbers are free


def _behind(lines: pd.DataFrame, orders: pd.Series) -> np.ndarray:
    """Row of the last line of each order, or of the one before it; lines are sorted by order."""
    return np.searchsorted(lines["order_id"].to_numpy(), orders.to_numpy(), side="right") - 1


def forget_orders(sheet: Sheet) -> None:
    """Add lines of orders that do not exist."""
    lines = sheet.frame
    ids = lines["order_id"].unique()
    chosen = np.sort(sheet.random.choice(ids, round(0.005 * len(ids)), replace=False))
    # The lines of one order go under a free number of another customer, so they are no copies.
    free = dict(zip(chosen.tolist(), (np.roll(chosen, 1) + CANCELLED).tolist(), strict=True))
    rows = lines[lines["order_id"].isin(chosen)]
    rows = rows.assign(order_id=rows["order_id"].map(free)).sort_values(["order_id", "line_no"])
    sheet.add(rows, _behind(lines, rows["order_id"]))


def book_returns_as_sales(sheet: Sheet) -> None:
    """Book some returns as negative lines too."""
    returns = sheet.clean("returns").drop_duplicates("order_id")
    chosen = np.sort(sheet.random.choice(len(returns), round(0.05 * len(returns)), replace=False))
    lines = sheet.clean("order_lines")
    rows = returns.iloc[chosen][["order_id", "line_no"]].merge(lines, on=["order_id", "line_no"])
    number = lines.groupby("order_id")["line_no"].max()
    negative = {name: -rows[name] for name in ("quantity", "discount_eur", "net_eur")}
    rows = rows.assign(line_no=rows["order_id"].map(number) + 1, **negative)
    sheet.add(rows, _behind(lines, rows["order_id"]))


def slip_quantity(sheet: Sheet) -> None:
    """Type two zeros too many."""
    rows = sheet.pick(0.002)
    sheet.frame.loc[rows, "quantity"] *= 100


def write_numbers(sheet: Sheet) -> None:
    """Turn customer numbers into text, some with a letter and zeros in front."""
    number = sheet.frame["customer_id"]
    rows = sheet.pick(0.03)
    text = number.astype("str")
    text.iloc[rows] = "C" + text.iloc[rows].str.zfill(6)
    sheet.frame["customer_id"] = text


FLAWS = (
    Flaw(
        code="F08",
        table="order_lines",
        column="order_id",
        kind="rows that do not belong",
        wrong="Lines of cancelled orders are still there; their orders are not.",
        harm="Sales added up from lines come out half a percent above sales from orders.",
        find="Look for an order_id that is not in orders.",
        mend="Drop the rows.",
        plant=forget_orders,
    ),
    Flaw(
        code="F09",
        table="order_lines",
        column="quantity",
        kind="booked twice",
        wrong="Some returns are booked as negative lines too, though they stand in returns.",
        harm="Sales minus refunds takes about 2 % of the refunds off twice.",
        find="Look for negative quantities; each has its row in returns.",
        mend="Drop the rows.",
        plant=book_returns_as_sales,
    ),
    Flaw(
        code="F10",
        table="order_lines",
        column="quantity",
        kind="typing error",
        wrong="Two in a thousand quantities have two zeros too many.",
        harm="The number of pieces sold comes out a fifth too high; the best sellers are not the best sellers.",
        find="Quantity times unit price minus discount must be the net sales of the line.",
        mend="Divide the quantity by 100.",
        plant=slip_quantity,
    ),
    Flaw(
        code="F11",
        table="returns",
        column="customer_id",
        kind="format",
        wrong="Customer numbers are text, and three in a hundred have a letter and zeros in front: C000017 is 17.",
        harm="A join on the number loses these refunds, and their customers look better than they are.",
        find="Look for numbers that are not made of digits only.",
        mend="Take the letter off and turn the text into whole numbers.",
        plant=write_numbers,
    ),
)
