"""A bank as its author wants to see it: one row per item, or a page with every key, sentence and broken rule."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from customer_value.assessment import bank, drawings, variants
from customer_value.assessment.fallback import answers_html
from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.parsing import Problem, parse
from customer_value.assessment.script import BROWSER, page_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from customer_value.assessment.drawings import Charts
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Facts, Variant


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


def _row(question: Question) -> Row:
    versions = 1
    for variable in question.variables.values():
        versions *= len(variable.choices or [0])
    stem = " ".join(to_text(question.stem).split())
    return Row(question.id, _kind(question), question.objective, question.bloom, versions, stem)


def page(
    path: Path | str, *, seed: int = 1, facts: Facts | None = None, charts: Charts | None = None, live: bool = False
) -> str:
    """Return an HTML page of a bank, with keys, for its author alone.

    An item that cannot be read stands in its place with what is wrong; it never hides the others.

    Parameters
    ----------
    path
        The bank.
    seed
        Which version of each question to show.
    facts, charts
        Facts and figures by name; an item that needs one which is not there says so.
    live
        Whether the page follows the file, asking the server that it came from.
    """
    parsed = parse(path)
    problems = bank.check(path, facts=facts, charts=charts)
    articles = []
    for question in parsed.bank.questions:
        mine = [each for each in problems if each.item == question.id]
        line = parsed.line(question.id, ())
        articles.append((line, _article(question, line, mine, seed, facts, charts)))
    shown = {each.id for each in parsed.bank.questions}
    unread = {each.item: each.line for each in reversed(problems) if each.item and each.item not in shown}
    for item, line in unread.items():
        articles.append((line, _unread(item, line, [each for each in problems if each.item == item])))
    lesson = parsed.bank.lesson or Path(path).stem
    body = _summary(lesson, seed, len(articles), problems) + "".join(each for _, each in sorted(articles))
    return document(f"{lesson}, version {seed}, with answers", body, live=live)


def fault(error: Exception) -> str:
    """Return the page for an error of our own; the next save may get round it."""
    body = f"<h1>No preview</h1><p>The fault is ours: {escape(repr(error))}. Change the file to try again.</p>"
    return document("No preview", body, live=True)


def policy() -> str:
    """Return what a browser may load for a live page: its own style and script, and nothing from elsewhere."""
    script = b64encode(sha256(_file("preview.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; "
        f"script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def document(title: str, body: str, *, live: bool = False, style: str = "") -> str:
    """Return a page of its own; `live` lets it follow a file, and `style` stands after the style of all pages."""
    status = '<p id="status" role="status"></p>' if live else ""
    script = f"<script>{_file('preview.js')}</script>" if live else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{page_style(BROWSER / 'preview.css')}{style}</style></head>"
        f"<body>{status}<main>{body}</main>{script}</body></html>\n"
    )


def _file(name: str) -> str:
    return (BROWSER / name).read_text(encoding="utf-8")


def _summary(lesson: str, seed: int, count: int, problems: Sequence[Problem]) -> str:
    told = f"{len(problems)} problem{'s' * (len(problems) != 1)}" if problems else "no problem"
    head = f"<h1>{escape(lesson)}</h1><p>{count} items, version {seed}, {told}. This page holds the keys.</p>"
    if not problems:
        return head
    return f'{head}<section class="problems"><h2>To be mended</h2>{_problems(problems, linked=True)}</section>'


def _problems(problems: Sequence[Problem], *, linked: bool = False) -> str:
    def place(each: Problem) -> str:
        if linked and each.item:
            return f'<a href="#{escape(each.item)}">{escape(each.item)}</a>, line {each.line}'
        return f"Line {each.line}"

    lines = (
        f"<li>{place(each)}: {escape(each.rule)} <strong>To mend it:</strong> {escape(each.mend)}</li>"
        for each in problems
    )
    return f"<ul>{''.join(lines)}</ul>" if problems else ""


def _unread(item: str, line: int, problems: Sequence[Problem]) -> str:
    head = f'<article id="{escape(item)}"><h2>{escape(item)}</h2><p>Line {line}: this item cannot be read.</p>'
    return f'{head}<div class="problems">{_problems(problems)}</div></article>'


def _article(
    question: Question, line: int, problems: Sequence[Problem], seed: int, facts: Facts | None, charts: Charts | None
) -> str:
    about = f"{_kind(question)}, {question.objective}, {question.bloom}, line {line}"
    found = f'<div class="problems">{_problems(problems)}</div>' if problems else ""
    try:
        variant = variants.make(question, seed, facts)
        shown = _learner(question, variant, charts) + "".join(author(question, variant))
    except Exception as error:  # noqa: BLE001  whatever is wrong with one item, its author sees the others
        shown = f"<p>{escape(question.stem)}</p><p>No version: {escape(str(error))}</p>"
    return f'<article id="{question.id}"><h2>{question.id}</h2><p>{about}</p>{found}{shown}</article>'


def _kind(question: Question) -> str:
    return str(question.__struct_config__.tag)


def _learner(question: Question, variant: Variant, charts: Charts | None) -> str:
    drawn = question.draw(variant, charts) if charts and any(question.drawings()) else None
    figure = drawings.as_html(drawn) if drawn else ""
    return learner(_kind(question), variant.stem, answers_html(question, variant, figure))


def learner(kind: str, stem: str, answers: str) -> str:
    """Return as HTML what learners see of a question of a type: its stem, and where they answer."""
    return f'<div class="learner {kind}"><div>{to_html(stem)}</div>{answers}</div>'


def author(question: Question, variant: Variant) -> Iterator[str]:
    """Yield as HTML what an author sees beside what learners see: keys, sentences, hints, draws."""
    keys = (f"{each.sign} {to_html(each.text)} <em>{to_html(each.says)}</em>" for each in question.keys(variant))
    yield f"<h3>Answers</h3><ul>{''.join(f'<li>{line}</li>' for line in keys)}</ul>"
    if question.feedback:
        yield f"<p><strong>Said when right:</strong> {to_html(question.said(variant, question.feedback))}</p>"
    if variant.hints:
        yield f"<h3>Hints</h3><ol>{''.join(f'<li>{to_html(hint)}</li>' for hint in variant.hints)}</ol>"
    drawn = {name: each.choices for name, each in question.variables.items() if each.choices}
    draws = "; ".join(f"{name} is drawn from {', '.join(map(str, choices))}" for name, choices in drawn.items())
    if draws:
        yield f"<p>{escape(draws)}.</p>"
