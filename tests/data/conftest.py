"""Books that several tests look at, made once."""

from __future__ import annotations

import pytest

from customer_value.data.arrow import Raw
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config


@pytest.fixture(scope="session")
def books() -> dict[str, Raw]:
    """All tables of world 1 as whole numbers."""
    return make_books(Config(seed=1))


@pytest.fixture(scope="session")
def few() -> dict[str, Raw]:
    """The first 300 customers of world 1."""
    return make_books(Config(seed=1, customers=300))
