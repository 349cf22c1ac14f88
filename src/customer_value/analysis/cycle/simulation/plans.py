"""What a plan is, and what makes one that cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from customer_value.analysis.vectors import arrays
from customer_value.errors import DataError, UnknownNameError

from .plan_files import parsed, written
from .rules import Rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from .truth import Truth

HALF_A_CENT = 0.005


@dataclass(frozen=True)
class Plan:
    """What a year's money is spent on.

    Attributes
    ----------
    acquisition
        € by channel, on top of what is spent anyway.
    development, retention
        Customers (ids) to contact; one who stands there twice is contacted, and paid for, twice.
    held_out
        Customers (ids) who are kept off the retention list by lot, to be compared with those on it.

    Examples
    --------
    >>> Plan({"referral": 5_000}, retention=[1, 2]).retention
    [1, 2]
    """

    acquisition: Mapping[str, float] = field(default_factory=dict)
    development: Sequence[object] = ()
    retention: Sequence[object] = ()
    held_out: Sequence[object] = ()

    def hold_out(self, number: int, *, seed: int = 2026) -> Self:
        """Take some customers, drawn by lot, off the retention list, as the group to compare with.

        Parameters
        ----------
        number
            Customers to hold out, from 0 to all of the list.
        seed
            Of the lot: the same seed draws the same customers.

        Raises
        ------
        DataError
            If the list has fewer customers, or some are held out already.

        Examples
        --------
        >>> plan = Plan(retention=[1, 2, 3, 4]).hold_out(2)
        >>> len(plan.retention), len(plan.held_out), set(plan.retention) & set(plan.held_out)
        (2, 2, set())
        """
        if self.held_out:
            raise DataError(f"{len(self.held_out)} customers are held out already; draw once, from the whole list.")
        if not (isinstance(number, int) and 0 <= number <= len(self.retention)):
            raise DataError(f"the retention list has {len(self.retention)} customers; {number!r} cannot be held out.")
        drawn = np.random.default_rng(seed).permutation(len(self.retention))
        kept, out = ([self.retention[place] for place in sorted(part)] for part in (drawn[number:], drawn[:number]))
        return replace(self, retention=tuple(kept), held_out=tuple(out))

    def write(
        self,
        path: Path | str,
        *,
        cells: pd.Series | None = None,
        shop: int | None = None,
        budget: float = 25_000,
        rules: Rules | None = None,
    ) -> Path:
        """Write the plan as a file that can be handed in; one that is there already is replaced.

        Parameters
        ----------
        path
            Where to, such as "plan.json".
        cells
            The index holds customers' ids, the values name their cell; "everybody on the list" if left out.
        shop
            Seed of the books that the plan was made for; None for those of the lessons.
        budget
            € for the year.
        rules
            What contacts cost; the defaults of `Rules` if left out.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        DataError
            If a customer has no cell, a number is missing, or the file cannot be written.

        Examples
        --------
        >>> from tempfile import mkdtemp
        >>> file = Plan({"referral": 5_000}, retention=[17]).write(Path(mkdtemp()) / "plan.json")
        >>> Plan.read(file) == Plan({"referral": 5_000.0}, (), (17,))
        True
        """
        text = written(self, cells, shop, budget, rules or Rules())
        try:
            Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            raise DataError(f"cannot write the plan to {path} ({error.strerror or error}).") from error
        return Path(path)

    @classmethod
    def read(cls, path: Path | str, *, rules: Rules | None = None) -> Self:
        """Read a plan from a file that `write` made, or anybody who keeps to the same form.

        Raises
        ------
        DataError
            If the file cannot be read, lacks a key, holds what is no number, or does not add up.
        UnknownNameError
            If it names a key, a stage, an offer or a channel that does not exist.
        """
        _, parts = parsed(path, rules or Rules())
        return cls(**parts)


def check_plan(plan: Plan, truth: Truth) -> None:
    """Refuse a plan that names a channel or a customer it may not, or that breaks the cap."""
    for name, money in plan.acquisition.items():
        if name not in truth.channels.names:
            raise UnknownNameError.among("channel", name, truth.channels.names)
        arrays(0, np.inf, **{f"the spending on {name} (€)": money})
    check_contacts(truth, plan.development, plan.retention)
    check_held_out(plan, truth)
    counts = Counter([*plan.development, *plan.retention])
    over = [customer for customer, count in counts.items() if count > truth.rules.cap]
    if over:
        raise DataError(
            f"{len(over)} of the plan's customers would get more than {truth.rules.cap} contacts, such as "
            f"{over[0]!r}: take them off the lists."
        )


def check_held_out(plan: Plan, truth: Truth) -> None:
    """Refuse a control group of customers who get the letter, could not have got it, or stand there twice."""
    check_contacts(truth, retention=plan.held_out)
    twice = [customer for customer, count in Counter(plan.held_out).items() if count > 1]
    if twice:
        raise DataError(f"customer {twice[0]!r} is held out twice: name each customer once.")
    both = set(plan.held_out) & set(plan.retention)
    if both:
        raise DataError(f"customer {min(both, key=str)!r} is held out and on the retention list too: choose one.")


def check_contacts(truth: Truth, development: Sequence[object] = (), retention: Sequence[object] = ()) -> None:
    """Refuse customers who are unknown, have opted out, or are not in the audience of the campaign."""
    for ids in (development, retention):
        if isinstance(ids, str) or not isinstance(ids, Iterable) or not all(isinstance(one, Hashable) for one in ids):
            raise DataError(f"development, retention and held_out are lists of customer ids, not {ids!r}.")
    both = [*development, *retention]
    away = [customer for customer in retention if customer not in truth.effects.index]
    for found, fault in (
        ([customer for customer in both if customer not in truth.customers.index], "are unknown"),
        ([customer for customer in both if customer in truth.opted_out], "have opted out of contacts"),
        (away, "are not in the audience of the retention campaign"),
    ):
        if found:
            goes = "goes" if len(found) == 1 else "go"
            raise DataError(
                f"{len(found):,} of the contacts {goes} to customers who {fault}, such as {found[0]!r}: take them off "
                f"the lists."
            )


def check_budget(cost: float, budget: float) -> None:
    """Refuse to spend more than there is, in €."""
    if cost > budget + HALF_A_CENT:
        raise DataError(
            f"the plan costs €{cost:,.2f}, which is €{cost - budget:,.2f} over the budget of €{budget:,.2f}: "
            f"spend less."
        )
