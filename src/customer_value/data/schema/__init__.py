"""Larkspur's schema: every table and every column once.

All else is made from it: the Arrow types, the validator, the dictionary and the data package. To add a table,
describe it in a module of this package and list it here, in its family.
"""

from __future__ import annotations

from customer_value.errors import UnknownNameError

from .flaws import FLAW_ROWS, FLAWS
from .loyalty import LOYALTY
from .market import CALENDAR, RIVAL_MONTHS, STORE_MONTHS, SURVEY_ORIENTATION, TRUE_RIVALS, TRUE_STORES
from .marketing import (
    CAMPAIGN_EFFECTS,
    CAMPAIGNS,
    CONTACT_HABITS,
    CONTACTS,
    COUPONS,
    PROSPECTS,
    TRUE_PROSPECTS,
)
from .model import Column, ForeignKey, Table, Type
from .service import SERVICE_CASES
from .snapshot import CUSTOMER_SNAPSHOT
from .summary import CUSTOMER_SUMMARY
from .survey_truth import PARAMETERS, TRUE_KANO, TRUE_SURVEY
from .surveys import SURVEY_CHOICES, SURVEY_KANO, SURVEY_NEEDS, SURVEY_WALLET
from .trade import ACQUISITION_SPEND, CUSTOMERS, ORDER_LINES, ORDERS, PRODUCTS, RETURNS, STORES
from .truth import ORDERS_2026, RETURNS_2026, TRUE_CUSTOMERS
from .web import WEB_WEEKS

HIDDEN = "truth/"  # where hidden tables and visible ones stand side by side, these go before their names

# The order in which `tables()` and the dictionary show them.
FAMILIES: dict[str, tuple[Table, ...]] = {
    "trade": (CUSTOMER_SUMMARY, CUSTOMERS, PRODUCTS, STORES, ORDERS, ORDER_LINES, RETURNS),
    "behaviour": (WEB_WEEKS, SERVICE_CASES, LOYALTY, CUSTOMER_SNAPSHOT),
    "surveys": (SURVEY_NEEDS, SURVEY_KANO, SURVEY_CHOICES, SURVEY_WALLET),
    "marketing": (ACQUISITION_SPEND, PROSPECTS, CAMPAIGNS, CONTACTS, COUPONS),
    "market": (STORE_MONTHS, RIVAL_MONTHS, CALENDAR, SURVEY_ORIENTATION),
}

TABLES: dict[str, Table] = {table.name: table for family in FAMILIES.values() for table in family}

TRUTH: dict[str, Table] = {
    table.name: table
    for table in (
        TRUE_CUSTOMERS,
        ORDERS_2026,
        RETURNS_2026,
        CAMPAIGN_EFFECTS,
        CONTACT_HABITS,
        TRUE_PROSPECTS,
        TRUE_STORES,
        TRUE_RIVALS,
        TRUE_SURVEY,
        TRUE_KANO,
        PARAMETERS,
    )
}

# The key of the raw edition: made when it is asked for, so it is in no file.
KEY: dict[str, Table] = {table.name: table for table in (FLAWS, FLAW_ROWS)}


def table(name: str) -> Table:
    """Return the visible table with this name.

    Raises
    ------
    UnknownNameError
        If no visible table has this name.

    Examples
    --------
    >>> table("stores").column_names
    ('store_id', 'store_name', 'region', 'area_m2', 'opened_on')
    """
    if name not in TABLES:
        raise UnknownNameError.among("table", name, TABLES)
    return TABLES[name]


def truth(name: str) -> Table:
    """Return the table of the hidden truth with this name.

    Raises
    ------
    UnknownNameError
        If the hidden truth has no table with this name.

    Examples
    --------
    >>> truth("customers").hidden
    True
    """
    hidden = TRUTH | KEY
    if name not in hidden:
        raise UnknownNameError.among("hidden table", name, hidden)
    return hidden[name]


def find(name: str) -> Table:
    """Return a visible table by its name, or one of the hidden truth by "truth/" and its name.

    Raises
    ------
    UnknownNameError
        If there is no table with this name.

    Examples
    --------
    >>> find("truth/customers").hidden
    True
    """
    return truth(name.removeprefix(HIDDEN)) if name.startswith(HIDDEN) else table(name)


__all__ = [
    "FAMILIES",
    "HIDDEN",
    "KEY",
    "TABLES",
    "TRUTH",
    "Column",
    "ForeignKey",
    "Table",
    "Type",
    "find",
    "table",
    "truth",
]
