"""A learner at a quiz: takes what the browser reports, grades it, logs it, and says what to show.

Nothing here knows widgets, so that all of it is tested without a browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from customer_value.assessment import incoming
from customer_value.assessment.attempts import Attempt
from customer_value.assessment.calibration import calibration
from customer_value.assessment.drawings import as_message
from customer_value.assessment.fallback import quiz_html, quiz_text
from customer_value.assessment.item import KEPT, NEW, SHOWN, TRIES_BEFORE_SOLUTION, renew, restore
from customer_value.assessment.messages import say
from customer_value.assessment.result import result
from customer_value.assessment.saver import Saver
from customer_value.errors import CustomerValueError, ProgressError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.drawings import Charts
    from customer_value.assessment.item import Item
    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Facts, Variant


class Session:
    """One quiz in progress.

    Parameters
    ----------
    title
        What the quiz is called.
    questions
        The items, in the order in which they are asked.
    log
        The learner's log: earlier answers come from it, new ones go to it.
    seed
        Which versions of the questions are asked.
    facts
        Facts of the learner's own data by name.
    charts
        Figures of the learner's own data by name; each is drawn when a question that is about it comes on the screen.
    clock
        Gives the time of an answer, with time zone.
    objectives
        What the learner can do, by objective id, for the result.
    notice
        What must be said above the quiz, such as why nothing can be saved.
    together
        Show all questions at once at first, not one at a time.
    seeds
        Which version of a question is asked, by its id, where it is another than `seed`.
    reasons
        Why a question is asked, by its id: a sentence that stands above it.
    """

    kind = "quiz"

    def __init__(  # noqa: PLR0913  by keyword only, made in one place
        self,
        title: str,
        questions: Sequence[AnyQuestion],
        log: Attempts,
        *,
        seed: int,
        clock: Callable[[], datetime],
        facts: Facts | None = None,
        charts: Charts | None = None,
        objectives: Mapping[str, str] | None = None,
        notice: str = "",
        together: bool = False,
        seeds: Mapping[str, int] | None = None,
        reasons: Mapping[str, str] | None = None,
    ) -> None:
        self.title = title
        self._saver = Saver(log)
        self._clock = clock
        self._facts = facts
        self._charts = charts
        self._objectives = objectives or {}
        self._notice = notice
        self._together = together
        self._reply = ""
        earlier, seeds = self._earlier(), seeds or {}
        self.items = {
            each.id: restore(each, [one for one in earlier if one.item == each.id], seeds.get(each.id, seed), facts)
            for each in questions
        }
        for key, why in (reasons or {}).items():
            self.items[key].why = why

    def receive(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """Do what the browser asks: check, hint, solution, new_numbers, save, again or draw; ignore anything else.

        Returns
        -------
        dict or None
            For `draw`, what goes to the browser once and is not part of the view: a figure is too large to be sent,
            and saved, with every change.
        """
        message = incoming.message(message)
        if message.get("do") == "draw":
            return self._draw(self.items.get(str(message.get("item"))))
        self._reply = str(message.get("token", ""))
        item = self.items.get(str(message.get("item")))
        match message.get("do"), item:
            case "again", _:
                self._renew(*self.items.values())
            case "save", _:
                self._saver.save()
            case "check", found if found and not found.closed:
                self._check(found, message)
            case "hint", found if found:
                found.hints = min(found.hints + 1, len(found.variant.hints))
            case "solution", found if found and found.tries >= TRIES_BEFORE_SOLUTION:
                found.gave_up = True
                self._note(found.variant, SHOWN)
            case "new_numbers", found if found and found.renewable:
                self._renew(found)
        return None

    def view(self) -> dict[str, Any]:
        """Return all that the browser draws; without the key of any question that is still open."""
        notice = " ".join(filter(None, [self._notice, self._saver.log.notice]))
        return {
            "kind": self.kind,
            "title": self.title,
            "together": self._together,
            "notice": notice,
            "reply": self._reply,
            "items": [each.view(unsaved=self._saver.unsaved(key)) for key, each in self.items.items()],
            "result": result(list(self.items.values()), self._objectives, self._calibration()),
        }

    def unsaved(self, item: str) -> str:
        """Return why an item's answer is not on the disk, or ""."""
        return self._saver.unsaved(item)

    def html(self) -> str:
        """Return the questions as HTML for places without a kernel."""
        return quiz_html(self.title, self.items.values())

    def text(self) -> str:
        """Return the questions as plain text."""
        return quiz_text(self.title, self.items.values())

    def _earlier(self) -> list[Attempt]:
        try:
            return self._saver.log.all(kind="question")
        except ProgressError as error:
            self._notice = " ".join(filter(None, [self._notice, str(error)]))
            return []

    def _renew(self, *items: Item) -> None:
        """Ask these anew, and note it in the log: or running the cell again would bring the old answers back."""
        for item in items:
            fresh = self.items[item.question.id] = renew(item, self._facts)
            if item.compared:
                self._note(fresh.variant, NEW)

    def _note(self, variant: Variant, status: str, answer: Any = None, **more: Any) -> None:
        """Log an answer, or what is none but changes what is shown when the cell is run again."""
        self._saver.save(
            Attempt(
                kind="question",
                item=variant.question,
                revision=variant.revision,
                seed=variant.seed,
                answer=answer,
                status=status,
                asked_at=self._clock(),
                **more,
            )
        )

    def _draw(self, item: Item | None) -> dict[str, Any] | None:
        if item is None:
            return None
        what = {"draws": f"{item.question.id} {item.version}"}
        try:
            drawn = item.question.draw(item.variant, self._charts)
        except CustomerValueError as error:
            return {**what, "error": say("no_figure", error=error)}
        return {**what, **as_message(drawn)} if drawn else None

    def _check(self, item: Item, message: Mapping[str, Any]) -> None:
        answer = item.from_screen(message.get("answer"))
        again = item.outcome is not None and item.outcome.status == "malformed" and item.answer == answer
        confidence = incoming.confidence(message.get("confidence"))
        outcome = item.take(answer, confidence)
        if again or (outcome.status == "not_attempted" and not item.kept):
            return
        self._note(
            item.variant,
            KEPT if item.kept else outcome.status,
            answer,
            score=outcome.score,
            seconds=incoming.seconds(message.get("seconds")),
            confidence=confidence,
            misconceptions=outcome.misconceptions,
        )

    def _calibration(self) -> list[str]:
        if not any(each.tries for each in self.items.values()):
            return []
        try:
            return calibration(self._saver.log.all(kind="question"))
        except ProgressError:
            return []
