"""Rules for the options of a question, and of one with a single right option."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from customer_value.assessment.numerals import NAME, leading_number
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.parts import Option
    from customer_value.assessment.questions.single import Single

FEWEST, MOST = 3, 5
RATIO, CHARACTERS = 1.6, 20
BANNED = re.compile(
    r"\b(all|none|both|neither) of the (above|below|others)\b|\bboth [a-e] and [a-e]\b|\b[a-e] and [a-e] only\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(r"\b(always|never|only|all)\b", re.IGNORECASE)

# Terms of the course that a stem and its key may share: without them neither could be said.
TERMS = {
    "acquisition", "average", "basket", "budget", "business", "campaign", "category", "channel", "churn",
    "cohort", "competitor", "contact", "contract", "customer", "discount", "discounted", "distribution",
    "dropout", "duration", "equity", "expected", "experiment", "formula", "frequency", "growth", "hazard",
    "holdout", "interval", "lifetime", "loyalty", "margin", "market", "marketing", "median", "model",
    "multiple", "need", "orientation", "panel", "parameter", "period", "price", "product", "profit",
    "programme", "purchase", "recency", "relationship", "response", "retention", "return", "revenue", "sale",
    "sample", "satisfaction", "score", "segment", "segmentation", "service", "share", "spending", "spread",
    "store", "survey", "survival", "uplift", "value", "wallet",
}  # fmt: skip


def check(question: Single) -> Iterator[Finding]:
    """Yield what is wrong with the options of an item."""
    options = question.options
    keys = [option for option in options if option.correct]
    yield from of_any_choice(options, FEWEST, MOST)
    yield from only_key(options)
    if len(keys) == 1:
        yield from _echo(question, keys[0])


def only_key(options: tuple[Option, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the right one of options of which one is right."""
    keys = [option for option in options if option.correct]
    for key in keys:
        if key.says:
            at, rule = ("options", options.index(key)), "the right option has `says`."
            yield Finding("key-says", at, rule, "move it to `feedback` of the item.")
    if len(keys) != 1:
        yield Finding("one-key", ("options",), f"{len(keys)} options are correct.", "mark one with `correct: true`.")


def of_any_choice(options: tuple[Option, ...], fewest: int, most: int) -> Iterator[Finding]:
    """Yield what is wrong with options, however many of them are right."""
    if not fewest <= len(options) <= most:
        yield Finding("option-count", ("options",), f"there are {len(options)} options.", f"write {fewest} to {most}.")
    yield from _wording(options)
    yield from _lengths(options)
    yield from _numbers(options)
    yield from _absolute(options)


def _wording(options: tuple[Option, ...]) -> Iterator[Finding]:
    plain = [bare(option.text) for option in options]
    for place, option in enumerate(options):
        if plain[place] in plain[:place]:
            yield Finding("same-options", ("options", place), "two options say the same.", "change or drop one.")
        if match := BANNED.search(option.text):
            yield Finding(
                "banned-option", ("options", place), f"“{match[0]}” tests logic, not the matter.", "replace it."
            )


def _lengths(options: tuple[Option, ...]) -> Iterator[Finding]:
    lengths = [len(option.text) for option in options] or [0]
    shortest, longest = min(lengths), max(lengths)
    if longest > RATIO * shortest and longest > shortest + CHARACTERS:
        yield Finding(
            "option-length",
            ("options", lengths.index(longest)),
            f"the options have {shortest} to {longest} characters; length gives clues.",
            f"keep the longest within {RATIO} times the shortest, or within {CHARACTERS} characters of it.",
        )


def _numbers(options: tuple[Option, ...]) -> Iterator[Finding]:
    numbers = [leading_number(option.text) for option in options]
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers) and known != sorted(known):
        yield Finding("option-order", ("options",), "the options are numbers, not in rising order.", "sort them.")


def _absolute(options: tuple[Option, ...]) -> Iterator[Finding]:
    wrong = " ".join(option.text for option in options if not option.correct)
    for place, option in enumerate(options):
        for match in ABSOLUTE.finditer(option.text if option.correct else ""):
            if not re.search(rf"\b{match[0]}\b", wrong, re.IGNORECASE):
                rule = f"“{match[0]}” stands in the right option alone; absolute words give clues."
                yield Finding("absolute", ("options", place), rule, "drop it, or use it in a wrong option too.")


def _echo(question: Single, key: Option) -> Iterator[Finding]:
    place = question.options.index(key)
    others = " ".join(option.text for option in question.options if option is not key)
    elsewhere = Counter(map(root, words(others)))
    shared = {root(word) for word in words(key.text)} & {root(word) for word in words(question.stem)}
    for word in sorted(shared):
        if len(word) >= 5 and word not in TERMS and not elsewhere[word]:
            rule = f"“{word}” stands in the stem and in the right option alone."
            yield Finding("echo", ("options", place), rule, "say it otherwise, or use it in a wrong option too.")


def bare(text: str) -> str:
    """Return a text without case and signs, drawn numbers by their names: what two options must not share.

    Examples
    --------
    >>> bare("It rises!") == bare("it rises"), bare("{{low}} %") == bare("{{high}} %")
    (True, False)
    """
    return " ".join(words(NAME.sub(r"\1", text.lower())))


def root(word: str) -> str:
    """Return a word in lower case without a plural s, enough to meet its other form."""
    lower = word.lower()
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower
