"""A class that is made up: who can do what, how hard each item is, and what is wrong with it, are all known."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from customer_value.classroom.report.answers import ClassAnswers, Item
from customer_value.classroom.report.findings import Findings, findings

SLOPES = (0.8, 1.2, 1.8)
OPTIONS = ("right", "M4's error", "another error", "a third error")
MISTAKEN, HOLD = "04.M4", 0.38
BAD, SLOW, REVEALS = "04.Q10", "04.Q20", ("04.Q05", "04.Q14")


@dataclass(frozen=True)
class Truth:
    """What the class was made of: by item the mean score to expect, and its correlation with ability."""

    answers: ClassAnswers
    expected: pd.Series
    with_ability: pd.Series
    numeric: list[str]


def simulate(seed: int = 1, *, students: int = 300, asked: int = 24) -> Truth:
    """Make up a class that answers 24 items, or a random draw of them.

    Ability is N(0, 1); the chance to know item i is 1 / (1 + exp(-a (ability - b))), a of SLOPES in turn, b from -1.5
    to 1.5. 18 items have four options: who does not know picks any of them (chance 1/4); 6 are numbers: who does not
    know is wrong. 04.Q10 has the wrong key: who knows it is marked wrong. 38 % of the class, whatever their ability,
    hold 04.M4 and answer 04.Q05 and 04.Q14 with its option, which nobody else takes. 04.Q20 takes four times as long.
    """
    draw = np.random.default_rng(seed)
    ids = [f"04.Q{number:02}" for number in range(1, 25)]
    slope, hard = np.resize(SLOPES, 24), np.tile(np.linspace(-1.5, 1.5, 8), 3)[np.argsort(np.arange(24) % 3)]
    numeric = np.arange(24) % 4 == 2
    ability, holds = draw.normal(size=students), draw.random(students) < HOLD
    knows = draw.random((students, 24)) < _chance(slope, hard, ability[:, None])
    option = np.where(knows, 0, draw.integers(0, 4, (students, 24)))
    for item in map(ids.index, REVEALS):
        option[:, item] = np.where(holds, 1, np.where(option[:, item] == 1, 2, option[:, item]))
    key = np.array([1 if each == BAD else 0 for each in ids])
    right = np.where(numeric, knows, option == key)
    sure = draw.random((students, 24)) < np.where(right, 0.6, 0.25)
    seconds = draw.lognormal(np.log(np.where(np.array(ids) == SLOW, 160.0, 40.0)), 0.5, (students, 24))
    which = draw.random((students, 24)).argsort(axis=1)[:, :asked]
    rows = [
        (
            f"student {who:03}",
            ids[item],
            float(right[who, item]),
            "correct" if right[who, item] else "wrong",
            json.dumps(320 if right[who, item] else 440) if numeric[item] else json.dumps(int(option[who, item])),
            (MISTAKEN,) if ids[item] in REVEALS and option[who, item] == 1 else (),
            float(seconds[who, item]),
            "sure" if sure[who, item] else "guess",
        )
        for who in range(students)
        for item in sorted(which[who])
    ]
    columns = ["student", "item", "score", "status", "answer", "misconceptions", "seconds", "confidence"]
    items = tuple(_item(*each) for each in zip(ids, numeric, key, strict=True))
    expected, with_ability = _expected(slope, hard, numeric)
    return Truth(
        ClassAnswers(title="A made-up class", items=items, answers=pd.DataFrame(rows, columns=columns)),
        pd.Series(expected, ids),
        pd.Series(with_ability, ids),
        [each for each, is_number in zip(ids, numeric, strict=True) if is_number],
    )


def _chance(slope: np.ndarray, hard: np.ndarray, ability: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-slope * (ability - hard)))


def _expected(slope: np.ndarray, hard: np.ndarray, numeric: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Integrate over ability: the mean score, and the correlation of score and ability, of an item without a fault."""
    ability = np.linspace(-6, 6, 2001)[:, None]
    weight = np.exp(-(ability**2) / 2)
    weight /= weight.sum()
    chance = np.where(numeric, 0.0, 0.25)
    right = chance + (1 - chance) * _chance(slope, hard, ability)
    mean = (weight * right).sum(axis=0)
    return mean, (weight * ability * right).sum(axis=0) / np.sqrt(mean * (1 - mean))


def _item(name: str, number: bool, key: int) -> Item:
    objective = f"04.O{1 + int(name[-2:]) % 3}"
    return Item(
        id=name,
        stem=f"What is asked in {name}, at $r={{{{retention}}}}$?",
        type="numeric" if number else "single",
        objective=objective,
        objective_text=f"do what {objective} says",
        bloom="apply",
        options=() if number else OPTIONS,
        keys=() if number else (key,),
        misconceptions={MISTAKEN: "Rising retention shows loyalty."} if name in REVEALS else {},
        chance=0.0 if number else 0.25,
        is_public=number,
    )


@pytest.fixture(scope="session")
def made_up_class() -> Callable[..., Truth]:
    """Return the function that makes up a class."""
    return simulate


@pytest.fixture(scope="session")
def truth() -> Truth:
    """300 students, all of whom were asked all 24 items."""
    return simulate()


@pytest.fixture(scope="session")
def found(truth: Truth) -> Findings:
    """What the report finds in this class."""
    return findings(truth.answers)
