"""What a quiz leaves behind where no kernel runs: the questions as HTML and as text, without a key and without ids."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.messages import say
from customer_value.assessment.model import Numeric, TrueFalse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from customer_value.assessment.item import Item


def quiz_html(title: str, items: Iterable[Item]) -> str:
    """Return the questions of a quiz as a plain HTML list."""
    questions = "".join(f"<li>{to_html(each.variant.stem)}{_html_answers(each)}</li>" for each in items)
    return f"<div><p><strong>{escape(title)}</strong> {escape(say('fallback'))}</p><ol>{questions}</ol></div>"


def quiz_text(title: str, items: Iterable[Item]) -> str:
    """Return the questions of a quiz as text; the same for the same questions, whatever was answered."""
    lines = [title]
    for number, each in enumerate(items, 1):
        lines.append(f"{number}. {to_text(each.variant.stem)}")
        lines += [f"   {say('option_place')} {to_text(option)}" for option in _options(each)]
        if isinstance(each.question, Numeric):
            lines.append(f"   {say('answer_place')} {each.question.unit}".rstrip())
    return "\n".join(lines)


def _options(item: Item) -> list[str]:
    if isinstance(item.question, TrueFalse):
        return [say("true"), say("false")]
    return [item.variant.options[place] for place in item.variant.order]


def _html_answers(item: Item) -> str:
    if isinstance(item.question, Numeric):
        return f"<br>{escape(say('answer_place'))} {escape(item.question.unit)}"
    return "<ul>" + "".join(f"<li>{to_html(option)}</li>" for option in _options(item)) + "</ul>"
