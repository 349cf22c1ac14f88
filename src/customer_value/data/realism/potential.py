"""Facts about what customers spend elsewhere, and what of it could be won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .gate import Gate

if TYPE_CHECKING:
    from .gate import Books

CONTACTS = 1_000  # personal contacts that can be paid for
OF_CUSTOMERS = 12_000


def _inside_and_outside(books: Books) -> float:
    """Correlation of the yearly spending with us and elsewhere."""
    truth = books["truth/customers"]
    ours = truth["purchase_rate_per_year"] * truth["expected_basket_eur"]
    return float(ours.corr(truth["wallet_eur_per_year"] - ours))


def _by_potential(books: Books) -> float:
    """Compare the unrealised potential of those with the most of it with that of the most valuable ones."""
    truth = books["truth/customers"]
    unrealised = truth["potential_value_eur"] - truth["actual_value_eur"]
    contacts = len(truth) * CONTACTS // OF_CUSTOMERS
    best = truth["actual_value_eur"].nlargest(contacts).index
    return float(unrealised.nlargest(contacts).sum() / unrealised[best].sum())


GATES = (
    Gate("spending with us and elsewhere, r", "low (Du, Kamakura & Mela 2007)", -0.05, 0.10, _inside_and_outside),
    Gate("unrealised potential: 1,000 with the most / 1,000 most valuable", "design", 1.8, 3.0, _by_potential),
)
