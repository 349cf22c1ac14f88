"""The explorables of lesson 5 show what they say, and their tasks can be done."""

from __future__ import annotations

import numpy as np
import pytest

from customer_value import explore
from customer_value.explore.l05_cvm_cycle import frequency, lists


def test_the_kinds_are_chances() -> None:
    chances = lists.chances()
    assert (chances >= 0).all()
    assert chances.sum(axis=0) == pytest.approx(1)


def test_lists_by_risk_and_response_lose_at_every_share_and_uplift_earns_up_to_a_point() -> None:
    assert (lists.profits(lists.RISK)[1:] < 0).all()
    assert (lists.profits(lists.RESPONSE)[1:] < 0).all()
    earned = lists.profits(lists.UPLIFT)
    best = int(earned.argmax())
    assert lists.SHARES[best] == lists.best_share() == 0.25
    assert (np.diff(earned[: best + 1]) > 0).all()
    assert (np.diff(earned[best:]) < 0).all()
    for other in (lists.RISK, lists.RESPONSE):  # everybody is everybody, whatever the order
        assert lists.profits(other)[-1] == pytest.approx(earned[-1])
    assert earned[-1] < 0


def test_risk_is_the_true_chance_to_stay_away_and_rises_with_silence() -> None:
    """So the discovery holds whether one thinks of risk or of silence."""
    _, sure, _, dogs = lists.chances()
    stays_away = 1 - sure - dogs
    assert (np.diff(stays_away) > 0).all()
    assert (lists.order(lists.RISK) == np.arange(lists.CUSTOMERS)[::-1]).all()


def test_profit_is_what_the_letters_change_less_what_they_cost() -> None:
    """By hand, for all customers: persuadables bring €20, sleeping dogs take it away, buyers use coupons."""
    moved, sure, _, dogs = lists.reached(lists.RISK, 1.0)
    by_hand = lists.CUSTOMERS * (20 * (moved - dogs) - 0.60 - 3 * (sure + moved))
    assert lists.profits(lists.RISK)[-1] == pytest.approx(by_hand)


def test_response_meets_sure_things_and_the_end_of_the_best_list_sleeping_dogs() -> None:
    assert lists.reached(lists.RESPONSE, 0.3)[1] > 10 * lists.reached(lists.RESPONSE, 0.3)[0]
    last = lists.chances()[:, lists.order(lists.UPLIFT)[-1_000:]].mean(axis=1)
    assert last[3] > last[0]


@pytest.mark.parametrize(
    ("settings", "done", "words"),
    [
        ({}, [], "Letters to the 30 % with the highest risk lose €4,995."),
        ({"ranking": lists.RESPONSE}, [0], "Letters to the 30 % with the highest response lose €6,580."),
        ({"ranking": lists.UPLIFT}, [], "Letters to the 30 % with the highest uplift earn €4,331."),
        ({"ranking": lists.UPLIFT, "share": 0.25}, [1], "Letters to the 25 % with the highest uplift earn €4,512."),
    ],
)
def test_letters_say_what_they_earn(ask, settings: dict[str, object], done: list[int], words: str) -> None:
    answer, _ = ask(explore.letter_lists(), **settings)
    assert answer["sentence"].startswith(words)
    assert answer["done"] == done


def test_the_best_list_is_shown_to_those_who_have_chosen_it(ask) -> None:
    """Until then its curve would give the discovery away."""
    explorable = explore.letter_lists()
    for ranking, shown in ((lists.RISK, [lists.RISK]), (lists.UPLIFT, [lists.RISK, lists.RESPONSE, lists.UPLIFT])):
        ask(explorable, ranking=ranking)
        curves = lists.once(explorable._canvas.fig, lists._build).curves
        assert [name for name, curve in curves.items() if curve.get_visible()] == shown


def test_the_month_is_best_at_11_contacts_and_lifetime_value_at_2() -> None:
    assert frequency.month_margin(frequency.COUNTS).argmax() == 11
    assert frequency.value(frequency.COUNTS).argmax() == 2
    assert [round(float(frequency.value(n))) for n in (0, 2, 11)] == [265, 322, 140]


@pytest.mark.parametrize(
    ("contacts", "later", "done", "words"),
    [
        (4, False, [], "4 contacts a month bring €14.32 of margin from a customer this month."),
        (11, False, [0], "11 contacts a month bring €15.32 of margin from a customer this month."),
        (2, False, [], "2 contacts a month bring €12.92 of margin from a customer this month."),
        (2, True, [1], "2 contacts a month bring €12.92"),
        (1, True, [], "1 contact a month brings €11.72"),
    ],
)
def test_contacts_say_what_they_bring(ask, contacts: int, later: bool, done: list[int], words: str) -> None:
    answer, _ = ask(explore.contacts_per_month(), contacts=contacts, later=later)
    assert answer["sentence"].startswith(words)
    assert ("is worth" in answer["sentence"]) == later
    assert answer["done"] == done
