"""Which questions a learner should answer next, and why: by what was missed, what has faded, and what is shaky.

What was missed comes first, then what was right so long ago that a tenth of it should be forgotten, then questions not
seen yet: on what is not solid, then on the rest of the lessons begun. Within each, objectives take turns, beginning
with the one that the learner is least likely to master. Practice by retrieval, spread over days and mixed over lessons,
is what keeps (Dunlosky et al. 2013, Psychological Science in the Public Interest 14, 4-58).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from math import floor, log2
from typing import TYPE_CHECKING, Literal, get_args

from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.assessment.select import enemies
from customer_value.assessment.tags import comes_back, is_drawn
from customer_value.assessment.variants import key
from customer_value.study.estimate import half_life
from customer_value.study.evidence import counts, day_of, evidence
from customer_value.study.mastery import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from customer_value.assessment.attempts import Attempt
    from customer_value.assessment.model import AnyQuestion
    from customer_value.study.mastery import Level

Kind = Literal["missed", "faded", "weak", "unseen"]

KINDS: tuple[Kind, ...] = get_args(Kind)
LEFT_AT_LEAST = 0.9  # a question that was right is asked again once less than this should be left
MISSED_AT_MOST = 0.6  # of the questions, while there are others: ten misses in a row would dishearten
COINS_AT_MOST = 0.25  # of the questions, while there are others, as in a quiz


@dataclass(frozen=True)
class Past:
    """How a learner has answered one question so far.

    Attributes
    ----------
    missed
        Whether the last answer that counts was not right.
    last
        Its day.
    right_days
        On how many days it was right since it was last missed.
    """

    missed: bool
    last: date
    right_days: int

    @property
    def due(self) -> date:
        """The day from which it should be asked again; what was missed, at once."""
        if self.missed:
            return self.last
        return self.last + timedelta(days=floor(half_life(self.right_days) * log2(1 / LEFT_AT_LEAST)) + 1)


@dataclass(frozen=True)
class Due:
    """A question to be asked, and why.

    Attributes
    ----------
    last
        The day of the last answer to it that counts; None for one that is not answered yet.
    chance, level
        Where the learner stands with its objective: the chance that they can do it, 0 to 1, and its name.
    """

    question: AnyQuestion
    kind: Kind
    last: date | None
    chance: float
    level: Level


def due(questions: Iterable[AnyQuestion], attempts: Sequence[Attempt], day: date) -> list[Due]:
    """Return the questions that a learner should answer on a day, in the order in which they are given.

    Parameters
    ----------
    questions
        Questions and exercises of the lessons begun; exercises tell where the learner stands, and are not asked.
    attempts
        The learner's answers, oldest first.
    day
        Any day; what was answered later counts as if answered then.
    """
    items = list(questions)
    counting, pasts = evidence(items, attempts), past(items, attempts)
    stands = {each: standing(each, items, counting, day) for each in {item.objective for item in items}}
    found = []
    for each in filter(is_asked, items):
        mine, (_, known, name) = pasts.get(each.id), stands[each.objective]
        if kind := _kind(each, mine, name, day):
            found.append(Due(each, kind, mine.last if mine else None, known.on(day), name))
    return found


def is_asked(item: AnyQuestion) -> bool:
    """Tell whether an item is ever asked outside its lesson: an exercise needs a notebook."""
    return comes_back(item) and not isinstance(item, Code)


def past(questions: Iterable[AnyQuestion], attempts: Iterable[Attempt]) -> dict[str, Past]:
    """Return how each question that was answered has been answered so far, by its id."""
    asked, attempts = list(questions), list(attempts)
    said: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    for one in evidence(asked, attempts):
        said[one.item].append((one.day, one.score == 1))
    own = {each.id for each in asked if each.self_scored}
    for each in attempts:
        if each.item in own and counts(each):
            said[each.item].append((day_of(each), True))  # what the learner scores alone is never held against them
    return {item: _past(answers) for item, answers in said.items()}


def choose(candidates: Iterable[Due], count: int, day: date) -> list[Due]:
    """Choose what to ask, never two questions of which one answers the other.

    Parameters
    ----------
    candidates
        What is due, in any order.
    count
        How many to choose; fewer come back where no more may stand together.
    day
        Decides between equals, so that another day asks others.
    """
    chosen: list[Due] = []
    free = list(candidates)
    while free and len(chosen) < count:
        best = min(free, key=lambda each: _rank(each, chosen, count, day))
        chosen.append(best)
        free = [each for each in free if each is not best and not enemies(each.question, best.question)]
    return chosen


def _rank(each: Due, chosen: Sequence[Due], count: int, day: date) -> tuple[int, bool, int, float, int, int]:
    """Rank a candidate, least first: kind, no coin too many, objectives in turn, the weakest, the longest unseen."""
    kinds = Counter(one.kind for one in chosen)
    too_many = each.kind == "missed" and kinds["missed"] >= MISSED_AT_MOST * count
    coins = sum(isinstance(one.question, TrueFalse) for one in chosen)
    tossed = isinstance(each.question, TrueFalse) and each.kind != "missed" and coins >= COINS_AT_MOST * count
    turn = sum(one.question.objective == each.question.objective for one in chosen)
    unseen_days = (day - each.last).days if each.last else 0
    kind = len(KINDS) if too_many else KINDS.index(each.kind)
    return kind, tossed, turn, each.chance, -unseen_days, key(each.question.id, day.isoformat(), "practice")


def _past(answers: Sequence[tuple[date, bool]]) -> Past:
    last, is_right = answers[-1]
    since = next((place for place, (_, right) in enumerate(reversed(answers)) if not right), len(answers))
    right_days = {when for when, _ in answers[len(answers) - since :]}
    return Past(not is_right, last, len(right_days))


def _kind(question: AnyQuestion, mine: Past | None, name: Level, day: date) -> Kind | None:
    """Say why a question is due; None if it is not."""
    if mine and mine.missed:
        return "missed"
    if mine:
        return "faded" if mine.due <= day else None
    if not is_drawn(question):
        return None
    return "weak" if name in ("started", "shaky") else "unseen"
