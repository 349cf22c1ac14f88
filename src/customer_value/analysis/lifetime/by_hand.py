"""The discounted sum by hand, year by year, for one customer."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from customer_value.analysis.lifetime.formulas import FirstMargin, first_payment, margin_ltv
from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

_HEAD = ("year", "margin €", "chance still there", "worth of €1 today", "value today €", "sum so far €")


@dataclass(frozen=True)
class Explanation:
    """A sum written out: a table of years, and what remains after them.

    Shows as a table in a notebook and as text elsewhere; `table` is a pandas DataFrame, `ltv` the whole sum.
    """

    rows: tuple[tuple[int, float, float, float, float, float], ...]
    ltv: float
    acquisition_cost: float
    assumptions: str

    @property
    def net_ltv(self) -> float:
        """€ after acquisition cost."""
        return self.ltv - self.acquisition_cost

    @property
    def table(self) -> pd.DataFrame:
        """The years as a DataFrame, unrounded."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(_HEAD)).set_index("year")

    def __str__(self) -> str:
        lines = [_HEAD, *map(_cells, self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
        shown = ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
        return "\n".join([self.assumptions, "", *shown, "", *self._closing()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in _HEAD)
        body = "".join(
            f'<tr><th scope="row">{year}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
            for year, *cells in map(_cells, self.rows)
        )
        closing = "<br>".join(map(escape, self._closing()))
        return (
            f"<table><caption>{escape(self.assumptions)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table><p>{closing}</p>"
        )

    def _closing(self) -> list[str]:
        counted = self.rows[-1][-1]
        lines = [
            f"years shown: €{counted:,.2f}",
            f"all later years: €{self.ltv - counted:,.2f}",
            f"LTV before acquisition cost: €{self.ltv:,.2f}",
        ]
        if self.acquisition_cost:
            lines += [f"acquisition cost: €{self.acquisition_cost:,.2f}", f"net LTV: €{self.net_ltv:,.2f}"]
        return lines


def explain(
    margin: float,
    retention_rate: float,
    discount_rate: float,
    first_margin: FirstMargin = "in a year",
    *,
    acquisition_cost: float = 0.0,
    years: int = 8,
) -> Explanation:
    """Write out the sum behind `margin_ltv` for one customer.

    Parameters
    ----------
    margin
        € per year.
    retention_rate, discount_rate
        Per year.
    first_margin
        "in a year" or "now".
    acquisition_cost
        € to win this customer, subtracted once at the end; 0 for a customer you have.
    years
        How many years to show; what follows them is one line.

    Returns
    -------
    Explanation
        Prints as text, shows as a table in a notebook.

    Raises
    ------
    DataError
        As `margin_ltv`, or if `years` is below 1.

    Examples
    --------
    >>> print(explain(120, retention_rate=0.80, discount_rate=0.10, acquisition_cost=45, years=3))
    €120.00 a year, 80 % stay each year, 10 % discount rate, first margin in a year.
    <BLANKLINE>
    year  margin €  chance still there  worth of €1 today  value today €  sum so far €
       1    120.00               0.800              0.909          87.27         87.27
       2    120.00               0.640              0.826          63.47        150.74
       3    120.00               0.512              0.751          46.16        196.90
    <BLANKLINE>
    years shown: €196.90
    all later years: €123.10
    LTV before acquisition cost: €320.00
    acquisition cost: €45.00
    net LTV: €275.00
    """
    if years < 1:
        raise DataError(f"years must be at least 1, not {years}.")
    arrays(0, float("inf"), acquisition_cost=acquisition_cost)
    ltv = margin_ltv(margin, retention_rate, discount_rate, first_margin)
    rows, total = [], 0.0
    first = first_payment(first_margin)
    for year in range(first, first + years):
        alive, worth = retention_rate**year, (1 + discount_rate) ** -year
        total += margin * alive * worth
        rows.append((year, float(margin), alive, worth, margin * alive * worth, total))
    assumptions = (
        f"€{margin:,.2f} a year, {100 * retention_rate:.4g} % stay each year, "
        f"{100 * discount_rate:.4g} % discount rate, first margin {first_margin}."
    )
    return Explanation(tuple(rows), ltv, float(acquisition_cost), assumptions)


def _cells(row: tuple[int, float, float, float, float, float]) -> tuple[str, ...]:
    year, margin, alive, worth, value, total = row
    return (f"{year}", f"{margin:,.2f}", f"{alive:.3f}", f"{worth:.3f}", f"{value:,.2f}", f"{total:,.2f}")
