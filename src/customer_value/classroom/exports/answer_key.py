"""What a page needs to grade a question by itself, all of it worked out by the course's own grading beforehand.

Where the answers can be counted, each is graded here and stands in a table. Where they cannot, it is the parts that are
graded here (each row with each target, each gap with each word that the bank knows), and the page counts what is wrong.
Numbers alone are judged in the page, as the reader of numbers and the hints on how a number is off read there too.
`browser/judging.js` is the other half. Answers are named as they stand on the screen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import combinations, permutations
from math import factorial
from typing import TYPE_CHECKING, Any

from customer_value.assessment.grading import grade
from customer_value.assessment.markdown import to_html
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.multiple import Multiple
from customer_value.assessment.questions.numeric import SLACK, Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import SHORTEST, Short
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.assessment.reader import decimal_by_nature, is_percent, is_share, unit_names
from customer_value.assessment.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from customer_value.assessment.parts import Outcome
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Variant

MOST_ANSWERS = 5040  # in one table: all orders of seven things
_OTHER = "something else"
_SIGNS = {"": "-", "correct": "c", "wrong": "w"}


@dataclass
class _Key:
    """A version of a question on its way to the page; sentences are kept once."""

    question: Any  # of the type that each maker below is for
    variant: Variant
    says: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def grade(self, shown: Any) -> Outcome:
        """Grade what the screen reports."""
        return grade(self.question, self.variant, self.question.from_screen(self.variant, shown))

    def told(self, sentences: Iterable[str]) -> list[int]:
        """Return the places of sentences among all."""
        return [self._told(each) for each in sentences]

    def _told(self, sentence: str) -> int:
        if sentence not in self._places:
            self._places[sentence] = len(self.says)
            self.says.append(to_html(sentence))
        return self._places[sentence]

    def outcome(self, outcome: Outcome) -> list[Any]:
        """Return an outcome as the page takes it."""
        return [outcome.status, outcome.score, self.told(outcome.feedback)]

    def marks(self, shown: Any) -> list[str]:
        """Return the marks of an answer while the question is open, and once the solution was shown."""
        answer = self.question.from_screen(self.variant, shown)
        both = (self.question.marks(self.variant, answer, closed=closed) for closed in (False, True))
        return ["".join(_SIGNS[each] for each in marks) for marks in both]


def too_many(question: Question) -> str:
    """Say why a question has too many answers for a table; "" if it has not."""
    count = 0
    match question:
        case Multiple():
            count = 2 ** len(question.options)
        case Order():
            count = factorial(len(question.items))
        case Short():
            count = 2 ** len(question.rubric)
    return f"it has {count:,} answers; a page takes {MOST_ANSWERS:,}" if count > MOST_ANSWERS else ""


def make(question: Question, variant: Variant) -> dict[str, Any]:
    """Return the key to one version of a question; it gives every right answer away.

    Parameters
    ----------
    question
        Of any type but `code`, and not `too_many`.

    Examples
    --------
    >>> from customer_value.assessment import variants
    >>> statement = TrueFalse(id="04.Q03", objective="04.O6", bloom="evaluate", stem="Long customers always pay most.",
    ...                       answer=False, says="Short relationships can pay too.")
    >>> key = make(statement, variants.make(statement, seed=1))
    >>> key["answers"], key["outcomes"][0], key["says"]
    ({'0': 0, '1': 1}, ['wrong', 0.0, [0], 'w-', 'wc'], ['Short relationships can pay too.'])
    """
    key = _Key(question.asked if isinstance(question, Chart) else question, variant)
    made = _MAKE[type(key.question)](key)
    open_marks, closed_marks = key.marks(None)
    return {**made, "says": key.says, "unanswered": ["not_attempted", 0.0, [], open_marks, closed_marks]}


def _by_table(answers: Callable[[Any], Iterator[Any]], *, is_set: bool = False) -> Callable[[_Key], dict[str, Any]]:
    def fill(key: _Key) -> dict[str, Any]:
        return {"by": "table", "isSet": is_set, **_table(key, answers(key.question))}

    return fill


def _table(key: _Key, answers: Iterable[Any], given: Callable[[Any], Any] = lambda shown: shown) -> dict[str, Any]:
    """Return the outcome of every answer, each outcome once; `given` makes of an answer what the screen reports."""
    places: dict[str, int] = {}
    table: dict[str, int] = {}
    outcomes: list[list[Any]] = []
    for each in answers:
        outcome = [*key.outcome(key.grade(given(each))), *key.marks(given(each))]
        place = places.setdefault(json.dumps(outcome), len(outcomes))
        if place == len(outcomes):
            outcomes.append(outcome)
        table[json.dumps(each, separators=(",", ":"))] = place
    return {"answers": table, "outcomes": outcomes}


def _subsets(count: int, least: int) -> Iterator[list[int]]:
    for size in range(least, count + 1):
        yield from map(list, combinations(range(count), size))


def _by_parts(key: _Key) -> dict[str, Any]:
    """Grade each part beside right ones; then count, as the score depends on how many are wrong, not on which."""
    question, variant = key.question, key.variant
    right = question.to_screen(variant, variant.answer)
    parts = [_part(key, right, place) for place in range(len(right))]
    wrong = [_wrong(key, right, place) for place in range(len(right))]
    ladder = [key.grade([*wrong[:count], *right[count:]]) for count in range(len(right) + 1)]
    still_open = (key.grade([None] * count + right[count:]) for count in range(1, len(right) + 1))
    return {
        "by": "parts",
        "parts": parts,
        "scores": [[each.status, each.score] for each in ladder],
        "right": key.told(ladder[0].feedback),
        "open": [key.told(each.feedback) for each in still_open],
    }


def _part(key: _Key, right: Sequence[Any], place: int) -> dict[str, Any]:
    """Return what each filling of a part is told: a sentence's place, or None if it is right."""

    def told(filling: Any) -> int | None:
        outcome = key.grade([*right[:place], filling, *right[place + 1 :]])
        return None if outcome.status == "correct" else key.told(outcome.feedback)[0]

    choices, words = _fillings(key, place)
    if choices:
        return {"choices": [told(each) for each in range(choices)]}
    known: dict[str, int | None] = {}
    for word in words:
        if plain(word):
            known.setdefault(plain(word), told(word))
    return {"words": known, "other": told(_other(words))}


def _wrong(key: _Key, right: Sequence[Any], place: int) -> Any:
    choices, words = _fillings(key, place)
    return (right[place] + 1) % choices if choices else _other(words)


def _fillings(key: _Key, place: int) -> tuple[int, list[str]]:
    """Return how many choices a part has, and for a gap without any the words that the bank knows."""
    question = key.question
    if not isinstance(question, Cloze):
        return len(key.variant.options), []
    gap = question.gaps[question.names[place]]
    words = [*gap.accept, *(each.text for each in gap.mistakes)]
    return len(gap.options), [question.said(key.variant, each) for each in words]


def _other(words: Sequence[str]) -> str:
    """Return a word that is none of these."""
    known, other = set(map(plain, words)), _OTHER
    while plain(other) in known:
        other += " more"
    return other


def _number(key: _Key) -> dict[str, Any]:
    question, variant = key.question, key.variant
    around, unit = question.tolerance.around, question.unit
    mistakes = [
        [value, around(value) * (1 + SLACK), *key.told([question.said(variant, each.says)])]
        for value, each in zip(variant.mistakes, question.mistakes, strict=True)
    ]
    return {
        "by": "number",
        "answer": variant.answer,
        "near": around(variant.answer) * (1 + SLACK),
        "mistakes": mistakes,
        "right": key.told(question.grade(variant, variant.answer).feedback),
        "unit": {
            "text": unit,
            "names": sorted(unit_names(unit)),
            "isShare": is_share(unit),
            "isPercent": is_percent(unit),
            "isDecimal": decimal_by_nature(unit),
        },
    }


def _own_words(key: _Key) -> dict[str, Any]:
    question = key.question
    text = "x" * SHORTEST
    points = _subsets(len(question.rubric), 0)
    return {
        "by": "points",
        "shortest": SHORTEST,
        "tooShort": key.outcome(key.grade({"text": ""})),
        "kept": key.outcome(key.grade({"text": text})),
        **_table(key, points, lambda met: {"text": text, "met": met}),
    }


_MAKE: dict[type, Callable[[_Key], dict[str, Any]]] = {
    Single: _by_table(lambda each: iter(range(len(each.options)))),
    TrueFalse: _by_table(lambda _: iter(range(2))),
    Multiple: _by_table(lambda each: _subsets(len(each.options), 1), is_set=True),
    Order: _by_table(lambda each: map(list, permutations(range(len(each.items))))),
    Match: _by_parts,
    Cloze: _by_parts,
    Numeric: _number,
    Short: _own_words,
}
