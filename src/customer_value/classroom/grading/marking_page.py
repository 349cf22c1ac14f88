"""`marking.html`: answers in words by question, in random order and without names, with their rubric.

Its button writes `marking.csv` without a network; whoever likes a spreadsheet better fills that file by hand.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from customer_value.assessment.markdown import to_html
from customer_value.assessment.questions.short import SHORTEST, Short
from customer_value.assessment.script import page_style
from customer_value.classroom.drawn_numbers import named
from customer_value.classroom.grading.rubric import points_of
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from customer_value.assessment.model import AnyQuestion
    from customer_value.classroom.grading.by_hand import Text

_HERE = Path(__file__).parent


class Written(NamedTuple):
    """What a student wrote, and the question with the student's own numbers where they differ; "" else."""

    text: str
    stem: str = ""


def write(
    path: Path, title: str, found: Sequence[Text], questions: Mapping[str, AnyQuestion], of: Callable[[Text], Written]
) -> None:
    """Write the page.

    Parameters
    ----------
    path
        Where to.
    title
        Of the assignment.
    found
        The answers, by question.
    questions
        By id.
    of
        Returns what a student wrote.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    sections = (_section(questions[item], list(mine), of) for item, mine in groupby(found, lambda each: each.item))
    columns = max((len(points_of(questions[each.item])) for each in found), default=1)
    body = (
        f"<h1>To be marked: {escape(title)}</h1><p>Give each point from 0 to what stands behind it. "
        f"Leave an answer empty to mark it later. The codes stand for students; the order is random.</p>"
        f"{_then(path.parent)}"
        f'<form data-columns="{columns}"><p class="bar"><button>Download marking.csv</button> '
        f'<span id="status" role="status"></span></p>{"".join(sections)}</form>'
    )
    with whole(path) as part:
        part.write_text(_document(f"To be marked: {title}", body), encoding="utf-8")


def _then(folder: Path) -> str:
    """Say where the browser's table has to go, and what to type."""
    command = f'cvm grade "{folder}"' if " " in str(folder) else f"cvm grade {folder}"
    return (
        f"<p>Then press <em>Download marking.csv</em>. Your browser saves the file among its downloads: move it from "
        f"there to <code>{escape(str(folder))}</code>, in place of the one that lies there, under this very name, and "
        f"type <code>{escape(command)}</code> again.</p>"
    )


def _section(question: AnyQuestion, mine: Sequence[Text], of: Callable[[Text], Written]) -> str:
    if not isinstance(question, Short):  # only these have answers to mark
        return ""
    said = "".join(
        f"<li>{_html(point.text)} ({point.points}). <em>{_html(point.says)}</em></li>" for point in question.rubric
    )
    articles = "".join(_article(question, each, of(each)) for each in mine)
    rubric = f"<details open><summary>Rubric and model answer</summary><ol>{said}</ol>{_html(question.model)}</details>"
    stem = f'<h2>{escape(question.id)}</h2><div class="stem">{_html(question.stem)}</div>'
    return f"<section>{stem}{rubric}{articles}</section>"


def _article(question: Short, each: Text, written: Written) -> str:
    given = [f"{point:g}" for point in each.mark.points] if each.mark else [""] * len(question.rubric)
    fields = "".join(
        f'<label><input type="number" min="0" max="{point.points}" step="any" value="{value}"> '
        f"of {point.points}: {_html(point.text)}</label>"
        for point, value in zip(question.rubric, given, strict=True)
    )
    comment = escape(each.mark.comment) if each.mark else ""
    asked = f"<p>{to_html(written.stem)}</p>" if written.stem else ""
    is_short = len(written.text.strip()) < SHORTEST
    note = f"<p><em>Shorter than asked: the least is {SHORTEST} characters.</em></p>" if is_short else ""
    return (
        f'<article data-code="{each.code}" data-question="{escape(question.id)}"><h3>{each.code}</h3>'
        f'{asked}<div class="answer words">{escape(written.text)}</div>{note}'
        f"<fieldset><legend>Points of {each.code}</legend>{fields}"
        f'<label>Comment for the student<textarea rows="2" maxlength="2000">{comment}</textarea></label></fieldset>'
        f"</article>"
    )


def _html(text: str) -> str:
    return to_html(named(text))


def _document(title: str, body: str) -> str:
    script = (_HERE / "marking.js").read_text(encoding="utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; form-action 'none'"
    style = page_style(_HERE / "page.css")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{style}</style></head><body><main>{body}</main><script>{script}</script></body></html>\n"
    )


def text_in(answer: str) -> str:
    """Return what was written, from an answer as the gradebook keeps it."""
    given = msgspec.json.decode(answer)
    return str(given.get("text", "")) if isinstance(given, dict) else ""
