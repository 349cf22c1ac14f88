"""Rules for a set of items: coverage, balance, and keys that no habit of guessing finds."""

from __future__ import annotations

import math
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.wording import NEGATIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.model import AnyQuestion, Bank

SMALL = 5  # shares say nothing about fewer items
FEW = 3  # of which learners begin to see a habit
LARGE = 20
FULL = 24  # a lesson's bank of this size covers every objective three times
LONGEST_KEYS, NEGATIVE_STEMS = 0.4, 0.1
LEAST_LETTER, MOST_LETTER, RUN = 0.15, 0.4, 3

Found = tuple["AnyQuestion | None", Finding]


def check(bank: Bank, objectives: frozenset[str], *, whole: bool) -> Iterator[Found]:
    """Yield what is wrong with a bank as a whole, each with the item that it shows in, if one does.

    Parameters
    ----------
    bank
        The items.
    objectives
        Those that the bank has to cover.
    whole
        Whether all items could be read; else nothing is said to be missing.
    """
    asked = [each.asked if isinstance(each, Chart) else each for each in bank.questions]
    singles = [each for each in asked if isinstance(each, Single) and _key(each) is not None]
    if whole:
        yield from _coverage(bank, objectives)
        yield from _misconceptions(bank)
    yield from _repeated(bank)
    yield from _balance(bank)
    yield from _key_counts(bank)
    yield from _negatives(bank)
    yield from _longest(singles)
    yield from _letters(singles)
    yield from _runs(singles)


def _key(question: Single) -> int | None:
    return next((place for place, option in enumerate(question.options) if option.correct), None)


def _coverage(bank: Bank, objectives: frozenset[str]) -> Iterator[Found]:
    for objective in sorted(objectives):
        items = [each for each in bank.questions if each.objective == objective]
        if not items:
            yield None, Finding("coverage", ("lesson",), f"the objective {objective} has no item.", "write one.")
        elif len(bank.questions) >= FULL and (len(items) < 3 or len({each.bloom for each in items}) < 2):
            rule = (
                f"the objective {objective} has {len(items)} items on {len({i.bloom for i in items})} Bloom level(s)."
            )
            yield None, Finding("coverage", ("lesson",), rule, "have at least 3 on 2 levels.")


def _misconceptions(bank: Bank) -> Iterator[Found]:
    revealed = {each.misconception for question in bank.questions for each in question.sentences()}
    for name in bank.misconceptions:
        if name not in revealed:
            rule = f"no wrong answer reveals the misconception {name}."
            yield None, Finding("misconception", ("misconceptions", name), rule, "tag an option or a mistake with it.")


def _repeated(bank: Bank) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for question in bank.questions:
        for each in question.sentences():
            plain = " ".join(each.text.lower().split())
            if plain and plain in seen:
                rule = f"this feedback also stands in {seen[plain]}."
                yield question, Finding("same-feedback", each.at, rule, "say what is wrong in this very answer.")
            seen.setdefault(plain, question.id)


def _balance(bank: Bank) -> Iterator[Found]:
    statements = [each for each in bank.questions if isinstance(each, TrueFalse)]
    count, true = len(statements), sum(each.answer for each in statements)
    if count >= SMALL - 1 and not math.floor(0.4 * count) <= true <= math.ceil(0.6 * count):
        rule = f"{true} of {count} true/false statements are true."
        yield None, Finding("true-share", ("questions",), rule, "make 40 to 60 % of them true.")


def _key_counts(bank: Bank) -> Iterator[Found]:
    several = [each for each in bank.questions if isinstance(each, Multiple)]
    counts = {sum(option.correct for option in each.options) for each in several}
    if len(several) >= FEW and len(counts) == 1:
        rule = f"all {len(several)} questions with several right options have {counts.pop()}."
        yield None, Finding("key-counts", ("questions",), rule, "let some have 2, others 3 or 4.")


def _negatives(bank: Bank) -> Iterator[Found]:
    negative = [each for each in bank.questions if NEGATIVE.search(each.stem)]
    if len(bank.questions) >= 2 * SMALL and len(negative) > NEGATIVE_STEMS * len(bank.questions):
        rule = (
            f"{len(negative)} of {len(bank.questions)} stems are negative: {', '.join(each.id for each in negative)}."
        )
        yield None, Finding("negative-share", ("questions",), rule, "ask positively in all but 10 %.")


def _longest(singles: list[Single]) -> Iterator[Found]:
    giveaway = [each for each in singles if _key_is_longest(each)]
    if len(singles) >= SMALL and len(giveaway) > LONGEST_KEYS * len(singles):
        names = ", ".join(each.id for each in giveaway)
        rule = f"the right option is the longest in {len(giveaway)} of {len(singles)} items: {names}."
        yield None, Finding("longest-key", ("questions",), rule, "shorten it in some, to at most 40 %.")


def _key_is_longest(question: Single) -> bool:
    lengths = [len(option.text) for option in question.options]
    key = _key(question)
    return key is not None and lengths[key] == max(lengths) and lengths.count(max(lengths)) == 1


def _letters(singles: list[Single]) -> Iterator[Found]:
    if len(singles) < LARGE:
        return
    keys = Counter(_key(each) for each in singles)
    for place in range(max(len(each.options) for each in singles)):
        having = sum(len(each.options) > place for each in singles)
        share = keys[place] / len(singles)
        if having >= len(singles) / 2 and not LEAST_LETTER <= share <= MOST_LETTER:
            rule = f"{share:.0%} of the right options stand in place {'ABCDE'[place]}."
            yield None, Finding("key-places", ("questions",), rule, "move options: each place gets 15 to 40 %.")


def _runs(singles: list[Single]) -> Iterator[Found]:
    for place, run in groupby(singles, key=_key):
        items = list(run)
        if len(items) > RUN:
            rule = f"{len(items)} right options in a row stand in place {'ABCDE'[place or 0]}."
            yield (
                items[RUN],
                Finding("key-run", ("options",), rule, "move options, so that at most 3 follow each other."),
            )
