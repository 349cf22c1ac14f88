"""The instructor's page of an assignment: what three students will see, side by side, and the key of each folded away.

What is shown is drawn from the students' own files, so that nothing can be in it that they do not have.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from customer_value import charts
from customer_value.assessment import drawings
from customer_value.assessment.fallback import paper_html
from customer_value.assessment.preview import author, document, learner
from customer_value.classroom.assignments.composing import versions
from customer_value.classroom.assignments.files import read_bundle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.sheet import Sheet
    from customer_value.assessment.variants import Variant
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.assignments.records import Assignment, Bundle, Student

_STYLE = """
body { max-width: 78rem; }
.versions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0 1rem; }
.versions > section { min-width: 0; }
.learner > figure { margin: 0.5rem 0; }
.learner table { font-size: 0.75rem; hyphens: auto; }
summary { cursor: pointer; color: var(--link); }
"""


def page(folder: Folder) -> str:
    """Return the page of an assignment whose bundles are written.

    Parameters
    ----------
    folder
        The instructor's.
    """
    assignment, questions = folder.assignment, folder.questions
    students = sample(assignment.students)
    bundles = [read_bundle(folder.bundles[each.id]) for each in students]
    keys = [versions(questions, each) for each in students]
    articles = (
        _article(number, question, [each.questions[number - 1] for each in bundles], students, keys, bundles[0])
        for number, question in enumerate(questions, 1)
    )
    body = _head(assignment, students) + "".join(articles)
    return document(f"{assignment.title}, with answers", body, style=_STYLE)


def sample(students: Sequence[Student]) -> list[Student]:
    """Return the first, the middle and the last student, or all of fewer."""
    return [students[place] for place in sorted({0, len(students) // 2, len(students) - 1})]


def _head(assignment: Assignment, students: Sequence[Student]) -> str:
    same = (
        "All are asked the same questions; numbers, order and shop are each student's own."
        if assignment.is_listed
        else "There is no roster, so all get this one version."
    )
    whose = f" Shown: {escape(', '.join(each.id for each in students))}." if assignment.is_listed else ""
    return (
        f"<h1>{escape(assignment.title)}</h1><p>{len(assignment.questions)} questions for "
        f"{f'{len(assignment.students):,} students' if assignment.is_listed else 'anybody'}. {same}{whose} "
        f"<strong>This page holds the keys: do not hand it out.</strong></p>"
    )


def _article(
    number: int,
    question: AnyQuestion,
    sheets: Sequence[Sheet],
    students: Sequence[Student],
    keys: Sequence[dict[str, Variant]],
    bundle: Bundle,
) -> str:
    worth = bundle.points[question.id]
    about = f"{sheets[0].type}, {question.objective}, {question.bloom}, {worth:g} point{'s' * (worth != 1)}"
    shown = "".join(
        _version(question, sheet, student, key[question.id])
        for sheet, student, key in zip(sheets, students, keys, strict=True)
    )
    return (
        f'<article id="{question.id}"><h2>{number}. {question.id}</h2><p>{about}</p>'
        f'<div class="versions">{shown}</div></article>'
    )


def _version(question: AnyQuestion, sheet: Sheet, student: Student, key: Variant) -> str:
    figure = ""
    if sheet.figure:
        figure = drawings.as_html(charts.of(student.shop)[sheet.figure.name](**sheet.figure.arguments))
    whose = escape(student.id or "anybody")
    return (
        f"<section><h3>{whose} (shop {student.shop})</h3>"
        f"{learner(sheet.type, sheet.stem, paper_html(sheet.on_paper(), figure))}"
        f"<details><summary>The key for {whose}</summary>{''.join(author(question, key))}</details></section>"
    )
