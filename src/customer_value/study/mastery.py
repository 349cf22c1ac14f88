"""What a learner's answers say about each objective: not started, started, shaky or solid.

A question is right when the latest answer to it is. For the level it must have been right at the first try since it
was last asked anew: so trying until it is right teaches, but does not make an objective solid; coming back another day
and being right at once does. An exercise counts once its latest check is right.

An answer that the learner scored, to a question of type `short`, counts neither for nor against: nobody has checked
it, and who is strict with an answer must not stand worse than who is not. The misconceptions that it reveals are shown
like all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from customer_value.assessment.attempts import COUNTED
from customer_value.assessment.questions.code import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from customer_value.assessment.attempts import Attempt
    from customer_value.assessment.model import AnyQuestion
    from customer_value.course import Objective

Level = Literal["new", "started", "shaky", "solid"]

ENOUGH = 2  # answers to different items, below which nothing is concluded; so solid takes two right ones
SOLID_SHARE = 2 / 3
SHAKY_SHARE = 1 / 2
OPTIONAL = "go-further"  # tag of exercises that nobody needs to do


@dataclass(frozen=True)
class State:
    """Where a learner stands with one objective.

    Attributes
    ----------
    exercises_done, exercises
        Optional exercises are counted once they are tried; `optional` says how many are left.
    questions_right, questions_at_once, questions_answered
        Right as of the latest answer; of these, right at the first try; answered at all.
    """

    objective: Objective
    level: Level
    exercises_done: int
    exercises: int
    optional: int
    questions_right: int
    questions_at_once: int
    questions_answered: int


def level(right: int, answered: int) -> Level:
    """Name the state that these counts stand for.

    Parameters
    ----------
    right, answered
        Number of questions right at the first try and exercises done, and of both that were answered at all.

    Examples
    --------
    >>> [level(0, 0), level(1, 1), level(1, 3), level(2, 3)]
    ['new', 'started', 'shaky', 'solid']
    """
    if not answered:
        return "new"
    if answered < ENOUGH:
        return "started"
    if right / answered >= SOLID_SHARE:
        return "solid"
    return "shaky" if right / answered < SHAKY_SHARE else "started"


def mastery(
    objectives: Iterable[Objective], questions: Iterable[AnyQuestion], attempts: Iterable[Attempt]
) -> tuple[State, ...]:
    """Return the state of each objective, in their order.

    Parameters
    ----------
    objectives
        Of one lesson or several.
    questions
        Questions and exercises that serve them.
    attempts
        The learner's answers, oldest first; those to items that exist no more are left out.
    """
    attempts = list(attempts)
    telling, latest = telling_attempts(attempts), _latest(attempts)
    items = list(questions)
    return tuple(
        _state(each, [item for item in items if item.objective == each.id], telling, latest) for each in objectives
    )


def telling_attempts(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the one answer per item that counts, by item id.

    For a question: the first try at the version that was answered last. For an exercise: the latest check.
    """
    telling: dict[str, Attempt] = {}
    for each in attempts:
        if each.kind == "guess" or each.status not in COUNTED:
            continue
        before = telling.get(each.item)
        if before is None or each.kind == "exercise" or _version(before) != _version(each):
            telling[each.item] = each
    return telling


def _latest(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    return {each.item: each for each in attempts if each.kind != "guess" and each.status in COUNTED}


def _version(attempt: Attempt) -> tuple[str, int]:
    return attempt.revision, attempt.seed


def _right(items: Iterable[AnyQuestion], attempts: dict[str, Attempt]) -> set[str]:
    return {each.id for each in items if each.id in attempts and attempts[each.id].status == "correct"}


def _state(
    objective: Objective, items: Sequence[AnyQuestion], telling: dict[str, Attempt], latest: dict[str, Attempt]
) -> State:
    exercises = [each for each in items if isinstance(each, Code)]
    questions = [each for each in items if not isinstance(each, Code) and not each.self_scored]
    untried = sum(OPTIONAL in each.tags and each.id not in latest for each in exercises)
    answered = sum(each.id in latest for each in questions)
    done, right = _right(exercises, latest), _right(questions, latest)
    at_once = right & _right(questions, telling)
    return State(
        objective=objective,
        level=level(len(done) + len(at_once), answered + sum(each.id in latest for each in exercises)),
        exercises_done=len(done),
        exercises=len(exercises) - untried,
        optional=untried,
        questions_right=len(right),
        questions_at_once=len(at_once),
        questions_answered=answered,
    )
