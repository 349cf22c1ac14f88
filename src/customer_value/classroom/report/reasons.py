"""Why an item should be looked at again: one rule each, with what was seen and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from customer_value.assessment.markdown import to_text
from customer_value.classroom.report.in_words import short
from customer_value.classroom.report.intervals import wilson
from customer_value.classroom.report.options import NO_ANSWER
from customer_value.figures.theme import percent

if TYPE_CHECKING:
    import pandas as pd

    from customer_value.classroom.report.answers import Item

TOO_HARD, TOO_EASY = 0.20, 0.90  # mean scores
SEPARATES, SHARP = 0.15, 0.30  # least item-rest correlation, and one that is good: the interval must end below it
TAKEN = 0.05  # least share of a wrong option
SURE = 10  # students who were sure of an item, to say something of them
SLOW, ITEMS_TO_COMPARE = 3.0, 5  # times the median of all items, where there are so many
UNREADABLE, BLANK = 0.10, 0.20  # shares of those asked
_LONGEST = 70  # characters of an option that is quoted


class Evidence(NamedTuple):
    """All that is known of one item: its row of `item_table`, its `option_table`, who was sure, the typical time."""

    item: Item
    row: Any
    options: pd.DataFrame
    sure: int
    sure_and_wrong: int
    typical_seconds: float
    items: int

    @property
    def wrong_options(self) -> pd.DataFrame:
        """The wrong options, or the wrong answers that several gave."""
        return self.options[~self.options["is_key"] & (self.options["answer"] != NO_ANSWER)]


class Reason(NamedTuple):
    """What kind of, what was seen, and what to do."""

    kind: str
    seen: str
    advice: str


def reasons(known: Evidence) -> list[tuple[int, Reason]]:
    """Return what speaks against an item, each with its rank: 0 is the gravest."""
    found = [(rank, rule(known)) for rank, rule in enumerate(_RULES)]
    return [(rank, reason) for rank, reason in found if reason]


def _key(known: Evidence) -> Reason | None:
    advice = (
        "Check the key first. If it is right, look for a second meaning of the stem; if that is clear, too, even "
        "the best believe something else: discuss it."
    )
    if known.row["item_rest_high"] < 0:
        return Reason("key?", f"Those who do well elsewhere get it wrong ({_item_rest(known.row)}).", advice)
    rival = _rival(known)
    if rival is None:
        return None
    keys = known.options[known.options["is_key"]]
    seen = f"In the upper third {percent(rival['upper'])} take “{_quoted(rival)}”"
    return Reason("key?", f"{seen} and {percent(keys['upper'].max())} the right option.", advice)


def _rival(known: Evidence) -> pd.Series | None:
    """Return the wrong option that more of the upper third take than the right one, by more than chance explains."""
    wrong = known.wrong_options
    if len(known.item.keys) != 1 or wrong.empty:
        return None
    rival = wrong.sort_values("upper_students", kind="stable").iloc[-1]
    right = int(known.options.loc[known.options["is_key"], "upper_students"].sum())
    both = int(rival["upper_students"]) + right
    return rival if both and wilson(int(rival["upper_students"]), both).low > 0.5 else None


def _separates(known: Evidence) -> Reason | None:
    if _key(known) or not (known.row["item_rest"] < SEPARATES and known.row["item_rest_high"] < SHARP):
        return None
    return Reason(
        "separates little",
        f"Knowing the other items hardly helps with this one ({_item_rest(known.row)}).",
        "Look for a second meaning of the stem, or a clue that gives the key away. Without either, it tests something "
        "other than the rest: keep it only on purpose.",
    )


def _hard(known: Evidence) -> Reason | None:
    reached, chance = known.row["difficulty"], known.item.chance
    if reached > max(TOO_HARD, chance):
        return None
    guessing = f", no more than blind guessing finds ({percent(chance)})" if reached <= chance else ""
    if known.row["high"] < chance:
        guessing = f", fewer than blind guessing finds ({percent(chance)}): something draws them to a wrong answer"
    return Reason(
        "too hard",
        f"The class reached {percent(reached)} of the points{guessing}.",
        "Was it taught before it was asked? If so, split the task or show one first; if not, ask it later.",
    )


def _sure(known: Evidence) -> Reason | None:
    if _key(known) or known.sure < SURE or known.sure_and_wrong < known.sure / 2:
        return None
    wrong = known.wrong_options.sort_values("students", kind="stable")
    revealed = wrong.iloc[-1]["misconceptions"] if len(wrong) else ()
    advice = "Read the stem for a second meaning: it may be ambiguous."
    if revealed:
        advice = f"Their usual answer reveals {' and '.join(revealed)}: discuss it before you change the item."
    return Reason("sure and wrong", f"{known.sure_and_wrong} of the {known.sure} who were sure were wrong.", advice)


def _unreadable(known: Evidence) -> Reason | None:
    if known.row["malformed"] < UNREADABLE:
        return None
    return Reason(
        "unreadable",
        f"{percent(known.row['malformed'])} of the answers could not be read.",
        "Say in the stem which form the answer has, and its unit.",
    )


def _blank(known: Evidence) -> Reason | None:
    if known.row["not_attempted"] < BLANK:
        return None
    return Reason(
        "left out",
        f"{percent(known.row['not_attempted'])} gave no answer.",
        "Was there time for it? If so, the task may not be clear: say what is to be done.",
    )


def _slow(known: Evidence) -> Reason | None:
    seconds = known.row["median_seconds"]
    if known.items < ITEMS_TO_COMPARE or not seconds > SLOW * known.typical_seconds:
        return None
    return Reason(
        "slow",
        f"Half of the class took {seconds:,.0f} s or more; the typical item takes {known.typical_seconds:,.0f} s.",
        "Is it the thinking or the reading? Shorten the stem, or give it more points.",
    )


def _unused(known: Evidence) -> Reason | None:
    rare = known.wrong_options[known.wrong_options["share"] < TAKEN]
    if rare.empty or len(known.item.options) < 3 or _easy(known):
        return None
    named = ", ".join(f"“{_quoted(row)}” ({percent(row['share'])})" for _, row in rare.iterrows())
    return Reason(
        "unused option",
        f"Hardly anybody takes {named}.",
        "Put an error there that students make, or drop it: three good options are enough (Rodriguez 2005).",
    )


def _easy(known: Evidence) -> Reason | None:
    if known.row["difficulty"] <= TOO_EASY:
        return None
    return Reason(
        "too easy",
        f"The class reached {percent(known.row['difficulty'])} of the points.",
        "Fine to begin with. To learn who knows it, ask for one step more.",
    )


_RULES = (_key, _hard, _separates, _sure, _unreadable, _blank, _slow, _unused, _easy)


def _item_rest(row: Any) -> str:
    values = (short(row[each]) for each in ("item_rest", "item_rest_low", "item_rest_high"))
    return "item-rest correlation {}, between {} and {}".format(*values)


def _quoted(option: pd.Series) -> str:
    text = to_text(option["answer"])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
