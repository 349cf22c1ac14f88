"""`cv.guess("04.G1", …)`: the learner's guess before a result, kept in the log and shown again beside it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from customer_value.assessment import incoming
from customer_value.assessment.attempts import Attempt, now, open_log
from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.messages import say
from customer_value.assessment.numerals import amount, typed
from customer_value.assessment.reader import Unclear, read
from customer_value.assessment.saver import Saver
from customer_value.errors import DataError, ProgressError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.widget import QuizWidget

_TOLD = "max-width:46rem;padding:6px 12px;border-left:4px solid #4b4e9e;font-weight:600"

# Units of the guesses that this notebook has asked for, so that the result is told in the same one.
_units: dict[str, str] = {}


def guess(
    key: str, question: str | None = None, *, unit: str = "", truth: float | None = None, decimals: int | None = None
) -> QuizWidget | Told:
    """Ask for a guess, or tell the result beside it.

    Parameters
    ----------
    key
        The guess's id, such as "04.G1".
    question
        What is to be guessed, in Markdown. Shows a field; what was guessed earlier stands in it.
    unit
        Of the guess and the result, such as "%" or "€".
    truth
        The result. Shows it beside the guess, without `question`.
    decimals
        How many the result is shown with; three digits by default.

    Raises
    ------
    DataError
        If there is neither a question nor a result, or both.

    Examples
    --------
    >>> guess("04.G1", truth=50.0, unit="%")
    It is 50 %. (No guess was kept here.)
    """
    if (question is None) == (truth is None):
        raise DataError('a guess needs a question to ask, guess("04.G1", "How many …?"), or a result, truth=50.0')
    if truth is not None:
        return tell(open_log(), key, truth, unit=unit, decimals=decimals)
    from customer_value.assessment.widget import QuizWidget

    _units[key] = unit
    return QuizWidget(Guess(key, question or "", unit=unit, log=open_log(), clock=now))


@dataclass(frozen=True)
class Told:
    """A result beside its guess; shows itself as HTML and as text."""

    sentence: str

    def __repr__(self) -> str:
        """Return the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        sentence = escape(self.sentence).replace("-€", "-\u2060€")  # a line does not end between the minus and the sum
        return f'<p style="{_TOLD}">{sentence}</p>'


def tell(log: Attempts, key: str, truth: float, *, unit: str, decimals: int | None = None) -> Told:
    """Put the result beside the guess that the log holds, if it holds one."""
    try:
        kept = log.last(key)
    except ProgressError:
        kept = None  # the result is worth telling even when the log cannot be read
    unit = unit or _units.get(key, "") or (kept.answer["unit"] if kept else "")
    result = _rounded(truth, decimals, unit)
    if kept is None:
        return Told(say("guess_none", truth=result))
    return Told(say("guess_told", guess=amount(kept.answer["value"], None, unit), truth=result))


class Guess:
    """One guess in progress: what the widget shows and what the log keeps."""

    def __init__(self, key: str, question: str, *, unit: str, log: Attempts, clock: Callable[[], datetime]) -> None:
        self.key, self.question, self.unit = key, question, unit
        self._saver = Saver(log)
        self._clock = clock
        self._reply = ""
        self._typed: str | None = None
        self._status: str | None = None
        self._sentence = ""
        self._recall()

    def receive(self, message: Mapping[str, Any]) -> None:
        """Keep what was typed, or try again to save it."""
        message = incoming.message(message)
        self._reply = str(message.get("token", ""))
        if message.get("do") == "save":
            self._saver.save()
        elif message.get("do") == "check":
            self._keep(str(message.get("answer", "")))

    def view(self) -> dict[str, Any]:
        """Return all that the browser draws."""
        item = {
            "id": self.key,
            "type": "guess",
            "variant": self.key,
            "stem": to_html(self.question),
            "options": [],
            "unit": self.unit,
            "answer": self._typed,
            "confidence": None,
            "status": self._status,
            "feedback": [to_html(self._sentence)] if self._sentence else [],
            "tries": len(self._saver.waiting),
            "counted": self._status == "kept",
            "closed": False,
            "right": None,
            "hints": [],
            "hints_left": 0,
            "solution": "",
            "can_show_solution": False,
            "can_change_numbers": False,
            "unsaved": self._saver.unsaved(self.key),
        }
        title = say("guess_title", id=self.key)
        return {"kind": "guess", "title": title, "reply": self._reply, "items": [item]}

    def html(self) -> str:
        """Return the question as HTML for places without a kernel."""
        return f"<div><div>{to_html(self.question)}</div><p>{escape(self._place())}</p></div>"

    def text(self) -> str:
        """Return the question as plain text."""
        return f"{to_text(self.question)}\n{self._place()}"

    def _place(self) -> str:
        return f"{say('answer_place')} {self.unit}".rstrip()

    def _recall(self) -> None:
        try:
            kept = self._saver.log.last(self.key)
        except ProgressError as error:
            self._status, self._sentence = "error", str(error)
            return
        if kept is not None:
            self._typed = typed(kept.answer["value"])
            self._confirm(kept.answer["value"])

    def _confirm(self, value: float) -> None:
        self._status, self._sentence = "kept", say("guess_kept", guess=amount(value, None, self.unit))

    def _keep(self, typed: str) -> None:
        self._typed, number = typed, read(typed, self.unit)
        if isinstance(number, Unclear):
            self._status, self._sentence = "malformed", number.says
            return
        self._confirm(number.value)
        answer = {"value": number.value, "unit": self.unit}
        self._saver.save(Attempt(kind="guess", item=self.key, answer=answer, status="kept", asked_at=self._clock()))


def _rounded(truth: float, decimals: int | None, unit: str) -> str:
    if decimals is None:
        truth = float(f"{truth:.3g}") if abs(truth) < 100 else float(round(truth))
    return amount(truth, decimals, unit)
