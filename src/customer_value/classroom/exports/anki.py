r"""Banks and glossaries as a deck for Anki: a note for each term, with a card for either side, and for each question.

Formulas are MathJax, `\( … \)`, which Anki draws on every device; all else is the cleaned HTML that quizzes show.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from customer_value.assessment import variants
from customer_value.assessment.fallback import answers_html
from customer_value.assessment.item import solution
from customer_value.assessment.messages import say
from customer_value.classroom.exports import apkg
from customer_value.classroom.exports.apkg import Note, NoteType, Template
from customer_value.classroom.exports.material import LeftOut, Written, obstacle
from customer_value.classroom.exports.rendering import html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.exports.material import Material
    from customer_value.glossary import Term

DECK = "Customer Value"
_STYLE = """.card { font: 18px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
.asked, small { opacity: 0.75; }
hr { border: 0; border-top: 1px solid #7b8190; }
.card ul, .card ol { padding-left: 1.4em; }"""
_ASKED = '<p class="asked">{{%s}}</p>'
TERM = NoteType(
    name="Customer Value: term",
    fields=("Term", "Meaning", "Asks for meaning", "Asks for term"),
    templates=(
        Template("Meaning", f"{{{{Term}}}}{_ASKED % 'Asks for meaning'}", "{{FrontSide}}<hr id=answer>{{Meaning}}"),
        Template("Term", f"{{{{Meaning}}}}{_ASKED % 'Asks for term'}", "{{FrontSide}}<hr id=answer>{{Term}}"),
    ),
    style=_STYLE,
)
_MORE = "".join(f"{{{{#{name}}}}}{{{{{name}}}}}{{{{/{name}}}}}" for name in ("Other answers", "Source"))
QUESTION = NoteType(
    name="Customer Value: question",
    fields=("Question", "Answer", "Hints", "Other answers", "Source"),
    templates=(
        Template(
            "Question",
            "{{Question}}{{#Hints}}{{Hints}}{{/Hints}}",
            f"{{{{Question}}}}<hr id=answer>{{{{Answer}}}}{_MORE}",
        ),
    ),
    style=_STYLE,
)


def write(material: Material, out: Path) -> Written:
    """Write a deck and say what is in it."""
    notes, written = [_term(each) for each in material.terms], Written()
    for bank in material.banks:
        for question in bank.questions:
            if why := obstacle(question):
                written.left_out.append(LeftOut(question.id, why))
                continue
            notes.append(_question(bank.lesson, question, variants.make(question, material.seed)))
            if question.variables:
                written.fixed.append(question.id)
    cards = apkg.write(out, notes, material.when)
    written.what = f"{cards} cards on {len(notes)} notes"
    return written


def _term(term: Term) -> Note:
    unit = [say("card_unit", unit=term.unit)] if term.unit else []
    meaning = html("\n\n".join([term.meaning, *unit]))
    fields = (html(f"**{term.name}**"), meaning, escape(say("card_asks_meaning")), escape(say("card_asks_term")))
    return Note(_guid("term", term.term), TERM, fields, f"{DECK}::{say('lesson')} {term.lesson}", _tags(term.lesson))


def _question(lesson: str, question: Question, variant: Variant) -> Note:
    asked = f"<div>{html(variant.stem)}</div><div>{answers_html(question, variant, render=html)}</div>"
    keys = question.keys(variant)
    others = [f"{each.text}: {each.says}" for each in keys if each.sign != "✓" and each.says]
    source = [lesson, question.source.section, question.source.cite] if question.source else [lesson]
    fields = (
        asked,
        html(solution(question, variant)),
        _folded(say("card_hints"), variant.hints),
        _folded(say("card_others"), others),
        f"<p><small>{escape(' · '.join(filter(None, [question.id, *source])))}</small></p>",
    )
    tags = _tags(lesson[:2], question.objective, question.bloom, *question.tags)
    return Note(_guid(lesson, question.id), QUESTION, fields, f"{DECK}::{say('lesson')} {lesson[:2]}", tags)


def _folded(title: str, entries: Sequence[str]) -> str:
    """Return a list that opens when it is pressed; "" for none."""
    items = "".join(f"<li>{html(each)}</li>" for each in entries)
    return f"<details><summary>{escape(title)}</summary><ul>{items}</ul></details>" if items else ""


def _guid(*names: str) -> str:
    return "/".join(("customer-value", *names))


def _tags(lesson: str, *words: str) -> tuple[str, ...]:
    return tuple(f"customer-value::{each}" for each in (lesson, *words))
