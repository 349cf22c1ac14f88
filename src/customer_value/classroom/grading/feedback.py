"""A page of feedback for one student: self-contained HTML, which says the score and, question by question, why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from customer_value.assessment.item import solution
from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import language, say
from customer_value.assessment.script import page_style
from customer_value.classroom.grading.marking import OPEN
from customer_value.classroom.grading.names import printable
from customer_value.classroom.grading.told import told
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.assignments.records import Assignment
    from customer_value.classroom.grading.gradebook import Result

_FORM = 2  # of the page; another one is written anew
_STAMP = 200  # bytes at its beginning, in which the stamp stands

_STYLE = Path(__file__).with_name("page.css")
to_html_once = lru_cache(maxsize=4096)(to_html)  # the texts of a class are mostly the same


@dataclass(frozen=True)
class Sheet:
    """What stands on a page beside the questions.

    Attributes
    ----------
    path
        Where the page goes.
    name
        The student, as on the roster or as claimed.
    is_late
        Whether it was handed in after the due date.
    is_claimed
        Whether nothing proves the name.
    keys
        Whether right answers stand there.
    lost
        Times of files that came too late, where an earlier one counts.
    """

    path: Path
    name: str
    is_late: bool = False
    is_claimed: bool = False
    keys: bool = True
    lost: tuple[str, ...] = ()

    def stamp(self, results: Sequence[Result]) -> str:
        """Return a hash of all that the page shows; a page with another one is old."""
        shown = [(each.item, each.revision, each.answer, each.status, each.points, each.feedback) for each in results]
        about = [_FORM, language(), self.name, self.is_late, self.is_claimed, self.keys, self.lost, shown]
        return blake2b(json.dumps(about).encode(), digest_size=12).hexdigest()

    def is_current(self, results: Sequence[Result]) -> bool:
        """Tell whether the page is there, and shows these results."""
        try:
            with self.path.open("rb") as file:
                return self.stamp(results).encode() in file.read(_STAMP)
        except OSError:
            return False


def write(
    sheet: Sheet,
    assignment: Assignment,
    questions: Mapping[str, AnyQuestion],
    variants: Mapping[str, Variant],
    results: Sequence[Result],
) -> None:
    """Write a student's page, whole or not at all.

    Parameters
    ----------
    sheet
        Where to, for whom and how.
    assignment
        Its title and points stand above.
    questions, variants
        By id; a question without a variant could not be made, and is shown by its id.
    results
        In the order of the questions.
    """
    worth = {each.id: each.points for each in assignment.questions}
    head = _head(sheet, assignment, results, worth)
    articles = "".join(
        _article(number, questions[each.item], variants.get(each.item), each, worth[each.item], keys=sheet.keys)
        for number, each in enumerate(results, 1)
    )
    body = f"<main>{head}{articles}</main>"
    with whole(sheet.path) as part:
        part.write_text(_document(assignment.title, body, sheet.stamp(results)), encoding="utf-8")


def _head(sheet: Sheet, assignment: Assignment, results: Sequence[Result], worth: Mapping[str, float]) -> str:
    lines = [_total(results, worth)]
    lines += [say("feedback_late")] if sheet.is_late else []
    lines += [say("feedback_lost", time=each) for each in sheet.lost]
    lines += [say("feedback_claimed")] if sheet.is_claimed else []
    told_lines = "".join(f"<p>{escape(each)}</p>" for each in lines)
    return f"<h1>{escape(assignment.title)}</h1><p>{escape(printable(sheet.name))}</p>{told_lines}"


def _total(results: Sequence[Result], worth: Mapping[str, float]) -> str:
    """Say the points; while answers wait, those of what is marked, so that nobody takes them for the end."""
    met, every = (f"{round(each, 2):g}" for each in (sum(each.points or 0.0 for each in results), sum(worth.values())))
    waiting = [each.item for each in results if each.score is None]
    if not waiting:
        return say("feedback_score", met=met, all=every)
    marked = sum(worth.values()) - sum(worth[each] for each in waiting)
    return f"{say('feedback_so_far', met=met, marked=f'{round(marked, 2):g}', all=every)} {waits(len(waiting))}"


def waits(count: int) -> str:
    """Say how many answers have no mark yet."""
    return say("feedback_open_one") if count == 1 else say("feedback_open", count=count)


def _article(
    number: int, question: AnyQuestion, variant: Variant | None, result: Result, worth: float, *, keys: bool
) -> str:
    points = say("feedback_points", met=f"{round(result.points or 0, 2):g}", all=f"{worth:g}")
    state = say("feedback_open_answer" if result.status == OPEN else f"feedback_{result.status}")
    shown = state if result.score is None or result.status == "not_attempted" else f"{state} · {points}"
    head = f'<h2>{number}. <span class="{result.status}">{escape(shown)}</span></h2>'
    if variant is None or result.status == "error":
        return f"<article>{head}<p>{escape(question.id)}</p></article>"
    parts = [f'<div class="stem">{to_html_once(variant.stem)}</div>', _answered(question, variant, result)]
    says = (say("feedback_waits"),) if result.status == OPEN else result.feedback
    if says:
        parts.append(f'<div class="says">{"".join(_paragraph(each) for each in says)}</div>')
    if keys and result.status not in ("correct", "open"):
        parts.append(f'<div class="key">{to_html_once(solution(question, variant))}</div>')
    return f"<article>{head}{''.join(parts)}</article>"


def _answered(question: AnyQuestion, variant: Variant, result: Result) -> str:
    answer = told(question, variant, msgspec.json.decode(result.answer))
    if not answer:
        return ""
    return f'<div class="answer"><h3>{escape(say("feedback_yours"))}</h3>{_paragraph(answer)}</div>'


def _paragraph(text: str) -> str:
    html = to_html_once(text)
    return html if html.startswith("<") and html.endswith(("</ul>", "</ol>", "</p>")) else f"<p>{html}</p>"


def _document(title: str, body: str, stamp: str) -> str:
    return (
        f'<!doctype html><!-- {stamp} --><html lang="{escape(language())}"><head><meta charset="utf-8">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{page_style(_STYLE)}</style></head><body>{body}</body></html>\n"
    )
