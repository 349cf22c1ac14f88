"""Larkspur's year 2026 as a game: the books and the hidden truth, put together for `cycle.Simulator`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from customer_value.analysis.cycle import Rules, Simulator, campaign_results, uplift_by
from customer_value.analysis.vectors import arrays
from customer_value.data.load import load, load_truth

from .grouping import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    Table = Callable[[str], pd.DataFrame]

TODAY = "2026-01-01"
PLANNED, TESTED = 6, 2  # campaigns: "We miss you again", and its test of 2025
NOT_FOR_SALE = "walk_in"
NEVER = 9_999  # days of silence of who has no order in the books


def game(
    *,
    seed: int | None = None,
    budget: float = 25_000,
    futures: int = 200,
    rules: Rules | None = None,
    reach: float = 1.0,
) -> Simulator:
    """Set up Larkspur's year 2026: play a plan with it, once you have one.

    Channels win at most as many customers as they won in 2025, the first of them for the mean acquisition cost of that
    year; nobody can buy customers who walk in. The retention contact is the planned campaign "We miss you again".

    Parameters
    ----------
    seed
        Number of another shop; None means the books that the lessons speak of.
    budget
        € for the year.
    futures
        Alternative futures that are drawn.
    rules
        `cycle.Rules`: contact cap, costs, and what the game assumes.
    reach
        Customers whom a channel can win at most, as a multiple of those whom it won in 2025 (above 0).

    Returns
    -------
    Simulator
        The same one for the same settings.

    Raises
    ------
    DataError
        If a setting is out of range.

    Examples
    --------
    >>> from customer_value.analysis.cycle import Plan
    >>> year = game().play(Plan({"deep_discount": 25_000}))
    >>> year.gain_eur < 0
    True
    """
    return _game(seed, budget, futures, rules or Rules(), reach)


@lru_cache(maxsize=4)
def _game(seed: int | None, budget: float, futures: int, rules: Rules, reach: float) -> Simulator:
    def table(name: str) -> pd.DataFrame:
        kind, _, rest = name.rpartition("/")
        return load_truth(rest, seed=seed, quiet=True) if kind else load(rest, seed=seed)

    (share,) = arrays(0.01, 100, reach=reach)
    everybody, effects, ways = frames(table)
    ways = ways.assign(reach=ways["reach"] * float(share))
    return Simulator(everybody, effects, ways, budget=budget, futures=futures, rules=rules)


def frames(table: Table) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return customers, effects and channels as the simulator takes them, from tables by name ("truth/customers")."""
    effects = table("truth/campaign_effects").query(f"campaign_id == {PLANNED}")
    return customers(table), effects, channels(table)


def customers(table: Table) -> pd.DataFrame:
    """Return the truth about each customer, beside what the shop knows."""
    orders, contacts = table("orders"), table("contacts")
    known = table("customers").set_index("customer_id")
    everybody = table("truth/customers").set_index("customer_id").join(known["acquisition_channel"])
    last_year = orders[orders["ordered_at"] >= "2025-01-01"].groupby("customer_id")["net_eur"].sum()
    silent = (pd.Timestamp(TODAY) - orders.groupby("customer_id")["ordered_at"].max()).dt.days
    ids = everybody.index
    return everybody.assign(
        revenue_eur=last_year.reindex(ids).fillna(0.0),
        risk=silent.reindex(ids).fillna(NEVER),
        uplift=cells(orders, TODAY).map(results_by_cell(table)["uplift"]).reindex(ids).fillna(0.0),
        has_opted_out=ids.isin(contacts.loc[contacts["has_opted_out"], "customer_id"]),
    ).reset_index()


def channels(table: Table) -> pd.DataFrame:
    """Return what a customer of each channel cost in 2025 (€), and how many it won."""
    known = table("customers")
    new = known[(known["first_order_on"] >= "2025-01-01") & (known["acquisition_channel"] != NOT_FOR_SALE)]
    each = new.groupby("acquisition_channel")["acquisition_cost_eur"]
    return each.agg(acquisition_cost_eur="mean", reach="size").reset_index()


def results_by_cell(table: Table, rules: Rules | None = None) -> pd.DataFrame:
    """Return what the test of 2025 has shown of each cell.

    One row per cell: `uplift` with its 95 % interval (`low`, `high`), `coupon_chance` (share redeemed),
    `contribution_per_order_eur` (of today's customers of the cell) and `brings_eur`, what a letter brings after all
    costs if the uplift comes again.
    """
    campaigns, orders, summary = table("campaigns"), table("orders"), table("customer_summary")
    results = campaign_results(TESTED, campaigns, table("contacts"), orders)
    coupons = table("coupons").query("redeemed_on.notna()")
    redeemed = set(coupons.loc[coupons["campaign_id"] == TESTED, "customer_id"])
    begins = campaigns.loc[campaigns["campaign_id"] == TESTED, "starts_on"].iloc[0]
    cell = cells(orders, begins).reindex(results.index)
    found = {name: (each.difference, each.low, each.high) for name, each in uplift_by(results, cell).items()}
    shown = pd.DataFrame.from_dict(found, orient="index", columns=["uplift", "low", "high"])
    treated = results.index[results["is_treated"]]
    shown["coupon_chance"] = pd.Series(treated.isin(redeemed), treated).groupby(cell).mean()
    sums = summary.groupby(summary["customer_id"].map(cells(orders, TODAY)))[["contribution_eur", "order_count"]].sum()
    shown["contribution_per_order_eur"] = sums["contribution_eur"] / sums["order_count"]
    game_rules = rules or Rules()
    change = (shown["uplift"] * shown["contribution_per_order_eur"]).to_numpy(dtype=float)
    year, later = game_rules.retention(change, shown["coupon_chance"].to_numpy(dtype=float))
    return shown.assign(brings_eur=year + later - game_rules.retention_cost)
