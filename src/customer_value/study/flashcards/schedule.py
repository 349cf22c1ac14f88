"""When a card comes again: FSRS, replayed from the ratings in the log, by whole days and without chance.

The model (Ye, Su & Cao 2022, "A stochastic shortest path algorithm for optimizing spaced repetition scheduling", KDD)
keeps for each card how hard it is and how long it is remembered, and asks again on the day on which the chance to
remember it has fallen to nine in ten. Its parameters are the package's, fitted there to reviews of many learners.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, get_args

from fsrs import Card, Scheduler
from fsrs import Rating as Grade

from customer_value.assessment.reviews import Rating
from customer_value.assessment.variants import key as drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from customer_value.assessment.reviews import Review
    from customer_value.study.flashcards.card import Flashcard

RATINGS: tuple[Rating, ...] = get_args(Rating)
_GRADES = dict(zip(RATINGS, Grade, strict=True))
LONGEST = 365  # days; a course is not a language, and nobody plans beyond a year
# No steps of minutes: a session ends when nothing is rated "again" any more. No fuzz: the same log asks the same.
_SCHEDULER = Scheduler(
    desired_retention=0.9, learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
)


@dataclass(frozen=True)
class Memory:
    """What the ratings of a card say.

    Attributes
    ----------
    first, last
        Days of the first and of the latest rating.
    due
        The day on which it comes again.
    rating
        The latest one.
    """

    first: date
    last: date
    due: date
    rating: Rating
    card: Card

    def is_due(self, day: date) -> bool:
        """Tell whether the card is asked on a day; what was forgotten on that day is asked until it is remembered."""
        return self.due <= day or (self.rating == "again" and self.last == day)

    def chance(self, day: date) -> float:
        """Return the chance that it is remembered on a day, 0 to 1."""
        return _SCHEDULER.get_card_retrievability(self.card, _noon(day))


def rated(before: Memory | None, rating: Rating, day: date) -> Memory:
    """Return what is known of a card after a rating; without one before, the card is new.

    Examples
    --------
    >>> new = rated(None, "good", date(2026, 1, 1))
    >>> new.due, rated(new, "good", new.due).due
    (datetime.date(2026, 1, 3), datetime.date(2026, 1, 14))
    """
    fresh = Card(card_id=0, due=_noon(day))
    card, _ = _SCHEDULER.review_card(copy(before.card) if before else fresh, _GRADES[rating], _noon(day))
    return Memory(before.first if before else day, day, card.due.date(), rating, card)


def memories(reviews: Iterable[Review]) -> dict[str, Memory]:
    """Return what is known of each card that was ever rated, by its key."""
    known: dict[str, Memory] = {}
    for each in reviews:
        known[each.item] = rated(known.get(each.item), each.rating, each.day)
    return known


def today(cards: Sequence[Flashcard], known: dict[str, Memory], day: date, *, new: int) -> list[Flashcard]:
    """Return the cards of a day: first those that are due, the shakiest before all; then new ones, up to a limit.

    Parameters
    ----------
    cards
        All that the learner has; new ones begin in this order.
    known
        What the ratings say, by card.
    day
        The learner's day.
    new
        How many cards may begin on one day; those that have begun on it already count.
    """
    due = [each for each in cards if each.key in known and known[each.key].is_due(day)]
    due.sort(key=lambda each: (known[each.key].chance(day), drawn("card", day, each.key)))
    begun = sum(memory.first == day for memory in known.values())
    fresh = [each for each in cards if each.key not in known and _may_begin(each, known)]
    families = {each.family for each in cards if each.key in known and known[each.key].last == day}
    again = [each for each in due if known[each.key].last == day]
    chosen = [*again, *_one_each([each for each in due if each not in again], families)]
    return chosen + _one_each(fresh, families)[: max(0, new - begun)]


def _may_begin(card: Flashcard, known: dict[str, Memory]) -> bool:
    before = known.get(card.after)
    return not card.after or (before is not None and before.rating != "again")


def _one_each(cards: Iterable[Flashcard], families: set[str]) -> list[Flashcard]:
    """Return the first card of each family that is not among these, and add the families to them."""
    chosen = []
    for each in cards:
        if each.family not in families:
            families.add(each.family)
            chosen.append(each)
    return chosen


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
