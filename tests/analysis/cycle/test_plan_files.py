"""A plan that is written is read back the same; a file that contradicts itself is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_value.analysis.cycle import Plan, Rules, Simulator
from customer_value.errors import CustomerValueError, DataError, UnknownNameError

PLAN = Plan({"referral": 500.0, "search": 20.5}, development=(3, 1), retention=(1, 2, 4, 5))
IDS = st.lists(st.integers(1, 99), unique=True, max_size=8).map(tuple)


@settings(max_examples=30)
@given(st.floats(0, 20_000), IDS, IDS, st.data())
def test_a_plan_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, money: float, develop: tuple[int, ...], retain: tuple[int, ...], data: Any
) -> None:
    plan = Plan({"referral": round(money, 2)} if money >= 0.01 else {}, develop, retain)
    plan = plan.hold_out(data.draw(st.integers(0, len(retain))))
    found = Plan.read(plan.write(tmp_path_factory.mktemp("plan") / "plan.json"))
    assert dict(found.acquisition) == pytest.approx(dict(plan.acquisition))
    assert (found.development, found.retention, found.held_out) == (develop, plan.retention, plan.held_out)


def test_the_same_plan_makes_the_same_file_cell_by_cell(tmp_path: Path) -> None:
    cells = pd.Series({1: "growable", 2: "other", 3: "growable", 4: "other", 5: "other"})
    file = PLAN.write(tmp_path / "a.json", cells=cells)
    content = json.loads(file.read_text("utf-8"))
    found = [(each["stage"], each["who"], each["channel"], each["cost_eur"]) for each in content["cells"]]
    assert found == [
        ("acquisition", "new customers", "referral", 500.0),
        ("acquisition", "new customers", "search", 20.5),
        ("development", "growable", "call", 12.0),
        ("retention", "growable", "post", 0.6),
        ("retention", "other", "post", 1.8),
    ]
    assert content["contact_cap"] == 2  # customer 1 is on both lists
    assert content["cost_eur"] == 534.9
    assert PLAN.write(tmp_path / "b.json", cells=cells).read_bytes() == file.read_bytes()


def test_numbers_of_numpy_are_written_as_numbers(tmp_path: Path) -> None:
    plan = Plan({"referral": np.float64(3)}, retention=tuple(np.array([1, 2])))
    assert Plan.read(plan.write(tmp_path / "plan.json")).retention == (1, 2)


def edited(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        content = json.loads(text)
        change(content)
        return json.dumps(content)

    return edit


def put(key: str, value: object, place: int | None = None) -> Callable[[str], str]:
    return edited(lambda content: (content if place is None else content["cells"][place]).update({key: value}))


def drop(key: str, place: int | None = None) -> Callable[[str], str]:
    return edited(lambda content: (content if place is None else content["cells"][place]).pop(key))


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda text: text[:40], "is no JSON file"),
        (lambda _: "[1, 2]", "holds no plan"),
        (lambda _: "\ufffe", "is no JSON file"),
        (lambda text: text.replace("534.9", "NaN"), "holds NaN, which is no amount"),
        (lambda text: text.replace("534.9", "Infinity"), "holds Infinity"),
        (drop("cells"), "the key 'cells' is missing"),
        (drop("cost_eur", 1), "cell 2: the key 'cost_eur' is missing"),
        (drop("customers", 3), "cell 4: the key 'customers' is missing"),
        (put("format", "plan 7"), "its format is 'plan 7'"),
        (put("budgett", 1), "did you mean 'budget_eur'"),
        (put("cells", {}), "cells: it is no list"),
        (put("cells", [7]), "cell 1: it is no list of keys"),
        (put("stage", "retentoin", 3), "cell 4: no stage 'retentoin'; .*did you mean 'retention'"),
        (put("what", "a car", 3), "cell 4: no offer 'a car'; offers: coupon"),
        (put("channel", "radio", 3), "cell 4: no channel 'radio'; channels: post"),
        (put("cost_eur", 600.0), "add up to €534.90, but cost_eur says €600.00"),
        (put("budget_eur", 100), "more than its budget of €100.00"),
        (put("cost_eur", 2.0, 3), "cell 4: 4 contacts at €0.60 cost €2.40, but cost_eur says €2.00"),
        (put("cost_eur", -1, 0), "cell 1: cost_eur: -1 is no amount"),
        (put("cost_eur", True, 0), "True is no amount"),
        (put("cost_eur", "9", 0), "'9' is no amount"),
        (put("channel", "referral", 1), "'referral' stands in two cells"),
        (put("customers", [1.5, 2, 4, 5], 3), "lists customers by number"),
        (put("held_out", "all"), "held_out: it is no list"),
        (put("stage", ["retention"], 3), "cell 4: no stage"),
        (put("channel", ["referral"], 0), r"cell 1: channel: \[.*; write a text"),
        (put("who", 7, 3), "cell 4: who: 7; write a text of 1 to 80"),
        (lambda _: "[" * 99_999, "is no JSON file"),
        (lambda _: '{"a":' * 99_999, "is no JSON file"),
        (lambda text: text.replace("534.9", "9" * 5_000), "is no JSON file"),
        (lambda text: text.replace("534.9", "9" * 400), "cost_eur: a number of many digits is no amount"),
        (lambda text: text.replace('"shop"', '"budget_eur": 1, "shop"'), "the key 'budget_eur' stands there twice"),
        (put("who", "", 3), "cell 4: who: ''; write a text"),
        (put("who", "x" * 81, 3), "cell 4: who: .*…; write a text"),
        (put("who", "old customers", 0), "cell 1: no group 'old customers'; groups: new customers"),
        (put("contact_cap", 0.5), "contact_cap: write a whole number from 1 to 4"),
        (put("contact_cap", 5), "contact_cap: write a whole number from 1 to 4"),
        (put("contact_cap", True), "contact_cap: write a whole number from 1 to 4"),
        (put("budgett", 1), "no key 'budgett'; keys: format"),
        (put("contact_cap", 1), "customer 1 gets more contacts than its contact_cap of 1"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_place(tmp_path: Path, edit: Callable[[str], str], says: str) -> None:
    file = PLAN.write(tmp_path / "plan.json")
    file.write_text(edit(file.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(CustomerValueError, match=says):
        Plan.read(file)


def test_a_file_that_is_not_there_or_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot read the plan .*none.json"):
        Plan.read(tmp_path / "none.json")
    for no_path in (None, 5, ["plan.json"]):
        with pytest.raises(DataError, match="is no file; give its path"):
            Plan.read(no_path)  # type: ignore[arg-type]
    with pytest.raises(DataError, match=r"is no JSON file .*null"):
        Plan.read("a\0b")
    with pytest.raises(DataError, match=r"cannot write the plan to .*No such file"):
        PLAN.write(tmp_path / "no folder" / "plan.json")
    with pytest.raises(DataError, match="number that is missing or infinite"):
        Plan({"referral": float("nan")}).write(tmp_path / "plan.json")
    with pytest.raises(DataError, match="neither a number nor a text"):
        Plan(retention=[object()]).write(tmp_path / "plan.json")
    with pytest.raises(DataError, match="customer 2 of the plan has no cell"):
        PLAN.write(tmp_path / "plan.json", cells=pd.Series({1: "a", 3: "a"}))


def test_a_lot_is_drawn_once_and_from_the_list() -> None:
    plan = Plan(retention=tuple(range(50)))
    held = plan.hold_out(20)
    assert sorted([*held.retention, *held.held_out]) == list(range(50))
    assert held == plan.hold_out(20) != plan.hold_out(20, seed=7)
    for number in (51, -1, 2.5):
        with pytest.raises(DataError, match="cannot be held out"):
            plan.hold_out(number)  # type: ignore[arg-type]
    with pytest.raises(DataError, match="held out already"):
        held.hold_out(1)


def test_who_is_held_out_gets_no_letter(larkspur: Callable[[int], tuple[pd.DataFrame, ...]]) -> None:
    game = Simulator(*larkspur(1), futures=2, rules=Rules())
    letters = tuple(game.may_contact("retention")[:10])
    with pytest.raises(DataError, match="is held out and on the retention list too"):
        game.cost(Plan(retention=letters, held_out=letters[:1]))
    with pytest.raises(DataError, match=f"customer {letters[0]} is held out twice"):
        game.cost(Plan(held_out=letters[:1] * 2))
    for nobody, fault in ((10**9, "are unknown"), ("nobody", "are unknown")):
        with pytest.raises(DataError, match=fault):
            game.cost(Plan(held_out=[nobody]))
    others = game.may_contact("development").difference(game.may_contact("retention")).tolist()
    with pytest.raises(DataError, match="not in the audience"):
        game.cost(Plan(held_out=others[:1]))
    assert set(game.may_contact("retention")) < set(game.may_contact("development"))
    assert not game.known.loc[list(game.may_contact("development")), "has_opted_out"].any()
    assert game.channels.columns.tolist() == ["acquisition_cost_eur", "reach"]
    with pytest.raises(UnknownNameError, match="no stage with contacts 'acquisition'"):
        game.may_contact("acquisition")
    plan = Plan({"referral": 900.0}, letters, letters)
    pd.testing.assert_frame_equal(game.expect(plan), game.play(plan).stages)
