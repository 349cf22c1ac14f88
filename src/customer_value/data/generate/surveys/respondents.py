"""Who is asked, who answers, when, and which further questionnaire they fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import DAY, WINDOW_START, seconds
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import SHARE, People, alike

if TYPE_CHECKING:
    from customer_value.data.generate.trade.purchases import Purchases

INVITED_ON = np.datetime64("2025-10-01")
FIELD_DAYS = 28
REMINDER_DAY = 14  # half of the answers come soon after the invitation, half after the reminder
MEAN_DELAY_DAYS = 4.0

# Chance to answer: rises with the orders that the books show, and with the purchase rate, which they only hint at, so
# that weights mend most of what non-response bends. Who has left for good answers less often.
LEAST_CHANCE, ORDERS_CHANCE, RATE_CHANCE = 0.055, 0.44, 0.44
HALF_WAY_ORDERS, HALF_WAY_RATE = 10.0, 10.0
LEFT_FACTOR = 0.65

# Shares of those who answer that go on to a further questionnaire.
KANO_SHARE, CHOICES_SHARE, WALLET_SHARE = 0.40, 0.24, 0.50


@dataclass(frozen=True)
class Respondents:
    """The sample of one block: an array as long as the block for each question, or rows of the block."""

    is_invited: np.ndarray
    is_answered: np.ndarray
    chance: np.ndarray  # to answer, 0 to 1
    had_left: np.ndarray  # when the survey was sent
    answered_on: np.ndarray  # seconds; MISSING without an answer
    kano: np.ndarray  # rows
    choices: np.ndarray  # rows
    wallet: np.ndarray  # rows


def answer_chance(orders: np.ndarray, rate: np.ndarray, had_left: np.ndarray) -> np.ndarray:
    """Chance to answer, by orders since 2023, purchase rate (orders per year), and whether the customer had left."""
    chance = LEAST_CHANCE + ORDERS_CHANCE * orders / (orders + HALF_WAY_ORDERS)
    chance = chance + RATE_CHANCE * rate / (rate + HALF_WAY_RATE)
    return np.asarray(chance * np.where(had_left, LEFT_FACTOR, 1.0))


def _orders_so_far(history: Purchases) -> np.ndarray:
    """Orders from 2023 until the survey, by customer."""
    seen = (history.at >= seconds(WINDOW_START)) & (history.at < seconds(INVITED_ON))
    return np.bincount(history.customer[seen], minlength=len(history.dropout_at))


def draw_respondents(seed: int, block: int, people: People, history: Purchases) -> Respondents:
    """Draw who of a block's customers answers.

    All customers who had bought before October 2025 are invited. Answers are spread evenly over needs and chances:
    those who answer differ from the others as told here, and by no accident of one learner's shop.
    """
    rng = stream(seed, Family.SURVEY_RESPONSE, block)
    invitation = seconds(INVITED_ON)
    invited = history.at[history.number == 1] < invitation
    left = (history.dropout_at != MISSING) & (history.dropout_at < invitation)
    chance = answer_chance(_orders_so_far(history), people.rate / SHARE, left)
    foremost = people.needs.argmax(axis=1)
    answered = invited & (alike(rng, people.segment * 8 + foremost * 2 + invited, chance) < chance)
    delay = np.minimum(rng.exponential(MEAN_DELAY_DAYS, len(chance)).astype(np.int64), REMINDER_DAY - 1)
    day = delay + REMINDER_DAY * rng.integers(0, FIELD_DAYS // REMINDER_DAY, len(chance))
    rows = np.flatnonzero(answered)
    kano, choices, wallet = (
        rows[alike(rng, people.segment[rows], rng.random(len(rows))) < share]
        for share in (KANO_SHARE, CHOICES_SHARE, WALLET_SHARE)
    )
    answered_on = np.where(answered, invitation + day * DAY, MISSING)
    return Respondents(invited, answered, chance, left, answered_on, kano, choices, wallet)
