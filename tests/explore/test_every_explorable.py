"""What holds for the explorables of every lesson: each setting can be drawn and read, and two tasks wait to be done."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import customer_value as cv
from customer_value import explore

NO_LESSON = {"Explorable", "control", "make", "moving", "once", "task"}
NAMES = sorted(set(explore.__all__) - NO_LESSON)
every = pytest.mark.parametrize("name", NAMES)


def made(name: str) -> explore.Explorable:
    """Make an explorable; if it is one of the learner's own tables, with the course's books."""
    make: Callable[..., explore.Explorable] = getattr(explore, name)
    stores = cv.load("stores").set_index("store_id")
    profit = cv.load("store_months").groupby("store_id")["profit_eur"].sum() / 3
    books: dict[str, Any] = {
        "answers": cv.load("survey_orientation"),
        "stores": stores.assign(profit_eur_per_m2=profit / stores["area_m2"]),
    }
    needed = [key for key, each in inspect.signature(make).parameters.items() if each.default is each.empty]
    return make(**{key: books[key] for key in needed})


def texts_inside(fig: Figure) -> None:
    """No text that moves leaves the picture."""
    width, height = fig.canvas.get_width_height()
    for text in fig.findobj(lambda artist: isinstance(artist, Text) and artist.get_animated()):
        box = text.get_window_extent()
        if text.get_text().strip():
            assert 0 <= box.x0 <= box.x1 <= width, text.get_text()
            assert 0 <= box.y0 <= box.y1 <= height, text.get_text()


@every
def test_the_ends_of_every_control_can_be_drawn_and_no_text_leaves_the_picture(name: str, ask) -> None:
    explorable = made(name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for control in explorable._chart["controls"]:
            for value in control["options"] or (control["low"], control["high"]):
                answer, _ = ask(explorable, **{control["name"]: value})
                assert answer.get("error") is None, answer
                texts_inside(explorable._canvas.fig)


@every
def test_there_are_two_tasks_that_are_not_done_at_the_start_and_explain_themselves(name: str) -> None:
    chart = made(name)._chart
    assert len(chart["tasks"]) == 2
    assert all(each["ticks"] and each["then"] for each in chart["tasks"])
    assert chart["done"] == []


def test_there_are_explorables() -> None:
    assert len(NAMES) > 8  # so that the tests above ask about something
