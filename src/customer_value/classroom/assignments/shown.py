"""What an assignment says at its top, and what it leaves behind where no kernel runs: the questions, and no answers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from customer_value.assessment.fallback import paper_html, paper_text
from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.messages import say
from customer_value.classroom.assignments.answered import points
from customer_value.classroom.assignments.edition import course_version, edition

if TYPE_CHECKING:
    from datetime import datetime

    from customer_value.classroom.assignments.records import Bundle


def about(bundle: Bundle, left: int) -> list[str]:
    """Return what a student must know before the first question, as HTML, but the due date, which the browser says.

    Parameters
    ----------
    bundle
        The student's own.
    left
        How often the student may still hand in.
    """
    lines = [
        say("assignment_for", student=to_text(bundle.student)) if bundle.student else "",
        say("assignment_minutes", count=bundle.minutes) if bundle.minutes else "",
        say("attempts_left", left=left, all=bundle.attempts) if bundle.attempts > 1 else say("attempts_one"),
        shop(bundle),
        say("assignment_advisory"),
    ]
    return [to_html(each) for each in lines if each]


def mismatch(bundle: Bundle) -> str:
    """Say that an assignment was made with another version of the course or with other data; "" if it was not."""
    if bundle.course != course_version():
        return say("other_course", made=bundle.course, here=course_version())
    return "" if bundle.edition == edition() else say("other_edition")


def shop(bundle: Bundle) -> str:
    """Say, in Markdown, which shop the questions speak of."""
    return say("assignment_shop", code=f'`cv.load("orders", seed={bundle.shop})`')


def due(when: datetime) -> str:
    """Return when an assignment is due, in the zone in which that was said.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> due(datetime(2026, 1, 31, 23, 59, tzinfo=UTC))
    'Due 2026-01-31 23:59 (UTC+00:00)'
    """
    zone = when.isoformat()[-6:]
    return say("assignment_due", time=f"{when:%Y-%m-%d %H:%M} (UTC{zone})")


def as_html(bundle: Bundle) -> str:
    """Return an assignment's questions as a plain HTML list."""
    head = f"<p><strong>{escape(bundle.title)}</strong> {escape(say('fallback'))}</p>"
    said = "".join(f"<li>{to_html(each)}</li>" for each in _head(bundle))
    questions = "".join(
        f"<li>{to_html(each.stem)} <em>({_worth(bundle, each.id)})</em>{paper_html(each.on_paper())}</li>"
        for each in bundle.questions
    )
    return f"<div>{head}<ul>{said}</ul><ol>{questions}</ol></div>"


def as_text(bundle: Bundle) -> str:
    """Return an assignment's questions as text."""
    lines = [bundle.title, *map(to_text, _head(bundle))]
    for number, each in enumerate(bundle.questions, 1):
        lines.append(f"{number}. {to_text(each.stem)} ({_worth(bundle, each.id)})")
        lines += [f"   {to_text(line)}" for line in paper_text(each.on_paper())]
    return "\n".join(lines)


def _head(bundle: Bundle) -> list[str]:
    return [*([due(bundle.due)] if bundle.due else []), shop(bundle)]


def _worth(bundle: Bundle, question: str) -> str:
    return points(bundle.points.get(question, 1.0))
