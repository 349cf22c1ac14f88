"""How likely it is that a learner can do something, from what they answered and when.

Bayesian knowledge tracing (Corbett & Anderson 1994, User Modeling and User-Adapted Interaction 4, 253-278): a learner
can do it or cannot yet. Who can do it slips now and then; who cannot is right now and then by a guess, as often as the
type of question lets a guess be right; and each answer, with what is told about it, may teach. Between two days what
was known may be forgotten (as in Qiu et al. 2011, Educational Data Mining, 139-148): half of it in a half-life, which
doubles with each further day on which an answer was right (Settles & Meeder 2016, ACL, 1848-1858).

The numbers below are chosen, not fitted: no answers of real learners have been collected. docs/mastery.md says how well
the chances hold for simulated learners, also for such who are not as the model has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

KNOWN_AT_FIRST = 0.3  # before the first answer
LEARNED = 0.15  # by one answer and what is told about it
SLIP = 0.1  # who can do it is wrong so often
LUCK_AT_LEAST = 0.1  # hints and half of an idea help where nothing can be guessed blindly
HALF_LIFE_DAYS = 60.0  # after one day with a right answer; twice as long with each further one


@dataclass(frozen=True)
class Evidence:
    """One answer that counts.

    Attributes
    ----------
    item
        The id of the question or exercise.
    day
        When it was given.
    score
        0 to 1; a partly right answer counts in part for right and in part for wrong.
    chance
        The chance, 0 to 1, that a blind guess is right.
    """

    item: str
    day: date
    score: float
    chance: float


@dataclass(frozen=True)
class Knowledge:
    """What is known of a learner after some answers, as of the day of the last one.

    Attributes
    ----------
    chance
        That the learner can do it, 0 to 1.
    last
        The day of the last answer; None before the first.
    right_days, last_right
        On how many days an answer was right, and the last of them.
    """

    chance: float = KNOWN_AT_FIRST
    last: date | None = None
    right_days: int = 0
    last_right: date | None = None

    def on(self, day: date) -> float:
        """Return the chance that the learner can do it on a day, 0 to 1: what is not used fades."""
        if self.last is None:
            return self.chance
        return self.chance * left((day - self.last).days, self.right_days)

    def after(self, answer: Evidence) -> Knowledge:
        """Return what is known after one more answer."""
        before, luck = self.on(answer.day), max(answer.chance, LUCK_AT_LEAST)
        if_right = _posterior(before, 1 - SLIP, luck)
        if_wrong = _posterior(before, SLIP, 1 - luck)
        told = answer.score * if_right + (1 - answer.score) * if_wrong
        is_new_day = answer.score == 1 and answer.day != self.last_right
        return Knowledge(
            chance=told + (1 - told) * LEARNED,
            last=answer.day,
            right_days=self.right_days + is_new_day,
            last_right=answer.day if answer.score == 1 else self.last_right,
        )


def knowledge(answers: Iterable[Evidence]) -> Knowledge:
    """Return what is known of a learner after these answers, oldest first.

    Examples
    --------
    >>> from datetime import date
    >>> right = Evidence("04.Q01", date(2026, 1, 1), score=1, chance=0.25)
    >>> wrong = Evidence("04.Q01", date(2026, 1, 1), score=0, chance=0.25)
    >>> [round(knowledge(said).on(date(2026, 1, 1)), 2) for said in ([], [right], [right, right], [wrong])]
    [0.3, 0.67, 0.9, 0.2]
    >>> round(knowledge([right, right]).on(date(2026, 2, 1)), 2)
    0.63
    """
    known = Knowledge()
    for each in answers:
        known = known.after(each)
    return known


def next_right(known: float, chance: float) -> float:
    """Return the chance that the next answer is right, 0 to 1.

    Parameters
    ----------
    known
        The chance that the learner can do it.
    chance
        The chance that a blind guess is right.

    Examples
    --------
    >>> next_right(1, 0.25), next_right(0, 0.25), next_right(0, 0)
    (0.9, 0.25, 0.1)
    """
    return known * (1 - SLIP) + (1 - known) * max(chance, LUCK_AT_LEAST)


def left(days: int, right_days: int) -> float:
    """Return the share of what was known that is left after some days, 0 to 1.

    Parameters
    ----------
    days
        Since the last answer; none is lost before a day has passed.
    right_days
        On how many days it was right.

    Examples
    --------
    >>> [round(left(days, right_days=1), 2) for days in (0, 10, 60, 365)]
    [1.0, 0.89, 0.5, 0.01]
    >>> round(left(365, right_days=4), 2)
    0.59
    """
    return exp2(-max(0, days) / half_life(right_days))


def half_life(right_days: int) -> float:
    """Return after how many days half of what was known is forgotten."""
    return HALF_LIFE_DAYS * exp2(max(0, right_days - 1))


def _posterior(before: float, if_known: float, if_not: float) -> float:
    """Return the chance of knowing after what is seen with these chances (Bayes)."""
    return before * if_known / (before * if_known + (1 - before) * if_not)
