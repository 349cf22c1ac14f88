"""One question of an assignment on a student's screen: what was answered last, and whether it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment import drawings, incoming
from customer_value.assessment.attempts import Attempt
from customer_value.assessment.item import KEPT, NEW
from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.classroom.assignments.records import Given
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from datetime import datetime

    from customer_value.assessment.drawings import Charts
    from customer_value.assessment.sheet import Sheet

MALFORMED = "malformed"
_WHOLE = ("multiple", "order")  # types whose answers the browser reports whole, or not at all


@dataclass
class Answered:
    """A question and the student's latest answer to it; `problem` is what is wrong with its form, or ""."""

    sheet: Sheet
    token: str  # of the bundle
    points: float = 1.0
    given: Given | None = None
    problem: str = ""

    @property
    def revision(self) -> str:
        """Which wording, numbers and order the student saw: answers to another are not shown again."""
        return blake2b(msgspec.json.encode([self.sheet, self.token]), digest_size=6).hexdigest()

    @property
    def status(self) -> str | None:
        """What is told of the answer: kept or malformed; None if there is none."""
        if self.given is None:
            return None
        return MALFORMED if self.problem else KEPT

    def take(self, answer: object, when: datetime, seconds: object = None, confidence: object = None) -> None:
        """Remember what was reported, or what the log holds; None takes the answer of before back."""
        known = incoming.message({"answer": answer})["answer"]
        self.given, self.problem = None, ""
        if known is not None:
            said, took = incoming.confidence(confidence), incoming.seconds(seconds)
            self.given = Given(answer=known, saved_at=when, seconds=took, confidence=said)
            self.problem = self.sheet.unreadable(known)

    def row(self, item: str, when: datetime) -> Attempt:
        """Return the latest answer, or that there is none any more, as a line of the log."""
        given = self.given
        return Attempt(
            kind="assignment",
            item=item,
            answer=given.answer if given else None,
            status=self.status or NEW,
            asked_at=when,
            revision=self.revision,
            seconds=given.seconds if given else None,
            confidence=incoming.confidence(given.confidence) if given else None,
        )

    def draw(self, charts: Charts | None) -> dict[str, Any] | None:
        """Draw the figure that the question is about, for the browser; None if it is about none."""
        figure = self.sheet.figure
        if figure is None:
            return None
        what = {"draws": f"{self.sheet.id} {self.revision}"}
        try:
            drawn = drawings.draw(figure.name, figure.arguments, {}, charts)
        except CustomerValueError as error:
            return {**what, "error": say("no_figure", error=error)}
        return {**what, **drawings.as_message(drawn)}

    def view(self, *, closed: bool, unsaved: str) -> dict[str, Any]:
        """Describe the question for the browser."""
        given, status = self.given, None if unsaved else self.status
        return {
            "id": self.sheet.id,
            "type": self.sheet.type,
            "variant": self.revision,
            "stem": to_html(self.sheet.stem),
            **self.sheet.screen(),
            "button": "check",
            "points": points(self.points),
            "self_scored": self.sheet.self_scored,
            "answer": self._shown_again(),
            "confidence": given.confidence if given else None,
            "status": status,
            "saved_at": given.saved_at.isoformat() if given and status else None,
            "feedback": [to_html(self.problem)] if status == MALFORMED else [],
            "tries": 0,
            "counted": status == KEPT,
            "closed": closed,
            "changes": not closed,
            "marks": [],
            "hints": [],
            "hints_left": 0,
            "solution": "",
            "can_show_solution": False,
            "can_change_numbers": False,
            "unsaved": unsaved,
        }

    def _shown_again(self) -> Any:
        if self.given is None or (self.problem and self.sheet.type in _WHOLE):
            return None
        return self.given.answer


def points(worth: float) -> str:
    """Say what a question is worth.

    Examples
    --------
    >>> points(1), points(2.5)
    ('1 point', '2.5 points')
    """
    return say("worth_one") if worth == 1 else say("worth", count=f"{worth:g}")
