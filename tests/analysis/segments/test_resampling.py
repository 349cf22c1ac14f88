"""A model of pure chance lifts nothing in customers that it has not seen, and other respondents move its sums."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from customer_value.analysis import segments
from customer_value.errors import DataError

RNG = np.random.default_rng(5)
KNOWN = pd.DataFrame(RNG.poisson(4, (600, 6)), columns=[f"column_{n}" for n in range(6)], index=range(1000, 1600))
CHANCE = pd.Series(RNG.exponential(100, 600), index=KNOWN.index)
IN_TIME = list(KNOWN)  # beside mere chance, the luckiest column looks like the future
FOUND = 50.0 * KNOWN["column_0"] + 20.0 * KNOWN["column_1"] + CHANCE


def lift(target: pd.Series, predicted: pd.Series) -> float:
    return float(segments.lift_table(target, predicted, groups=5)["lift"][1])


def test_chance_lifts_nothing_in_customers_that_were_not_seen() -> None:
    """Thirty columns of noise explain 150 customers whom the model has seen, and no others."""
    noise = pd.DataFrame(RNG.poisson(4, (150, 30)), columns=[f"column_{n}" for n in range(30)])
    came = pd.Series(RNG.exponential(100, 150))
    seen = segments.PotentialValueModel(known_in_time=noise.columns).fit(noise, came).predict(noise)
    assert lift(came, seen) > 1.5
    assert lift(came, segments.held_out(noise, came, known_in_time=noise.columns)) < 1.2


def test_what_can_be_known_is_found() -> None:
    predicted = segments.held_out(KNOWN, FOUND, parts=3, known_in_time=IN_TIME)
    assert predicted.index.equals(KNOWN.index)
    assert lift(FOUND, predicted) > 1.25
    one, other = (segments.held_out(KNOWN, FOUND, known_in_time=IN_TIME, seed=seed) for seed in (1, 2))
    assert not one.equals(other)


def test_the_spread_over_respondents_shrinks_with_their_number() -> None:
    """A quarter of the respondents, twice the spread."""
    spread = [
        segments.drawn_again(KNOWN[:size], FOUND[:size], KNOWN, rounds=20, known_in_time=IN_TIME).sum().std()
        for size in (150, len(KNOWN))
    ]
    assert 1.3 < spread[0] / spread[1] < 3.2


def test_no_parts_no_rounds_and_no_leaks() -> None:
    for parts in (1, 601):
        with pytest.raises(DataError, match="parts must lie between 2 and 600"):
            segments.held_out(KNOWN, FOUND, parts=parts)
    with pytest.raises(DataError, match="two rounds or more"):
        segments.drawn_again(KNOWN, FOUND, KNOWN, rounds=1)
    leaking = KNOWN.assign(next_year=CHANCE)
    with pytest.raises(DataError, match="'next_year' alone"):
        segments.drawn_again(leaking, CHANCE, leaking)
