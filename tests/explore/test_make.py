"""A function that draws becomes a chart to explore, and everything that goes wrong is said."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from PIL import Image

from customer_value.errors import DataError, UnknownNameError
from customer_value.explore import make, task


def draw(fig, retention, kind="line"):
    """How long a customer stays. More words."""
    fig.clear()
    fig.subplots().plot([retention**year for year in range(5)], "-" if kind == "line" else "o")
    return f"At a retention of {retention:g} a customer stays {1 / (1 - retention):.1f} years as a {kind}."


def chart():
    return make(draw, retention=(0.4, 0.9, 0.1, 0.5), kind=["line", "dots"], tasks=["Find ten years.", done_at(0.9)])


def done_at(retention):
    return task("Reach the end.", reached=lambda **settings: settings["retention"] == retention, then="You did.")


def test_it_starts_with_a_picture_and_its_sentence() -> None:
    explorable = chart()
    assert repr(explorable) == "At a retention of 0.5 a customer stays 2.0 years as a line."
    assert Image.open(io.BytesIO(explorable._png)).size == (1400, 800)
    assert explorable._chart["title"] == "How long a customer stays. More words"
    assert [each["ticks"] for each in explorable._chart["tasks"]] == [False, True]


def test_its_stored_output_has_the_picture_the_text_and_no_address() -> None:
    bundle, _ = chart()._repr_mimebundle_()
    again, _ = chart()._repr_mimebundle_()
    assert bundle["text/plain"].startswith("At a retention of 0.5")
    assert bundle["text/html"].count("At a retention of 0.5") == 2
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for kind in ("text/plain", "text/html"):
        assert bundle[kind] == again[kind]
    json.dumps(bundle)


def test_a_question_is_answered_with_the_picture_the_sentence_and_the_tasks(ask) -> None:
    answer, (png,) = ask(chart(), retention=0.9, kind="dots")
    assert answer == {"id": 7, "sentence": "At a retention of 0.9 a customer stays 10.0 years as a dots.", "done": [1]}
    assert Image.open(io.BytesIO(png)).size == (700, 400)


def test_a_sharp_screen_gets_a_sharp_picture(ask) -> None:
    _, (png,) = ask(chart(), scale=2)
    assert Image.open(io.BytesIO(png)).size == (1400, 800)


def test_the_same_setting_gives_the_same_picture_whatever_came_before(ask) -> None:
    explorable = chart()
    first = ask(explorable, retention=0.6)
    ask(explorable, retention=0.8, kind="dots", scale=2)
    assert ask(explorable, retention=0.6) == first
    assert ask(explorable, retention=0.7)[1] != first[1]


def test_values_lie_on_the_grid_of_the_slider(ask) -> None:
    answer, _ = ask(chart(), retention=0.6000000001)
    assert answer["sentence"].startswith("At a retention of 0.6 ")


@pytest.mark.parametrize(
    ("settings", "message"),
    [({"retention": 2}, "between 0.4 and 0.9"), ({"kind": "pie"}, "no kind 'pie'"), ({"retention": "x"}, "between")],
)
def test_a_setting_that_does_not_exist_is_answered_with_an_error(ask, settings, message) -> None:
    answer, buffers = ask(chart(), **settings)
    assert message in answer["error"]
    assert not buffers


def test_an_error_in_the_function_reaches_the_browser(ask) -> None:
    def fails(fig, steps):
        fig.clear()
        return f"The share is {1 / (steps - 2):g} in this chart."

    explorable = make(fails, steps=(0, 4, 1, 1))
    answer, _ = ask(explorable, steps=2)
    assert answer["error"] == "The drawing function stopped: ZeroDivisionError: division by zero"
    assert ask(explorable, steps=3)[0]["sentence"] == "The share is 1 in this chart."


@pytest.mark.parametrize("returned", [None, "", 5])
def test_a_function_without_a_sentence_is_refused(returned) -> None:
    with pytest.raises(DataError, match="end it with the sentence"):
        make(lambda fig, a: returned, a=(0, 1))


def test_names_and_ranges_are_compared_with_the_function() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'retention'"):
        make(draw, retantion=(0, 1))
    with pytest.raises(DataError, match="needs retention"):
        make(draw, kind=["line"])
    with pytest.raises(DataError, match="nothing to set"):
        make(draw)
    with pytest.raises(DataError, match="low end"):
        make(draw, retention=(1, 0))


def test_a_function_may_take_any_settings() -> None:
    def free(fig, **settings):
        return f"These settings are in use: {sorted(settings)}."

    assert repr(make(free, title="Free", b=True, a=(0, 9), height=3)) == "These settings are in use: ['a', 'b']."


def test_a_function_that_updates_in_place_draws_what_a_fresh_one_draws(ask) -> None:
    from customer_value.explore import moving, once

    def build(fig):
        ax = fig.subplots()
        ax.set_ylim(0, 1)
        return moving(ax.plot([0, 1], [0, 0])[0])

    def in_place(fig, end):
        once(fig, build).set_ydata([0, end])
        return f"The line ends at {end:g} in this chart."

    def anew(fig, end):
        fig.clear()
        build(fig).set_ydata([0, end])
        return in_place.__name__

    moved = make(in_place, end=(0, 1, 0.1))
    ask(moved, end=0.2)
    pixels = [
        np.asarray(Image.open(io.BytesIO(ask(each, end=0.7)[1][0]))) for each in (moved, make(anew, end=(0, 1, 0.1)))
    ]
    assert (pixels[0] == pixels[1]).all()
