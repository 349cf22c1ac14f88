"""Numbers as people type them: 1234.5, 1,234.5, 1 234.5, 12,5, 33 %, €2,000.

What has two readings is not guessed at: the learner is asked which is meant, and no attempt is lost.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from customer_value.assessment.markdown import as_written
from customer_value.assessment.messages import say

LONGEST = 64
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t"), " ")
_SIGNS = {ord("−"): "-", ord("–"): "-", ord("’"): "'"}
_SHAPE = re.compile(
    r"(?P<sign1>[+-]?)\s*(?P<before>[^\d.,+\-\s]*)\s*(?P<sign2>[+-]?)\s*"
    r"(?P<body>\d[\d., ']*|[.,]\d+)(?P<power>[eE][+-]?\d{1,2}(?![\w.,]))?\s*(?P<after>.*)",
    re.DOTALL,
)
_GROUPED = {mark: re.compile(rf"\d{{1,3}}({re.escape(mark)}\d{{3}})+") for mark in ",.' "}
_SPANS = ("second", "minute", "hour", "day", "week", "month", "year")
_SHARES = ("share", "chance", "probability", "proportion", "rate")
ALIASES = {"eur": "€", "euro": "€", "percent": "%", "pct": "%", "percentage": "%"}


class Number(msgspec.Struct, frozen=True):
    """What was read: the value in the unit asked for, and the size of one step of its last digit."""

    value: float
    step: float


class Unclear(msgspec.Struct, frozen=True):
    """Why no number could be read, and what to write instead: Markdown, in which the learner's text is only text."""

    says: str


def read(text: str, unit: str) -> Number | Unclear:
    """Read one number.

    Parameters
    ----------
    text
        What the learner typed; at most 64 characters. A comma or point before one, two or more than three digits is
        decimal, as is the last of two kinds of marks; spaces and apostrophes group thousands. One mark after one to
        three digits (no 0 first) and before just three has two readings: a comma always, a point unless
        `decimal_by_nature` says that the unit is hardly ever counted in thousands.
    unit
        The unit that the question asks for. It may be left out, since it stands beside the field, except where the
        number then has two readings (0.33 where per cent are asked for, 33 where a share is).

    Examples
    --------
    >>> [read(text, "€").value for text in ("1234.5", "1,234.5", "1 234.5", "1.234,5", "€ 12,5", "-3 euros")]
    [1234.5, 1234.5, 1234.5, 1234.5, 12.5, -3.0]
    >>> read("33 %", "share").value
    0.33
    >>> print(read("1,500", "€").says)
    “1,500” has two readings: write 1500 or 1.5.
    >>> read("1.500", "years").value
    1.5
    """
    if len(text) > LONGEST:
        return Unclear(say("number_too_long", count=len(text)))
    clean = unicodedata.normalize("NFC", text.translate(_SIGNS)).translate(_SPACES).strip()
    match = _SHAPE.fullmatch(clean)
    if not match or (match["sign1"] and match["sign2"]):
        return Unclear(say("number_none", text=as_written(clean)))
    if slip := _slip(clean, match["body"], match["after"]):
        return slip
    plain = _plain(match["body"].strip(), trusted=bool(match["power"]) or decimal_by_nature(unit))
    if isinstance(plain, Unclear):
        return plain
    digits = (match["sign1"] or match["sign2"]) + plain + (match["power"] or "")
    return _in_unit(digits, match["before"], match["after"].strip(), unit)


def same_unit(given: str, unit: str) -> bool:
    """Tell whether a typed unit is the one asked for: the whole of it, its first word, singular or plural."""
    return _canonical(given) in unit_names(unit)


def unit_names(unit: str) -> set[str]:
    """Return what a unit is called when it is compared, the whole of it and its first word.

    Examples
    --------
    >>> sorted(unit_names("Years of margin"))
    ['year', 'year of margin']
    """
    wanted = _canonical(unit)
    return {wanted, wanted.split(" ")[0]}


def decimal_by_nature(unit: str) -> bool:
    """Tell whether a point before three digits can only be decimal: in shares, per cent and spans of time.

    Money and what is counted (customers, orders) do have thousands, so there 1.500 is as unclear as 1,500.

    Examples
    --------
    >>> decimal_by_nature("years of margin"), decimal_by_nature("€")
    (True, False)
    """
    return is_share(unit) or is_percent(unit) or _canonical(unit).split(" ")[0] in _SPANS


def _plain(body: str, *, trusted: bool) -> str | Unclear:
    """Return the digits with a point for the decimal mark and nothing between thousands; trust a point or not."""
    body = body.rstrip(".,") if re.fullmatch(r"\d+[.,]", body) else body
    marks = [mark for mark in body if not mark.isdigit()]
    if not marks:
        return body
    if len(marks) == 1 and marks[0] in ".,":
        return _one_mark(body, marks[0], trusted=trusted)
    last = marks[-1]
    whole, _, decimals = body.rpartition(last)
    if len(set(marks)) == 1:  # one kind of mark, several times: thousands
        return _grouped(body, body, last)
    if last in ".," and marks.count(last) == 1 and len(set(marks)) == 2:
        grouped = _grouped(whole, body, marks[0])
        return grouped if isinstance(grouped, Unclear) else f"{grouped}.{decimals}"
    return _odd(body)


def _one_mark(body: str, mark: str, *, trusted: bool) -> str | Unclear:
    whole, _, decimals = body.partition(mark)
    unclear = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if unclear and not (mark == "." and trusted):
        shorter = decimals.rstrip("0") or "0"
        clear = decimals if trusted else f"{decimals}0" if len(shorter) == 3 else shorter
        return Unclear(say("number_two_readings", text=body, one=f"{whole}{decimals}", other=f"{whole}.{clear}"))
    return f"{whole or 0}.{decimals}"


def _grouped(whole: str, body: str, mark: str) -> str | Unclear:
    return whole.replace(mark, "") if _GROUPED[mark].fullmatch(whole) else _odd(body)


def _odd(body: str) -> Unclear:
    return Unclear(say("number_marks", text=body))


def _slip(clean: str, body: str, after: str) -> Unclear | None:
    """Catch a letter that stands for a digit, and a second number."""
    letter = re.match(r"[oOlI](?![a-zA-Z])", after)
    if letter and not body.endswith(" "):
        digit = {"o": "0", "O": "0"}.get(letter[0], "1")
        return Unclear(say("number_letter", text=as_written(clean), letter=letter[0], digit=digit))
    if re.search(r"\d", after):
        return Unclear(say("number_several", text=as_written(clean)))
    return None


def _in_unit(digits: str, before: str, after: str, unit: str) -> Number | Unclear:
    value, step = float(digits), _step(digits)
    given = before or after
    if (before and after) or (given and not same_unit(given, unit) and not (is_percent(given) and is_share(unit))):
        return Unclear(say("number_unit", text=as_written(f"{before} {after}"), unit=unit))
    if is_share(unit):
        if is_percent(given):
            return Number(value / 100, step / 100)
        if not given and abs(value) > 1:
            return Unclear(say("number_share", share=f"{value / 100:.12g}", percent=f"{value:.12g}"))
    if is_percent(unit) and not given and 0 < abs(value) < 1:
        return Unclear(say("number_percent", number=f"{value:.12g}"))
    return Number(value, step)


def _step(digits: str) -> float:
    """Return the size of the last digit that counts: 0.1 for 2.7, 100 for 1700."""
    mantissa, _, power = digits.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals and whole.strip("+-0") else 0
    return float(10.0 ** (int(power or 0) + zeros - len(decimals)))


def _canonical(unit: str) -> str:
    words = unit.casefold().split()
    singular = [ALIASES.get(word.rstrip("s"), word.rstrip("s")) for word in words]
    return " ".join(singular).replace("per cent", "%")


def is_percent(unit: str) -> bool:
    """Tell whether a unit is per cent, of whatever.

    Examples
    --------
    >>> is_percent("percent of sales"), is_percent("share")
    (True, False)
    """
    return _canonical(unit).startswith("%")


def is_share(unit: str) -> bool:
    """Tell whether a unit is a share of 1.

    Examples
    --------
    >>> is_share("share of customers"), is_share("%")
    (True, False)
    """
    return _canonical(unit).split(" ")[0] in _SHARES
