"""How many contacts a month: the number with the best month is far above the one with the best lifetime value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from customer_value.analysis import lifetime
from customer_value.explore.canvas import moving, once
from customer_value.explore.controls import control, task
from customer_value.explore.explorable import Explorable, make
from customer_value.figures import theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

MOST = 15
COUNTS = np.arange(MOST + 1)
COST = 0.05  # € for each contact
DISCOUNT = 0.008  # a month
_HIDDEN = "switch on “Count the months to come”"


def contacts_per_month() -> Explorable:
    """Explore how many contacts a month bring the best month, and how many the best lifetime value.

    A model without chance: contacts sell more and more slowly, cost €0.05 each, and lift churn with their square. The
    discovery: the month is best at 11 contacts, lifetime value at 2.

    Examples
    --------
    >>> contacts_per_month()
    4 contacts a month bring €14.32 of margin from a customer this month.
    """
    best_now, best = (int(each(COUNTS).argmax()) for each in (month_margin, value))
    return make(
        draw_contacts_per_month,
        title="How many contacts a month?",
        contacts=control((0, MOST, 1, 4), label="Contacts a month"),
        later=control(False, label="Count the months to come"),
        tasks=[
            task(
                "Find the number of contacts with the highest margin this month.",
                reached=lambda contacts, later: contacts == best_now and not later,
                then=f"{best_now} contacts: the next one would cost more than it brings this month.",
            ),
            task(
                f"Switch on Count the months to come. Guess first: is lifetime value highest at {best_now}, too? Find "
                "its top.",
                reached=lambda contacts, later: contacts == best and later,
                then=f"{best} contacts: {theme.euro(value(best))} a customer, against {theme.euro(value(best_now))} at "
                f"{best_now}. More contacts sell more this month and drive customers away in all the months that "
                "follow.",
            ),
        ],
    )


def month_margin(contacts: np.ndarray | int) -> Any:
    """Return the margin of a month, after the cost of the contacts: € per customer."""
    return 10 + 6 * (1 - np.exp(-0.35 * np.asarray(contacts))) - COST * np.asarray(contacts)


def churn(contacts: np.ndarray | int) -> Any:
    """Return the share of the customers who leave in a month."""
    return 0.03 + 0.0006 * np.asarray(contacts) ** 2


def value(contacts: np.ndarray | int) -> Any:
    """Return the lifetime value with the first margin now: € per customer."""
    return lifetime.margin_ltv(month_margin(contacts), 1 - churn(contacts), DISCOUNT, first_margin="now")


@dataclass
class _Parts:
    """What moves in the picture."""

    title: Text
    dots: tuple[Line2D, Line2D]
    curve: Line2D
    hidden: Text


def draw_contacts_per_month(fig: Figure, contacts: int, later: bool) -> str:
    """Draw the margin of a month over the contacts, and lifetime value beside it once it is asked for."""
    parts = once(fig, _build)
    margin, worth, leaves = (float(each(contacts)) for each in (month_margin, value, churn))
    parts.dots[0].set_data([contacts], [margin])
    parts.dots[1].set_data([contacts], [worth])
    for artist in (parts.curve, parts.dots[1]):
        artist.set_visible(later)
    parts.hidden.set_visible(not later)
    noun = "contact" if contacts == 1 else "contacts"
    told = f"{contacts} {noun} a month bring €{margin:.2f} of margin from a customer this month"
    if contacts == 1:
        told = told.replace("bring", "brings")
    after = f"; {theme.percent(leaves, 1)} leave each month, and a customer is worth {theme.euro(worth)}"
    parts.title.set_text(f"{contacts} {noun}: {theme.euro(worth)} a customer" if later else f"€{margin:.2f} this month")
    return f"{told}{after if later else ''}."


def _build(fig: Figure) -> _Parts:
    fig.set_layout_engine(None)  # positions that never move, so that only what changes is drawn again
    told = f"A made-up customer; each contact costs €{COST:.2f}, and each lifts churn"
    title, _ = theme.head(fig, "This month", told)
    axes: Any = fig.subplots(1, 2)
    fig.subplots_adjust(left=0.085, right=0.975, top=0.775, bottom=0.13, wspace=0.22)
    dots = []
    for ax, name, top in zip(axes, ("Margin this month", "Lifetime value"), (18, 380), strict=True):
        ax.set_title(name)
        ax.set(xlim=(-0.4, MOST + 0.4), ylim=(0, top), xlabel="Contacts a month", xticks=range(0, MOST + 1, 3))
        ax.yaxis.set_major_formatter(theme.EURO_AXIS)
        ax.grid(axis="y")
        dots.append(moving(ax.plot([], [], "o", color=theme.INDIGO, markersize=8)[0]))
    axes[0].plot(COUNTS, month_margin(COUNTS), color=theme.QUIET, linewidth=1.8)
    curve = moving(axes[1].plot(COUNTS, value(COUNTS), color=theme.QUIET, linewidth=1.8)[0])
    hidden = moving(axes[1].text(MOST / 2, 190, _HIDDEN, ha="center", va="center", color=theme.QUIET, fontsize=9))
    return _Parts(moving(title), (dots[0], dots[1]), curve, hidden)
