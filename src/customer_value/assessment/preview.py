"""A bank as its author wants to see it: one row per item, or a page with every key and every sentence."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import msgspec

from customer_value.assessment import bank, variants
from customer_value.assessment.markdown import to_html, to_text
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Facts, Variant

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "article{border-top:1px solid;padding:.5rem 0}"
)


class Row(msgspec.Struct, frozen=True):
    """One item in a list; `versions` counts the different numbers it can come with, where it draws any."""

    id: str
    type: str
    objective: str
    bloom: str
    versions: int
    stem: str


def rows(paths: Iterable[Path | str] = ()) -> list[Row]:
    """List the items of some banks, or of all of the course, in their order."""
    return [_row(each) for path in paths or bank.files() for each in bank.read(path).questions]


def page(path: Path | str, *, seed: int = 1, facts: Facts | None = None) -> str:
    """Return an HTML page of a bank, with keys, for its author alone.

    Parameters
    ----------
    path
        The bank.
    seed
        Which version of each question to show.
    facts
        Facts by name; an item that needs one which is not there says so.
    """
    source = bank.read(path)
    articles = "".join(_article(each, seed, facts) for each in source.questions)
    title = escape(f"{source.lesson}, version {seed}, with answers")
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f"{head}<main><h1>{title}</h1>{articles}</main></html>\n"


def _row(question: Question) -> Row:
    versions = 1
    for variable in question.variables.values():
        versions *= len(variable.choices or [0])
    stem = " ".join(to_text(question.stem).split())
    kind = str(question.__struct_config__.tag)
    return Row(question.id, kind, question.objective, question.bloom, versions, stem)


def _article(question: Question, seed: int, facts: Facts | None) -> str:
    heading = f"<h2>{question.id}</h2><p>{question.objective}, {question.bloom}</p>"
    try:
        variant = variants.make(question, seed, facts)
    except CustomerValueError as error:
        return f"<article>{heading}<p>{escape(question.stem)}</p><p>No version: {escape(str(error))}</p></article>"
    hints = "".join(f"<li>{to_html(hint)}</li>" for hint in variant.hints)
    parts = [
        heading,
        f"<div>{to_html(variant.stem)}</div>",
        _answers(question, variant),
        f"<p><strong>Said when right:</strong> {to_html(question.feedback)}</p>" if question.feedback else "",
        f"<details><summary>Hints</summary><ol>{hints}</ol></details>" if hints else "",
    ]
    return f"<article>{''.join(parts)}</article>"


def _answers(question: Question, variant: Variant) -> str:
    lines = (f"{each.sign} {to_html(each.text)} <em>{to_html(each.says)}</em>" for each in question.keys(variant))
    drawn = {name: each.choices for name, each in question.variables.items() if each.choices}
    draws = "; ".join(f"{name} is drawn from {', '.join(map(str, choices))}" for name, choices in drawn.items())
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>" + (f"<p>{escape(draws)}</p>" if draws else "")
