"""Books that several tests look at, made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd
import pytest

from customer_value.data import schema
from customer_value.data.arrow import Raw, to_arrow
from customer_value.data.generate.books import Books, make_books
from customer_value.data.generate.config import Config

WORLD = 1


class Frames(dict[str, pd.DataFrame]):
    """Tables of one world as frames, by name ("orders", "truth/customers"), each made when it is asked for."""

    def __init__(self, books: Books) -> None:
        super().__init__()
        self._books = books

    def __missing__(self, name: str) -> pd.DataFrame:
        """Make the frame."""
        table = schema.truth(name.removeprefix("truth/")) if name.startswith("truth/") else schema.table(name)
        frame: pd.DataFrame = to_arrow(table, self._books[name]).to_pandas()
        self[name] = frame
        return frame


@pytest.fixture(scope="session")
def books() -> Mapping[str, Raw]:
    """All tables of world 1 as whole numbers."""
    return make_books(Config(seed=WORLD))


@pytest.fixture(scope="session")
def few() -> Mapping[str, Raw]:
    """The first 300 customers of world 1."""
    return make_books(Config(seed=WORLD, customers=300))


@pytest.fixture(scope="session")
def frames() -> Callable[[int], Frames]:
    """Frames of any world, by its seed."""
    return cache(lambda seed: Frames(make_books(Config(seed=seed))))
