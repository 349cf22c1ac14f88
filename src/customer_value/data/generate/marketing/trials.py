"""Who may be contacted in a campaign, how each would respond, who is treated, and the orders that this adds.

A response type says what a customer does when contacted and when not: a sure thing buys anyway, a lost cause never, a
persuadable buys only when contacted, a sleeping dog only when left alone. Sure things and lost causes come from the
purchase process. Persuadables and sleeping dogs are active customers who would not have bought: their order is added
when they are contacted, or when they are not. So a campaign only ever adds orders, and all others stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import SHARE

from .additions import draw_orders, join_orders
from .campaigns import COME_BACK, DEPARTMENTS, LEAFLET, MISS_YOU, SILENT_DAYS, SPRING, Campaign
from .response import LOST_CAUSE, PERSUADABLE, SLEEPING_DOG, SURE_THING, Facts, arms, groups, observe, pick_evenly

if TYPE_CHECKING:
    from customer_value.data.generate.block import Block
    from customer_value.data.generate.trade.purchases import Purchases

    from .mailing import Mailing

CAMPAIGNS_PER_BLOCK = 10  # each campaign has its own stream
OPT_OUT_CHANCE = 0.004
REDEEMED_IF_PERSUADED = 0.85


@dataclass(frozen=True)
class Trial:
    """One campaign in one block: an entry for each customer who may be contacted."""

    campaign: Campaign
    customer: np.ndarray
    response: np.ndarray
    treated: np.ndarray
    opts_out: np.ndarray
    redeems: np.ndarray
    facts: Facts


@dataclass(frozen=True)
class Trials:
    """All campaigns of one block, and the orders that they add, sorted by customer and time."""

    trials: tuple[Trial, ...]
    added: Purchases


def run_trials(block: Block) -> Trials:
    """Run the campaigns one after the other; who buys or opts out because of one is known in the next."""
    usual, lines, mailing = block.usual_orders, block.usual_baskets.lines, block.mailing
    orders, gone = usual, mailing.opted_out_at != MISSING
    trials, added = [], []
    for campaign in (MISS_YOU, DEPARTMENTS, COME_BACK, LEAFLET, SPRING):
        rng = stream(block.seed, Family.TRIALS, block.number * CAMPAIGNS_PER_BLOCK + campaign.number)
        facts = observe(campaign.start, orders, lines, usual, mailing, block.known)
        customer = np.flatnonzero(_may_contact(campaign, facts) & ~gone)
        trial = _respond(rng, campaign, customer, facts, orders, mailing)
        moved = np.where(trial.treated, trial.response == PERSUADABLE, trial.response == SLEEPING_DOG)
        extra = draw_orders(rng, campaign, trial.customer[moved], block.people, usual)
        gone[trial.customer[trial.opts_out]] = True
        orders = join_orders([orders, extra], usual.dropout_at)
        trials.append(trial)
        added.append(extra)
    whole = join_orders(added, usual.dropout_at)
    return Trials(tuple(trials), whole[np.lexsort((whole.at, whole.customer))])


def _may_contact(campaign: Campaign, facts: Facts) -> np.ndarray:
    known = facts.orders > 0
    if campaign is LEAFLET:
        return known
    silent = facts.silent_days >= SILENT_DAYS
    return known & ~silent if campaign is DEPARTMENTS else known & silent


def _respond(
    rng: np.random.Generator,
    campaign: Campaign,
    customer: np.ndarray,
    facts: Facts,
    orders: Purchases,
    mailing: Mailing,
) -> Trial:
    facts = Facts(*(getattr(facts, name)[customer] for name in Facts.__dataclass_fields__))
    inside = (orders.at >= campaign.start) & (orders.at < campaign.end)
    buys = np.bincount(orders.customer[inside], minlength=len(orders.dropout_at))[customer] > 0
    left = orders.dropout_at[customer]
    can_be_moved = ~buys & ((left == MISSING) | (left >= campaign.end))
    group, persuadable, dog = groups(campaign, facts)
    response = np.where(buys, SURE_THING, LOST_CAUSE)
    for number in range(len(persuadable)):
        size = int((group == number).sum())
        ready = np.flatnonzero((group == number) & can_be_moved)
        response[ready] = pick_evenly(rng, ready, persuadable[number] * size, dog[number] * size)
    treated = arms(rng, campaign, customer, response, facts)
    opts_out = treated & (rng.random(len(customer)) < OPT_OUT_CHANCE)
    fond = np.where(response == PERSUADABLE, REDEEMED_IF_PERSUADED, liking(campaign, mailing, customer))
    redeems = rng.random(len(customer)) < fond
    redeems &= treated & (campaign.coupon_cents > 0) & np.isin(response, (PERSUADABLE, SURE_THING))
    return Trial(campaign, customer, response, treated, opts_out, redeems, facts)


def liking(campaign: Campaign, mailing: Mailing, customer: np.ndarray) -> np.ndarray:
    """Chance that one who would have bought anyway redeems the coupon: it rises with the liking for discounts."""
    return np.asarray(campaign.redeem * (0.6 + 1.6 * np.minimum(mailing.affinity[customer] / SHARE, 0.5)))
