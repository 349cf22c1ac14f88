"""The routine newsletter: a test of how often to write, what customers bear, and who has had enough.

From January to April 2025 each customer of then with consent gets 0, 1, 2, 4 or 8 mails a month, drawn evenly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.clock import DAY, seconds
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import SHARE, People, alike, pick

if TYPE_CHECKING:
    from customer_value.data.generate.trade.purchases import Purchases

PLANS = np.array([0, 1, 2, 4, 8])
PLAN_SHARES = np.array([0.15, 0.30, 0.25, 0.20, 0.10])
MONTHS = np.array(["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"], dtype="datetime64[D]")
ISSUES = 8
FIRST_ISSUE_DAY, DAYS_BETWEEN_ISSUES, HOUR = 5, 3, 9 * 3600
FIRST_MESSAGE = 101
TOLERANCE_SHAPE, TOLERANCE_MEAN, TOLERANCE_MOST = 3.0, 3.6, 15
# Chance to opt out in a month: as such, and for each mail above what the customer bears.
OPT_OUT, OPT_OUT_PER_MAIL_TOO_MANY = 0.002, 0.014
# Chance that a mail is opened, and an opened one clicked; a mail above what the customer bears halves both.
OPENED, CLICKED, WEARS_OFF, TOO_MANY, GONE = 0.34, 0.24, 0.06, 0.5, 0.35


@dataclass(frozen=True)
class Mailing:
    """What the customers of one block bear, and the newsletters that they got; shares in 1/10,000."""

    tolerance: np.ndarray  # contacts a month, by customer
    affinity: np.ndarray
    plan: np.ndarray
    opted_out_at: np.ndarray  # by customer; MISSING for who has not opted out of newsletters
    customer: np.ndarray  # of each mail, as all below; sorted by customer and time
    message: np.ndarray
    at: np.ndarray
    opened: np.ndarray
    clicked: np.ndarray
    opted_out: np.ndarray


def draw_mailing(seed: int, block: int, people: People, consent: np.ndarray, history: Purchases) -> Mailing:
    """Draw what customers bear, how often they get the newsletter, and what they do with it."""
    rng = stream(seed, Family.CONTACT_HABITS, block)
    n = len(consent)
    tolerance = 1 + np.floor(rng.standard_gamma(TOLERANCE_SHAPE, n) * TOLERANCE_MEAN / TOLERANCE_SHAPE)
    tolerance = np.minimum(tolerance, TOLERANCE_MOST).astype(np.int64)
    affinity = np.clip(people.offer + np.round(1_500 * rng.standard_normal(n)).astype(np.int64), 0, SHARE)
    may = consent * (history.at[history.number == 1] < seconds(MONTHS[0]))
    plan = np.where(may > 0, PLANS[pick(alike(rng, may * 100 + tolerance, people.rate), PLAN_SHARES)], 0)
    too_many = np.maximum(plan - tolerance, 0)
    chance = np.where(plan > 0, OPT_OUT + OPT_OUT_PER_MAIL_TOO_MANY * too_many, 0.0)
    month, last = _opts_out(alike(rng, plan, too_many), chance, rng.random(n), plan)
    customer, number = _numbered(plan * len(MONTHS))
    in_month, issue = number // plan[customer], number % plan[customer]
    kept = (in_month < month[customer]) | ((in_month == month[customer]) & (issue <= last[customer]))
    customer, in_month, issue = customer[kept], in_month[kept], issue[kept]
    leaves = (in_month == month[customer]) & (issue == last[customer])
    place = issue * ISSUES // plan[customer]
    day = MONTHS.astype("datetime64[s]").astype(np.int64)[in_month]
    at = day + (FIRST_ISSUE_DAY + DAYS_BETWEEN_ISSUES * place) * DAY + HOUR
    opted_out_at = np.full(n, MISSING)
    opted_out_at[customer[leaves]] = at[leaves]
    gone = (history.dropout_at[customer] != MISSING) & (history.dropout_at[customer] < at)
    interest = (1 - WEARS_OFF * (plan[customer] - 1)) * np.where(issue >= tolerance[customer], TOO_MANY, 1.0)
    interest = interest * np.where(gone, GONE, 1.0)
    opened = rng.random(len(at)) < OPENED * interest
    clicked = opened & (rng.random(len(at)) < CLICKED * interest)
    message = FIRST_MESSAGE + in_month * ISSUES + place
    return Mailing(tolerance, affinity, plan, opted_out_at, customer, message, at, opened, clicked, leaves)


def _numbered(count: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Repeat each customer `count` times, and number the repeats from 0."""
    customer = np.repeat(np.arange(len(count)), count)
    return customer, np.arange(len(customer)) - np.repeat(np.cumsum(count) - count, count)


def _opts_out(
    uniform: np.ndarray, chance: np.ndarray, place: np.ndarray, plan: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Month of the opt-out, from 0 (or one after the last), and the mail of that month which triggers it."""
    stays = (1 - chance)[:, None] ** np.arange(1, len(MONTHS) + 1)
    month = (uniform[:, None] < stays).sum(axis=1)
    return month, np.floor(place * np.maximum(plan, 1)).astype(np.int64)


def mails_since(mailing: Mailing, start: int, end: int) -> np.ndarray:
    """Count each customer's newsletters from one time to another."""
    rows = (mailing.at >= start) & (mailing.at < end)
    return np.bincount(mailing.customer[rows], minlength=len(mailing.plan))
