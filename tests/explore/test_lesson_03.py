"""The explorables of lesson 3 show what they say, and their tasks can be done."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from matplotlib.text import Text

from customer_value import explore
from customer_value.explore.l03_segmentation import best_fifth as best
from customer_value.explore.l03_segmentation import channels

ALL = (explore.best_fifth, explore.two_channels)


@pytest.mark.parametrize("make", ALL)
def test_the_ends_of_every_control_can_be_drawn_and_no_text_leaves_the_picture(make, ask) -> None:
    explorable = make()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for control in explorable._chart["controls"]:
            for value in control["options"] or (control["low"], control["high"]):
                answer, _ = ask(explorable, **{control["name"]: value})
                assert answer.get("error") is None, answer
                fig = explorable._canvas.fig
                width, height = fig.canvas.get_width_height()
                for text in fig.findobj(lambda artist: isinstance(artist, Text) and artist.get_animated()):
                    box = text.get_window_extent()
                    assert 0 <= box.x0 <= box.x1 <= width, text.get_text()
                    assert 0 <= box.y0 <= box.y1 <= height, text.get_text()


@pytest.mark.parametrize("make", ALL)
def test_there_are_two_tasks_that_are_not_done_at_the_start_and_explain_themselves(make) -> None:
    tasks = make()._chart["tasks"]
    assert len(tasks) == 2
    assert all(each["ticks"] and each["then"] for each in tasks)
    assert make()._chart["done"] == []


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
