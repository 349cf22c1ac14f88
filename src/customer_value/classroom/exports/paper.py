"""A bank as a paper to print: forms A and B in one file, and their key in a file beside it.

The forms say what a screen says, with room to write: letters to mark, slots for numbers and letters, lines for words.
"""

from __future__ import annotations

import re
from html import escape
from string import ascii_uppercase
from typing import TYPE_CHECKING

from customer_value.assessment.drawings import as_message
from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.assessment.questions.question import renewable
from customer_value.classroom.exports import document, paper_key
from customer_value.classroom.exports.categories import NO_TERMS
from customer_value.classroom.exports.figures import ONE_SHOP, hindrance
from customer_value.classroom.exports.material import LeftOut, Written
from customer_value.classroom.exports.paper_forms import forms
from customer_value.classroom.exports.practice_page import about

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from customer_value.assessment.drawings import Drawn
    from customer_value.assessment.questions.question import Paper, Question
    from customer_value.assessment.sheet import Sheet
    from customer_value.classroom.exports.material import Material
    from customer_value.classroom.exports.paper_forms import Form, Printed

KEY = "-key.html"
_NO_HINTS = "its hints are not printed"
_BY_HAND = "marked by you: its points are in the key"
_TOGETHER = "stands on one paper with an enemy, which may give its answer away: leave one of the two out"
_LINES = 6  # for a few sentences by hand
_SLOT = '<span class="slot"></span>'
_GAP = re.compile(r"(\(\d+\) )?____")


def write(material: Material, out: Path) -> Written:
    """Write the forms and say what is on them; the key is to be written beside them."""
    written = Written(left_out=[LeftOut(each.term, NO_TERMS) for each in material.terms])
    every = (each for bank in material.banks for each in bank.questions)
    questions = [each for each in every if _is_carried(each, material.seed, written)]
    _note(questions, written)
    title = _title([each.lesson for each in material.banks])
    both = forms(questions, material.seed)
    out.write_text(page(title, both), encoding="utf-8")
    written.beside = {KEY: paper_key.page(title, both)}
    written.what = f"{len(questions)} question{'s' * (len(questions) != 1)} on each of the forms A and B"
    return written


def _title(lessons: Sequence[str]) -> str:
    """Return the title of the only lesson's quiz, or the lessons' numbers."""
    if len(lessons) == 1:
        return about(lessons[0])[0]
    return f"{say('lesson')} {', '.join(each[:2] for each in lessons)}"


def _is_carried(question: Question, seed: int, written: Written) -> bool:
    why = hindrance(question, seed)
    if why:
        written.left_out.append(LeftOut(question.id, why))
    return not why


def _note(questions: Sequence[Question], written: Written) -> None:
    """Note what is otherwise on paper, and which numbers stand still there."""
    together = {each.id for each in questions}
    enemies = {name for each in questions for name in (each.id, *each.enemies) if together & set(each.enemies)}
    for each in questions:
        reasons = {
            _NO_HINTS: bool(each.hints),
            _BY_HAND: each.self_scored,
            _TOGETHER: each.id in enemies,
            ONE_SHOP: any(each.drawings()),
        }
        written.otherwise += [LeftOut(each.id, why) for why, holds in reasons.items() if holds]
    written.fixed += [each.id for each in questions if renewable(each)]


def page(title: str, both: Iterable[Form]) -> str:
    """Return the page of the forms."""
    body = "".join(_form(title, each) for each in both)
    return document.document(title, f"<main>{body}</main>", style=document.read("paper.css"))


def _form(title: str, form: Form) -> str:
    name = escape(say("paper_form", form=form.name))
    lines = "".join(
        f'<span class="field">{escape(say(each))} <span class="line"></span></span>'
        for each in ("paper_name", "paper_date")
    )
    points = f'<span class="field short">{escape(say("paper_points"))} {_SLOT} / {form.points}</span>'
    head = f'<header><p class="form">{name}</p><h1>{escape(title)}</h1><p class="fields">{lines}{points}</p></header>'
    return f'<section class="form-{form.name.lower()}">{head}{"".join(map(_question, form.printed))}</section>'


def _question(printed: Printed) -> str:
    shown = printed.sheet
    head = f'<h2>{printed.number}.</h2><p class="points">{_SLOT} / {printed.points}</p>'
    picture = _picture(printed.figure) if printed.figure else ""
    return f'<article>{head}<div class="stem">{to_html(shown.stem)}</div>{picture}{_room(shown)}</article>'


def _picture(figure: Drawn) -> str:
    drawn = as_message(figure)
    return f'<img src="{drawn["image"]}" alt="{escape(drawn["alt"])}">'


def _room(shown: Sheet) -> str:
    """Return the room to answer in."""
    kind = str(shown.parts.get("control", shown.type))  # what is asked about a figure
    if kind == "match":
        return _matching(shown.parts["rows"], shown.parts["targets"])
    if kind == "short":
        return '<div class="ruled"></div>' * _LINES
    paper = shown.on_paper()
    above = say("choose_one") if kind == "single" else paper.above if kind == shown.type else ""
    told = f'<p class="told">{to_html(above)}</p>' if above else ""
    return told + _places(kind, paper)


def _places(kind: str, paper: Paper) -> str:
    if kind == "order":
        return f'<ul class="slots">{"".join(f"<li>{_SLOT}{_of(each)}</li>" for each in paper.lines)}</ul>'
    if paper.box:
        return lettered(paper.lines, "many" if kind == "multiple" else "one")
    lines = "".join(f"<div>{_GAP.sub(_blank, to_html(each))}</div>" for each in paper.lines)
    return f'<div class="write">{lines}</div>' + ('<div class="working"></div>' * (kind == "numeric"))


def _blank(found: re.Match[str]) -> str:
    """Return a blank that stays on one line with its number."""
    return f'<span class="whole">{found[1] or ""}<span class="blank"></span></span>'


def lettered(texts: Sequence[str], kind: str) -> str:
    """Return texts with a letter before each, in a frame to be marked unless `kind` is "list"."""
    rows = zip(ascii_uppercase, texts, strict=False)
    items = "".join(f'<li><b class="letter">{letter}</b>{_of(text)}</li>' for letter, text in rows)
    return f'<ul class="letters {kind}">{items}</ul>'


def _matching(rows: Sequence[str], targets: Sequence[str]) -> str:
    told = f'<p class="told">{escape(say("paper_letters"))}</p>'
    listed = "".join(f"<li>{_SLOT}{_of(each)}</li>" for each in rows)
    return f'{told}<div class="matching"><ul class="slots">{listed}</ul>{lettered(targets, "list")}</div>'


def _of(text: str) -> str:
    return f"<div>{to_html(text)}</div>"
