"""What can become of a file that lies among the submissions: exactly one of these."""

from __future__ import annotations

from typing import NamedTuple


class Verdict(NamedTuple):
    """A verdict, in words for a list, whether its file is graded, and what the instructor does about it."""

    words: str
    counts: bool = False
    to_do: str = ""


_AGAIN = "ask the student to send it again"
VERDICTS = {
    "accepted": Verdict("accepted", counts=True),
    "late": Verdict("late, and graded", counts=True),
    "superseded": Verdict("another attempt counts"),
    "beyond": Verdict("beyond the attempts that are allowed"),
    "duplicate": Verdict("the same as another file"),
    "unknown": Verdict("from nobody on the roster"),
    "forged": Verdict("not from whom it says"),
    "foreign": Verdict("of another assignment"),
    "edited": Verdict("changed or cut off after it was sealed", to_do=_AGAIN),
    "later_format": Verdict("written by a later version of the course"),
    "malformed": Verdict("sealed, but malformed inside", to_do=_AGAIN),
    "too_large": Verdict("too large"),
    "not_answers": Verdict("no file of answers"),
    "unreadable": Verdict("cannot be read", to_do="if you cannot open it either, ask for it again"),
    "plan": Verdict("a plan of the capstone, scored apart"),
    "memo": Verdict("a memo of the capstone, to be marked"),
    "opened": Verdict("a zip file that was opened"),
}
WAITING = "waiting"  # of a submission that was taken in, until all files of its student are compared
COUNTING = frozenset(name for name, each in VERDICTS.items() if each.counts)
