"""One block of 5,000 customers: its parts, each drawn when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .behaviour.loyalty import Baskets, Membership, draw_extra_lines, draw_membership, put_together
from .behaviour.wallet import Wallet, draw_wallet
from .behaviour.web import Weeks, draw_weeks
from .clock import WINDOW_START, seconds
from .config import BLOCK_SIZE
from .marketing.additions import with_baskets, with_orders
from .marketing.mailing import Mailing, draw_mailing
from .marketing.prospects import Welcome, draw_welcome
from .marketing.trials import Trials, run_trials
from .streams import Family, stream
from .surveys.respondents import Respondents, draw_respondents
from .trade.baskets import Lines, draw_lines
from .trade.people import People, describe, draw_people
from .trade.purchases import Purchases, draw_purchases
from .trade.returning import Returned, draw_returns

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
        return describe(stream(self.seed, Family.DESCRIPTION, self.number), self.people)

    @cached_property
    def wallet(self) -> Wallet:
        """What the customers spend per year at all shops."""
        return draw_wallet(self.seed, self.number, self.people, self.known)

    @cached_property
    def history(self) -> Purchases:
        """All orders since the first one ever, with those of 2026."""
        return draw_purchases(self.seed, self.number, self.people)

    @cached_property
    def respondents(self) -> Respondents:
        """Who is asked in the surveys, and who answers."""
        return draw_respondents(self.seed, self.number, self.people, self.history)

    @cached_property
    def usual_orders(self) -> Purchases:
        """The orders since the books were opened, with those of 2026, as they would be without campaigns."""
        return self.history[self.history.at >= seconds(WINDOW_START)]

    @cached_property
    def membership(self) -> Membership:
        """Who is in the loyalty programme."""
        return draw_membership(self.seed, self.number, self.people, self.history)

    @cached_property
    def usual_baskets(self) -> Baskets:
        """What is in `usual_orders`, with the lines that the loyalty card adds, and what comes back."""
        seed, number, people, orders = self.seed, self.number, self.people, self.usual_orders
        lines = draw_lines(stream(seed, Family.BASKETS, number), people, orders)
        extra = draw_extra_lines(seed, number, people, self.membership, orders, lines)
        return put_together(
            lines,
            draw_returns(stream(seed, Family.RETURNS, number), people, orders, lines),
            extra,
            draw_returns(stream(seed, Family.LOYALTY_RETURNS, number), people, orders, extra),
        )

    @cached_property
    def mailing(self) -> Mailing:
        """The routine newsletters, and what the customers bear."""
        return draw_mailing(self.seed, self.number, self.people, self.known["has_email_consent"], self.history)

    @cached_property
    def trials(self) -> Trials:
        """The campaigns: who may be contacted, who is, how each responds, and the orders that this adds."""
        return run_trials(self)

    @cached_property
    def welcome(self) -> Welcome:
        """The prospects, and the test of welcome offers."""
        return draw_welcome(self)

    @cached_property
    def _all_orders(self) -> tuple[Purchases, np.ndarray]:
        return with_orders(self.usual_orders, self.trials.added)

    @property
    def orders(self) -> Purchases:
        """The orders since the books were opened, with those of 2026 and those that campaigns added."""
        return self._all_orders[0]

    @cached_property
    def baskets(self) -> Baskets:
        """What is in `orders`, and what comes back."""
        place = self._all_orders[1]
        return with_baskets(self.seed, self.number, self.people, self.usual_baskets, self.trials.added, place)

    @property
    def lines(self) -> Lines:
        """Lines of `orders`."""
        return self.baskets.lines

    @property
    def returned(self) -> Returned:
        """Lines of `orders` that come back."""
        return self.baskets.returned

    @cached_property
    def weeks(self) -> Weeks:
        """Weeks with a visit to the web shop or the app."""
        return draw_weeks(self.seed, self.number, self)
