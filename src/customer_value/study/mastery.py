"""Where a learner stands with each objective: not started, started, shaky or solid.

The level follows from the chance that the learner can do it (`estimate`), given each answer that counts (`evidence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from customer_value.assessment.questions.code import Code
from customer_value.assessment.tags import OPTIONAL
from customer_value.study.estimate import knowledge
from customer_value.study.evidence import counts, evidence, telling_attempts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from customer_value.assessment.attempts import Attempt
    from customer_value.assessment.model import AnyQuestion
    from customer_value.course import Objective
    from customer_value.study.estimate import Evidence, Knowledge

Level = Literal["new", "started", "shaky", "solid"]

ENOUGH = 2  # different items answered, below which nothing is concluded; so solid takes two right ones
SOLID_CHANCE = 0.8
SHAKY_CHANCE = 0.5


@dataclass(frozen=True)
class State:
    """Where a learner stands with one objective.

    Attributes
    ----------
    exercises_done, exercises
        Optional exercises are counted once they are tried; `optional` says how many are left.
    questions_right, questions_at_once, questions_answered
        Right as of the latest answer; of these, right at the first try; answered at all.
    chance, chance_then
        That the learner can do it, 0 to 1: today, and right after the last answer that counts.
    counted, counted_right, guessed
        How many answers count; how many of them were right, and would be on average by blind guessing.
    last
        The day of the last answer that counts; None without one.
    """

    objective: Objective
    level: Level
    exercises_done: int
    exercises: int
    optional: int
    questions_right: int
    questions_at_once: int
    questions_answered: int
    chance: float = 0.0
    chance_then: float = 0.0
    counted: int = 0
    counted_right: int = 0
    guessed: float = 0.0
    last: date | None = None


def level(chance: float, items: int) -> Level:
    """Name the state that an estimate stands for.

    Parameters
    ----------
    chance
        That the learner can do it, 0 to 1.
    items
        How many different questions and exercises the learner has answered.

    Examples
    --------
    >>> [level(0.3, 0), level(0.9, 1), level(0.4, 3), level(0.8, 2)]
    ['new', 'started', 'shaky', 'solid']
    """
    if not items:
        return "new"
    if items < ENOUGH:
        return "started"
    if chance >= SOLID_CHANCE:
        return "solid"
    return "shaky" if chance < SHAKY_CHANCE else "started"


def mastery(
    objectives: Iterable[Objective], questions: Iterable[AnyQuestion], attempts: Iterable[Attempt], day: date
) -> tuple[State, ...]:
    """Return the state of each objective on a day, in their order.

    Parameters
    ----------
    objectives
        Of one lesson or several.
    questions
        Questions and exercises that serve them.
    attempts
        The learner's answers, oldest first; those to items that exist no more are left out.
    day
        What is not used fades until then.
    """
    attempts, items = list(attempts), list(questions)
    said = _Said(telling_attempts(attempts), _latest(attempts), evidence(items, attempts))
    return tuple(_state(each, [item for item in items if item.objective == each.id], said, day) for each in objectives)


def standing(
    objective: str, items: Iterable[AnyQuestion], counting: Iterable[Evidence], day: date
) -> tuple[list[Evidence], Knowledge, Level]:
    """Return where a learner stands with an objective on a day: the answers that count for it, and what they say.

    Parameters
    ----------
    objective
        Its id, such as "04.O2".
    items
        Questions and exercises, of this objective and of others.
    counting
        The `evidence` for them, oldest first.
    day
        What is not used fades until then.
    """
    mine = {each.id for each in items if each.objective == objective}
    counted = [each for each in counting if each.item in mine]
    known = knowledge(counted)
    return counted, known, level(known.on(day), len({each.item for each in counted}))


def _latest(attempts: Iterable[Attempt]) -> dict[str, Attempt]:
    return {each.item: each for each in attempts if counts(each)}


def _right(items: Iterable[AnyQuestion], attempts: Mapping[str, Attempt]) -> set[str]:
    return {each.id for each in items if each.id in attempts and attempts[each.id].status == "correct"}


@dataclass(frozen=True)
class _Said:
    """A learner's answers, as a state is worked out from them: the telling and the latest one by item, all that count.

    `telling` and `latest` are by item id, `counting` is in the order of the log.
    """

    telling: Mapping[str, Attempt]
    latest: Mapping[str, Attempt]
    counting: Sequence[Evidence]


def _state(objective: Objective, items: Sequence[AnyQuestion], said: _Said, day: date) -> State:
    exercises = [each for each in items if isinstance(each, Code)]
    questions = [each for each in items if not isinstance(each, Code) and not each.self_scored]
    untried = sum(OPTIONAL in each.tags and each.id not in said.latest for each in exercises)
    done, right = _right(exercises, said.latest), _right(questions, said.latest)
    counted, known, name = standing(objective.id, items, said.counting, day)
    return State(
        objective=objective,
        level=name,
        exercises_done=len(done),
        exercises=len(exercises) - untried,
        optional=untried,
        questions_right=len(right),
        questions_at_once=len(right & _right(questions, said.telling)),
        questions_answered=sum(each.id in said.latest for each in questions),
        chance=known.on(day),
        chance_then=known.chance,
        counted=len(counted),
        counted_right=sum(one.score == 1 for one in counted),
        guessed=sum(one.chance for one in counted),
        last=known.last,
    )
