"""All tables of one edition, put together from its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .block import blocks, make_block
from .derived import acquisition_spend, customer_summary
from .shops import products, stores

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw

    from .config import Config

TRUTH_PREFIX = "truth/"


def make_books(config: Config) -> dict[str, Raw]:
    """Make every table as whole numbers; tables of the hidden truth are called "truth/…".

    Parameters
    ----------
    config
        Seed and number of customers.

    Examples
    --------
    >>> from customer_value.data.generate.config import Config
    >>> books = make_books(Config(seed=1, customers=300))
    >>> len(books["customers"]["customer_id"]), len(books["stores"]["store_id"])
    (300, 40)
    """
    parts = [make_block(config, block) for block in blocks(config)]
    books = {name: _join([part[name] for part in parts]) for name in parts[0]}
    books["products"] = products()
    books["stores"] = stores()
    books["acquisition_spend"] = acquisition_spend(books["customers"])
    books["customer_summary"] = customer_summary(books["customers"], books["orders"], books["returns"])
    return books


def _join(parts: list[Raw]) -> Raw:
    return {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}
