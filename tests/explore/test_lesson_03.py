"""The explorables of lesson 3 show what they say, and their tasks can be done."""

from __future__ import annotations

import numpy as np
import pytest

from customer_value import explore
from customer_value.explore.l03_segmentation import best_fifth as best
from customer_value.explore.l03_segmentation import channels


def test_the_share_rises_over_buyers_and_falls_over_all_ever_won() -> None:
    over_buyers, over_all = best.shares(best.BUYERS), best.shares(best.EVER)
    assert (np.diff(over_buyers) > 0).all()
    assert (np.diff(over_all) < 0).all()
    assert (over_buyers < over_all).all()


@pytest.mark.parametrize(
    ("window", "denominator", "done", "words"),
    [
        (12, best.BUYERS, [], "In 12 months the best fifth of the buyers in the window brings 60 % of the sales."),
        (36, best.BUYERS, [0], "In 36 months the best fifth of the buyers in the window brings 65 % of the sales."),
        (36, best.EVER, [], "In 36 months the best fifth of all customers ever won brings 81 % of the sales."),
        (12, best.EVER, [1], "In 12 months the best fifth of all customers ever won brings 84 % of the sales."),
    ],
)
def test_one_shop_has_four_numbers(ask, window: int, denominator: str, done: list[int], words: str) -> None:
    answer, _ = ask(explore.best_fifth(), window=window, denominator=denominator)
    assert answer["sentence"].startswith(words)
    assert answer["done"] == done


def test_many_of_the_best_are_not_the_best_again_though_nobody_changed() -> None:
    assert best.still_there(12, best.BUYERS) == pytest.approx(0.62, abs=0.005)
    assert best.still_there(36, best.BUYERS) > best.still_there(12, best.BUYERS)


def test_the_counts_of_orders_are_chances_of_the_negative_binomial() -> None:
    from scipy.stats import nbinom

    counts = np.arange(1, channels.MOST + 1)
    every = nbinom.pmf(counts, channels.SHAPE, channels.SHAPE / (channels.SHAPE + channels.MEAN))
    store, both = channels.chances(0.3)
    expected = every * 0.7**counts
    assert store == pytest.approx(expected / expected.sum())
    expected = every * (1 - 0.7**counts - 0.3**counts)
    assert both == pytest.approx(expected / expected.sum(), abs=1e-12)


@pytest.mark.parametrize("online", [0.05, 0.1, 0.35, 0.6])
def test_a_channel_adds_nothing_at_equal_numbers_of_orders(ask, online: float) -> None:
    one, two = channels.spending(online, channels.ALIKE)
    assert one == two
    store, both = channels.spending(online, channels.EVERYBODY)
    assert both == two
    assert both > 2 * store
    answer, _ = ask(explore.two_channels(), online=online, compared=channels.ALIKE)
    assert ": 1.0 times as much." in answer["sentence"]
    assert answer["done"] == [1]


def test_with_more_orders_online_customers_of_both_look_better(ask) -> None:
    ratios = [two / one for one, two in (channels.spending(q, channels.EVERYBODY) for q in np.arange(0.05, 0.65, 0.05))]
    assert (np.diff(ratios) > 0).all()
    assert ": 2.5 times as much." in ask(explore.two_channels())[0]["sentence"]
    answer, _ = ask(explore.two_channels(), online=0.6)
    assert ": 4.7 times as much." in answer["sentence"]
    assert answer["done"] == [0]
