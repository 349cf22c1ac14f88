"""A plan as a file: what one person writes, another can read, check and grade.

The file is JSON (docs/capstone-plan.md explains it key by key): what the plan costs, the contact cap that it keeps,
its cells, and whom it keeps aside for comparison. Reading is strict: a file that contradicts itself is refused with
the place and the mend, never repaired in silence.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from customer_value.errors import DataError

from .rules import STAGES, Rules
from .strict_json import amount, content, ids, known, refuse, rows, text

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
    for stage, contacted, price in zip(STAGES[1:], (plan.development, plan.retention), rules.costs, strict=True):
        for who, group in _grouped(contacted, cells).items():
            row = _cell(stage, who, CHANNEL[stage], price * len(group))
            rows.append(row | {"customers": group})
    counts = Counter([*plan.development, *plan.retention])
    found = {
        "format": FORMAT,
        "shop": shop,
        "budget_eur": round(float(budget), 2),
        "cost_eur": round(sum(row["cost_eur"] for row in rows), 2),
        "contact_cap": max(counts.values(), default=1),
        "cells": rows,
        "held_out": [_number(each) for each in plan.held_out],
    }
    return _json(found)


def parsed(path: Path | str, rules: Rules) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read a file and check that it keeps to itself; return its content, and what a `Plan` takes.

    Raises
    ------
    DataError, UnknownNameError
        If the file cannot be read, lacks a key, names an unknown cell, holds what is no number, or does not add up.
    """
    found, where = content(path), Path(path).name
    _has(found, KEYS, where)
    if found["format"] != FORMAT:
        refuse(where, f"its format is {found['format']!r}; this course reads {FORMAT!r}")
    numbers = {name: amount(found[name], f"{where}: {name}") for name in ("budget_eur", "cost_eur")}
    cells = rows(found["cells"], f"{where}: cells")
    for place, cell in enumerate(cells, 1):
        _check_cell(cell, f"{where}: cell {place}", rules)
    _check_sums(cells, numbers, where)
    parts = joined(cells, where)
    _check_cap([*parts["development"], *parts["retention"]], found["contact_cap"], rules, where)
    return found, parts | {"held_out": tuple(ids(found["held_out"], f"{where}: held_out"))}


def joined(cells: Sequence[Mapping[str, Any]], where: str) -> dict[str, Any]:
    """Return what a `Plan` takes, from checked cells."""
    money: dict[str, float] = {}
    contacts: dict[str, tuple[object, ...]] = dict.fromkeys(STAGES[1:], ())
    for cell in cells:
        if cell["stage"] != STAGES[0]:
            contacts[cell["stage"]] += tuple(cell["customers"])
        elif cell["channel"] in money:
            refuse(where, f"the channel {cell['channel']!r} stands in two cells; add them up")
        else:
            money[cell["channel"]] = float(cell["cost_eur"])
    return {"acquisition": money, **contacts}


def _cell(stage: str, who: str, channel: str, money: float) -> dict[str, Any]:
    return {"stage": stage, "who": who, "what": WHAT[stage], "channel": channel, "cost_eur": round(float(money), 2)}


def _grouped(customers: Sequence[object], cells: pd.Series | None) -> dict[str, list[object]]:
    groups: dict[str, list[object]] = {}
    names = {} if cells is None else cells.to_dict()
    for each in customers:
        if cells is not None and each not in names:
            raise DataError(f"customer {each!r} of the plan has no cell; give every customer on the lists one.")
        groups.setdefault(str(names.get(each, EVERYBODY)), []).append(_number(each))
    return groups


def _number(customer: object) -> object:
    """Write numpy's whole numbers as JSON knows them."""
    return customer.item() if hasattr(customer, "item") else customer


def _json(found: Mapping[str, Any]) -> str:
    """Write one cell a line, so that two plans can be compared line by line."""
    try:
        lines = [f"  {json.dumps(key)}: {json.dumps(value, allow_nan=False)}" for key, value in found.items()]
        cells = ",\n".join(f"    {json.dumps(each, allow_nan=False)}" for each in found["cells"])
    except ValueError as error:
        raise DataError("the plan holds a number that is missing or infinite; every cost needs an amount.") from error
    except TypeError as error:
        raise DataError("the plan names a customer by something that is neither a number nor a text.") from error
    lines[KEYS.index("cells")] = f'  "cells": [\n{cells}\n  ]' if cells else '  "cells": []'
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _has(found: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    lacks = [key for key in keys if key not in found]
    if lacks:
        refuse(where, f"the key{'s' * (len(lacks) > 1)} {', '.join(map(repr, lacks))} is missing")
    for key in found:
        known("key", key, keys, where)


def _check_cell(cell: Any, where: str, rules: Rules) -> None:
    if type(cell) is not dict:
        refuse(where, "it is no list of keys and values in braces")
    known("stage", cell.get("stage"), STAGES, where)
    stage = str(cell["stage"])
    _has(cell, CELL if stage == "acquisition" else (*CELL, "customers"), where)
    known("offer", cell["what"], [WHAT[stage]], where)
    for key in ("who", "channel"):
        text(cell[key], f"{where}: {key}")
    cost = amount(cell["cost_eur"], f"{where}: cost_eur")
    if stage == "acquisition":
        known("group", cell["who"], [NEW], where)
        return
    known("channel", cell["channel"], [CHANNEL[stage]], where)
    price = dict(zip(STAGES[1:], rules.costs, strict=True))[stage]
    count = len(ids(cell["customers"], f"{where}: customers"))
    if abs(cost - price * count) > CENT:
        refuse(where, f"{count:,} contacts at €{price:.2f} cost €{price * count:,.2f}, but cost_eur says €{cost:,.2f}")


def _check_sums(cells: Sequence[Mapping[str, Any]], numbers: Mapping[str, float], where: str) -> None:
    total, said, budget = sum(float(cell["cost_eur"]) for cell in cells), numbers["cost_eur"], numbers["budget_eur"]
    if abs(total - said) > CENT * max(len(cells), 1):
        refuse(where, f"its cells add up to €{total:,.2f}, but cost_eur says €{said:,.2f}")
    if total > budget + CENT * max(len(cells), 1):
        refuse(where, f"its cells add up to €{total:,.2f}, more than its budget of €{budget:,.2f}")


def _check_cap(contacted: Sequence[object], cap: Any, rules: Rules, where: str) -> None:
    if type(cap) is not int or not 1 <= cap <= rules.cap:
        refuse(f"{where}: contact_cap", f"write a whole number from 1 to {rules.cap:g}")
    over = [customer for customer, count in Counter(contacted).items() if count > cap]
    if over:
        refuse(where, f"customer {over[0]!r} gets more contacts than its contact_cap of {cap}")
