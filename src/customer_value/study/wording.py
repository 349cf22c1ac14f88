"""How a state is said: a sign, a letter, a word and counts, the same on the card, in text and in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from customer_value.assessment.messages import say
from customer_value.study.mastery import Level

if TYPE_CHECKING:
    from datetime import date

    from customer_value.study.mastery import State

_WORTH_SAYING = 0.05
LEVELS: tuple[Level, ...] = get_args(Level)
SIGNS: dict[Level, str] = {"new": "○", "started": "◔", "shaky": "◑", "solid": "●"}


def letter(level: Level) -> str:
    """Return one or two letters that stand for a level and for no other.

    Examples
    --------
    >>> [letter(level) for level in LEVELS]
    ['N', 'St', 'Sh', 'So']
    """
    return say(f"letter_{level}")


def word(level: Level) -> str:
    """Return a level in words, such as "not started"."""
    return say(f"mastery_{level}")


def task(state: State) -> str:
    """Return what the objective lets a learner do, as a sentence without its end."""
    return f"{state.objective.verb} {state.objective.text}"


def why(state: State, day: date) -> list[str]:
    """Return why a state is what it is on a day, in one sentence or two; nothing where no answer counts."""
    if state.last is None:
        return []
    said = say(
        "why_state",
        all=state.counted,
        right=state.counted_right,
        guessed=_percent(state.guessed / state.counted),
        when=ago(state.last, day),
        percent=_percent(state.chance),
    )
    faded = state.chance_then - state.chance >= _WORTH_SAYING
    return [said, say("why_faded", percent=_percent(state.chance_then))] if faded else [said]


def ago(past: date, day: date) -> str:
    """Return how long ago a day was, in words.

    Examples
    --------
    >>> from datetime import date
    >>> [ago(date(2026, 1, past), date(2026, 1, 9)) for past in (9, 8, 1)]
    ['today', 'yesterday', '8 days ago']
    """
    days = max(0, (day - past).days)
    return say(("today", "yesterday")[days]) if days < 2 else say("days_ago", days=days)


def _percent(share: float) -> int:
    return round(100 * share)


def exercises(state: State) -> str:
    """Return how many exercises are done, such as "1 of 2"."""
    if not state.exercises:
        return say("optional") if state.optional else "–"
    return say("share", right=state.exercises_done, all=state.exercises)


def questions(state: State) -> str:
    """Return how many questions are right, such as "2 of 3, 1 at the first try"."""
    if not state.questions_answered:
        return say("none_yet")
    right, at_once = state.questions_right, state.questions_at_once
    return say("share_first" if right else "share", right=right, all=state.questions_answered, first=at_once)


def tally(state: State) -> str:
    """Return the counts that are not 0, for text: "Exercises done: 1 of 2; Questions right: 2 of 3, …"."""
    said = []
    if state.exercises_done:
        said.append(f"{say('exercises_column')}: {exercises(state)}")
    if state.questions_answered:
        said.append(f"{say('questions_column')}: {questions(state)}")
    return "; ".join(said)
