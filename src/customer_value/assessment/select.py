"""Draw a quiz from a bank by blueprint: objectives covered evenly, Bloom levels spread, enemies kept apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from customer_value.assessment.questions.code import Code
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.assessment.variants import key
from customer_value.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from customer_value.assessment.model import AnyQuestion, Bank

_COINS_AT_MOST = 4  # one question in four may be true or false: a coin is right half of the time


def draw(
    bank: Bank, count: int, *, seed: int, objectives: Iterable[str] = (), without: Iterable[str] = ()
) -> tuple[AnyQuestion, ...]:
    """Draw the questions of a quiz from one bank; see `among`."""
    return among(bank.questions, count, seed=seed, objectives=objectives, without=without)


def among(
    questions: Sequence[AnyQuestion],
    count: int,
    *,
    seed: int,
    objectives: Iterable[str] = (),
    levels: Iterable[str] = (),
    without: Iterable[str] = (),
    first: Iterable[str] = (),
) -> tuple[AnyQuestion, ...]:
    """Draw questions by blueprint.

    Parameters
    ----------
    questions
        Those to draw from, of one bank or of several; exercises (`code`) are never drawn.
    count
        How many questions; fewer come back when the bank has no more that may stand together.
    seed
        The same seed draws the same questions, whatever order they are listed in.
    objectives, levels
        Only these objectives, and these levels of Bloom; all by default.
    without
        Ids that must not be drawn, such as those just answered.
    first
        Ids that are drawn before others of their objective, such as those of a private bank.

    Returns
    -------
    tuple of questions
        In the order given. Each objective comes once before any comes twice, so far as enemies allow; where an
        objective has other questions, at most one in four is true or false.

    Raises
    ------
    UnknownNameError
        If an objective has no question here.

    Examples
    --------
    >>> from customer_value.assessment.questions.true_false import TrueFalse
    >>> def item(number, objective):
    ...     return TrueFalse(id=f"04.Q{number}", objective=objective, bloom="apply", stem="", answer=True, says="")
    >>> questions = (item(1, "04.O1"), item(2, "04.O1"), item(3, "04.O1"), item(4, "04.O2"))
    >>> sorted(question.objective for question in among(questions, 2, seed=7))
    ['04.O1', '04.O2']
    """
    wanted, of_level, left_out = set(objectives), set(levels), set(without)
    pool = [each for each in questions if not isinstance(each, Code)]
    for objective in sorted(wanted - {each.objective for each in pool}):
        raise UnknownNameError.among("objective", objective, sorted({each.objective for each in pool}))
    pool = [
        each
        for each in pool
        if each.id not in left_out
        and (not wanted or each.objective in wanted)
        and (not of_level or each.bloom in of_level)
    ]
    chosen = _choose(sorted(pool, key=lambda each: key(each.id, seed, "quiz")), count, frozenset(first))
    return tuple(each for each in questions if each in chosen)


def enemies(one: AnyQuestion, other: AnyQuestion) -> bool:
    """Tell whether one of two items answers the other."""
    return one.id in other.enemies or other.id in one.enemies


def _choose(pool: Sequence[AnyQuestion], count: int, first: frozenset[str]) -> list[AnyQuestion]:
    chosen: list[AnyQuestion] = []
    stock: Counter[str] = Counter(each.bloom for each in pool)
    for _ in range(count):
        free = [each for each in pool if each not in chosen and not any(enemies(each, other) for other in chosen)]
        if not free:
            break
        most_coins = count // _COINS_AT_MOST
        ranks = [_rank(each, free, chosen, stock, first, most_coins=most_coins) for each in free]
        chosen.append(free[ranks.index(min(ranks))])
    return chosen


def _rank(
    candidate: AnyQuestion,
    free: Sequence[AnyQuestion],
    chosen: Sequence[AnyQuestion],
    stock: Mapping[str, int],
    first: frozenset[str],
    *,
    most_coins: int,
) -> tuple[int, int, bool, bool, float]:
    """Rank what to draw next, least first: rare objectives, none left empty, private items, few coin tosses, levels.

    A level is drawn in proportion to its stock, or the only item of a rare level would be in every quiz.
    """
    seen, levels = Counter(each.objective for each in chosen), Counter(each.bloom for each in chosen)
    coins = sum(isinstance(each, TrueFalse) for each in chosen)
    tossed = isinstance(candidate, TrueFalse) and coins >= most_coins
    level = (levels[candidate.bloom] + 1) / stock[candidate.bloom]
    return seen[candidate.objective], _starved(candidate, free), candidate.id not in first, tossed, level


def _starved(candidate: AnyQuestion, free: Sequence[AnyQuestion]) -> int:
    """Count the other objectives that would have no question left beside this one."""
    left = {each.objective for each in free if each is not candidate and not enemies(each, candidate)}
    return len({each.objective for each in free} - left - {candidate.objective})
