"""A student at an assignment: takes what the browser reports, keeps it, hands it in, and says what to show.

It tells whether an answer is saved and whether it can be read, never whether it is right: nothing here knows that.
Nothing here knows widgets either, so that all of it is tested without a browser.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from customer_value.assessment import incoming
from customer_value.assessment.attempts import Attempt
from customer_value.assessment.item import KEPT
from customer_value.assessment.messages import language, say
from customer_value.assessment.reviews import stamp
from customer_value.assessment.saver import Saver
from customer_value.classroom.assignments import shown
from customer_value.classroom.assignments.answered import Answered
from customer_value.classroom.assignments.edition import course_version, edition
from customer_value.classroom.assignments.handing_in import Desk
from customer_value.classroom.assignments.records import LONGEST_NAME, Submission
from customer_value.errors import ProgressError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.drawings import Charts
    from customer_value.classroom.assignments.records import Bundle


class Answering:
    """One assignment in progress.

    Parameters
    ----------
    bundle
        What the student got.
    path
        The bundle's file, absolute; answers are written beside it.
    digest
        SHA-256 of that file, in hexadecimal digits.
    log
        The student's log: earlier answers come from it, new ones go to it.
    clock
        Gives the time of an answer, with time zone.
    charts
        Figures of the shop that the questions speak of, by name.
    """

    kind = "assignment"

    def __init__(
        self,
        bundle: Bundle,
        path: Path,
        digest: str,
        log: Attempts,
        *,
        clock: Callable[[], datetime],
        charts: Charts | None = None,
    ) -> None:
        self._bundle, self._folder, self._digest = bundle, path.parent, digest
        self._saver, self._clock, self._charts = Saver(log), clock, charts
        self._desk = Desk(bundle, path, self._saver)
        self._notice, self._trouble, self._reply = shown.mismatch(bundle), "", ""
        self._opened_at: datetime | None = None
        self._student = bundle.student
        self._changed = self._is_open = True
        self.answered = {
            each.id: Answered(each, bundle.token, bundle.points.get(each.id, 1.0)) for each in bundle.questions
        }
        self._take_up()
        self._is_open = self._changed

    # ---- what the browser asks ----

    def receive(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """Do what the browser asks: check (that is, save an answer), save, hand_in, change or draw; ignore the rest.

        Returns
        -------
        dict or None
            For `draw`, what goes to the browser once and is not part of the view.
        """
        message = incoming.message(message)
        answered = self.answered.get(str(message.get("item")))
        if message.get("do") == "draw":
            return answered.draw(self._charts) if answered else None
        self._reply = str(message.get("token", ""))
        match message.get("do"):
            case "check" if answered and self._is_open:
                self._take_up()
                self._keep(answered, message)
            case "save":
                self._saver.save()
            case "hand_in" if self._is_open:
                self._hand_in(message.get("name"))
            case "change" if self._may_change:
                self._is_open, self._trouble = True, ""
        return None

    def view(self) -> dict[str, Any]:
        """Return all that the browser draws."""
        closed = not self._is_open
        items = [
            each.view(closed=closed, unsaved=self._saver.unsaved(self._name(key)))
            for key, each in self.answered.items()
        ]
        due = self._bundle.due
        return {
            "kind": self.kind,
            "title": self._bundle.title,
            "language": language(),
            "together": False,
            "notice": " ".join(filter(None, [self._notice, self._saver.log.notice])),
            "reply": self._reply,
            "due": due.isoformat() if due else None,
            "about": shown.about(self._bundle, self._desk.left),
            "items": items,
            "hand_in": self._handing_in(),
        }

    def html(self) -> str:
        """Return the questions as HTML for places without a kernel."""
        return shown.as_html(self._bundle)

    def text(self) -> str:
        """Return the questions as plain text; the same for the same bundle, whatever was answered."""
        return shown.as_text(self._bundle)

    # ---- answers ----

    def _name(self, what: str) -> str:
        """Return what a question, or the student's name, is called in the log."""
        return f"{self._bundle.assignment}/{what}"

    def _now(self) -> datetime:
        """Return the time as the log gives it back: in UTC, to the millisecond."""
        return datetime.fromisoformat(stamp(self._clock()))

    def _keep(self, answered: Answered, message: Mapping[str, Any]) -> None:
        """Save an answer; None takes the one of before back."""
        answer, now = message.get("answer"), self._now()
        if answer is None and answered.given is None:
            return
        answered.take(answer, now, message.get("seconds"), message.get("confidence"))
        self._opened_at, self._changed = self._opened_at or now, True
        self._saver.save(answered.row(self._name(answered.sheet.id), now))

    def _earlier(self) -> list[Attempt]:
        """Return the lines about this assignment, oldest first: of the log, then those on their way to it."""
        try:
            rows = self._saver.log.all(kind="assignment")
        except ProgressError as error:
            if str(error) not in self._notice:
                self._notice = f"{self._notice} {error}".lstrip()
            rows = []
        waiting = [each for each in self._saver.waiting if isinstance(each, Attempt)]
        return [each for each in (*rows, *waiting) if each.item.startswith(self._name(""))]

    def _take_up(self) -> None:
        """Bring everything back as the student left it, here or in another notebook: what was saved last counts."""
        rows = self._earlier()
        self._desk.restore(rows)
        for each in rows:
            if self._desk.knows(each):
                self._changed = False
            elif self._is_answer(each):
                self._restore_answer(each)
            elif each.item == self._name("student"):
                self._student = self._bundle.student or _cleaned(each.answer)

    def _is_answer(self, row: Attempt) -> bool:
        answered = self.answered.get(row.item.removeprefix(self._name("")))
        return answered is not None and row.revision == answered.revision

    def _restore_answer(self, row: Attempt) -> None:
        answered = self.answered[row.item.removeprefix(self._name(""))]
        answered.take(row.answer, row.asked_at, row.seconds, row.confidence)
        self._opened_at, self._changed = self._opened_at or row.asked_at, True

    # ---- handing in ----

    @property
    def _may_change(self) -> bool:
        """Whether the answers can be opened again: an attempt is left, or what was handed in has gone."""
        return not self._is_open and (self._desk.left > 0 or not self._desk.is_there)

    def _hand_in(self, name: object) -> None:
        self._trouble = ""
        self._claim(_cleaned(name))
        if not self._student:
            self._trouble = say("name_first")
            return
        before = self._desk.last
        self._take_up()
        if self._desk.last != before and not self._changed:  # another notebook was faster
            self._is_open = False
            return
        try:
            self._desk.write(self._submission())
        except OSError as error:
            self._trouble = say("hand_in_fails", folder=self._folder, reason=error.strerror)
            return
        self._changed = self._is_open = False

    def _claim(self, name: str) -> None:
        """Remember the name that a student of an assignment without a roster gives."""
        if self._bundle.student or name in ("", self._student):
            return
        self._student = name
        row = Attempt(kind="assignment", item=self._name("student"), answer=name, status=KEPT, asked_at=self._now())
        self._saver.save(row)

    def _submission(self) -> Submission:
        return Submission(
            assignment=self._bundle.assignment,
            student=self._student,
            token=self._bundle.token,
            bundle=self._digest,
            attempt=self._desk.next_attempt,
            handed_in_at=self._now(),
            course=course_version(),
            edition=edition(),
            answers={key: each.given for key, each in self.answered.items() if each.given},
            opened_at=self._opened_at,
        )

    def _handing_in(self) -> dict[str, Any]:
        return {
            **self._desk.view(),
            "student": self._student,
            "asks_name": not self._bundle.student,
            "is_open": self._is_open,
            "changed": self._changed,
            "may_change": self._may_change,
            "trouble": self._trouble,
        }


def _cleaned(name: object) -> str:
    """Return a typed name without line ends and signs that cannot be seen, of a length that fits."""
    text = " ".join(name.split()) if isinstance(name, str) else ""
    return "".join(each for each in text if each.isprintable())[:LONGEST_NAME].strip()
