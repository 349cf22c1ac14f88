"""A bank as a page to practise on: the quiz of the notebooks in one HTML file, which grades without a kernel.

It draws with the script, controls and styles of the notebooks; `browser/practice.js` plays the session's part and
`browser/judging.js` grades with the keys of `answer_key.py`. Whoever reads the file's source reads its keys.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING, Any

from customer_value import course
from customer_value.assessment import script
from customer_value.assessment.drawings import as_message
from customer_value.assessment.item import Item, solution
from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say, texts
from customer_value.assessment.questions.question import renewable
from customer_value.assessment.reader import ALIASES
from customer_value.classroom.exports import answer_key, document
from customer_value.classroom.exports.categories import NO_TERMS, drawn
from customer_value.classroom.exports.figures import ONE_SHOP, figure, hindrance, known
from customer_value.classroom.exports.material import LeftOut, Written
from customer_value.errors import UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

    from customer_value.assessment.drawings import Drawn
    from customer_value.assessment.model import Bank
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.exports.material import Material

_BY_THEMSELVES = "scored by the learner beside the model answer, as in the notebook"


def write(material: Material, out: Path) -> Written:
    """Write a page and say what is on it."""
    written = Written(left_out=[LeftOut(each.term, NO_TERMS) for each in material.terms])
    quizzes = [_quiz(bank, material, written) for bank in material.banks]
    out.write_text(page([each for each in quizzes if each["items"]]), encoding="utf-8")
    count = sum(len(each["items"]) for each in quizzes)
    written.what = f"{count} question{'s' * (count != 1)} on a page that grades; its source holds the keys"
    return written


def page(quizzes: list[dict[str, Any]]) -> str:
    """Return the page for some quizzes, each as `_quiz` makes it."""
    own = program()
    title = say("page_title")
    data = {"quizzes": quizzes, "texts": script.said(texts(), more=own), "aliases": ALIASES}
    places = "".join(f'<div id="quiz-{place}"></div>' for place in range(len(quizzes)))
    body = (
        f"<main><h1>{escape(title)}</h1><p>{escape(say('page_about'))}</p>"
        f"<noscript><p>{escape(say('page_script'))}</p></noscript>{places}</main>"
        f'<script type="application/json" id="practice">{_embedded(data)}</script>'
    )
    style = document.read("practice.css") + script.style()
    titles = ", ".join([title, *(each["title"] for each in quizzes)])
    return document.document(titles, body, style=style, script=f"{script.script()}\n{own}")


def program() -> str:
    """Return the script that stands in Python's place."""
    return document.read("reading.js", "judging.js", "practice.js")


def _embedded(data: object) -> str:
    """Return JSON that cannot end the element in which it stands."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _quiz(bank: Bank, material: Material, written: Written) -> dict[str, Any]:
    items = [made for each in bank.questions if (made := _item(each, material, written))]
    title, objectives = about(bank.lesson)
    made = {"title": title, "objectives": objectives, "items": items}
    return {**made, "key": blake2b(json.dumps(made).encode(), digest_size=8).hexdigest()}


def about(lesson: str) -> tuple[str, dict[str, str]]:
    """Return the title of a lesson's quiz and its objectives by id; a bank may be of a lesson that is not ours.

    Examples
    --------
    >>> about("77_own_words")
    ('Quiz 77: own words', {})
    """
    try:
        about = course.lesson(lesson)
    except UnknownNameError:
        return say("quiz_title", lesson=lesson[:2], title=lesson[3:].replace("_", " ")), {}
    objectives = {each.id: f"{each.verb} {each.text}" for each in about.objectives}
    return say("quiz_title", lesson=about.number, title=about.title), objectives


def _item(question: Question, material: Material, written: Written) -> dict[str, Any] | None:
    """Return a question in as many versions as are wanted and exist; None if the page cannot ask it."""
    seed = material.seed
    if why := hindrance(question, seed) or answer_key.too_many(question):
        written.left_out.append(LeftOut(question.id, why))
        return None
    made = drawn(question, seed, material.versions, known([question], seed))
    versions = [version(question, each, figure(question, each, seed)) for each in made]
    if len(versions) == 1 and renewable(question):
        written.fixed.append(question.id)
    reasons = {_BY_THEMSELVES: question.self_scored, ONE_SHOP: any(question.drawings())}
    written.otherwise += [LeftOut(question.id, why) for why, holds in reasons.items() if holds]
    section = question.source.section if question.source else None
    return {"id": question.id, "objective": question.objective, "section": section, "versions": versions}


def version(question: Question, variant: Variant, figure: Drawn | None = None) -> dict[str, Any]:
    """Return all that the page knows of one version of a question."""
    return {
        "view": Item(question, variant).view(unsaved=""),
        "kept": question.once_kept(variant),
        "key": answer_key.make(question, variant),
        "hints": [to_html(each) for each in variant.hints],
        "solution": to_html(solution(question, variant)),
        "figure": as_message(figure) if figure else None,
    }
