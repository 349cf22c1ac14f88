"""The tables of marketing: contacts, coupons, and the truth about how customers respond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING, Raw
from customer_value.data.generate.clock import DAY
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import SHARE
from customer_value.data.generate.trade.tables import order_ids
from customer_value.data.generate.trade.worth import worth

from .campaigns import APP, CONTACT_COSTS, DEPARTMENTS, MAIL, OFFER_BASE, POST, SPRING
from .response import PERSUADABLE, SLEEPING_DOG, SURE_THING
from .trials import REDEEMED_IF_PERSUADED, liking

if TYPE_CHECKING:
    from customer_value.data.generate.block import Block

    from .trials import Trial

CONTACTS_PER_CUSTOMER = 100
COUPONS_PER_CUSTOMER = 10
TREATED, CONTROL = 0, 1
HOURS = np.array([9, 18, 11, 15, 17]) * 3600  # mail, app, post, till, call
SPREAD_DAYS = 4
# Campaign 3: shares of customers whom a further channel reaches too, and who hear other terms in the app.
SECOND_POST, SECOND_TILL, SECOND_CALL = 0.40, 0.15, 0.05
OTHER_TERMS, OTHER_PERCENT = 0.25, 25
OPENED, CLICKED = 0.3, 0.2
# What a contact has unless it is said: a newsletter belongs to no campaign and carries no offer.
USUAL = {
    "campaign_id": MISSING,
    "arm": MISSING,
    "message_id": MISSING,
    "offer_id": MISSING,
    "offer_percent": MISSING,
    "cost_eur": 0,
    "is_opened": 0,
    "is_clicked": 0,
    "has_opted_out": 0,
}


def contacts(block: Block) -> Raw:
    """Return the contacts of 2025 and who was held out, sorted by customer and time."""
    rng = stream(block.seed, Family.CONTACTS, block.number)
    trials = [trial for trial in block.trials.trials if trial.campaign is not SPRING]
    parts = [_newsletters(block), *(_campaign(rng, block, trial) for trial in trials)]
    whole = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    rows = np.lexsort((whole["channel"], whole["contacted_at"], whole["customer_id"]))
    whole = {name: values[rows] for name, values in whole.items()}
    customer = whole["customer_id"]
    place = np.arange(len(customer)) - np.searchsorted(customer, customer) + 1
    return {"contact_id": customer * CONTACTS_PER_CUSTOMER + place, **whole}


def _rows(customer: np.ndarray, at: np.ndarray, channel: np.ndarray, **others: np.ndarray | int) -> Raw:
    """Lay out contacts as columns, those that are not given as in a newsletter."""
    whole = {"customer_id": customer, "contacted_at": at, "channel": channel}
    for name, usual in USUAL.items():
        whole[name] = np.broadcast_to(others.get(name, usual), len(customer)).astype(np.int64)
    return whole


def _newsletters(block: Block) -> Raw:
    mailing = block.mailing
    return _rows(
        block.ids[mailing.customer],
        mailing.at,
        np.full(len(mailing.at), MAIL),
        message_id=mailing.message,
        cost_eur=CONTACT_COSTS[MAIL],
        is_opened=mailing.opened,
        is_clicked=mailing.clicked,
        has_opted_out=mailing.opted_out,
    )


def _campaign(rng: np.random.Generator, block: Block, trial: Trial) -> Raw:
    """Lay out one campaign: a row for each channel that reaches a customer, one for each who is held out."""
    campaign = trial.campaign
    entry, channel = _channels(rng, block, trial)
    treated = trial.treated[entry]
    percent = np.full(len(entry), campaign.percent)
    if campaign is DEPARTMENTS:
        told_otherwise = rng.random(len(trial.customer)) < OTHER_TERMS
        percent = np.where((channel == APP) & told_otherwise[entry], OTHER_PERCENT, percent)
    cost = np.where(channel == campaign.channel, campaign.cost_cents, CONTACT_COSTS[channel])
    is_last = np.append(np.diff(entry) != 0, [True])
    opened = treated & (channel == MAIL) & (rng.random(len(entry)) < OPENED)
    return _rows(
        block.ids[trial.customer[entry]],
        np.where(treated, _sent_on(block, trial)[entry] + HOURS[channel], campaign.start),
        channel,
        campaign_id=campaign.number,
        arm=np.where(treated, TREATED, CONTROL),
        message_id=np.where(treated, campaign.number, MISSING),
        offer_id=np.where(treated, OFFER_BASE + campaign.number, MISSING),
        offer_percent=np.where(treated, percent, MISSING),
        cost_eur=np.where(treated, cost, 0),
        is_opened=opened,
        is_clicked=opened & (rng.random(len(entry)) < CLICKED),
        has_opted_out=trial.opts_out[entry] & is_last,
    )


def _sent_on(block: Block, trial: Trial) -> np.ndarray:
    """Day on which each customer is contacted: campaigns go out over four days."""
    return np.asarray(trial.campaign.start + block.ids[trial.customer] % SPREAD_DAYS * DAY)


def _channels(rng: np.random.Generator, block: Block, trial: Trial) -> tuple[np.ndarray, np.ndarray]:
    """Channels by which each customer is contacted, as rows: place in the trial and channel, in the day's order."""
    n = len(trial.customer)
    if trial.campaign is not DEPARTMENTS:
        return np.arange(n), np.full(n, trial.campaign.channel)
    mail = block.known["has_email_consent"][trial.customer] > 0
    app = trial.facts.online > 0
    further = rng.random(n)
    post = (further < SECOND_POST) | ~(mail | app)
    till = ~post & (further < SECOND_POST + SECOND_TILL)
    call = ~post & ~till & (further < SECOND_POST + SECOND_TILL + SECOND_CALL)
    reached = np.stack([mail, app, post, till, call], axis=1) & trial.treated[:, None]
    held_out = np.flatnonzero(~trial.treated)
    reached[held_out, np.where(mail, MAIL, POST)[held_out]] = True
    entry, channel = np.nonzero(reached)
    rows = np.lexsort((HOURS[channel], entry))
    return entry[rows], channel[rows]


def coupons(block: Block) -> Raw:
    """Return the coupons that came with campaigns, sorted by customer."""
    trials = [trial for trial in block.trials.trials if trial.campaign.coupon_cents and trial.campaign is not SPRING]
    parts = [_coupons(block, trial) for trial in trials]
    whole = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    rows = np.argsort(whole["coupon_id"])
    return {name: values[rows] for name, values in whole.items()}


def _coupons(block: Block, trial: Trial) -> Raw:
    campaign, orders = trial.campaign, block.orders
    customer = trial.customer[trial.treated]
    ids, n = block.ids[customer], len(customer)
    day = _sent_on(block, trial)[trial.treated]
    since = np.full(len(block.ids), campaign.end)
    since[customer] = day
    inside = np.flatnonzero((orders.at >= since[orders.customer]) & (orders.at < campaign.end))
    buyers, place = np.unique(orders.customer[inside], return_index=True)
    first = np.full(len(block.ids), -1)
    first[buyers] = inside[place]
    first = first[customer]
    redeemed = trial.redeems[trial.treated] & (first >= 0)
    return {
        "coupon_id": ids * COUPONS_PER_CUSTOMER + campaign.number,
        "customer_id": ids,
        "campaign_id": np.full(n, campaign.number),
        "issued_on": day,
        "expires_on": np.full(n, campaign.end - DAY),
        "face_value_eur": np.full(n, campaign.coupon_cents),
        "redeemed_on": np.where(redeemed, orders.at[first] // DAY * DAY, MISSING),
        "redeemed_order_id": np.where(redeemed, order_ids(block)[first], MISSING),
    }


def campaign_effects(block: Block) -> Raw:
    """Return how each customer responds to each campaign, under both arms."""
    people = block.people
    per_order = np.round(worth(people, np.ones(len(block.ids), dtype=bool)).per_order).astype(np.int64)
    parts = [_effects(block, trial, per_order) for trial in block.trials.trials]
    whole = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    rows = np.lexsort((whole["campaign_id"], whole["customer_id"]))
    return {name: values[rows] for name, values in whole.items()}


def _effects(block: Block, trial: Trial, per_order: np.ndarray) -> Raw:
    campaign, response = trial.campaign, trial.response
    treated = np.isin(response, (PERSUADABLE, SURE_THING)).astype(np.int64)
    control = np.isin(response, (SLEEPING_DOG, SURE_THING)).astype(np.int64)
    redeem = np.where(response == PERSUADABLE, REDEEMED_IF_PERSUADED, liking(campaign, block.mailing, trial.customer))
    coupon = np.round(campaign.coupon_cents * redeem * treated).astype(np.int64)
    arm = np.where(trial.treated, TREATED, CONTROL)
    return {
        "campaign_id": np.full(len(response), campaign.number),
        "customer_id": block.ids[trial.customer],
        "response_type": response,
        "arm": np.full(len(response), MISSING) if campaign is SPRING else arm,
        "outcome_treated": treated,
        "outcome_control": control,
        "effect_eur": (treated - control) * per_order[trial.customer] - campaign.cost_cents - coupon,
    }


def contact_habits(block: Block) -> Raw:
    """Return what drives customers' answers to contacts and offers."""
    mailing = block.mailing
    return {
        "customer_id": block.ids,
        "contact_tolerance_per_month": mailing.tolerance,
        "discount_affinity_share": np.minimum(mailing.affinity, SHARE),
        "newsletters_per_month": mailing.plan,
    }
