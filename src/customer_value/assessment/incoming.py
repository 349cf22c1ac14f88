"""What the browser reports, made harmless before anything looks at it: it may be anything at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from customer_value.assessment.attempts import Confidence

LONGEST, MOST, DEEPEST = 2000, 100, 4  # characters of a text, entries of a list or map, lists within lists
LARGEST = 1e15  # whole numbers up to here are exact as floats, and can be saved
A_DAY = 86_400.0  # seconds
CONFIDENCES: tuple[Confidence, ...] = ("sure", "think so", "guess")


def message(reported: object) -> dict[str, Any]:
    r"""Return a message with texts that can be saved, numbers that are finite, and nothing without end.

    Examples
    --------
    >>> message({"do": "check", "answer": ["5 \ud83d", float("nan"), 2], "token": "t" * 10**6})["answer"]
    ['5 ?', None, 2]
    >>> message("no map")
    {}
    """
    known = _harmless(reported, DEEPEST)
    return known if isinstance(known, dict) else {}


def seconds(reported: object) -> float | None:
    """Return how long an answer took, to a tenth of a second; None for what cannot be a time, or is beyond a day.

    Examples
    --------
    >>> seconds(3.14159), seconds(-1), seconds("3")
    (3.1, None, None)
    """
    known = isinstance(reported, (int, float)) and not isinstance(reported, bool) and 0 <= reported < A_DAY
    return round(float(reported), 1) if known else None  # type: ignore[arg-type]


def confidence(reported: object) -> Confidence | None:
    """Return how sure the learner is; None for what is none of the three.

    Examples
    --------
    >>> confidence("sure"), confidence(1)
    ('sure', None)
    """
    return next((each for each in CONFIDENCES if each == reported), None)


def _harmless(value: object, depth: int) -> Any:
    if type(value) is str:
        return value[:LONGEST].encode("utf-8", "replace").decode("utf-8")  # half a character cannot be saved
    if value is None or type(value) is bool:
        return value
    if type(value) in (int, float):
        return value if -LARGEST <= value <= LARGEST else None  # type: ignore[operator]
    if type(value) is list and depth:
        return [_harmless(each, depth - 1) for each in value[:MOST]]
    if type(value) is dict and depth:
        first = list(value.items())[:MOST]
        return {_harmless(key, 0): _harmless(each, depth - 1) for key, each in first if type(key) is str}
    return None
