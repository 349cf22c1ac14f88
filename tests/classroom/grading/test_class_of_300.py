"""A class of 300 simulated students, through real files, against a second grader that shares no line with the first.

The students: ability ~ N(0, 1); an item of discrimination a and difficulty b is known with the chance
1 / (1 + exp(-a (ability - b))), two-parameter logistic; who does not know it answers one of the item's wrong examples
or nothing (1 in 8). Every tenth is late, every twentieth hands in a copy, every fiftieth sends a broken file as well.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import timedelta
from math import exp
from pathlib import Path
from typing import Any

import msgspec
import pytest

from customer_value.assessment import bank, variants
from customer_value.assessment.examples import examples
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.code import Code
from customer_value.classroom.grading.gradebook import Gradebook

TYPES = ("single", "true_false", "numeric", "multiple", "order", "match", "cloze")


def second_grader(question: Any, seed: int, shown: Any) -> float:  # noqa: PLR0911  one for each type
    """Score what stood on the screen, from the bank's fields alone: written anew, for the types in TYPES."""
    variant = question.handed_out(variants.make(question, seed))
    kind = question.__struct_config__.tag
    if shown is None:
        return 0.0
    if kind == "single":
        return float(question.options[variant.order[shown]].correct)
    if kind == "true_false":
        return float((shown == 0) == question.answer)
    if kind == "numeric":
        value = float(str(shown).replace(question.unit, "").replace("€", "").replace(",", ".").strip())
        width = question.tolerance.absolute or abs(variant.answer) * question.tolerance.relative
        return float(abs(value - variant.answer) <= width + 1e-9)
    if kind == "multiple":
        keys = {place for place, each in enumerate(question.options) if each.correct}
        picks = {variant.order[place] for place in shown}
        wrong = len(question.options) - len(keys)
        return max(0.0, len(picks & keys) / len(keys) - len(picks - keys) / wrong)
    if kind == "order":
        places = [variant.order[place] for place in shown]
        pairs = [(a, b) for n, a in enumerate(places) for b in places[n + 1 :]]
        return max(0.0, sum(1 if a < b else -1 for a, b in pairs) / len(pairs))
    return by_parts(question, variant, shown)


def by_parts(question: Any, variant: Any, shown: list[Any]) -> float:
    """Score rows or gaps above chance."""
    if question.__struct_config__.tag == "match":
        targets = [each.match for each in question.pairs]
        names = list(dict.fromkeys([*targets, *question.others]))
        right = sum(names[variant.order[at]] == target for at, target in zip(shown, targets, strict=True))
        chance = max(map(targets.count, targets)) / len(targets)
        return max(0.0, (right / len(targets) - chance) / (1 - chance))
    right, guess = 0, 0.0
    for name, at in zip(question.names, shown, strict=True):
        gap = question.gaps[name]
        if gap.options:
            right += gap.options[question.arranged(variant, name)[at]].correct
            guess += 1 / len(gap.options)
        else:
            right += letters(at) in map(letters, gap.accept)
    parts = len(question.names)
    return max(0.0, (right / parts - guess / parts) / (1 - guess / parts))


def letters(word: str) -> str:
    return "".join(each for each in word.casefold() if each.isalnum())


def answer(question: Any, variant: Any, *, knows: bool, rng: random.Random) -> Any:
    """Draw an answer as it stands on the screen; None for none."""
    kinds = ("correct",) if knows else ("wrong", "partial")
    found = [each for each in examples(question, variant) if each.status in kinds]
    if question.__struct_config__.tag in ("numeric", "cloze"):  # the second grader reads no prose
        found = [each for each in found if not isinstance(each.answer, str) or "," not in each.answer]
    if not found or (not knows and rng.random() < 1 / 8):
        return None
    return question.to_screen(variant, rng.choice(found).answer)


@pytest.mark.parametrize("count", [30, pytest.param(300, marks=pytest.mark.all)])
def test_every_score_equals_an_independent_recomputation(make: Any, project: Path, count: int) -> None:
    rng = random.Random(count)  # noqa: S311  no secret
    path = project / "quizzes" / "04_lifetime_value.yaml"
    every = [each for each in bank.read(path).questions if not isinstance(each, (Code, Chart))]
    plain = [each for each in every if not any(each.facts()) and each.__struct_config__.tag in TYPES]
    chosen = [each for kind in TYPES for each in [q for q in plain if q.__struct_config__.tag == kind][:2]]
    course = make([f"s{number:03}" for number in range(count)], source=path, items=[each.id for each in chosen])
    traits = {each.id: (rng.uniform(0.5, 2.0), rng.gauss(0, 1)) for each in chosen}
    expected: dict[str, dict[str, float]] = {}
    for number, student in enumerate(course.folder.assignment.students):
        ability = rng.gauss(0, 1)
        shown = {}
        for each in chosen:
            a, b = traits[each.id]
            variant = each.handed_out(variants.make(each, student.seed))
            shown[each.id] = answer(each, variant, knows=rng.random() < 1 / (1 + exp(-a * (ability - b))), rng=rng)
        expected[student.id] = {each.id: 2.0 * second_grader(each, student.seed, shown[each.id]) for each in chosen}
        late = timedelta(days=9 * (number % 10 == 0))
        submission = course.submission(student.id, {key: value for key, value in shown.items() if value is not None})
        data = course.seal(msgspec.structs.replace(submission, handed_in_at=submission.handed_in_at + late))
        course.put(f"{number}/answers", data)
        if number % 20 == 0:
            course.put(f"{number}/copy", data)
        if number % 50 == 0:
            course.put(f"{number}/broken", data[:-7])
    course.grade()
    assert len(expected) == count
    graded = course.points()
    wrong = {
        (name, item): (points, graded[name][item])
        for name, mine in expected.items()
        for item, points in mine.items()
        if abs(graded[name][item] - points) > 1e-9
    }
    assert not wrong
    assert Counter(course.verdicts().values()) == {
        "accepted": count - count // 10, "late": count // 10, "duplicate": -(-count // 20), "edited": -(-count // 50),
    }  # fmt: skip
    sums = [sum(mine.values()) for mine in expected.values()]
    assert len(set(sums)) > count / 10  # the class is spread
    results = Gradebook(course.folder.gradebook).results()
    assert all(json.loads(each.answer) is None for each in results.values() if each.status == "not_attempted")
