"""Visits to the web shop and the app."""

from __future__ import annotations

from .model import Column, ForeignKey, Table


def _count(name: str, meaning: str, made: str, unit: str, *, minimum: int = 0) -> Column:
    return Column(name=name, type="integer", meaning=meaning, made=made, unit=unit, minimum=minimum, lesson="03")


WEB_WEEKS = Table(
    name="web_weeks",
    row="one week of 2024 or 2025 in which a customer visited the web shop or the app",
    primary_key=("customer_id", "week_on"),
    foreign_keys=(ForeignKey(columns=("customer_id",), table="customers", to=("customer_id",)),),
    lesson="03",
    columns=(
        Column(
            name="customer_id",
            type="integer",
            meaning="Number of the customer.",
            made="Customers with an account, from their first order on.",
            minimum=1,
            lesson="03",
        ),
        Column(
            name="week_on",
            type="date",
            meaning="Monday of the week; the last week ends with 2025.",
            made="Visits follow the seasons; they fade after the last order of who has left for good.",
            lesson="03",
        ),
        _count(
            "sessions",
            "Visits in the week.",
            "Poisson: rises with purchase rate, online share, and the reachable spending elsewhere; each online order "
            "is one more.",
            "visits",
            minimum=1,
        ),
        _count("minutes", "Time spent on these visits.", "Gamma: about six a visit.", "minutes", minimum=1),
        _count("product_views", "Pages of articles looked at.", "Poisson: about five a visit.", "pages", minimum=1),
        _count(
            "cart_adds",
            "Articles put into the cart, bought or not.",
            "Poisson: rises with the reachable spending elsewhere; at least one for each online order.",
            "articles",
        ),
        Column(
            name="has_app",
            type="boolean",
            meaning="Whether the customer had the app in that week.",
            made="From a random day on, or from the first order in the app if that came before.",
            lesson="03",
        ),
    ),
)
