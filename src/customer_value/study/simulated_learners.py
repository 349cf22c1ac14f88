"""Made-up learners, to see whether the chances of `estimate` hold: such as the model has them, and others.

The others have an ability that rises and fades bit by bit, and meet questions of any difficulty. Each prediction is for
a learner's next answer and uses only what came before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from customer_value.study.estimate import KNOWN_AT_FIRST, LEARNED, Evidence, Knowledge, left, next_right

if TYPE_CHECKING:
    from collections.abc import Iterator

LEARNERS = 4000  # of each sort, with one objective each
SESSIONS, ANSWERS, DAYS_BETWEEN = 3.0, 2.0, 15.0  # means: of sessions and answers in each beyond the first, of the gaps
# Chances of a blind guess, in the mix of a bank: typed numbers, options, true or false, and rows to match or arrange.
GUESSES = (0.0, 0.0, 0.0, 1 / 4, 1 / 4, 1 / 3, 1 / 2, 0.02)
_BEGIN = date(2026, 1, 1)


class Step(NamedTuple):
    """A learner's next answer: predicted three ways, and what came of it.

    Attributes
    ----------
    estimate
        By the model, 0 to 1.
    average
        By the share of this learner's earlier answers that were right.
    truth
        The chance in the simulation, which nobody knows.
    right
        Whether the answer was right: 0 or 1.
    """

    estimate: float
    average: float
    truth: float
    right: float


class Learner(Protocol):
    """A made-up learner with one objective."""

    def rest(self, days: int) -> None:
        """Let days pass."""

    def chance(self, guess: float) -> float:
        """Return the chance that the next answer is right, where a blind guess is with chance `guess`."""

    def told(self, *, right: bool) -> None:
        """Answer, and read what is told about it."""


@dataclass
class AsModelled:
    """Can do it or cannot, as Bayesian knowledge tracing has it, with the model's own numbers."""

    rng: np.random.Generator
    right_days: int = 0
    is_new_day: bool = True

    def __post_init__(self) -> None:
        """Begin with some who can do it already."""
        self.can = self.rng.random() < KNOWN_AT_FIRST

    def rest(self, days: int) -> None:
        """Forget it or not."""
        self.can = self.can and self.rng.random() < left(days, self.right_days)
        self.is_new_day = True

    def chance(self, guess: float) -> float:
        """Slip now and then, or guess."""
        return next_right(float(self.can), guess)

    def told(self, *, right: bool) -> None:
        """Learn it or not; the half-life grows with each day on which it was right."""
        self.right_days += right and self.is_new_day
        self.is_new_day = self.is_new_day and not right
        self.can = self.can or self.rng.random() < LEARNED


@dataclass
class AsNotModelled:
    """Has an ability on a scale, as in a Rasch model (Rasch 1960), which each answer raises and each gap lowers.

    Questions differ in difficulty, learners in how fast they learn and forget; what is learnt fades with the logarithm
    of the days, less after each session.
    """

    rng: np.random.Generator
    sessions: int = 0

    def __post_init__(self) -> None:
        """Draw who it is."""
        self.ability = self.rng.normal(-0.5, 1.2)
        self.learns, self.forgets = self.rng.lognormal(-1.2, 0.5), self.rng.lognormal(-1.5, 0.5)

    def rest(self, days: int) -> None:
        """Lose some of it."""
        self.sessions += 1
        self.ability -= self.forgets * np.log1p(days) / self.sessions

    def chance(self, guess: float) -> float:
        """Meet a question of some difficulty."""
        known = 1 / (1 + np.exp(-1.5 * (self.ability - self.rng.normal(0, 0.7))))
        return float(guess + (0.95 - guess) * known)

    def told(self, *, right: bool) -> None:  # noqa: ARG002  the explanation teaches either way
        """Gain some."""
        self.ability += self.learns


SORTS: dict[str, type[AsModelled | AsNotModelled]] = {
    "as the model has them": AsModelled,
    "as it does not": AsNotModelled,
}


def steps(sort: type[AsModelled | AsNotModelled], learners: int = LEARNERS, *, seed: int = 1) -> list[Step]:
    """Simulate learners of one sort and predict each answer from their second on."""
    rng = np.random.default_rng(seed)
    return [step for _ in range(learners) for step in _one(sort(rng), rng)]


def _one(learner: Learner, rng: np.random.Generator) -> Iterator[Step]:
    known, day, said = Knowledge(), _BEGIN, list[bool]()
    for session in range(1 + rng.poisson(SESSIONS)):
        if session:
            days = 1 + int(rng.exponential(DAYS_BETWEEN))
            learner.rest(days)
            day += timedelta(days=days)
        for _ in range(1 + rng.poisson(ANSWERS)):
            guess = GUESSES[int(rng.integers(len(GUESSES)))]
            truth = learner.chance(guess)
            right = bool(rng.random() < truth)
            if said:
                yield Step(next_right(known.on(day), guess), sum(said) / len(said), truth, float(right))
            known = known.after(Evidence("", day, float(right), guess))
            learner.told(right=right)
            said.append(right)
