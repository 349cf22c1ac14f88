"""A file is scored as the simulator scores the plan; one for another shop or another budget is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from customer_value.analysis.cycle import Plan
from customer_value.capstone import directors_plan, game, grade
from customer_value.errors import DataError, UnknownNameError


def test_the_directors_plan_scores_a_tenth(tmp_path: Path) -> None:
    year = game()
    plan = directors_plan(year)
    found = grade(plan.write(tmp_path / "plan.json"))
    played = year.play(plan)
    assert (found.score, found.low, found.high) == pytest.approx((played.score, played.score_low, played.score_high))
    assert found.cost_eur == pytest.approx(25_000)
    assert {"nothing", "random", "top revenue", "highest risk", "uplift", "oracle", "mine"} == set(found.table.index)
    assert str(found).startswith("This plan reaches 10 % of what the best plan gains (9 of 10 futures: -5 % to 26 %)")
    assert "<strong>" in found._repr_html_()
    assert repr(found) == str(found)


def test_customers_who_are_held_out_are_counted_and_not_contacted(tmp_path: Path) -> None:
    plan = Plan(retention=tuple(game().may_contact("retention")[:100])).hold_out(40)
    found = grade(plan.write(tmp_path / "plan.json"))
    assert (found.held_out, found.cost_eur) == (40, pytest.approx(36.0))


def test_another_shop_another_budget_or_another_channel_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a.json: it is a plan for shop 7, but .* books; use grade\(path, seed=7\)"):
        grade(Plan().write(tmp_path / "a.json", shop=7))
    with pytest.raises(DataError, match=r"b.json: budget_eur is 30000\.0, but this year has 25000"):
        grade(Plan().write(tmp_path / "b.json", budget=30_000))
    with pytest.raises(UnknownNameError, match=r"c.json: cell 1: no channel 'walk_in'"):
        grade(Plan({"walk_in": 10}).write(tmp_path / "c.json"))
    with pytest.raises(DataError, match=r"d.json: cell 1: 1 of .* are unknown, such as 999999"):
        grade(Plan(retention=[999_999]).write(tmp_path / "d.json"))
    with pytest.raises(DataError, match=r"e.json: held_out: 1 of .* are unknown, such as 1000000000"):
        grade(Plan(held_out=[1_000_000_000]).write(tmp_path / "e.json"))
    twice = game().may_contact("retention")[:1].tolist()
    with pytest.raises(DataError, match=f"f.json: customer {twice[0]} is held out and on the retention list too"):
        grade(Plan(retention=twice, held_out=twice).write(tmp_path / "f.json"))
    with pytest.raises(DataError, match=r"g.json: it is a plan for the lessons' books, .* shop 7; use grade\(path\)"):
        grade(Plan().write(tmp_path / "g.json"), seed=7)
    file = Plan().write(tmp_path / "h.json")
    file.write_text(file.read_text("utf-8").replace("null", "true"), "utf-8")
    with pytest.raises(DataError, match=r"h.json: shop: write the number of the books"):
        grade(file)


def test_documented_keys_are_the_files_keys(tmp_path: Path) -> None:
    from customer_value import course

    told = (course.root() / "docs" / "capstone-plan.md").read_text("utf-8")
    content = json.loads(directors_plan(game()).write(tmp_path / "plan.json").read_text("utf-8"))
    for key in [*content, *content["cells"][-1]]:
        assert f"`{key}`" in told
