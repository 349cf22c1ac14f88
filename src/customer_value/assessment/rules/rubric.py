"""Rules for short answers: a rubric that a learner can tick, and a model answer that is as short as theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.rules.item import Finding
from customer_value.assessment.rules.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.assessment.questions.short import Short

FEWEST, MOST = 2, 5
FEWEST_WORDS, MOST_WORDS = 3, 30  # of a point
SHORTEST_MODEL, LONGEST_MODEL = 10, 150


def check(question: Short) -> Iterator[Finding]:
    """Yield what is wrong with the rubric or the model answer of an item."""
    count = len(question.rubric)
    if not FEWEST <= count <= MOST:
        yield Finding("rubric-count", ("rubric",), f"the rubric has {count} points.", f"write {FEWEST} to {MOST}.")
    yield from _points(question)
    length = len(words(question.model))
    if not SHORTEST_MODEL <= length <= LONGEST_MODEL:
        mend = f"write {SHORTEST_MODEL} to {LONGEST_MODEL}: a few sentences that meet every point."
        yield Finding("model-length", ("model",), f"the model answer has {length} words.", mend)
    if question.bloom == "remember":
        rule = "a fact that is only remembered needs no sentences."
        yield Finding("short-bloom", ("bloom",), rule, "ask for reasons, or write a `single`.")


def _points(question: Short) -> Iterator[Finding]:
    plain = [" ".join(words(point.text.lower())) for point in question.rubric]
    for place, point in enumerate(question.rubric):
        count = len(words(point.text))
        if plain[place] in plain[:place]:
            rule = "two points of the rubric say the same."
            yield Finding("same-points", ("rubric", place), rule, "change or drop one.")
        if not FEWEST_WORDS <= count <= MOST_WORDS:
            rule, mend = f"a point of the rubric has {count} words.", f"write {FEWEST_WORDS} to {MOST_WORDS}."
            yield Finding("point-length", ("rubric", place), rule, mend)
