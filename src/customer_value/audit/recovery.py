"""Do the models find the parameters again? `python -m customer_value.audit.recovery` writes docs/model-recovery.md.

First in shops that are drawn from the models themselves, where every parameter is known; then in Larkspur, whose
customers follow BG/NBD only roughly, where the truth is a mean over customers.
"""

from __future__ import annotations

import contextlib
import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from customer_value.analysis import btyd
from customer_value.analysis.btyd.units import DAYS
from customer_value.course import folder
from customer_value.data.load import load, load_truth

from .simulated_shops import SPENDING, TRUTHS, simulated, simulated_spending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

SHOPS, CUSTOMERS = 200, 3000
WORLDS = range(101, 111)
LEVEL, NORMAL_90 = 0.9, 1.6449
DISCOUNT_RATE = 0.10
WEEKS_PER_YEAR = DAYS["year"] / DAYS["week"]


class Recovered(NamedTuple):
    """How well one parameter is found: bias and spread are shares of the truth, `inside` of the shops."""

    name: str
    truth: float
    bias: float
    spread: float
    inside: float


class InLarkspur(NamedTuple):
    """What a model says of one world, as a share of the truth, and what lies outside its 90 % intervals."""

    rate: float
    dropout: float
    active: float
    above: float
    below: float


def in_simulated_shops(shops: int = SHOPS) -> dict[str, list[Recovered]]:
    """Fit each model to as many shops of its own."""
    found = {
        name: [type(truth)().fit(**simulated(truth, CUSTOMERS, seed=seed)) for seed in range(shops)]
        for name, truth in TRUTHS.items()
    }
    rows = {name: recovered(TRUTHS[name], models) for name, models in found.items()}
    spending = [btyd.GammaGamma().fit(**simulated_spending(SPENDING, CUSTOMERS, seed=seed)) for seed in range(shops)]
    return rows | {"Gamma-Gamma": recovered(SPENDING, spending)}


def recovered(truth: Any, models: Sequence[Any]) -> list[Recovered]:
    """Compare fitted parameters with the truth; an interval is symmetric in the logarithm, since none is below 0."""
    rows = []
    for name in models[0].standard_errors_:
        true = getattr(truth, f"{name}_")
        found = np.array([getattr(model, f"{name}_") for model in models])
        error = np.array([model.standard_errors_[name] for model in models])
        inside = np.abs(np.log(found / true)) <= NORMAL_90 * error / found
        rows.append(Recovered(name, true, found.mean() / true - 1, found.std() / true, inside.mean()))
    return rows


@lru_cache(maxsize=16)
def in_larkspur(seed: int | None) -> dict[str, InLarkspur]:
    """Fit the purchase models to a world's customers who are new in its books."""
    customers, orders = load("customers", seed=seed), load("orders", seed=seed)
    born = customers.loc[customers["orders_before"] == 0, "customer_id"]
    table = btyd.summary(orders[orders["customer_id"].isin(born)], end="2025-12-31")
    with contextlib.redirect_stdout(io.StringIO()):  # it says that it spoils; here nobody is to guess
        truth = load_truth("customers", seed=seed).set_index("customer_id").loc[table["customer_id"]]
        brought = _discounted(load_truth("orders_2026", seed=seed)).reindex(table["customer_id"]).fillna(0.0)
    value = btyd.GammaGamma().fit(table["x"], table["mean_value"])
    return {name: _compared(type(known)(), value, table, truth, brought.to_numpy()) for name, known in TRUTHS.items()}


def _compared(
    model: Any, value: btyd.GammaGamma, table: pd.DataFrame, truth: pd.DataFrame, brought: np.ndarray
) -> InLarkspur:
    clock = table["x"], table["t_x"], table["T"]
    model.fit(*clock)
    found = btyd.discounted_ltv(model, value, *clock, table["mean_value"], discount_rate=DISCOUNT_RATE, interval=LEVEL)
    leaves_by_time = isinstance(model, btyd.ParetoNBD)  # so it knows no chance to leave after a purchase
    dropout = np.nan if leaves_by_time else model.a_ / (model.a_ + model.b_)
    return InLarkspur(
        rate=model.r_ / model.alpha_ * WEEKS_PER_YEAR / truth["purchase_rate_per_year"].mean(),
        dropout=dropout / truth["dropout_chance"].mean(),
        active=model.probability_alive(*clock).mean() / truth["is_active"].mean(),
        above=float((brought > found.high).mean()),
        below=float((brought < found.low).mean()),
    )


def _discounted(orders: pd.DataFrame) -> pd.Series[float]:
    """Add up each customer's net sales, discounted from the end of each month."""
    worth: pd.Series[float] = orders["net_eur"] * (1 + DISCOUNT_RATE) ** (-orders["ordered_at"].dt.month / 12)
    return worth.groupby(orders["customer_id"]).sum()


def shop_rows(simulated: Mapping[str, Sequence[Recovered]]) -> list[str]:
    """Write the table of the simulated shops, a row for each parameter."""
    return [
        f"| {model} | {row.name} | {row.truth:g} | {_percent(row.bias, '+z.1f')} | {_percent(row.spread)} | "
        f"{_percent(row.inside)} |"
        for model, rows in simulated.items()
        for row in rows
    ]


def world_rows(larkspur: Sequence[Mapping[str, InLarkspur]]) -> list[str]:
    """Write the table of Larkspur's worlds, a row for each model."""
    rows = []
    for model in larkspur[0]:
        each = np.array([world[model] for world in larkspur])
        off = [_off(ratios) for ratios in each.T[:3]]
        rows.append(f"| {model} | {' | '.join(off)} | {_percent(each[:, 3].mean())} | {_percent(each[:, 4].mean())} |")
    return rows


def _off(ratios: np.ndarray) -> str:
    if np.isnan(ratios).any():
        return "–"
    return f"{_percent(ratios.mean() - 1, '+z.0f')} ± {_percent(ratios.std(), '.0f')}"


def _percent(share: float, kind: str = ".1f") -> str:
    return f"{100 * share:{kind}} %"


def renewed(page: str, *tables: Sequence[str]) -> str:
    """Replace the rows of a page's tables, one after the other, and keep their headings and all else."""
    rows = iter(tables)
    return re.sub(r"(?m)(^\|[-:| ]+\|\n)(?:\|.*\n)+", lambda found: found[1] + "\n".join(next(rows)) + "\n", page)


def page() -> Path:
    """Find the page in the checkout."""
    return folder("docs") / "model-recovery.md"


if __name__ == "__main__":
    worlds = [in_larkspur(seed) for seed in WORLDS]
    tables = shop_rows(in_simulated_shops()), world_rows(worlds)
    page().write_text(renewed(page().read_text(encoding="utf-8"), *tables), encoding="utf-8")
