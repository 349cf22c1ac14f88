"""Which of a learner's answers count, and how much they say.

Of a question, the first try since it was asked anew counts, so that trying until it is right teaches, but proves
little; of an exercise its latest check. A question whose numbers cannot change counts once a day, as its answer is
still remembered.

An answer that the learner scored, to a question of type `short`, counts neither for nor against: nobody has checked
it, and who is strict with an answer must not stand worse than who is not. The misconceptions that it reveals are shown
like all others.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from customer_value.assessment.attempts import COUNTED
from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.question import renewable
from customer_value.study.estimate import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from customer_value.assessment.attempts import Attempt
    from customer_value.assessment.model import AnyQuestion

EXERCISE_CHANCE = 0.25  # of a right exercise without knowing: its hints and its solution are one call away


def evidence(questions: Iterable[AnyQuestion], attempts: Iterable[Attempt]) -> list[Evidence]:
    """Return the answers to these items that count, oldest first; none to what the learner scores."""
    known = {each.id: each for each in questions if not each.self_scored}
    counting: dict[tuple[str, object], Attempt] = {}
    for each in attempts:
        if each.item not in known or not counts(each):
            continue
        question = known[each.item]
        if isinstance(question, Code):
            counting.pop((each.item, None), None)
            counting[each.item, None] = each
        else:
            counting.setdefault((each.item, _version(each) if renewable(question) else day_of(each)), each)
    return [_evidence(known[each.item], each) for each in counting.values()]


def _evidence(question: AnyQuestion, attempt: Attempt) -> Evidence:
    chance = EXERCISE_CHANCE if isinstance(question, Code) else question.chance
    score = {"correct": 1.0, "wrong": 0.0}.get(attempt.status, attempt.score)
    return Evidence(question.id, day_of(attempt), score, chance)


def day_of(attempt: Attempt) -> date:
    """Return the day of an answer, in Greenwich: the learner may travel, the log does not."""
    return attempt.asked_at.astimezone(UTC).date()


def telling_attempts(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the one answer per item that counts, by item id.

    For a question: the first try at the version that was answered last. For an exercise: the latest check.
    """
    telling: dict[str, Attempt] = {}
    for each in attempts:
        if not counts(each):
            continue
        before = telling.get(each.item)
        if before is None or each.kind == "exercise" or _version(before) != _version(each):
            telling[each.item] = each
    return telling


def counts(attempt: Attempt) -> bool:
    """Tell whether an answer says something of what the learner can do."""
    return attempt.kind != "guess" and attempt.status in COUNTED


def _version(attempt: Attempt) -> tuple[str, int]:
    return attempt.revision, attempt.seed
