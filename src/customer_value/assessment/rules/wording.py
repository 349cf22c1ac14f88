"""Rules for the words of every item: stems, feedback, hints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from customer_value.assessment.numerals import NAME
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.choice import Choice
from customer_value.assessment.rules.item import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.parts import Path
    from customer_value.assessment.questions.question import Question

OPEN = "TO FILL IN"  # stands where an author has still to write
SHORTEST_STEM, LONGEST_STEM = 5, 45
FEWEST_WORDS, MOST_WORDS = 4, 40
NEGATIVE = re.compile(r"\b(not|except|(?<!at )least|never|\w+n['’]t)\b", re.IGNORECASE)
_FORMULA = re.compile(r"\$[^$]+\$")


def words(text: str) -> list[str]:
    """Return the words of a text; a formula and a drawn number are one word each.

    Examples
    --------
    >>> len(words("What is $m r/(1 + i - r)$ for €{{margin}}, then?"))
    6
    """
    one = NAME.sub("0", _FORMULA.sub(" 0 ", text))
    return re.findall(r"[^\W_]+(?:[-'’.,][^\W_]+)*", one)


def check(question: Question) -> Iterator[Finding]:
    """Yield what is wrong with an item's words."""
    yield from _stem(question)
    yield from _negative(question)
    yield from _feedback(question)
    yield from _names(question)
    yield from _open(question)
    for at, text in question.texts():
        if text.replace(r"\$", "").count("$") % 2:
            yield Finding("dollar", at, "a $ begins a formula that never ends.", "close it, or write € for money.")


def _stem(question: Question) -> Iterator[Finding]:
    plain = re.sub(r"[\s*_`)”\"]+$", "", question.stem)
    if not plain.endswith(("?", ".")):
        yield Finding(
            "stem-end", ("stem",), "the stem does not end in ? or a full stop.", "ask or state one whole thing."
        )
    count = len(words(question.stem))
    if not SHORTEST_STEM <= count <= LONGEST_STEM:
        yield Finding(
            "stem-length",
            ("stem",),
            f"the stem has {count} words.",
            f"write {SHORTEST_STEM} to {LONGEST_STEM}.",
        )


def _negative(question: Question) -> Iterator[Finding]:
    for match in NEGATIVE.finditer(question.stem):
        if not match[0].isupper():
            yield Finding("negative", ("stem",), f"“{match[0]}” is easily overlooked.", "ask positively, or write NOT.")
    if isinstance(question, (Choice, Chart)) and NEGATIVE.search(question.stem):
        for place, option in enumerate(question.options):
            if NEGATIVE.search(option.text):
                yield Finding(
                    "double-negative",
                    ("options", place),
                    "a negative option answers a negative stem.",
                    "ask positively.",
                )


def _feedback(question: Question) -> Iterator[Finding]:
    for each in question.sentences():
        count = len(words(each.text))
        if not FEWEST_WORDS <= count <= MOST_WORDS:
            yield Finding(
                "feedback",
                each.at,
                f"the feedback of a wrong answer has {count} words." if count else "a wrong answer has no feedback.",
                f"add `says:` with {FEWEST_WORDS} to {MOST_WORDS} words that name the error.",
            )
    for place, hint in enumerate(question.hints):
        if not hint.strip():
            yield Finding("hint", ("hints", place), "a hint is empty.", "write it, or take it out.")


def unfinished(question: Question) -> list[Path]:
    """Return where an author has still to write: texts, and expressions such as the right number."""
    texts = [*question.texts(), *((at, str(expression)) for at, expression, _ in question.expressions())]
    return list(dict.fromkeys(at for at, text in texts if OPEN in text))


def _open(question: Question) -> Iterator[Finding]:
    for at in unfinished(question):
        yield Finding("open", at, "this is still to be filled in.", f"write it, and take {OPEN} away.")


def _names(question: Question) -> Iterator[Finding]:
    known = set(question.variables)
    for at, text in question.texts():
        after = {"answer"} if question.names_answer and at[0] not in {"stem", "hints"} else set()
        for name in NAME.findall(text):
            if name not in known | after:
                names = ", ".join(sorted(known | after)) or "none"
                yield Finding("name", at, f"{{{{{name}}}}} is not a variable here.", f"variables: {names}.")
