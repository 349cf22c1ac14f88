"""One block of 5,000 customers: its parts, each drawn when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .baskets import Lines, draw_lines
from .clock import WINDOW_START, seconds
from .config import BLOCK_SIZE
from .people import People, describe, draw_people
from .purchases import Purchases, draw_purchases
from .returning import Returned, draw_returns
from .wallet import Wallet, draw_wallet

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw


class Block:
    """One block of customers. Families of columns that nobody asks for are never drawn.

    Parameters
    ----------
    seed
        Number of the world.
    number
        Number of the block, from 0.
    """

    def __init__(self, seed: int, number: int) -> None:
        self.seed = seed
        self.number = number

    @cached_property
    def ids(self) -> np.ndarray:
        """Numbers of the customers."""
        return np.arange(1, BLOCK_SIZE + 1) + self.number * BLOCK_SIZE

    @cached_property
    def people(self) -> People:
        """What drives the customers."""
        return draw_people(self.seed, self.number)

    @cached_property
    def known(self) -> Raw:
        """What the shop knows of the customers, apart from their purchases."""
        return describe(self.seed, self.number, self.people)

    @cached_property
    def wallet(self) -> Wallet:
        """What the customers spend per year at all shops."""
        return draw_wallet(self.seed, self.number, self.people, self.known)

    @cached_property
    def history(self) -> Purchases:
        """All orders since the first one ever, with those of 2026."""
        return draw_purchases(self.seed, self.number, self.people)

    @cached_property
    def orders(self) -> Purchases:
        """The orders since the books were opened, with those of 2026."""
        return self.history[self.history.at >= seconds(WINDOW_START)]

    @cached_property
    def lines(self) -> Lines:
        """Lines of `orders`."""
        return draw_lines(self.seed, self.number, self.people, self.orders)

    @cached_property
    def returned(self) -> Returned:
        """Lines of `orders` that come back."""
        return draw_returns(self.seed, self.number, self.people, self.orders, self.lines)
