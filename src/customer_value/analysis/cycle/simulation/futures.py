"""The same year with other luck, many times over: two plans meet the same chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from customer_value.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from customer_value.analysis.vectors import FloatArray

    from .plans import Plan
    from .truth import Truth

_SCATTER = np.uint64(0x9E3779B97F4A7C15)


def check_settings(futures: int, seed: int) -> None:
    """Refuse a number of futures, or a seed, that cannot be."""
    if not (isinstance(futures, int) and isinstance(seed, int) and futures >= 2 and seed >= 0):
        raise DataError(f"futures and seed are whole numbers, 2 or more and 0 or more, not {futures!r} and {seed!r}.")


def uniform(seed: int, kind: str, keys: NDArray[np.object_], futures: int) -> FloatArray:
    """Give each key a number between 0 and 1 in each future (keys × futures), whatever other keys there are.

    References
    ----------
    Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators, OOPSLA, 453-472 (the mixing steps).
    """
    words = np.array([f"{seed}/{kind}/{key}" for key in keys], dtype=object)
    state = pd.util.hash_array(words, categorize=False)[:, None] + _SCATTER * np.arange(1, futures + 1, dtype=np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
    state ^= state >> np.uint64(31)
    return np.asarray((state >> np.uint64(11)).astype(np.float64) / 2**53)


def draw(truth: Truth, plan: Plan, seed: int, futures: int) -> pd.DataFrame:
    """Draw the contribution of the year (before cost), equity and gain, in €, one row for each future."""
    new_year, new_equity = _newcomers(truth, plan, seed, futures)
    caused, coupons = _contacts(truth, plan, seed, futures)
    year = new_year + caused - truth.rules.coupon * coupons
    equity = new_equity + truth.rules.carry_over * caused
    gain = year + equity - float(truth.costs(plan).sum())
    return pd.DataFrame({"contribution_eur": year, "equity_eur": equity, "gain_eur": gain})


def _newcomers(truth: Truth, plan: Plan, seed: int, futures: int) -> tuple[FloatArray, FloatArray]:
    """Draw who comes by each channel, and whom of its former customers each is like."""
    year, equity = np.zeros(futures), np.zeros(futures)
    share = truth.channels.won_share(truth.spend(plan))
    for name, reach, part in zip(truth.channels.names, truth.channels.reach, share, strict=True):
        people = np.arange(int(reach)).astype(object)
        comes = uniform(seed, f"comes by {name}", people, futures) < part
        who = uniform(seed, f"who comes by {name}", people, futures) * len(truth.alike[name])
        values = truth.alike[name][who.astype(np.int64)] * comes[:, :, None]
        year, equity = year + values[:, :, 0].sum(axis=0), equity + values[:, :, 1].sum(axis=0)
    return year, equity


def _contacts(truth: Truth, plan: Plan, seed: int, futures: int) -> tuple[FloatArray, FloatArray]:
    """Draw the € that contacts change, and the coupons that are redeemed."""
    developed, retained = truth.once(plan)
    wins = uniform(seed, "development", developed.to_numpy(), futures) < truth.rules.wins_share
    change = wins * truth.customers["unrealised_eur"].reindex(developed).to_numpy(dtype=float)[:, None]
    order = -np.log1p(-uniform(seed, "order", retained.to_numpy(), futures))  # mean 1: orders differ in size
    rows = truth.effects.reindex(retained)
    moved = order * rows["change_eur"].to_numpy(dtype=float)[:, None]
    coupons = uniform(seed, "coupon", retained.to_numpy(), futures) < rows["coupon_chance"].to_numpy()[:, None]
    return change.sum(axis=0) + moved.sum(axis=0), coupons.sum(axis=0)
