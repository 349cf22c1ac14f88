"""Facts about orders, baskets, returns, channels and the customers' values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .gate import Gate, cramers_v, top_share

if TYPE_CHECKING:
    from .gate import Books

YEAR_DAYS = 365
NOISY = 0.5  # ratios of means of a heavy-tailed value: single worlds scatter around them


def _year(books: Books, year: int) -> pd.DataFrame:
    orders: pd.DataFrame = books["orders"][books["orders"]["ordered_at"].dt.year == year]
    return orders


def _buyers(books: Books) -> pd.DataFrame:
    """Pick the customers with an order inside the books."""
    summary = books["customer_summary"]
    return summary[summary["order_count"] > 0]


def _spend(orders: pd.DataFrame) -> pd.Series:
    return orders.groupby("customer_id")["net_eur"].sum()


def _still_top(books: Books) -> float:
    before, after = (_spend(_year(books, year)) for year in (2024, 2025))
    top = [spend.nlargest(round(0.2 * len(spend))).index for spend in (before, after)]
    return len(top[0].intersection(top[1])) / len(top[0])


def _cohort(books: Books) -> pd.DataFrame:
    """Pick the customers won in 2023 or 2024: their first twelve months are over."""
    first = books["customers"]["first_order_on"]
    cohort: pd.DataFrame = books["customers"][(first >= "2023-01-01") & (first < "2025-01-01")]
    return cohort


def _repeat(books: Books) -> float:
    cohort = _cohort(books).set_index("customer_id")["first_order_on"]
    second = books["orders"][books["orders"]["order_id"] % 1_000 == 2].set_index("customer_id")["ordered_at"]
    wait = second.reindex(cohort.index).dt.normalize() - cohort
    return float((wait <= pd.Timedelta(days=YEAR_DAYS)).mean())


def _repeats(books: Books) -> np.ndarray:
    """Repeat orders until the end of 2025 of the customers won in 2023 and 2024."""
    counts = books["orders"]["customer_id"].value_counts()
    return counts.reindex(_cohort(books)["customer_id"]).to_numpy() - 1


def _nbd_shape(books: Books) -> float:
    """Shape of a negative binomial with the same mean and the same share of zeros."""
    from scipy.optimize import brentq

    repeats = _repeats(books)
    mean, zeros = repeats.mean(), (repeats == 0).mean()
    return float(brentq(lambda r: r * np.log(r / (r + mean)) - np.log(zeros), 1e-3, 50))


def _returned(books: Books, *, online: bool | None = None) -> float:
    """Refunds as a share of net sales, for orders that have had 60 days to come back."""
    orders = books["orders"][books["orders"]["ordered_at"] < "2025-11-01"].set_index("order_id")
    if online is not None:
        orders = orders[(orders["channel"] != "store") == online]
    refunds = books["returns"].loc[books["returns"]["order_id"].isin(orders.index), "refund_eur"]
    return float(refunds.sum() / orders["net_eur"].sum())


def _online(books: Books) -> float:
    orders = books["orders"]
    return float(orders.loc[orders["channel"] != "store", "net_eur"].sum() / orders["net_eur"].sum())


def _multichannel(books: Books, *, against_store: bool) -> float:
    buyers, orders = _buyers(books), books["orders"]
    online = orders.assign(online=orders["channel"] != "store").groupby("customer_id")["online"].mean()
    part = online.reindex(buyers["customer_id"]).to_numpy()
    spend = buyers["net_sales_eur"].to_numpy()
    return float(spend[(part > 0) & (part < 1)].mean() / spend[part == (0 if against_store else 1)].mean())


def _relative_value(books: Books, channel: str) -> float:
    won = books["customers"]["acquisition_channel"] == channel
    value = books["truth/customers"]["lifetime_value_eur"]
    return float(value[won].mean() / value[~won].mean())


def _cost(books: Books) -> pd.Series:
    return books["customers"].groupby("acquisition_channel")["acquisition_cost_eur"].mean()


def _dearer_than_worth(books: Books) -> float:
    value = books["truth/customers"].groupby(books["customers"]["acquisition_channel"])["lifetime_value_eur"].mean()
    return float((_cost(books) > value).sum())


def _cramers_v(books: Books) -> float:
    """Association of need segment and value tier (fifths of contribution among buyers)."""
    buyers = books["customer_summary"]["order_count"] > 0
    tier = pd.qcut(books["customer_summary"].loc[buyers, "contribution_eur"].rank(method="first"), 5, labels=False)
    return cramers_v(books["truth/customers"].loc[buyers, "need_segment"], tier)


def _share_of_month(books: Books, month: int) -> float:
    orders = books["orders"]
    return float(orders.loc[orders["ordered_at"].dt.month == month, "net_eur"].sum() / orders["net_eur"].sum())


GATES: tuple[Gate, ...] = (
    Gate(
        "top 20 % of the year's buyers, share of net sales",
        "about .60 (Sharp et al. 2019), .68 (McCarthy & Winer 2018)",
        0.60,
        0.68,
        lambda b: top_share(_spend(_year(b, 2025))),
    ),
    Gate(
        "top 20 % of 36 months' buyers, share of net sales",
        ".73 over six years (Kim, Singh & Winer 2017)",
        0.68,
        0.75,
        lambda b: top_share(_spend(b["orders"])),
    ),
    Gate("last year's top 20 % still top", "about half (Sharp et al. 2019)", 0.45, 0.58, _still_top),
    Gate("second order within 12 months", ".20-.43 (Hillstrom 2017; CDNOW)", 0.35, 0.52, _repeat),
    Gate(
        "repeat orders: variance / mean",
        "9 (CDNOW), 12 (UCI), 20 (grocery)",
        8,
        20,
        lambda b: float(_repeats(b).var() / _repeats(b).mean()),
        scatter=NOISY,
    ),
    Gate("repeat orders: NBD shape", ".35 (grocery), .36 (CDNOW), .51 (UCI)", 0.3, 0.7, _nbd_shape),
    Gate(
        "customers below zero, 36 months",
        "1 cross-buyer in 5 (Shah & Kumar 2012)",
        0.15,
        0.30,
        lambda b: float(
            (b["customer_summary"].loc[b["customer_summary"]["order_count"] > 0, "contribution_eur"] < 0).mean()
        ),
    ),
    Gate(
        "December, share of net sales",
        ".142 department stores, .12 general merchandise (Census Bureau)",
        0.115,
        0.145,
        lambda b: _share_of_month(b, 12),
    ),
    Gate(
        "basket: mean / median",
        "right-skewed (Martin et al. 2020)",
        1.15,
        1.35,
        lambda b: float(b["orders"]["net_eur"].mean() / b["orders"]["net_eur"].median()),
    ),
    Gate(
        "largest 20 % of baskets, share of net sales",
        ".40 (Martin et al. 2020)",
        0.38,
        0.46,
        lambda b: top_share(b["orders"]["net_eur"]),
    ),
    Gate(
        "top 20 % of articles, share of lines",
        ".64-.66 (Complete Journey, Groceries)",
        0.55,
        0.80,
        lambda b: top_share(b["order_lines"]["product_id"].value_counts()),
    ),
    Gate("returned, share of net sales", ".145-.169 (NRF 2023-25)", 0.10, 0.16, _returned),
    Gate(
        "returned online",
        ".176-.193 (NRF 2023, 2025)",
        0.16,
        0.20,
        lambda b: _returned(b, online=True),
    ),
    Gate("returned in stores", ".100 (NRF 2023)", 0.08, 0.11, lambda b: _returned(b, online=False)),
    Gate("online, share of net sales", ".183 (Target 2024)", 0.15, 0.22, _online),
    Gate(
        "gross margin, share of net sales",
        ".29-.31 (Target), .38-.39 (Macy's)",
        0.28,
        0.36,
        lambda b: float(b["orders"]["margin_eur"].sum() / b["orders"]["net_eur"].sum()),
    ),
    Gate(
        "spend: multichannel / store only (no causal effect here)",
        "nearly 4 (Target 2021)",
        2.5,
        4.0,
        lambda b: _multichannel(b, against_store=True),
    ),
    Gate(
        "true lifetime value: deep discount / others",
        "about .5 (Lewis 2006)",
        0.45,
        0.60,
        lambda b: _relative_value(b, "deep_discount"),
        scatter=NOISY,
    ),
    Gate(
        "true lifetime value: referral / others",
        "at least 1.16 (Schmitt et al. 2011)",
        1.15,
        1.30,
        lambda b: _relative_value(b, "referral"),
        scatter=NOISY,
    ),
    Gate("cheapest channel, € per new customer", "design", 7.5, 36, lambda b: float(_cost(b).min())),
    Gate("dearest channel, € per new customer", "design", 7.5, 36, lambda b: float(_cost(b).max())),
    Gate("channels that cost more than the lifetime value", "design", 1, 2, _dearer_than_worth),
    Gate("need segment and value tier, Cramer's V", "design", 0.10, 0.30, _cramers_v),
)
