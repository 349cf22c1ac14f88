"""Figures of lesson 4: who stays, who is still active, what customers are worth, and how well that is foreseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import analysis, figures
from customer_value.errors import DataError
from customer_value.facts import lifetime
from customer_value.facts.books import YEARS, register

from .chart import Chart, chart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import pandas as pd

    from customer_value.facts.books import Books
    from customer_value.figures.theme import Picture

CHARTS: dict[str, Callable[..., Chart]] = {}
RATES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
END = f"{YEARS[-1]}-12-31"
OFTEN, RARELY = (12, 10_000), (2, 4)  # repeat purchases of the two customers that are compared
DOUBTFUL = 0.25  # the first one's chance to be active lies below this
_lifetime, _btyd = register(CHARTS, "lifetime"), register(CHARTS, "btyd")


@_lifetime
def survival(books: Books, *, year: int = 2023) -> Chart:
    """Share of the customers new in a year's first quarter who bought some quarters later or after; 2023 or 2024."""
    shares = lifetime.survivors(books, year)
    return chart(
        f"Customers won in the first quarter of {year} who were still buying",
        "Across: quarters since the first order; up: share of the cohort that bought then or later.",
        lambda: _survival(shares),
        head=("Quarters since the first order", "Share that bought then or later"),
        rows=[(f"{age}", figures.theme.percent(share, 1)) for age, share in enumerate(shares)],
    )


def _survival(shares: Sequence[float]) -> Picture:
    with figures.theme.style():
        fig, ax = figures.theme.new_figure("", "Share of the cohort that bought in that quarter or later")
        ax.plot(range(len(shares)), shares, **{**figures.theme.ESTIMATE, "marker": "o", "markersize": 6})
        ax.set(ylim=(0, 1.04), xticks=range(len(shares)), xlabel="Quarters since the first order")
        ax.set_yticks([tenth / 10 for tenth in range(11)])
        ax.yaxis.set_major_formatter(figures.theme.PERCENT_AXIS)
        ax.grid(axis="y")
    return figures.theme.picture(fig, alt="The share of the cohort, quarter by quarter.")


@_lifetime
def margin_multiple(books: Books, *, discount_rate: float = 0.10) -> Chart:
    """Yearly margins that a customer is worth at every retention rate, and one step up from that of 2024."""
    rate = lifetime.retention_rate_year(books)
    rates = sorted({*RATES, rate, 1.1 * rate})
    multiples = [float(analysis.lifetime.margin_multiple(each, discount_rate)) for each in rates]
    return chart(
        "What retention does to the margin multiple",
        "Across: retention rate a year; up: yearly margins, the first in a year; an arrow leads from the retention of "
        "2024 to a tenth more.",
        lambda: figures.margin_multiple_curve(rate, discount_rate=discount_rate),
        head=("Retention rate a year", "Margin multiple"),
        rows=[(figures.theme.percent(each, 1), f"{worth:.2f}") for each, worth in zip(rates, multiples, strict=True)],
    )


@_lifetime
def contribution_spread(books: Books) -> Chart:
    """How the buyers of 2023 to 2025 spread over what each of them contributed in these years."""
    import numpy as np

    buyers = books["customer_summary"].query("order_count > 0")
    amounts = buyers["contribution_eur"].to_numpy(float)
    low, high = (float(each) for each in np.quantile(amounts, [0.01, 0.98]).round(-1))
    edges = np.linspace(low, high, 21)
    counts, _ = np.histogram(np.clip(amounts, edges[0], edges[-1]), edges)
    mean, median = float(amounts.mean()), float(np.median(amounts))
    rows = [
        (f"{figures.theme.euro(start)} to {figures.theme.euro(end)}", f"{count:,}")
        for start, end, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    return chart(
        "What the buyers of 2023 to 2025 contributed",
        "Across: € per customer in three years; up: number of customers; one line each stands at mean and median.",
        lambda: _spread(edges, counts, mean, median),
        head=("Contribution in three years", "Customers"),
        rows=[*rows, ("Mean", figures.theme.euro(mean)), ("Median", figures.theme.euro(median))],
    )


def _spread(edges: np.ndarray, counts: np.ndarray, mean: float, median: float) -> Picture:
    import numpy as np

    with figures.theme.style():
        fig, ax = figures.theme.new_figure(
            "", "Customers by contribution, €; the first and the last bar hold all beyond them"
        )
        ax.bar(edges[:-1], counts, width=np.diff(edges) * 0.94, align="edge", color=figures.theme.FAINT)
        for name, value, line, side in (("median", median, "--", "right"), ("mean", mean, "-", "left")):
            ax.axvline(value, color=figures.theme.INDIGO, linewidth=1.5, linestyle=line)
            text, across = f" {name} {figures.theme.euro(value)} ", ax.get_xaxis_transform()
            ax.text(value, 0.98, text, transform=across, color=figures.theme.INDIGO, ha=side, va="top")
        ax.set_ylim(0, 1.15 * counts.max())
        ax.set(xlabel="Contribution, € per customer in three years", ylabel="Customers")
        ax.xaxis.set_major_formatter(figures.theme.EURO_AXIS)
        ax.yaxis.set_major_formatter("{x:,.0f}")
        ax.grid(axis="y")
    return figures.theme.picture(fig, alt="Customers by their contribution in three years.")


@_btyd
def silence(books: Books) -> Chart:
    """Two silent customers, one who used to buy often and one who buys rarely, and their chance to be active."""
    table = _with_chances(books)
    ana = _pick(table[table["alive"] < DOUBTFUL], OFTEN, (13, 40))
    ben = _pick(table, RARELY, (float(ana["silence"]) + 4, 60))
    pair = {"Ana": ana, "Ben": ben}
    chosen = {name: int(each["customer_id"]) for name, each in pair.items()}
    rows = [
        (
            name,
            f"{each['x'] + 1:.0f}",
            f"{each['t_x'] / each['x']:.0f} weeks",
            f"{each['silence']:.0f} weeks",
            figures.theme.percent(float(each["alive"])),
        )
        for name, each in pair.items()
    ]
    return chart(
        "Two customers of yours who have gone silent",
        "Above: the days of their purchases; below: the chance that each is still active, day by day.",
        lambda: figures.silence(books["orders"], books.once(lifetime.purchase_model), chosen, end=END),
        head=("Customer", "Purchases", "Usual gap", "Silent for", "Chance to be active"),
        rows=rows,
    )


def _with_chances(books: Books) -> pd.DataFrame:
    table = books.once(lifetime.new_customers)
    alive = books.once(lifetime.purchase_model).probability_alive(table["x"], table["t_x"], table["T"])
    return table.assign(alive=alive, silence=table["T"] - table["t_x"])


def _pick(table: pd.DataFrame, repeats: tuple[int, int], silence: tuple[float, float]) -> pd.Series:
    """Pick the customer with the highest chance among those with so many repeats and so long a silence, in weeks."""
    fits = table[table["x"].between(*repeats) & table["silence"].between(*silence)]
    if fits.empty:
        raise DataError("no customer of these books has bought and been silent in this way.")
    best: pd.Series = fits.sort_values(["alive", "customer_id"]).iloc[-1]
    return best


@_btyd
def forecast(books: Books) -> Chart:
    """Purchases expected and made in 2025, a year kept aside, for ten groups of customers by their forecast."""
    import numpy as np

    held_out = books.once(_held_out)
    groups = held_out.groupby(np.arange(len(held_out)) * 10 // len(held_out))
    means = groups[["expected", "x_holdout"]].mean()
    rows = [(f"{place + 1}", f"{low:.2f}", f"{came:.2f}") for place, (low, came) in enumerate(means.to_numpy())]
    total = held_out[["expected", "x_holdout"]].sum()
    return chart(
        "Forecast and purchases of a year that the model had not seen",
        "Across: ten groups of customers, from the lowest forecast to the highest; up: purchases in 2025 per customer.",
        lambda: figures.calibration(held_out["expected"], held_out["x_holdout"], what="purchases in 2025"),
        head=("Tenth of the customers", "Forecast per customer", "Came per customer"),
        rows=[*rows, ("All together", f"{total['expected']:,.0f} in all", f"{total['x_holdout']:,.0f} in all")],
    )


def _held_out(books: Books) -> pd.DataFrame:
    """Fit the model to 2023 and 2024, and put its forecast of 2025 beside what came; the lowest forecast first."""
    end = f"{YEARS[-2]}-12-31"
    table = analysis.btyd.calibration_holdout_split(books.newcomers(), calibration_end=end, end=END)
    known = table[["x", "t_x", "T"]].to_numpy().T
    model = analysis.btyd.BetaGeometric().fit(*known)
    expected = model.expected_purchases(table["T_holdout"], *known)
    held_out: pd.DataFrame = table.assign(expected=expected).sort_values("expected", kind="stable")
    return held_out.reset_index(drop=True)
