"""The explorables of lesson 4 show what the formulas say, and their tasks can be done."""

from __future__ import annotations

import pytest

from customer_value import explore
from customer_value.explore.l04_lifetime_value.churn import retention
from customer_value.explore.l04_lifetime_value.contest import AS_THE_MODEL_HAS_IT, Contest, contest


def test_lifetime_value_is_320_before_and_275_after_the_cost_of_winning_the_customer() -> None:
    sentence = repr(explore.lifetime_value())
    assert "worth €320 (2.67 yearly margins)" in sentence
    assert "back after 1 year and leaves €275" in sentence


@pytest.mark.parametrize("margin", [20, 400])
@pytest.mark.parametrize("retention_rate", [0.40, 0.95])
@pytest.mark.parametrize("discount_rate", [0, 0.25])
@pytest.mark.parametrize("acquisition_cost", [0, 200])
def test_the_value_is_written_inside_its_axes(
    ask, margin: int, retention_rate: float, discount_rate: float, acquisition_cost: int
) -> None:
    explorable = explore.lifetime_value()
    ask(
        explorable,
        margin=margin,
        retention_rate=retention_rate,
        discount_rate=discount_rate,
        acquisition_cost=acquisition_cost,
    )
    fig = explorable._canvas.fig
    panel = fig.axes[1]
    (label,) = panel.texts
    box, inside = label.get_window_extent(), panel.get_window_extent()
    assert inside.x0 <= box.x0
    assert box.x1 <= inside.x1
    assert box.y1 <= inside.y1


def test_more_retention_is_worth_more_than_in_proportion(ask) -> None:
    answer, _ = ask(explore.lifetime_value(), retention_rate=0.88)
    assert "worth €480 (4.00 yearly margins)" in answer["sentence"]
    assert "leaves €435" in answer["sentence"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"first_margin": "now"}, "worth €440 (3.67 yearly margins)"),
        ({"first_margin": "now"}, "is back at once"),
        ({"margin": 20, "acquisition_cost": 200}, "never comes back and leaves −€147"),
        ({"margin": 20, "acquisition_cost": 35, "retention_rate": 0.70}, "worth €35 (1.75 yearly margins)"),
        ({"margin": 20, "acquisition_cost": 35, "retention_rate": 0.70}, "just comes back in the long run"),
        ({"margin": 20, "acquisition_cost": 35, "retention_rate": 0.70}, "and leaves nothing."),
        ({"margin": 20, "acquisition_cost": 35, "retention_rate": 0.69}, "never comes back and leaves −€1.34"),
        ({"acquisition_cost": 100}, "is back after 2 years"),
    ],
)
def test_timing_payback_and_loss_are_said(ask, settings, words) -> None:
    assert words in ask(explore.lifetime_value(), **settings)[0]["sentence"]


@pytest.mark.parametrize(
    ("settings", "done"),
    [
        ({"retention_rate": 0.92}, []),
        ({"retention_rate": 0.93}, [0]),
        ({"margin": 20, "acquisition_cost": 35, "retention_rate": 0.69}, []),
        ({"margin": 20, "acquisition_cost": 35, "retention_rate": 0.70}, [1]),
        ({"retention_rate": 0.93, "first_margin": "now"}, []),
    ],
)
def test_tasks_of_the_lifetime_value_are_ticked_when_reached(ask, settings, done) -> None:
    assert ask(explore.lifetime_value(), **settings)[0]["done"] == done


@pytest.mark.parametrize(("x", "chance"), [(1, 60), (2, 54), (3, 46), (5, 28), (8, 9), (10, 4)])
def test_with_the_same_last_purchase_a_frequent_buyer_is_likelier_lost(ask, x: int, chance: int) -> None:
    answer, _ = ask(explore.probability_alive(), x=x)
    assert f"still active with a chance of {chance} %" in answer["sentence"]


def test_without_a_repeat_purchase_the_models_assumption_is_named(ask) -> None:
    assert "an assumption, not a finding" in ask(explore.probability_alive(), x=0)[0]["sentence"]


def test_one_week_is_no_weeks(ask) -> None:
    assert "in 1 week counts" in ask(explore.probability_alive(), x=0, T=1)[0]["sentence"]
    assert "1 silent week," in ask(explore.probability_alive(), t_x=20, T=21)[0]["sentence"]


def test_a_last_purchase_after_the_end_is_drawn_at_the_end_and_said(ask) -> None:
    sentence = ask(explore.probability_alive(), t_x=50, T=30)[0]["sentence"]
    assert "the last in week 30, seen until week 30 (the last purchase cannot lie after week 30" in sentence
    assert "with all purchases at the start" in ask(explore.probability_alive(), t_x=0)[0]["sentence"]


@pytest.mark.parametrize(("settings", "done"), [({"x": 10}, [0]), ({"x": 10, "T": 27}, [1]), ({"x": 10, "T": 26}, [])])
def test_tasks_of_the_silent_customer(ask, settings, done) -> None:
    assert ask(explore.probability_alive(), **settings)[0]["done"] == done


def test_mixed_churn_lifts_value_from_175_to_267(ask) -> None:
    assert "worth 1.75 yearly margins" in repr(explore.mixed_churn())
    answer, _ = ask(explore.mixed_churn(), spread=0.20)
    assert "worth 2.67 yearly margins, 52 % more" in answer["sentence"]
    assert answer["done"] == [0]


def test_retention_of_a_mixed_cohort_rises_as_published() -> None:
    assert retention(0.20)[:5] == pytest.approx([0.700, 0.757, 0.806, 0.842, 0.865], abs=0.001)
    assert retention(0).round(12).tolist() == [0.7] * 10


# Break the forecast

MODEL, TYPICAL, FOUND = 0, 1, 2


@pytest.fixture(scope="module")
def broken() -> explore.Explorable:
    """One for all: what it answers depends on the settings alone."""
    return explore.break_the_forecast()


def shop(draw: int = 1, **changed: float) -> Contest:
    return contest(draw, **{**AS_THE_MODEL_HAS_IT, **changed})


def test_a_shop_that_keeps_the_models_rules_is_the_models() -> None:
    assert shop().model_wins == (True, True, True)
    assert abs(shop().measured.loc["model", "off"]) < 0.1


def test_a_busy_december_loses_the_total_and_no_more() -> None:
    assert shop(december=2).model_wins == (False, True, True)
    assert shop(december=2).measured.loc["model", "off"] > 0.15


def test_buyers_in_bursts_are_taken_for_lost() -> None:
    assert shop(bursts=1).model_wins == (False, True, False)
    assert shop(bursts=1).measured.loc["model", "off"] < -0.4


def test_what_changes_after_the_fit_hurts_both_and_leaves_the_order() -> None:
    both = shop(leaving=3).measured["off"]
    assert (both > 0.2).all()
    assert shop(leaving=3).model_wins == (True, True, True)


@pytest.mark.all
@pytest.mark.parametrize("draw", range(1, 6))
def test_other_draws_of_the_customers_tell_the_same_story(draw: int) -> None:
    """The total breaks at small changes, the list of the best only when most buy in bursts."""
    for year in (1.5, 2, 4):
        assert not shop(draw, december=year).model_wins[MODEL]
        assert shop(draw, december=year).model_wins[FOUND]
    assert shop(draw, bursts=0.3).model_wins[FOUND]
    assert not shop(draw, bursts=1).model_wins[FOUND]
    for leaving in (0, 0.5, 2, 3):
        assert shop(draw, leaving=leaving).model_wins[TYPICAL:] == (True, True)
    for months in (12, 36):
        assert shop(draw, months=months).model_wins[TYPICAL:] == (True, True)


@pytest.mark.parametrize(
    ("settings", "done"),
    [
        ({}, []),
        ({"december": 2}, [0]),
        ({"december": 2, "months": 36}, []),  # two changes: which one was it?
        ({"bursts": 1.0}, [0, 1]),
        ({"bursts": 0.8, "months": 36}, [1]),
        ({"leaving": 3}, []),
    ],
)
def test_tasks_of_the_broken_forecast(ask, broken, settings, done) -> None:
    assert ask(broken, **settings)[0]["done"] == done


def test_the_sentence_names_both_and_the_winner(ask, broken) -> None:
    sentence = ask(broken, bursts=1.0)[0]["sentence"]
    assert "BG/NBD: total 52 % too low" in sentence
    assert "Last year's purchases: total 48 % too high" in sentence
    assert sentence.endswith("Last year's purchases win 2 of 3.")
