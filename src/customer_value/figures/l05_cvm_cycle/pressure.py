"""Right contacts: how many a week, and who has had enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from customer_value.errors import ColumnError, DataError
from customer_value.figures import theme
from customer_value.figures.checks import checked, dates

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BANDS = ((0, 0, "none"), (1, 1, "1"), (2, 2, "2"), (3, 4, "3–4"), (5, 8, "5–8"), (9, None, "9 or more"))


def contact_weeks(
    contacts: pd.DataFrame, *, time: str = "contacted_at", opted_out: str = "has_opted_out", arm: str = "arm"
) -> theme.Picture:
    """Draw how many contacts went out week by week, and below them how many customers asked for no more.

    Parameters
    ----------
    contacts : DataFrame
        One row per contact; rows whose `arm` is "control" went to nobody and are left out.
    time, opted_out, arm : str
        Columns with the time, whether the customer then opted out, and the arm (need not be there).

    Returns
    -------
    Picture
        The title says which share of the opt-outs fell into the fifth of the weeks with most contacts.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, the times are no dates, or the contacts span fewer than five weeks.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2025-01-06", "2025-01-13", "2025-01-20", "2025-01-21", "2025-01-27", "2025-02-03"])
    >>> contacts = pd.DataFrame({"contacted_at": days, "has_opted_out": [0, 0, 1, 0, 0, 0]})
    >>> picture = cv.figures.contact_weeks(contacts)
    >>> picture.alt.split(". ")[0]
    'The busiest of 5 weeks holds 33 % of the contacts and 100 % of the opt-outs'
    """
    table = checked(contacts, where="contact_weeks", others=[time, opted_out])
    table[time] = dates(table[time], where="contact_weeks")
    sent = table[~contacts[arm].eq("control").fillna(False).to_numpy(bool)] if arm in contacts.columns else table
    monday = sent[time].dt.normalize() - pd.to_timedelta(sent[time].dt.day_of_week, unit="D")
    weeks = sent[opted_out].astype(bool).groupby(monday).agg(["size", "sum"]).asfreq("7D", fill_value=0)
    if len(weeks) < 5:
        raise DataError(f"contact_weeks needs contacts of five weeks or more; these span {len(weeks)}.")
    count = max(1, round(len(weeks) / 5))
    busy = weeks["size"].nlargest(count).index
    left, all_left = int(weeks.loc[busy, "sum"].sum()), int(weeks["sum"].sum())
    reached = theme.percent(weeks.loc[busy, "size"].sum() / weeks["size"].sum())
    which = "busiest" if count == 1 else f"{count} busiest"
    finding = (
        f"The {which} of {len(weeks)} weeks hold{'s' * (count == 1)} {reached} of the contacts and "
        f"{theme.percent(left / all_left) if all_left else 'none'} of the opt-outs"
    )
    with theme.style():
        fig, (above, below) = theme.new_figure(
            finding,
            f"Contacts sent and opt-outs by week; {weeks['size'].sum():,} contacts, {all_left:,} opt-outs",
            rows=2,
            sharex=True,
            height=4.6,
            height_ratios=[1.4, 1],
        )
        _weeks(above, weeks["size"], busy, "Contacts sent a week")
        _weeks(below, weeks["sum"], busy, "Opt-outs a week")
        below.set_xlabel(f"Week, {weeks.index[0]:%Y-%m-%d} to {weeks.index[-1]:%Y-%m-%d}; the busiest in colour")
    most = weeks["size"].idxmax()
    rate = 1_000 * all_left / weeks["size"].sum()
    told = (
        f"Most went out in the week of {most:%Y-%m-%d}: {weeks['size'].max():,}; the median week has "
        f"{weeks['size'].median():,.0f}; {rate:.1f} opt-outs per 1,000 contacts over all"
    )
    return theme.picture(fig, alt=f"{finding}. {told}.")


def _weeks(ax: Axes, counts: pd.Series, busy: pd.Index, title: str) -> None:
    colors = [theme.INDIGO if week in busy else theme.FAINT for week in counts.index]
    moments: Any = counts.index
    ax.bar(moments, counts, width=5.6, color=colors)
    ax.set_title(title)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.grid(axis="y")
    months = pd.date_range(counts.index[0], counts.index[-1], freq="MS")
    every = months[:: max(1, -(-len(months) // 12))]
    ax.set_xticks(every, [f"{day:%b\n%Y}" if day.month == 1 or day == every[0] else f"{day:%b}" for day in every])


def contact_fatigue(
    contacts: pd.DataFrame, *, before: str = "contacts_30_days", opted_out: str = "has_opted_out"
) -> theme.Picture:
    """Draw how the share of contacts that end in an opt-out hangs on the contacts of the 30 days before.

    Parameters
    ----------
    contacts : DataFrame
        One row per contact, such as `cycle.contact_audit(…).contacts`.
    before, opted_out : str
        Columns with the contacts of the 30 days before, and whether the customer opted out.

    Returns
    -------
    Picture
        Opt-outs per 1,000 contacts; the title compares the first band with the last.

    Raises
    ------
    ColumnError, DataError
        When a column is missing, or all contacts fall into one band.

    Examples
    --------
    >>> import customer_value as cv
    >>> import pandas as pd
    >>> contacts = pd.DataFrame({"contacts_30_days": [0, 0, 0, 0, 6, 6], "has_opted_out": [0, 0, 0, 1, 1, 0]})
    >>> picture = cv.figures.contact_fatigue(contacts)
    >>> picture.alt.split(". ")[0]
    'After 5–8 contacts in 30 days 500.0 in 1,000 contacts end in an opt-out, after none 250.0'
    """
    ColumnError.check([before, opted_out], contacts.columns, where="contact_fatigue")
    table = checked(contacts, where="contact_fatigue", numbers=[before, opted_out])
    rates, counts = {}, {}
    for low, high, name in _BANDS:
        inside = table[table[before].between(low, np.inf if high is None else high)]
        if len(inside):
            rates[name], counts[name] = 1_000 * float(inside[opted_out].mean()), len(inside)
    if len(rates) < 2:
        raise DataError("contact_fatigue compares customers with few and with many contacts; all are alike here.")
    first, last = next(iter(rates)), list(rates)[-1]
    finding = (
        f"After {last} contacts in 30 days {rates[last]:.1f} in 1,000 contacts end in an opt-out, after {first} "
        f"{rates[first]:.1f}"
    )
    with theme.style():
        fig, ax = theme.new_figure(
            finding, f"Opt-outs per 1,000 contacts, by contacts in the 30 days before; {len(table):,} contacts"
        )
        bars = ax.bar(
            list(rates), list(rates.values()), color=[*[theme.FAINT] * (len(rates) - 1), theme.INDIGO], width=0.62
        )
        for bar, rate in zip(bars, rates.values(), strict=True):
            ax.annotate(
                f"{rate:.1f}",
                (bar.get_x() + bar.get_width() / 2, rate),
                (0, 3),
                textcoords="offset points",
                ha="center",
            )
        ax.set_xticks(range(len(rates)), [f"{name}\n{counts[name]:,} contacts" for name in rates])
        ax.set(xlabel="Contacts in the 30 days before", ylim=(0, 1.12 * max(*rates.values(), 0.1)))
        ax.yaxis.set_visible(False)
        ax.spines["left"].set_visible(False)
    told = "; ".join(f"{name} {rate:.1f} ({counts[name]:,} contacts)" for name, rate in rates.items())
    return theme.picture(fig, alt=f"{finding}. Opt-outs per 1,000 by contacts before: {told}.")
