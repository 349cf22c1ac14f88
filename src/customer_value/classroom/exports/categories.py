"""Material as categories of a learning platform: one for each lesson, and one for each question in several versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from customer_value.assessment import variants
from customer_value.assessment.item import SEED_STEP
from customer_value.assessment.messages import say
from customer_value.assessment.questions.question import renewable
from customer_value.classroom.exports.asking import ask
from customer_value.classroom.exports.material import LeftOut, Written, obstacle
from customer_value.classroom.exports.rendering import html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Facts, Variant
    from customer_value.classroom.exports.asked import Asked
    from customer_value.classroom.exports.material import Material

TOP = "Customer Value"
_TRIES = 20  # draws for each version that is wanted: a question may have fewer
NO_TERMS = "a term of the glossary is no question; a deck for Anki carries it"


@dataclass
class Category:
    """Questions that stand together; `path` is from the top down."""

    path: tuple[str, ...]
    questions: list[Asked] = field(default_factory=list)


def collect(
    material: Material,
    refuses: Callable[[Asked], str],
    differs: Callable[[Asked], Iterable[str]],
    html: Callable[[str], str] = html,
) -> tuple[list[Category], Written]:
    """Ask all that can be asked, and say what cannot and what is otherwise than in the course.

    Parameters
    ----------
    material
        Banks; terms of a glossary are left out.
    refuses
        Says why a format cannot carry a question; "" if it can.
    differs
        Says what a format does otherwise with a question than the course; `Asked.otherwise` has what most do.
    html
        Makes HTML of Markdown, with formulas as the format has them.
    """
    written = Written(left_out=[LeftOut(each.term, NO_TERMS) for each in material.terms])
    categories = []
    for bank in material.banks:
        path = (TOP, f"{say('lesson')} {bank.lesson[:2]}")
        lesson = Category(path)
        categories.append(lesson)
        for question in bank.questions:
            versions = _versions(question, material, refuses, written, html)
            if len(versions) > 1:
                categories.append(Category((*path, question.id), versions))
            else:
                lesson.questions += versions
            written.otherwise += [LeftOut(question.id, why) for each in versions[:1] for why in differs(each)]
    return [each for each in categories if each.questions], written


def told(categories: list[Category]) -> str:
    """Say how many questions there are.

    Examples
    --------
    >>> told([Category(("Customer Value", "Lesson 04"))])
    '0 questions in 1 category'
    """
    count, many = sum(len(each.questions) for each in categories), len(categories)
    return f"{count} question{'s' * (count != 1)} in {many} {'category' if many == 1 else 'categories'}"


def _versions(
    question: Question,
    material: Material,
    refuses: Callable[[Asked], str],
    written: Written,
    html: Callable[[str], str],
) -> list[Asked]:
    """Return a question as it is asked, in as many versions as are wanted and exist; none if it cannot be."""
    why = obstacle(question)
    found = [] if why else drawn(question, material.seed, material.versions)
    asked = [ask(question, each, number, html) for number, each in enumerate(found, 1)]
    why = why or refuses(asked[0])
    if why:
        written.left_out.append(LeftOut(question.id, why))
        return []
    if len(asked) == 1 and renewable(question):
        written.fixed.append(question.id)
    return asked


def drawn(question: Question, seed: int, count: int, facts: Facts | None = None) -> list[Variant]:
    """Return versions with different numbers, the first being that of the seed."""
    found: dict[tuple[tuple[str, float | str], ...], Variant] = {}
    for step in range(count * _TRIES if renewable(question) else 1):
        variant = variants.make(question, seed + step * SEED_STEP, facts)
        found.setdefault(tuple(variant.numbers.items()), variant)
        if len(found) == count:
            break
    return list(found.values())
