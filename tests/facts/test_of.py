"""Every fact has a unit and a range, keeps to it in every shop, and stands in docs/question-bank.md."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import customer_value as cv
from customer_value import facts
from customer_value.errors import DataError, UnknownNameError
from customer_value.facts.by_name import OfBooks

Facts = Mapping[str, Callable[..., float]]
HEAD = re.compile(r"[^,:]+, (?:(-?\d+) to (\d+)|(\d+) or more|at most (\d+)|any sign): .+\.")
NEEDED: dict[str, Any] = {
    "component": "customer",
    "rival": "Brimlow",
    "need": "service",
    "feature": "free returns",
    "category": "O",
    "version": "fee up to €20",
    "duration": 3,
    "percent": 20,
    "quarters": 4,
    "tier": "most growable",
    "by": "needs",
    "k": 4,
}


def _parameters(compute: Callable[..., float]) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(compute).parameters)


def _ask(all_facts: Facts, name: str) -> float:
    parameters = _parameters(all_facts[name])
    return all_facts[name](**{k: NEEDED[k] for k, p in parameters.items() if p.default is p.empty})


@pytest.mark.parametrize("seed", [1, 2])
def test_every_fact_lies_in_its_range(seed: int) -> None:
    for name, compute in facts.of(seed).items():
        head = HEAD.fullmatch(compute.__doc__ or "")
        assert head, f"{name}: {compute.__doc__} does not say unit, range and meaning"
        low, high, least, most = (float(each) if each else None for each in head.groups())
        value = _ask(facts.of(seed), name)
        assert isinstance(value, float)
        assert math.isfinite(value)
        assert (low if low is not None else least if least is not None else -math.inf) <= value, name
        assert value <= (high if high is not None else most if most is not None else math.inf), name


def test_every_fact_is_in_the_documentation(project: Path, shop: Facts) -> None:
    """In this order; when it fails, paste the rows that it prints."""
    rows = []
    for name, compute in shop.items():
        told = [k if p.default is p.empty else f"{k}={p.default!r}" for k, p in _parameters(compute).items()]
        arguments = "".join(f"`{each}`, " for each in told).rstrip(", ")
        rows.append(" ".join(f"| `{name}` | {arguments} | {compute.__doc__} |".split()))
    table = "\n".join(["| fact | arguments | unit, range and meaning |", "| --- | --- | --- |", *rows])
    assert table in (project / "docs" / "question-bank.md").read_text(encoding="utf-8"), f"\n{table}"


def test_another_shop_has_other_numbers(shop: Facts, own: Facts) -> None:
    same = [name for name in shop if _ask(shop, name) == _ask(own, name)]
    assert same == []
    assert own["lifetime.customer_equity"]() == facts.of(1)["lifetime.customer_equity"]()


def test_unknown_names(shop: Facts) -> None:
    assert "lifetime.love" not in shop
    with pytest.raises(UnknownNameError, match=r"no fact 'lifetime\.retention'; facts: orientation\.component_score"):
        shop["lifetime.retention"]
    with pytest.raises(UnknownNameError, match="no argument 'years'; arguments: year; did you mean 'year'"):
        shop["lifetime.purchase_frequency"](years=2024)
    with pytest.raises(UnknownNameError, match="no argument 'year'; arguments: none"):
        shop["needs.response_rate"](year=2024)
    with pytest.raises(DataError, match=r"needs\.kano_share needs the arguments feature, category"):
        shop["needs.kano_share"]()
    with pytest.raises(DataError, match=r"year must be a number or a word, not \[2024\]"):
        shop["lifetime.purchase_frequency"](year=[2024])


def test_a_fact_is_computed_once_for_the_same_arguments() -> None:
    years: list[int] = []

    def sales(_books: object, *, year: int) -> float:
        """€, any sign: of a test."""
        years.append(year)
        return float(year)

    asked: OfBooks[float] = OfBooks(facts.Facts(None).books, {"test.sales": sales})
    assert [asked["test.sales"](year=year) for year in (2024, 2025, np.int64(2024))] == [2024, 2025, 2024]
    assert years == [2024, 2025]


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("orientation.alpha", {"survey_orientation"}),
        ("needs.response_rate", {"survey_needs"}),
        ("segments.below_zero_share", {"customer_summary"}),
        ("lifetime.purchase_frequency", {"orders"}),
        ("cycle.redemption_rate", {"coupons"}),
    ],
)
def test_a_fact_loads_only_what_it_needs(name: str, tables: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "customer_value.facts.books.load", lambda table, seed: (asked.append(table), cv.load(table, seed=seed))[1]
    )
    own = facts.Facts(None)
    assert len(own) == len(set(own))
    assert asked == []
    _ask(own, name)
    assert _ask(own, name) == _ask(own, name)
    assert asked == list(tables), "each once"
