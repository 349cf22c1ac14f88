r"""Banks in GIFT, the text format of Moodle's question banks, which other platforms read, too.

Written from the description in Moodle's documentation ("GIFT format") and the grammar of the npm package gift-pegjs.
All text is HTML on one line; the signs that steer GIFT stand behind a backslash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from customer_value.classroom.exports.asked import RIGHT, plain
from customer_value.classroom.exports.categories import collect, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from customer_value.classroom.exports.asked import Answer, Asked
    from customer_value.classroom.exports.categories import Category
    from customer_value.classroom.exports.material import Material, Written

NO_GAPS = "GIFT has no text with several gaps; Moodle XML carries it (--to moodle)"
NO_HINTS = "GIFT has no hints; Moodle XML carries them (--to moodle)"
SHUFFLED = "the platform may shuffle the options, which have an order here; Moodle XML says that it must not"
_UNIT = "the unit is said in the question, but not read behind a number; Moodle XML carries it (--to moodle)"
_STEERING = re.compile(r"[\\~=#{}:]")


def write(material: Material, out: Path) -> Written:
    """Write a GIFT file and say what is in it."""
    categories, written = collect(material, _refuses, _differs)
    out.write_text("\n\n".join(block for each in categories for block in _blocks(each)) + "\n", encoding="utf-8")
    written.what = told(categories)
    return written


def _refuses(asked: Asked) -> str:
    return NO_GAPS if asked.kind == "cloze" else ""


def _differs(asked: Asked) -> Iterator[str]:
    yield from asked.otherwise
    if asked.hints:
        yield NO_HINTS
    if not asked.is_shuffled:
        yield SHUFFLED
    if asked.unit:
        yield _UNIT


def _blocks(category: Category) -> Iterator[str]:
    yield f"$CATEGORY: $course$/top/{'/'.join(each.replace('/', '//') for each in category.path)}"
    for asked in category.questions:
        labels = [f"[id:{_label(asked.key)}]", *(f"[tag:{_label(each)}]" for each in asked.tags)]
        answers = "\n".join(_SPELL[asked.kind](asked))
        after = f"\n####{escape(asked.after)}" if asked.after else ""
        yield f"// {' '.join(labels)}\n::{escape(asked.name)}::[html]{escape(asked.numbered)}{{{answers}{after}\n}}"


def _label(text: str) -> str:
    return text.replace("]", "\\]")


def _choices(asked: Asked) -> Iterator[str]:
    yield ""
    for each in asked.answers:
        sign = "=" if each.worth == RIGHT and asked.kind == "single" else "~"
        worth = "" if asked.kind == "single" else f"%{_percent(each.worth)}%"
        text = escape(each.text)
        text = f"&\\#37;{text[1:]}" if text.startswith("%") else text
        yield f"{sign}{worth}{text}{_says(each)}"


def _true_false(asked: Asked) -> Iterator[str]:
    right, wrong = sorted(asked.answers, key=lambda each: -each.worth)
    yield f"{right.text.upper()}#{escape(wrong.says)}#{escape(right.says)}"


def _numbers(asked: Asked) -> Iterator[str]:
    yield "#"
    for each in asked.answers:
        yield f"=%{_percent(each.worth)}%{each.text}:{plain(each.near)}{_says(each)}"


def _rows(asked: Asked) -> Iterator[str]:
    yield ""
    for each in asked.rows:
        yield f"={escape(each.text)} -> {escape(each.match)}"


def _essay(_: Asked) -> Iterator[str]:
    yield ""


_SPELL = {
    "single": _choices,
    "multiple": _choices,
    "true_false": _true_false,
    "numeric": _numbers,
    "match": _rows,
    "order": _rows,
    "short": _essay,
}


def _says(answer: Answer) -> str:
    return f"#{escape(answer.says)}" if answer.says else ""


def _percent(worth: float) -> str:
    """Return a worth as Moodle knows it, with five decimals where there are any.

    Examples
    --------
    >>> _percent(100 / 3), _percent(-50.0)
    ('33.33333', '-50')
    """
    return plain(round(worth, 5))


def escape(text: str) -> str:
    r"""Return text as GIFT takes it, on one line.

    Examples
    --------
    >>> escape("a = {b}: \\(c\\)")
    'a \\= \\{b\\}\\: \\\\(c\\\\)'
    """
    return _STEERING.sub(r"\\\g<0>", text).replace("\n", "\\n")
