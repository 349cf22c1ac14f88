"""Answers that name several parts of a question by their places in the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeGuard

MOST_SENTENCES = 3  # about one answer; a learner reads no more at a time


def is_place(value: object, count: int) -> TypeGuard[int]:
    """Tell whether a value is one place from 0 to `count` - 1.

    Examples
    --------
    >>> is_place(2, 3), is_place(3, 3), is_place(True, 3), is_place("0", 3)
    (True, False, False, False)
    """
    return type(value) is int and 0 <= value < count


def is_selection(value: object, count: int) -> TypeGuard[list[int]]:
    """Tell whether a value is a list of one or more different places from 0 to `count` - 1.

    Examples
    --------
    >>> is_selection([2, 0], 3), is_selection([0, 0], 3), is_selection([True], 3), is_selection([], 3)
    (True, False, False, False)
    """
    if type(value) is not list or not 0 < len(value) <= count:
        return False
    return all(is_place(each, count) for each in value) and len(set(value)) == len(value)


def is_arrangement(value: object, count: int) -> TypeGuard[list[int]]:
    """Tell whether a value is a list of all places from 0 to `count` - 1, in any order.

    Examples
    --------
    >>> is_arrangement([2, 0, 1], 3), is_arrangement([2, 0], 3)
    (True, False)
    """
    return is_selection(value, count) and len(value) == count
