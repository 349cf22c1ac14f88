"""Random numbers that are keyed by what they describe, never by who draws them.

A stream belongs to a family of columns and a block of customers, so blocks can be made in any order, by any number
of workers, and a new family changes no old one.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Family(IntEnum):
    """Families of columns; a number is never used twice."""

    PEOPLE = 1
    DESCRIPTION = 2
    PURCHASES = 3
    BASKETS = 4
    RETURNS = 5
    PRODUCTS = 6
    STORES = 7
    CONTACT_HABITS = 10
    TRIALS = 11
    ADDED_BASKETS = 12
    ADDED_RETURNS = 13
    CONTACTS = 14
    PROSPECTS = 15
    PROSPECT_DESCRIPTIONS = 16
    LOYALTY = 20
    LOYALTY_LINES = 21
    LOYALTY_RETURNS = 22
    WALLET = 25
    WEB = 26
    SERVICE = 27
    SURVEY_RESPONSE = 30
    SURVEY_NEEDS = 31
    SURVEY_KANO = 32
    SURVEY_CHOICES = 33
    SURVEY_WALLET = 34
    STORE_MONTHS = 40
    RIVALS = 41
    ORIENTATION = 42
    RAW = 50


def stream(seed: int, family: Family, block: int) -> np.random.Generator:
    """Return the stream of one family and block.

    Examples
    --------
    >>> first, again = (stream(7, Family.PEOPLE, 0).random() for _ in range(2))
    >>> first == again
    True
    """
    return np.random.Generator(np.random.Philox(np.random.SeedSequence(seed, spawn_key=(int(family), block))))
