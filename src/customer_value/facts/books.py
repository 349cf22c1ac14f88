"""What facts need of one edition of the books, each thing loaded and prepared once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from customer_value.data.load import load
from customer_value.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

YEARS = (2023, 2024, 2025)
Compute = TypeVar("Compute", bound=Callable[..., object])
Known = TypeVar("Known")
Made = TypeVar("Made")


class Books:
    """The tables of one edition, and what was made of them."""

    def __init__(self, seed: int | None) -> None:
        self.seed = seed
        self.loaded: dict[str, pd.DataFrame] = {}
        self._made: dict[tuple[object, ...], Any] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Load a table when it is first asked for. Facts read it and leave it as it is."""
        if table not in self.loaded:
            self.loaded[table] = load(table, seed=self.seed)
        return self.loaded[table]

    def once(self, make: Callable[..., Made], *arguments: object) -> Made:
        """Call `make(books, *arguments)` the first time, and remember what it gave."""
        key = (make, *arguments)
        if key not in self._made:
            self._made[key] = make(self, *arguments)
        made: Made = self._made[key]
        return made

    def orders_of(self, year: int | None) -> pd.DataFrame:
        """Select the orders of one year, or of all for None."""
        orders = self["orders"]
        return orders if year is None else orders[orders["ordered_at"].dt.year == known("year", year, YEARS)]

    def newcomers(self) -> pd.DataFrame:
        """Select the orders of the customers whose first order ever lies in the books."""
        customers, orders = self["customers"], self["orders"]
        born = customers.loc[customers["orders_before"] == 0, "customer_id"]
        return orders[orders["customer_id"].isin(born)]


def known(kind: str, given: Known, existing: Iterable[Known]) -> Known:
    """Let a word pass that exists; else name those that do."""
    names = list(existing)
    if given not in names:
        raise UnknownNameError.among(kind, given, map(str, names))
    return given


def register(functions: dict[str, Callable[..., Any]], room: str) -> Callable[[Compute], Compute]:
    """Put a function into a lesson's facts, or charts, under the name room.function."""

    def put(compute: Compute) -> Compute:
        functions[f"{room}.{compute.__name__}"] = compute
        return compute

    return put
