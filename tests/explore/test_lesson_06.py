"""The capstone's explorable plays plans that could be handed in, and its planted discovery is there."""

from __future__ import annotations

import pytest

from customer_value import explore
from customer_value.capstone import game
from customer_value.explore.l06_capstone import money, plan


@pytest.mark.parametrize("who", money.WHO)
@pytest.mark.parametrize(("winning", "keeping", "cap"), [(0.0, 0.5, 4), (0.8, 0.1, 1), (1.0, 0.5, 2), (0.3, 0.05, 3)])
def test_every_setting_spends_the_budget_and_keeps_the_cap(who: str, winning: float, keeping: float, cap: int) -> None:
    settings = money.Settings(money.BUDGET, winning, keeping, 0.4, who, cap)
    made, year = money.made(settings), game()
    assert year.cost(made) == pytest.approx(money.BUDGET)  # and it names nobody whom it may not
    found = money.outcome(settings)
    assert found.gain == pytest.approx(year.play(made).gain_eur)
    assert found.score == pytest.approx(year.play(made).score)
    counts = [made.retention.count(each) + (each in set(made.development)) for each in set(made.retention[:50])]
    assert max(counts, default=0) <= cap


def test_a_tenth_more_money_gains_less_and_the_same_money_elsewhere_six_times_as_much(ask) -> None:
    answer, _ = ask(explore.year_plan(), budget=money.MORE)
    assert answer["done"] == [0]
    assert answer["sentence"].startswith("€27,500: the plan gains €5,404, 11 % of what the best plan gains")
    answer, _ = ask(explore.year_plan(), cheap=0.15)
    assert answer["done"] == []
    assert answer["sentence"].startswith("€25,000: the plan gains €26,254, 52 % of what the best plan gains")
    answer, _ = ask(explore.year_plan(), who=money.MEASURED, cheap=0.15)
    assert answer["done"] == [1]
    assert answer["sentence"].startswith("€25,000: the plan gains €37,247, 74 % of what the best plan gains")
    more = {**plan.START, "budget": money.MORE}
    start, richer, moved = (money.outcome(money.Settings(**each)).gain for each in (plan.START, more, plan.MOVED))
    assert richer < start
    assert moved > 6 * start


def test_more_letters_to_the_same_customers_reach_fewer(ask) -> None:
    answer, _ = ask(explore.year_plan(), cap=4)
    assert "4,166 letters reach 1,042 customers." in answer["sentence"]


def test_a_plan_that_loses_says_so(ask) -> None:
    answer, _ = ask(explore.year_plan(), winning=1.0, cheap=1.0)
    assert "the plan loses €" in answer["sentence"]


def test_the_tasks_tell_what_the_settings_give() -> None:
    richer = {**plan.START, "budget": money.MORE}
    start, rich, shifted, moved = (
        f"€{money.outcome(money.Settings(**each)).gain:,.0f}" for each in (plan.START, richer, plan.SHIFTED, plan.MOVED)
    )
    more, places = (each["then"] for each in explore.year_plan()._chart["tasks"])
    assert f"from {start} to {rich}." in more
    assert f"from {start} to {shifted}. " in places
    assert f"from {shifted} to {moved}." in places
