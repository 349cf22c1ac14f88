"""An estimate beside the hidden truth: measures, tenths, a picture, and a sentence that says how good it is."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pandas as pd

from .benchmark import best, opened
from .drawing import draw
from .estimates import read_estimate, unit_hint
from .measures import Measures, measure, tenths
from .quantities import Quantity, quantity

if TYPE_CHECKING:
    from customer_value.figures.theme import Picture

SPOILER = "Spoiler: this compares with the hidden truth, which no shop has. Estimate first, then look."
WITHIN = 0.01  # of the best: as good as it gets


@dataclass(frozen=True)
class Comparison:
    """What came out; it shows itself in a notebook.

    Parameters
    ----------
    of
        Name of the quantity.
    customers
        Number of customers that were compared.
    yours, best, habit
        Measures of the estimate, of the best that the books allow, and of what a shop without a model would rank by
        (for this one only the ranking and the top tenth mean anything).
    tenths
        Ten groups of customers from the lowest to the highest estimate: number, mean estimate, mean truth.
    hint
        A unit that the size of the estimate gives away; empty when there is none.
    """

    of: str
    customers: int
    yours: Measures
    best: Measures
    habit: Measures
    tenths: pd.DataFrame
    hint: str = ""

    @property
    def quantity(self) -> Quantity:
        """What was estimated."""
        return quantity(self.of)

    @property
    def sentence(self) -> str:
        """How good the estimate is, in words."""
        asks = self.quantity.is_yes_or_no
        found = "tells who stayed from who left with an AUC of" if asks else "ranks customers with"
        limit = "the best that these books allow is about"
        if self.yours.ranking >= self.best.ranking - WITHIN:
            limit = "as good as these books allow, about"
        return (
            f"Your estimate {found} {self.yours.ranking:.2f}; {limit} {self.best.ranking:.2f}; "
            f"{self.quantity.habit}: {self.habit.ranking:.2f}."
        )

    @property
    def table(self) -> pd.DataFrame:
        """Measures by rows; yours, the best and the habit beside each other."""
        frame = pd.DataFrame(
            {"yours": asdict(self.yours), "best": asdict(self.best), self.quantity.habit: asdict(self.habit)}
        )
        unit = self.quantity.unit
        frame.index = pd.Index(
            [
                f"bias, {unit}",
                f"mean absolute error, {unit}",
                f"root mean squared error, {unit}",
                "AUC" if self.quantity.is_yes_or_no else "rank correlation",
                "share of the total in the top tenth",
            ]
        )
        frame.iloc[:3, 2] = float("nan")
        return frame

    @property
    def picture(self) -> Picture:
        """Ten groups, estimated and true; beside it how well it ranks."""
        rankings = {"yours": self.yours.ranking, "the best": self.best.ranking, "habit": self.habit.ranking}
        return draw(self.tenths, rankings, self.sentence, self.quantity, self.customers)

    def __repr__(self) -> str:
        parts = (self.hint, self.sentence, _text(self.table), _text(self.tenths.set_index("tenth")))
        return "\n\n".join(filter(None, parts))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return what Jupyter stores: the picture and the tables as HTML, and all as text."""
        hint = f"<p><strong>{html.escape(self.hint)}</strong></p>" if self.hint else ""
        shown = self.picture._repr_mimebundle_()["text/html"]
        tenths = f"<details><summary>Tenth by tenth</summary>{_html(self.tenths.set_index('tenth'))}</details>"
        return {"text/html": f"{hint}{shown}{_html(self.table)}{tenths}", "text/plain": repr(self)}


def reveal(estimate: object, of: str, *, seed: int | None = None, quiet: bool = False) -> Comparison:
    """Compare an estimate with the hidden truth: how far it is off, how well it ranks, and how good one can get.

    Parameters
    ----------
    estimate
        One number for each customer: a Series indexed by `customer_id` (a part of the customers will do), a frame
        with `customer_id` and one other column, or an array in the order of the table `customers`.
    of
        What was estimated: "purchase_rate" (orders per year), "orders_2026", "dropout_chance", "is_active"
        (probability), "basket", "lifetime_value", "residual_value", "contribution_2026", "actual_value",
        "potential_value" or "wallet" (€).
    seed
        Number of the world that the estimate is about; None means the books that the lessons speak of.
    quiet
        True leaves out the printed notice.

    Returns
    -------
    Comparison
        It shows itself; `yours`, `best`, `habit`, `tenths`, `table` and `sentence` hold the numbers. `best` is
        gradient boosting that was trained on the truth itself with all visible data: no shop can do so, but it marks
        what the books allow.

    Raises
    ------
    UnknownNameError
        If there is no such quantity.
    ColumnError
        If a frame has no `customer_id`.
    DataError
        If ids are unknown or occur twice, numbers are missing, infinite or all the same, there are fewer than 50, or
        `seed` is not a whole number from 0 on.

    Examples
    --------
    >>> import customer_value as cv
    >>> orders = cv.load("orders", seed=1)
    >>> a_year = orders["customer_id"].value_counts() / 3
    >>> cv.reveal(a_year, of="purchase_rate", seed=1, quiet=True).yours.bias < 0
    True
    """
    chosen = quantity(of)
    books, seen = opened(seed)
    given = read_estimate(estimate, seen.index)
    truth = chosen.truth(books).loc[given.index]
    if not quiet:
        print(SPOILER)
    limit, real = best(of, seed).loc[given.index], truth.to_numpy()
    habit = chosen.by_habit(seen).loc[given.index].to_numpy(dtype=float)
    return Comparison(
        of=of,
        customers=len(given),
        yours=measure(given.to_numpy(), real),
        best=measure(limit["value"].to_numpy(), real, limit["rank"].to_numpy()),
        habit=measure(habit, real),
        tenths=_by_tenths(given, truth),
        hint=unit_hint(given, truth, chosen),
    )


def _by_tenths(estimate: pd.Series, truth: pd.Series) -> pd.DataFrame:
    group = tenths(estimate.to_numpy()) + 1
    frame = pd.DataFrame({"tenth": group, "estimate": estimate.to_numpy(), "truth": truth.to_numpy()})
    groups = frame.groupby("tenth")
    return groups.mean().assign(customers=groups.size()).reset_index()[["tenth", "customers", "estimate", "truth"]]


def _text(frame: pd.DataFrame) -> str:
    return frame.to_string(float_format="{:,.2f}".format, na_rep="")


def _html(frame: pd.DataFrame) -> str:
    """Give a table whose first corner says what the rows are: an empty heading tells a screen reader nothing."""
    named = frame.rename_axis(index=None, columns=str(frame.index.name or "measure"))
    return str(named.to_html(float_format="{:,.2f}".format, na_rep="", border=0))
