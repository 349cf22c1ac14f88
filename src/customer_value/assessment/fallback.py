"""What a quiz leaves behind where no kernel runs: the questions as HTML and as text, without a key and without ids."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from customer_value.assessment.item import Item
    from customer_value.assessment.questions.question import Paper, Question
    from customer_value.assessment.variants import Variant


def quiz_html(title: str, items: Iterable[Item]) -> str:
    """Return the questions of a quiz as a plain HTML list."""
    questions = "".join(
        f"<li>{_why_html(each)}{to_html(each.variant.stem)}{answers_html(each.question, each.variant)}</li>"
        for each in items
    )
    return f"<div><p><strong>{escape(title)}</strong> {escape(say('fallback'))}</p><ol>{questions}</ol></div>"


def quiz_text(title: str, items: Iterable[Item]) -> str:
    """Return the questions of a quiz as text; the same for the same questions, whatever was answered."""
    lines = [title]
    for number, each in enumerate(items, 1):
        lines.append(f"{number}. {to_text(each.variant.stem)}")
        lines += [f"   {each.why}"] if each.why else []
        lines += [f"   {to_text(line)}" for line in answers_text(each.question, each.variant)]
    return "\n".join(lines)


def answers_text(question: Question, variant: Variant) -> list[str]:
    """Return where a learner would answer, as lines of Markdown for a place without HTML."""
    return paper_text(question.on_paper(variant))


def paper_text(paper: Paper) -> list[str]:
    """Return what stands below a stem as lines of Markdown."""
    return [*filter(None, [paper.above]), *(f"{paper.box} {line}".lstrip() for line in paper.lines)]


def _why_html(item: Item) -> str:
    return f"<em>{escape(item.why)}</em><br>" if item.why else ""


def answers_html(
    question: Question, variant: Variant, figure: str = "", *, render: Callable[[str], str] = to_html
) -> str:
    """Return where a learner would answer, as HTML; a figure, if there is one, in place of what announces it."""
    return paper_html(question.on_paper(variant), figure, render=render)


def paper_html(paper: Paper, figure: str = "", *, render: Callable[[str], str] = to_html) -> str:
    """Return what stands below a stem as HTML."""
    above = figure or (f"<br><em>{render(paper.above)}</em>" if paper.above else "")
    if not paper.box:
        return above + "".join(f"<br>{render(line)}" for line in paper.lines)
    return above + "<ul>" + "".join(f"<li>{render(line)}</li>" for line in paper.lines) + "</ul>"
