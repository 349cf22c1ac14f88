"""Rules for a text with gaps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from customer_value.assessment.markdown import GAP
from customer_value.assessment.numerals import leading_number
from customer_value.assessment.rules import options
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.matching import for_a_select
from customer_value.assessment.rules.wording import words
from customer_value.assessment.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.questions.cloze import Cloze
    from customer_value.assessment.questions.gap import Gap

FEWEST, MOST = 1, 6
FEWEST_OPTIONS, MOST_OPTIONS = 2, 5
LONGEST_OPTION = 24  # characters that a closed select shows in a window of 320 pixels
LONGEST_TEXT = 120  # words


def check(question: Cloze) -> Iterator[Finding]:
    """Yield what is wrong with the text and the gaps of an item."""
    if not FEWEST <= len(question.names) <= MOST:
        yield Finding("gap-count", ("text",), f"the text has {len(question.names)} gaps.", f"write {FEWEST} to {MOST}.")
    if (count := len(words(question.text))) > LONGEST_TEXT:
        yield Finding("text-length", ("text",), f"the text has {count} words.", f"write at most {LONGEST_TEXT}.")
    yield from _names(question)
    for name, gap in question.gaps.items():
        for found in (*_gap(gap), *_given_away(question, gap)):
            yield msgspec.structs.replace(found, at=("gaps", name, *found.at))


def _names(question: Cloze) -> Iterator[Finding]:
    for name, times in Counter(GAP.findall(question.text)).items():
        if name not in question.gaps:
            names = ", ".join(question.gaps) or "none"
            yield Finding("gap", ("text",), f"[[{name}]] is not among the gaps.", f"gaps: {names}.")
        elif times > 1:
            yield Finding("gap", ("text",), f"[[{name}]] stands {times} times.", "give each gap a name of its own.")
    for name in question.gaps:
        if name not in question.names:
            yield Finding("gap", ("gaps", name), f"{name} is not in the text.", f"write [[{name}]] where it belongs.")
    for name in question.unseen:
        rule = f"[[{name}]] stands where no gap can be: in a formula, in code, or in the address or title of a link."
        yield Finding("gap", ("text",), rule, "end the formula, code or link before it.")


def _gap(gap: Gap) -> Iterator[Finding]:
    if bool(gap.options) == bool(gap.accept):
        yield Finding("gap-kind", (), "a gap needs `options` or words to `accept`.", "write one of the two.")
    elif gap.options:
        yield from _chosen(gap)
    else:
        yield from _typed(gap)


def _chosen(gap: Gap) -> Iterator[Finding]:
    yield from options.of_any_choice(gap.options, FEWEST_OPTIONS, MOST_OPTIONS)
    yield from options.only_key(gap.options)
    for place, option in enumerate(gap.options):
        yield from for_a_select(option.text, ("options", place), LONGEST_OPTION)
    if gap.mistakes or gap.says:
        yield Finding("gap-kind", (), "`mistakes` and `says` are for typed words.", "give each option its own `says`.")


def _typed(gap: Gap) -> Iterator[Finding]:
    accepted = {plain(word) for word in gap.accept}
    seen: set[str] = set()
    for at, word in gap.texts():
        if not plain(word) or leading_number(word) is not None:
            rule = f"“{word}” is no word; numbers are read in another way."
            yield Finding("word", at, rule, "write a word, or make it a gap with options.")
        elif plain(word) in seen:
            yield Finding("same-words", at, f"“{word}” counts the same as a word above.", "drop one.")
        seen.add(plain(word))
    for place, mistake in enumerate(gap.mistakes):
        if plain(mistake.text) in accepted:
            rule = f"the mistake “{mistake.text}” would be graded right."
            yield Finding("mistake-inside", ("mistakes", place), rule, "drop it here, or do not accept it.")


def _given_away(question: Cloze, gap: Gap) -> Iterator[Finding]:
    """Yield the words to type that stand in what the learner reads before."""
    before = words(f"{question.stem} {GAP.sub(' ', question.text)}")
    for place, word in enumerate(gap.accept):
        size = len(words(word))
        phrases = {plain(" ".join(before[start : start + size])) for start in range(len(before))}
        if plain(word) in phrases - {""}:
            rule = f"“{word}” stands in the stem or in the text."
            yield Finding("given-away", ("accept", place), rule, "say it there in another word.")
