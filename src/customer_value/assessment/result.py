"""How a quiz went: a sentence for the whole, and a row for each objective."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from customer_value.assessment.item import Item


def result(items: Sequence[Item], objectives: Mapping[str, str], calibration: Sequence[str]) -> dict[str, Any]:
    """Return what the browser shows at the end of a quiz.

    Parameters
    ----------
    items
        The questions, in the order in which they are asked.
    objectives
        What the learner can do, by objective id.
    calibration
        Sentences on how well the learner knows what they know.
    """
    done, right = sum(each.tries > 0 for each in items), sum(each.right for each in items)
    first = sum(each.right and each.right_at_once for each in items)
    own = sum(each.question.self_scored and each.tries > 0 for each in items)
    name = "result_sentence" if done == len(items) else "result_open"
    said = [say(name, done=done, right=right, all=len(items), first=first)]
    asked = dict.fromkeys(each.question.objective for each in items)
    return {
        "sentence": " ".join([*said, say("result_own", own=own)] if own else said),
        "rows": [
            _row(objectives.get(objective, objective), [each for each in items if each.question.objective == objective])
            for objective in asked
        ],
        "help": say("right_help"),
        "calibration": list(calibration),
    }


def _row(objective: str, items: Sequence[Item]) -> dict[str, Any]:
    look_again = [each.question.source for each in items if not each.right_at_once]
    return {
        "text": objective,
        "right": sum(each.right for each in items),
        "first": sum(each.right and each.right_at_once for each in items),
        "all": len(items),
        "sections": list(dict.fromkeys(each.section for each in look_again if each and each.section)),
    }
