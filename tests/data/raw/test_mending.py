"""Each flaw can be found without the key, and mended it leaves the clean table, row for row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from customer_value.data.raw.plant import FLAWED, FLAWS

if TYPE_CHECKING:
    from .conftest import Shop

SEEDS = [1, 2, *(pytest.param(seed, marks=pytest.mark.all) for seed in range(101, 121))]
Books = dict[str, pd.DataFrame]
MONEY = ["gross_eur", "discount_eur", "net_eur", "margin_eur", "serving_cost_eur"]
TODAY = pd.Timestamp("2026-01-01")


def day_first(orders: pd.DataFrame) -> pd.Series:
    return ~orders["ordered_at"].str.match(r"\d{4}-")


def times(orders: pd.DataFrame) -> pd.Series:
    text, other = orders["ordered_at"], day_first(orders)
    return pd.to_datetime(text.mask(other)).fillna(pd.to_datetime(text.where(other), format="%d/%m/%Y %H:%M:%S"))


def second_bookings(books: Books) -> pd.Series:
    orders = books["orders"].assign(at=times(books["orders"])).sort_values(["customer_id", "at"])
    before = orders.shift()
    soon = orders["at"] - before["at"] <= pd.Timedelta("2min")
    alike = (orders[["customer_id", "net_eur"]] == before[["customer_id", "net_eur"]]).all(axis=1)
    return (soon & alike & (orders["order_id"] != before["order_id"])).sort_index()


def in_cents(books: Books) -> pd.Series:
    orders = books["orders"]
    lines = books["order_lines"].query("quantity > 0").groupby("order_id")["net_eur"].sum()
    return (orders["net_eur"] / orders["order_id"].map(lines)).round(1) == 100


def wrong_quantity(books: Books) -> pd.Series:
    lines = books["order_lines"]
    return (lines["quantity"] * lines["unit_price_eur"] - lines["discount_eur"] - lines["net_eur"]).abs() > 0.01


def first_orders(books: Books) -> pd.Series:
    earliest = times(books["orders"]).dt.normalize().groupby(books["orders"]["customer_id"]).min()
    return books["customers"]["customer_id"].map(earliest)


FIND: dict[str, Callable[[Books], pd.Series]] = {
    "F01": lambda books: books["orders"].duplicated(),
    "F02": second_bookings,
    "F03": lambda books: ~books["orders"]["store_id"].isin([*books["stores"]["store_id"], float("nan")]),
    "F04": lambda books: ~books["orders"]["channel"].isin(["store", "web", "app"]),
    "F05": lambda books: times(books["orders"]) >= TODAY,
    "F06": in_cents,
    "F07": lambda books: day_first(books["orders"]),
    "F08": lambda books: ~books["order_lines"]["order_id"].isin(books["orders"]["order_id"]),
    "F09": lambda books: books["order_lines"]["quantity"] < 0,
    "F10": wrong_quantity,
    "F11": lambda books: ~books["returns"]["customer_id"].str.isdigit(),
    "F12": lambda books: books["customers"]["first_order_on"] > first_orders(books),
    "F13": lambda books: books["customer_summary"]["recency_days"] > 1_096,
    "F14": lambda books: books["survey_needs"]["likely_to_recommend"] > 10,
}


def drop(frame: pd.DataFrame, bad: pd.Series, _: Books) -> pd.DataFrame:
    return frame[~bad]


def euros(frame: pd.DataFrame, bad: pd.Series, _: Books) -> pd.DataFrame:
    frame.loc[bad, MONEY] = frame.loc[bad, MONEY] / 100
    return frame


def one_spelling(frame: pd.DataFrame, bad: pd.Series, _: Books) -> pd.DataFrame:
    right = frame["channel"].str.strip().str.lower().replace({"shop": "store", "online": "web"})
    return frame.assign(channel=right)


def right_year(frame: pd.DataFrame, bad: pd.Series, _: Books) -> pd.DataFrame:
    return frame.assign(ordered_at=frame["ordered_at"].mask(bad, frame["ordered_at"] - pd.DateOffset(years=27)))


def right_time(frame: pd.DataFrame, bad: pd.Series, _: Books) -> pd.DataFrame:
    return frame.assign(ordered_at=times(frame))


def fewer_pieces(frame: pd.DataFrame, bad: pd.Series, _: Books) -> pd.DataFrame:
    return frame.assign(quantity=frame["quantity"].mask(bad, frame["quantity"] // 100))


def whole_numbers(frame: pd.DataFrame, bad: pd.Series, _: Books) -> pd.DataFrame:
    return frame.assign(customer_id=frame["customer_id"].str.lstrip("C").astype(int))


def right_day(frame: pd.DataFrame, bad: pd.Series, books: Books) -> pd.DataFrame:
    return frame.assign(first_order_on=frame["first_order_on"].mask(bad, first_orders(books)))


def missing(column: str) -> Callable[[pd.DataFrame, pd.Series, Books], pd.DataFrame]:
    return lambda frame, bad, _: frame.assign(**{column: frame[column].mask(bad)})


MEND: dict[str, Callable[[pd.DataFrame, pd.Series, Books], pd.DataFrame]] = {
    "F01": drop,
    "F02": drop,
    "F03": drop,
    "F04": one_spelling,
    "F05": right_year,
    "F06": euros,
    "F07": right_time,
    "F08": drop,
    "F09": drop,
    "F10": fewer_pieces,
    "F11": whole_numbers,
    "F12": right_day,
    "F13": missing("recency_days"),
    "F14": missing("likely_to_recommend"),
}


def test_there_are_fourteen() -> None:
    assert [flaw.code for flaw in FLAWS] == [f"F{number:02}" for number in range(1, 15)] == [*FIND] == [*MEND]


@pytest.mark.parametrize("seed", SEEDS)
def test_found_without_the_key(seed: int, shop: Callable[[int], Shop]) -> None:
    books = shop(seed).raw | {"stores": shop(seed).clean["stores"]}
    for code, find in FIND.items():
        assert shop(seed).rows_of(code) == find(books).to_numpy().nonzero()[0].tolist(), code


@pytest.mark.parametrize("seed", SEEDS)
def test_mended_by_the_key(seed: int, shop: Callable[[int], Shop]) -> None:
    books = {name: frame.copy() for name, frame in shop(seed).raw.items()}
    for flaw in reversed(FLAWS):
        frame = books[flaw.table]
        bad = pd.Series(frame.index.isin(shop(seed).rows_of(flaw.code)), index=frame.index)
        books[flaw.table] = MEND[flaw.code](frame, bad, books)
    for name in FLAWED:
        assert_frame_equal(books[name].reset_index(drop=True), shop(seed).clean[name])
