"""Rules for rows and their targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_text
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.options import BANNED, TERMS, bare, root
from customer_value.assessment.rules.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.parts import Path
    from customer_value.assessment.questions.match import Match

FEWEST, MOST = 3, 7
FEWEST_TARGETS, MOST_TARGETS = 3, 9
LONGEST = 40  # characters of a target
_MARKUP = re.compile(r"[$`*]|\]\(")


def check(question: Match) -> Iterator[Finding]:
    """Yield what is wrong with the rows and targets of an item."""
    pairs, targets = question.pairs, question.targets
    if not FEWEST <= len(pairs) <= MOST:
        yield Finding("pair-count", ("pairs",), f"there are {len(pairs)} pairs.", f"write {FEWEST} to {MOST}.")
    if not FEWEST_TARGETS <= len(targets) <= MOST_TARGETS:
        rule = f"there are {len(targets)} different targets."
        yield Finding("target-count", ("pairs",), rule, f"have {FEWEST_TARGETS} to {MOST_TARGETS}; `others` adds some.")
    yield from _rows(question)
    yield from _targets(question)
    yield from _echo(question)


def for_a_select(text: str, at: Path, longest: int = LONGEST) -> Iterator[Finding]:
    """Yield what is wrong with a text that a select shows: it has one short line, and no formulas."""
    if _MARKUP.search(text):
        yield Finding("plain", at, "a select shows plain text, no formula and no emphasis.", "say it in words.")
    if len(to_text(text)) > longest:
        rule = f"this has {len(to_text(text))} characters; a narrow window cuts it off."
        yield Finding("long", at, rule, f"write at most {longest}.")


def _rows(question: Match) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, pair in enumerate(question.pairs):
        plain = pair.text.casefold().strip()
        if not plain or plain in seen:
            yield Finding("same-rows", ("pairs", place), "a row is empty or stands twice.", "change or drop it.")
        seen.add(plain)


def _targets(question: Match) -> Iterator[Finding]:
    own = [(("pairs", place), pair.match) for place, pair in enumerate(question.pairs)]
    extra = [(("others", place), text) for place, text in enumerate(question.others)]
    seen: dict[str, str] = {}
    for at, target in [*own, *extra]:
        plain = bare(target) or target.strip()
        shared = at[0] == "pairs" and seen.get(plain, target) == target
        if not plain or (plain in seen and not shared):
            rule = "a target is empty, or nearly the same as another."
            yield Finding("same-targets", at, rule, "write a shared target the same way; drop what is double.")
        if seen.setdefault(plain, target) == target:
            yield from for_a_select(target, at)
        if match := BANNED.search(target):
            yield Finding("banned-option", at, f"“{match[0]}” tests logic, not the matter.", "replace it.")


def _echo(question: Match) -> Iterator[Finding]:
    for place, pair in enumerate(question.pairs):
        others = {root(word) for text in question.targets if text != pair.match for word in words(text)}
        for word in sorted({root(w) for w in words(pair.text)} & {root(w) for w in words(pair.match)} - others - TERMS):
            if len(word) >= 5:
                rule = f"“{word}” stands in this row and in its target alone."
                yield Finding("echo", ("pairs", place), rule, "say it otherwise, or use it in another target too.")
