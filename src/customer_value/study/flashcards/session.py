"""A learner at the flashcards of a day: shows one after the other, takes ratings, keeps them in the log.

Nothing here knows widgets or terminals, so that both use it, and all of it is tested without them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from customer_value.assessment import incoming
from customer_value.assessment.messages import say
from customer_value.assessment.reviews import Review
from customer_value.assessment.saver import Saver
from customer_value.study.flashcards.schedule import RATINGS, memories, rated, today

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.reviews import Rating
    from customer_value.study.flashcards.card import Flashcard


class Session:
    """The flashcards of one day in progress.

    Parameters
    ----------
    cards
        All that the learner has, in the order in which new ones begin.
    reviews
        The ratings so far.
    log
        Where new ratings go.
    day
        The learner's day.
    new
        How many cards may begin on it.
    clock
        Gives the time of a rating, with time zone.
    notice
        What must be said above the cards.
    empty
        What is said when there are no cards at all.
    """

    kind = "cards"

    def __init__(  # noqa: PLR0913  by keyword only, made in one place
        self,
        cards: Sequence[Flashcard],
        reviews: Sequence[Review],
        log: Attempts,
        *,
        day: date,
        new: int,
        clock: Callable[[], datetime],
        notice: str = "",
        empty: str = "",
    ) -> None:
        self.cards = list(cards)
        self.known = memories(reviews)
        self.waiting = today(cards, self.known, day, new=new)
        self.fronts = tuple(self.waiting)
        self.done = 0
        self.shown = False
        self._day, self._new = day, new
        self._saver = Saver(log)
        self._clock = clock
        self._notice, self._empty = notice, empty
        self._reply = ""

    @property
    def current(self) -> Flashcard | None:
        """The card on the table; None when all are done."""
        return self.waiting[0] if self.waiting else None

    def show(self) -> None:
        """Turn the card over."""
        self.shown = self.current is not None

    def rate(self, rating: Rating) -> None:
        """Keep how well the card was remembered; one that was not comes again at the end."""
        card = self.waiting.pop(0)
        self.known[card.key] = rated(self.known.get(card.key), rating, self._day)
        self._saver.save(Review(item=card.key, rating=rating, day=self._day, asked_at=self._clock()))
        self.shown = False
        if rating == "again":
            self.waiting.append(card)
        else:
            self.done += 1

    def again_in(self, rating: Rating) -> str:
        """Say when the card comes again after a rating."""
        if self.current is None or rating == "again":
            return say("card_today")
        return days_from_now((rated(self.known.get(self.current.key), rating, self._day).due - self._day).days)

    def save(self) -> None:
        """Try again to write what could not be written."""
        self._saver.save()

    @property
    def notice(self) -> str:
        """What must be said above the cards."""
        return " ".join(filter(None, [self._notice, self._saver.log.notice]))

    @property
    def unsaved(self) -> str:
        """Why ratings are not on the disk, or ""."""
        return self._saver.error if self._saver.waiting else ""

    def sentence(self) -> str:
        """Say how far the learner is, or that all is done and when more comes."""
        if self.waiting:
            return say("cards_left", done=self.done, left=len(self.waiting))
        if not self.cards:
            return self._empty
        done = say("cards_done", done=self.done) if self.done else say("cards_none_due")
        return " ".join(filter(None, [done, self._next()]))

    def _next(self) -> str:
        """Say when the next card comes."""
        coming = [self.known[each.key].due for each in self.cards if each.key in self.known]
        is_new_left = self._new > 0 and any(each.key not in self.known for each in self.cards)
        days = min([(due - self._day).days for due in coming] + [1] * is_new_left, default=0)
        return say("cards_next", when=days_from_now(max(days, 1))) if days else ""

    # ---- for the widget ----

    def receive(self, message: Mapping[str, Any]) -> None:
        """Do what the browser asks: show, rate or save; ignore anything else, such as a second press of a button."""
        message = incoming.message(message)
        self._reply = str(message.get("token", ""))
        is_current = self.current is not None and message.get("item") == self.current.key
        match message.get("do"):
            case "save":
                self.save()
            case "show" if is_current:
                self.show()
            case "rate" if is_current and self.shown and message.get("rating") in RATINGS:
                self.rate(message["rating"])

    def view(self) -> dict[str, Any]:
        """Return all that the browser draws; without the back of a card that is not turned over."""
        return {
            "kind": self.kind,
            "title": say("cards_title"),
            "notice": self.notice,
            "reply": self._reply,
            "done": self.done,
            "left": len(self.waiting),
            "sentence": self.sentence(),
            "card": self._card(),
            "unsaved": self.unsaved,
        }

    def _card(self) -> dict[str, Any] | None:
        card = self.current
        if card is None:
            return None
        return {
            "id": card.key,
            "about": card.about,
            "front": card.front().html,
            "back": card.back().html if self.shown else "",
            "ratings": [[each, self.again_in(each)] for each in RATINGS] if self.shown else [],
        }

    def html(self) -> str:
        """Return the fronts as HTML for places without a kernel."""
        fronts = "".join(f"<li>{each.front().html}</li>" for each in self.fronts)
        said = say("fallback") if fronts else self.sentence()
        return f"<div><p><strong>{escape(say('cards_title'))}</strong> {escape(said)}</p><ol>{fronts}</ol></div>"

    def text(self) -> str:
        """Return the fronts as plain text; the same for the same log and day."""
        lines = [say("cards_title")]
        for number, each in enumerate(self.fronts, 1):
            first, *more = each.front().lines
            lines += [f"{number}. {first}", *(f"   {line}" for line in more)]
        return "\n".join(lines if self.fronts else [*lines, self.sentence()])


def days_from_now(days: int) -> str:
    """Return when something comes, such as "in 3 days".

    Examples
    --------
    >>> days_from_now(1), days_from_now(3)
    ('tomorrow', 'in 3 days')
    """
    return say("card_tomorrow") if days <= 1 else say("card_in_days", days=days)
