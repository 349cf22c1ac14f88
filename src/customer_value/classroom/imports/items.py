"""The bank's item that is made of a question as it was read.

What a bank needs and the file does not say is marked as to be filled in: an item is never made to look finished.
"""

from __future__ import annotations

import re
from typing import Any, get_args

from customer_value.assessment.parts import Bloom
from customer_value.assessment.rules.wording import OPEN
from customer_value.classroom.exports.asked import plain
from customer_value.classroom.imports.draft import Answer, Found, Gap, Open
from customer_value.classroom.imports.ours import is_order, told_afterwards, undo
from customer_value.classroom.imports.refusals import NotReadError

_SMALLEST = 1e-6  # a tolerance for numbers that have none: as a share, or of zero
_OBJECTIVE = re.compile(r"\d\d\.O\d+")
_BLOOM = get_args(get_args(Bloom)[0])


def item(found: Found, key: str) -> dict[str, Any]:
    """Return a question as an item of a bank.

    Parameters
    ----------
    found
        What was read; `lost` gains what cannot be kept.
    key
        The item's id, such as 04.Q901.

    Raises
    ------
    NotReadError
        If no type of a bank can hold it.
    """
    objectives = [each for each in found.tags if _OBJECTIVE.fullmatch(each)]
    levels = [each for each in found.tags if each in _BLOOM]
    tags = [each for each in found.tags if each not in (*objectives[:1], *levels[:1])]
    undo(found)
    kind = "order" if found.kind == "match" and is_order(found) else found.kind
    fields = _FIELDS[kind](found)
    head = {
        "id": key,
        "type": kind,
        "objective": objectives[0] if objectives else Open(f"{key[:2]}.O0", "objective"),
        "bloom": levels[0] if levels else Open("understand", "bloom"),
        "stem": found.stem or Open(OPEN, "stem"),
    }
    tail = {"feedback": found.after, "hints": found.hints, "tags": tags}
    return {**head, **fields, **{name: value for name, value in tail.items() if value}}


def _single(found: Found) -> dict[str, Any]:
    right = [each for each in found.answers if each.worth >= 100]
    if len(right) != 1:
        raise NotReadError(f"{len(right)} of its options are worth 100 %, and a choice has one right option")
    _part_worths(found, right)
    _tell_first(found, right[0].says)
    return _options(found, right, told=False)


def _tell_first(found: Found, says: str) -> None:
    """Put what the right answer is told before what everybody is told, once if it is the same."""
    found.after = "\n\n".join(dict.fromkeys(filter(None, [says, found.after])))


def _multiple(found: Found) -> dict[str, Any]:
    right = [each for each in found.answers if each.worth > 0]
    if not right:
        raise NotReadError("none of its options is right")
    missed = told_afterwards(found, [each.text for each in right], "platform_missed")
    found.lost += [
        f"what is told of “{each.text[:40]}” when it is ticked, as it is right" for each in right if each.says
    ]
    if len({round(each.worth, 1) for each in right}) > 1:
        found.lost.append("that its right options are worth different shares")
    found.answers = [each._replace(says=missed.get(each.text, "")) if each in right else each for each in found.answers]
    return _options(found, [each for each in found.answers if each.worth > 0], told=True)


def _options(found: Found, right: list[Answer], *, told: bool) -> dict[str, Any]:
    """Return the options; a right one says something only where leaving it out is told (`told`)."""
    options = []
    for each in found.answers:
        option: dict[str, Any] = {"text": each.text or Open(OPEN, "option")}
        if each in right:
            option["correct"] = True
        if each not in right or told:
            option["says"] = each.says or Open(OPEN, "says")
        options.append(option)
    return {"options": options} if found.shuffle else {"options": options, "shuffle": False}


def _part_worths(found: Found, right: list[Answer]) -> None:
    parts = [each for each in found.answers if each not in right and each.worth]
    found.lost += [_part_worth(each) for each in parts]


def _part_worth(answer: Answer) -> str:
    return f"that “{answer.text[:40]}” is worth {answer.worth:g} %: here it is wrong"


def _true_false(found: Found) -> dict[str, Any]:
    answers = {each.text: each for each in found.answers}
    if set(answers) != {"true", "false"} or max(each.worth for each in found.answers) <= 0:
        raise NotReadError("it does not say whether true or false is right")
    right = max(found.answers, key=lambda each: each.worth)
    wrong = answers["false" if right.text == "true" else "true"]
    _tell_first(found, right.says)
    return {"answer": right.text == "true", "says": wrong.says or Open(OPEN, "says")}


def _numeric(found: Found) -> dict[str, Any]:
    right = [each for each in found.answers if each.worth >= 100]
    if not right:
        raise NotReadError("no number of it is worth 100 %")
    _part_worths(found, right)
    found.lost += [f"that {plain(float(each.text))} is right, too" for each in right[1:]]
    _tell_first(found, right[0].says)
    value = float(right[0].text)
    wrong = [each for each in found.answers if each.worth <= 0]
    mistakes = [{"value": float(each.text), "says": each.says or Open(OPEN, "says")} for each in wrong]
    near = right[0].near or Open(abs(value) * _SMALLEST or _SMALLEST, "tolerance")
    return {
        "answer": value,
        "unit": found.unit or Open("", "unit"),
        "tolerance": {"absolute": near},
        **({"mistakes": mistakes} if mistakes else {}),
    }


def _match(found: Found) -> dict[str, Any]:
    rows = [(text, target) for text, target in found.rows if text]
    if not rows:
        raise NotReadError("it has no rows to match")
    says = told_afterwards(found, [text for text, _ in rows])
    pairs = [{"text": text, "match": target, "says": says.get(text) or Open(OPEN, "says")} for text, target in rows]
    others = [target for text, target in found.rows if not text]
    return {"pairs": pairs, "others": others} if others else {"pairs": pairs}


def _order(found: Found) -> dict[str, Any]:
    texts = [text for text, _ in sorted(found.rows, key=lambda row: int(row[1]))]
    says = told_afterwards(found, texts)
    items = [{"text": text, "says": says.get(text) or Open(OPEN, "says")} for text in texts]
    if isinstance(items[-1]["says"], Open):
        del items[-1]["says"]
    return {"items": items}


def _cloze(found: Found) -> dict[str, Any]:
    return {"text": found.text, "gaps": {name: _gap(found, each) for name, each in found.gaps.items()}}


def _gap(found: Found, gap: Gap) -> dict[str, Any]:
    right = [each for each in gap.answers if each.worth >= 100]
    wrong = [each for each in gap.answers if each.worth < 100]
    if not right or (len(right) > 1 and not gap.is_typed):
        raise NotReadError("a gap has no right answer, or several")
    found.lost += [_part_worth(each) for each in wrong if each.worth > 0]
    if not gap.is_typed:
        return {
            "options": [
                {"text": each.text, "correct": True}
                if each in right
                else {"text": each.text, "says": each.says or Open(OPEN, "says")}
                for each in gap.answers
            ]
        }
    told = [{"text": each.text, "says": each.says or Open(OPEN, "says")} for each in wrong if each.text != "*"]
    other = next((each.says for each in wrong if each.text == "*"), "")
    found.lost += [f"what is told of “{each.text[:40]}”" for each in right if each.says]
    mistakes = {"mistakes": told} if told else {}
    return {"accept": [each.text for each in right], **mistakes, "says": other or Open(OPEN, "says")}


def _short(found: Found) -> dict[str, Any]:
    point = {"text": Open(OPEN, "rubric"), "says": Open(OPEN, "says")}
    return {"rubric": [point], "model": found.model or Open(OPEN, "model")}


_FIELDS = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "numeric": _numeric,
    "match": _match,
    "order": _order,
    "cloze": _cloze,
    "short": _short,
}
