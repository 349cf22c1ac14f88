"""How a state is said: a sign, a letter, a word and counts, the same on the card, in text and in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from customer_value.assessment.messages import say
from customer_value.study.mastery import Level

if TYPE_CHECKING:
    from customer_value.study.mastery import State

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
