"""A plan as a file: what one person writes, another can read, check and grade.

The file is JSON (docs/capstone-plan.md explains it key by key): what the plan costs, the contact cap that it keeps,
its cells, and whom it keeps aside for comparison. Reading is strict: a file that contradicts itself is refused with
the place and the mend, never repaired in silence.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from customer_value.errors import DataError, UnknownNameError

from .rules import STAGES, Rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from .plans import Plan

FORMAT = "customer-value plan 1"
KEYS = ("format", "shop", "budget_eur", "cost_eur", "contact_cap", "cells", "held_out")
WHAT = dict(zip(STAGES, ("advertising", "personal advice", "coupon"), strict=True))
CHANNEL = {"development": "call", "retention": "post"}  # advertising goes through the channels that win customers
CELL = ("stage", "who", "what", "channel", "cost_eur")
NEW, EVERYBODY = "new customers", "everybody on the list"
CENT = 0.01


def written(plan: Plan, cells: pd.Series | None, shop: int | None, budget: float, rules: Rules) -> str:
    """Return the file's text."""
    rows = [_cell("acquisition", NEW, name, money) for name, money in plan.acquisition.items() if money]
    for stage, ids, price in zip(STAGES[1:], (plan.development, plan.retention), rules.costs, strict=True):
        for who, group in _grouped(ids, cells).items():
            row = _cell(stage, who, CHANNEL[stage], price * len(group))
            rows.append(row | {"customers": group})
    counts = Counter([*plan.development, *plan.retention])
    content = {
        "format": FORMAT,
        "shop": shop,
        "budget_eur": round(float(budget), 2),
        "cost_eur": round(sum(row["cost_eur"] for row in rows), 2),
        "contact_cap": max(counts.values(), default=1),
        "cells": rows,
        "held_out": [_number(each) for each in plan.held_out],
    }
    return _json(content)


def parsed(path: Path | str, rules: Rules) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a file and check that it keeps to itself; return its content, and what a `Plan` takes.

    Raises
    ------
    DataError, UnknownNameError
        If the file cannot be read, lacks a key, names an unknown cell, holds what is no number, or does not add up.
    """
    content = _content(Path(path))
    where = Path(path).name
    _has(content, KEYS, where)
    if content["format"] != FORMAT:
        _refuse(where, f"its format is {content['format']!r}; this course reads {FORMAT!r}")
    numbers = {name: _amount(content[name], f"{where}: {name}") for name in ("budget_eur", "cost_eur", "contact_cap")}
    cells = _list(content["cells"], f"{where}: cells")
    for place, cell in enumerate(cells, 1):
        _check_cell(cell, f"{where}: cell {place}", rules)
    _check_sums(cells, numbers, where)
    money: dict[str, float] = {}
    ids: dict[str, tuple[object, ...]] = dict.fromkeys(STAGES[1:], ())
    for cell in cells:
        if cell["stage"] != STAGES[0]:
            ids[cell["stage"]] += tuple(cell["customers"])
        elif cell["channel"] in money:
            _refuse(where, f"the channel {cell['channel']!r} stands in two cells; add them up")
        else:
            money[cell["channel"]] = float(cell["cost_eur"])
    _check_cap([*ids["development"], *ids["retention"]], numbers["contact_cap"], where)
    return content, {"acquisition": money, **ids, "held_out": tuple(_ids(content["held_out"], f"{where}: held_out"))}


def _cell(stage: str, who: str, channel: str, money: float) -> dict[str, Any]:
    return {"stage": stage, "who": who, "what": WHAT[stage], "channel": channel, "cost_eur": round(float(money), 2)}


def _grouped(ids: Sequence[object], cells: pd.Series | None) -> dict[str, list[object]]:
    groups: dict[str, list[object]] = {}
    names = {} if cells is None else cells.to_dict()
    for each in ids:
        if cells is not None and each not in names:
            raise DataError(f"customer {each!r} of the plan has no cell; give every customer on the lists one.")
        groups.setdefault(str(names.get(each, EVERYBODY)), []).append(_number(each))
    return groups


def _number(customer: object) -> object:
    """Write numpy's whole numbers as JSON knows them."""
    return customer.item() if hasattr(customer, "item") else customer


def _json(content: Mapping[str, Any]) -> str:
    """Write one cell a line, so that two plans can be compared line by line."""
    try:
        lines = [f"  {json.dumps(key)}: {json.dumps(value, allow_nan=False)}" for key, value in content.items()]
        cells = ",\n".join(f"    {json.dumps(each, allow_nan=False)}" for each in content["cells"])
    except ValueError as error:
        raise DataError("the plan holds a number that is missing or infinite; every cost needs an amount.") from error
    except TypeError as error:
        raise DataError("the plan names a customer by something that is neither a number nor a text.") from error
    lines[KEYS.index("cells")] = f'  "cells": [\n{cells}\n  ]' if cells else '  "cells": []'
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _content(path: Path) -> dict[str, Any]:
    def strange(word: str) -> NoReturn:
        raise DataError(f"{path.name} holds {word}, which is no amount: write a number, such as 0.")

    try:
        content = json.loads(path.read_text("utf-8"), parse_constant=strange)
    except OSError as error:
        raise DataError(f"cannot read the plan {path} ({error.strerror or error}).") from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataError(f"{path.name} is no JSON file ({error}); write it with Plan.write.") from error
    if type(content) is not dict:
        raise DataError(f"{path.name} holds no plan; it begins with a brace and the key 'format'.")
    return content


def _has(found: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    lacks = [key for key in keys if key not in found]
    if lacks:
        _refuse(where, f"the key{'s' * (len(lacks) > 1)} {', '.join(map(repr, lacks))} is missing")
    for key in found:
        _known("key", key, keys, where)


def _check_cell(cell: Any, where: str, rules: Rules) -> None:
    if type(cell) is not dict:
        _refuse(where, "it is no list of keys and values in braces")
    _known("stage", cell.get("stage"), STAGES, where)
    stage = str(cell["stage"])
    _has(cell, CELL if stage == "acquisition" else (*CELL, "customers"), where)
    _known("offer", cell["what"], [WHAT[stage]], where)
    for key in ("who", "channel"):
        if type(cell[key]) is not str:
            _refuse(where, f"{key} is {cell[key]!r}; write a text")
    cost = _amount(cell["cost_eur"], f"{where}: cost_eur")
    if stage == "acquisition":
        return
    _known("channel", cell["channel"], [CHANNEL[stage]], where)
    price = dict(zip(STAGES[1:], rules.costs, strict=True))[stage]
    count = len(_ids(cell["customers"], f"{where}: customers"))
    if abs(cost - price * count) > CENT:
        _refuse(where, f"{count:,} contacts at €{price:.2f} cost €{price * count:,.2f}, but cost_eur says €{cost:,.2f}")


def _check_sums(cells: Sequence[Mapping[str, Any]], numbers: Mapping[str, float], where: str) -> None:
    total, said, budget = sum(float(cell["cost_eur"]) for cell in cells), numbers["cost_eur"], numbers["budget_eur"]
    if abs(total - said) > CENT * max(len(cells), 1):
        _refuse(where, f"its cells add up to €{total:,.2f}, but cost_eur says €{said:,.2f}")
    if total > budget + CENT * max(len(cells), 1):
        _refuse(where, f"its cells add up to €{total:,.2f}, more than its budget of €{budget:,.2f}")


def _check_cap(ids: Sequence[object], cap: float, where: str) -> None:
    over = [customer for customer, count in Counter(ids).items() if count > cap]
    if over:
        _refuse(where, f"customer {over[0]!r} gets more contacts than its contact_cap of {cap:g}")


def _amount(value: Any, where: str) -> float:
    if type(value) not in (int, float) or not 0 <= value < float("inf"):
        _refuse(where, f"{value!r} is no amount; write a number of 0 or more")
    return float(value)


def _ids(value: Any, where: str) -> list[object]:
    ids = _list(value, where)
    if not all(type(each) in (int, str) for each in ids):
        _refuse(where, "it lists customers by number, such as [17, 23]")
    return ids


def _list(value: Any, where: str) -> list[Any]:
    if type(value) is not list:
        _refuse(where, "it is no list; write one in square brackets")
    return list(value)


def _known(kind: str, given: object, existing: Sequence[str], where: str) -> None:
    if given not in existing:
        raise UnknownNameError(f"{where}: {UnknownNameError.among(kind, given, existing)}")


def _refuse(where: str, fault: str) -> NoReturn:
    raise DataError(f"{where}: {fault}.")
