"""The purchase models and Gamma-Gamma by each tool, called in the tool's own environment.

python models.py TOOL PART CUSTOMERS.npz
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from side_by_side.contest import timed

YEARLY = 0.10
MONTHLY = (1 + YEARLY) ** (1 / 12) - 1
DAYS_PER_MONTH = 4.345 * 7  # what lifetimes takes for a month
Job = Callable[[], Any]
Columns = dict[str, np.ndarray]


def ours(part: str, customers: Columns) -> Job:
    """Prepare the course's own."""
    from customer_value.analysis import btyd

    models = {"BG/NBD": btyd.BetaGeometric, "MBG/NBD": btyd.ModifiedBetaGeometric, "Pareto/NBD": btyd.ParetoNBD}
    clock = [customers[name] for name in ("x", "t_x", "T")]
    x, value = customers["x"], customers["mean_value"]
    if part == "LTV":
        fitted = btyd.BetaGeometric().fit(*clock), btyd.GammaGamma().fit(x, value)
        options = {"months": 12, "discount_rate": YEARLY, "days_per_month": DAYS_PER_MONTH, "unit": "week"}
        return lambda: [btyd.discounted_ltv(*fitted, *clock, value, **options).sum()]
    if part == "Gamma-Gamma":
        return lambda: _ours(btyd.GammaGamma().fit(x, value))
    return lambda: _ours(models[part]().fit(*clock))


def _ours(model: Any) -> list[float]:
    return [getattr(model, f"{name}_") for name in model.standard_errors_]


def lifetimes(part: str, customers: Columns) -> Job:
    """Prepare lifetimes, with its defaults; its Gamma-Gamma wants repeat customers only."""
    import pandas as pd
    from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

    models = {"BG/NBD": BetaGeoFitter, "MBG/NBD": ModifiedBetaGeoFitter, "Pareto/NBD": ParetoNBDFitter}
    clock = [customers[name] for name in ("x", "t_x", "T")]
    again = customers["x"] > 0
    spent = customers["x"][again], customers["mean_value"][again]
    if part == "Gamma-Gamma":
        return lambda: GammaGammaFitter().fit(*spent).params_
    if part == "LTV":
        purchases, value = BetaGeoFitter().fit(*clock), GammaGammaFitter().fit(*spent)
        columns = [pd.Series(customers[name]) for name in ("x", "t_x", "T", "mean_value")]
        options = {"time": 12, "discount_rate": MONTHLY, "freq": "W"}
        return lambda: [value.customer_lifetime_value(purchases, *columns, **options).sum()]

    def fit() -> Any:
        np.random.seed(1)  # noqa: NPY002 - its Pareto/NBD sets out at random
        return models[part]().fit(*clock).params_

    return fit


def clvkit(part: str, customers: Columns) -> Job:
    """Prepare clvkit, which takes a summary of its own kind."""
    import clvkit as kit

    base = kit.CustomerBase(
        _frame(customers).set_index("customer_id"),
        time_unit="W",
        collapse="D",
        observation_period_end="2026-01-01",
        has_monetary=True,
        on_negative="net",
    )
    model = {"BG/NBD": kit.BGNBD, "Gamma-Gamma": kit.GammaGamma}[part]
    return lambda: list(dict(model().fit(base).params_).values())


def pymc_marketing(part: str, customers: Columns) -> Job:
    """Prepare pymc-marketing: the most likely parameters by its default priors; compiling is not timed."""
    from pymc_marketing import clv

    frame = _frame(customers)
    quick = {"method": "map", "progressbar": False}

    def fitted(model: Any, table: Any) -> Any:
        made = model()
        made.fit(table, **quick)
        return made

    def found(model: Any, names: str) -> list[float]:
        return [float(model.posterior[name].mean()) for name in names.split()]

    again = frame[frame["frequency"] > 0]
    fitted(clv.GammaGammaModel if part == "Gamma-Gamma" else clv.BetaGeoModel, again.head(1000))
    if part == "BG/NBD":
        return lambda: found(fitted(clv.BetaGeoModel, frame), "r alpha a b")
    if part == "Gamma-Gamma":
        return lambda: found(fitted(clv.GammaGammaModel, again), "p q v")
    purchases, value = fitted(clv.BetaGeoModel, frame), fitted(clv.GammaGammaModel, again)
    options = {"future_t": 12, "discount_rate": MONTHLY, "time_unit": "W"}
    return lambda: [value.expected_customer_lifetime_value(purchases, frame, **options).sum()]


def _frame(customers: Columns) -> Any:
    """Name the columns as both rivals do."""
    import pandas as pd

    names = {"frequency": "x", "recency": "t_x", "T": "T", "monetary_value": "mean_value"}
    frame = pd.DataFrame({name: customers[column] for name, column in names.items()})
    return frame.assign(customer_id=np.arange(len(frame)))


if __name__ == "__main__":
    tool, part, path = sys.argv[1:]
    makers = {"ours": ours, "lifetimes": lifetimes, "clvkit": clvkit, "pymc-marketing": pymc_marketing}
    timed(makers[tool](part, dict(np.load(path))))
