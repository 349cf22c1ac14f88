"""An exercise in a notebook: `q = cv.exercise("04.E2")`, then `q.check(ltv)`, `q.hint()`, `q.solution()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment import bank, grading, note, off, placeholder, reference
from customer_value.assessment.attempts import Attempt, now, open_log
from customer_value.assessment.messages import say
from customer_value.assessment.note import Note
from customer_value.assessment.numerals import show, with_unit
from customer_value.assessment.parts import Outcome
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.numeric import is_finite
from customer_value.assessment.variants import revision
from customer_value.course import lesson
from customer_value.errors import ProgressError, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path


def exercise(key: str, *, path: Path | str | None = None) -> Exercise:
    """Return an exercise of the course.

    Parameters
    ----------
    key
        Its id, such as "04.E2".
    path
        Another bank than the lesson's own.

    Raises
    ------
    UnknownNameError
        If there is no such lesson or exercise; the message lists those that exist.
    BankError
        If the bank cannot be read.
    """
    source = bank.read(path or lesson(str(key)[:2]).bank)
    found = {each.id: each for each in source.questions if isinstance(each, Code)}
    if key not in found:
        raise UnknownNameError.among("exercise", key, found)
    placeholder.offer()
    return Exercise(found[key])


class Exercise:
    """A task whose value is checked; show it by naming it in the last line of a cell.

    Parameters
    ----------
    question
        The item of the bank.
    """

    def __init__(self, question: Code) -> None:
        self._question = question
        self._hints = 0

    def check(self, *value: object) -> Note:
        """Check the value that you computed, such as `q.check(ltv)`, and log the attempt.

        Returns
        -------
        Note
            Displays what is right or wrong; `.outcome` holds status, score and sentences.
        """
        outcome = self._grade(value)
        if outcome.status == "not_attempted":
            return note.of(outcome, say("exercise_start", result=self._question.result))
        more = [say("hint_helps")] if outcome.status == "wrong" and self._question.hints else []
        more += _record(self._question, value[0] if len(value) == 1 else None, outcome)
        return note.of(outcome, *more, result=self._result(value[0], outcome))

    def hint(self) -> Note:
        """Show the next hint; after the last, the last again."""
        hints = self._question.hints
        if not hints:
            return Note(say("no_hint"))
        self._hints = min(self._hints + 1, len(hints))
        return Note(say("hint_title", n=self._hints, all=len(hints)), (hints[self._hints - 1],))

    def solution(self) -> Note:
        """Show the reference solution and why it is right."""
        code = f"```python\n{self._question.solution.strip()}\n```"
        return Note(say("word_solution"), (code, *filter(None, [self._question.feedback])))

    def __repr__(self) -> str:
        return repr(self._note())

    def _repr_html_(self) -> str:
        return self._note()._repr_html_()

    def _note(self) -> Note:
        question = self._question
        starter = f"```python\n{question.starter.strip()}\n```"
        usage = say("exercise_usage", result=question.result, hints=len(question.hints))
        return Note(say("exercise_title", id=question.id), (question.stem.strip(), starter, usage))

    def _result(self, value: object, outcome: Outcome) -> str:
        """Return a right number as later text refers to it, with its unit."""
        if outcome.status != "correct" or self._question.kind != "number":
            return ""
        return with_unit(_shown(float(value), self._question.unit), self._question.unit)  # type: ignore[arg-type]

    def _grade(self, value: tuple[object, ...]) -> Outcome:
        if not value or (len(value) == 1 and placeholder.is_blank(value[0])):
            return Outcome(status="not_attempted")
        if comma := self._comma(value):
            return Outcome(status="malformed", feedback=comma)
        try:
            variant = reference.expected(self._question)
        except reference.SolutionError as error:
            return Outcome(status="error", feedback=(say("solution_fault", error=error),))
        return grading.grade(self._question, variant, value[0])

    def _comma(self, value: tuple[object, ...]) -> tuple[str, ...]:
        """Say what a comma has done where one value is asked for."""
        if len(value) > 1:
            return tuple(filter(None, [say("one_value", result=self._question.result), off.meant(value)]))
        pair = value[0] if type(value[0]) is tuple and self._question.kind == "number" else ()
        return tuple(filter(None, [off.meant(pair)]))


def _record(question: Code, value: object, outcome: Outcome) -> list[str]:
    """Log the attempt; return what must be said about the log."""
    attempt = Attempt(
        kind="exercise",
        item=question.id,
        revision=revision(question),
        answer=_plain(value),
        status=outcome.status,
        score=outcome.score,
        misconceptions=outcome.misconceptions,
        asked_at=now(),
    )
    log = open_log()
    try:
        log.add(attempt)
    except ProgressError as error:
        return [say("not_kept", error=error)]
    return [log.notice] if log.notice else []


def _shown(value: float, unit: str) -> str:
    """Write a number with as many decimals as a reader wants: none, two, or four digits below one."""
    if value == round(value):
        return show(value, 0, unit=unit)
    return show(value, 2, unit=unit) if abs(value) >= 1 else f"{value:.4g}"


def _plain(value: object) -> float | str:
    """Return what the log keeps of a value: a number, short text, or what sort of thing it was."""
    if is_finite(value):
        return value
    if type(value) is str:
        return value[:200]
    kind = type.__getattribute__(type(value), "__name__")
    if kind in {"DataFrame", "Series"}:
        shape = getattr(value, "shape", ())
        return f"{kind} {' × '.join(map(str, shape))}"
    return str(kind)
