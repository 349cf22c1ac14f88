"""How a wrong number is off, in words that help without giving the right one away; and what a comma made of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from customer_value.assessment.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

_CLOSE = 0.05  # relative; beyond it, rounding on the way is hardly the reason
_TENFOLD, _HUNDREDFOLD = 5.0, 50.0
_FACTORS = (100, 1000, 10, 12)


def how(value: float, answer: float, near: Callable[[float], bool]) -> str:
    """Say how a wrong number is off: sign, factor, too large or too small, and roughly by how much.

    Parameters
    ----------
    value
        The wrong number, finite.
    answer
        The right one, in the same unit.
    near
        Whether a number counts as right.

    Examples
    --------
    >>> how(32000, 320, lambda x: abs(x - 320) <= 1)
    'This is off by a factor of 100: a share and a percentage have been mixed.'
    >>> how(310, 320, lambda x: abs(x - 320) <= 1)
    'This is close, but a little too small: was something rounded on the way?'
    """
    if value and near(-value):
        return say("off_sign")
    for factor in _FACTORS:
        if value and (near(value * factor) or near(value / factor)):
            return say(f"off_by_{factor}")
    if not value or not answer or (value < 0) != (answer < 0):
        return say("off_somewhat", direction=say("off_large" if value > answer else "off_small"), in_size="")
    return _by_size(abs(value) / abs(answer), "" if answer > 0 else say("off_in_size"))


def meant(parts: tuple[object, ...]) -> str:
    """Return what to write instead, where a comma in a number has made several numbers of it; else "".

    Python takes `12,000` for the pair (12, 0): a group of zeros, or of three digits, is read as thousands.

    Examples
    --------
    >>> meant((12, 0)), meant((1, 234, 567)), meant((58, 33)), meant((1, "a"))
    ('Write 12000, without a comma.', 'Write 1234567, without a comma.', 'Write 58.33, with a point for the comma.', '')
    """
    whole, *groups = parts or (None,)
    if not groups or any(type(each) is not int for each in parts):
        return ""
    numbers: list[int] = [each for each in groups if type(each) is int and 0 <= each < 1000]
    if len(numbers) < len(groups):
        return ""
    if all(each == 0 or each >= 100 for each in numbers):
        return say("comma_whole", number=f"{whole}{''.join(f'{each:03d}' for each in numbers)}")
    return say("comma_decimal", number=f"{whole}.{numbers[0]}") if len(numbers) == 1 else ""


def _by_size(ratio: float, in_size: str) -> str:
    more = ratio > 1
    times = ratio if more else 1 / ratio if ratio else math.inf
    if times <= 1 + _CLOSE:
        name = "off_little"
    elif times >= _HUNDREDFOLD:
        name = "off_very_far"
    else:
        name = "off_far" if times >= _TENFOLD else "off_somewhat"
    return say(name, direction=say("off_large" if more else "off_small"), in_size=in_size)
