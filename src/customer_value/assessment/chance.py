"""Scores that guessing does not raise."""

from __future__ import annotations


def above_chance(right: int, parts: int, chance: float) -> float:
    """Score an answer of several parts by what it has right beyond what guessing finds.

    Parameters
    ----------
    right, parts
        How many parts are right, of how many.
    chance
        The mean chance, 0 to 1, that a guess at one part is right; 0 where something has to be typed.

    Returns
    -------
    float
        1 if all parts are right, 0 if no more are than guessing finds on average.

    Examples
    --------
    >>> above_chance(3, 4, chance=0.25), above_chance(1, 4, chance=0.25), above_chance(1, 2, chance=0)
    (0.6666666666666666, 0.0, 0.5)
    """
    if chance >= 1:
        return float(right == parts)
    return max(0.0, (right / parts - chance) / (1 - chance))
