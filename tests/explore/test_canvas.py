"""Only what moves is drawn again, and pictures are encoded without loss."""

from __future__ import annotations

import io

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from customer_value.explore import moving, once
from customer_value.explore.canvas import Canvas, fast_png


def test_parts_are_built_once_for_each_figure() -> None:
    one, other = Canvas(), Canvas()
    built = [once(canvas.fig, lambda fig: object()) for canvas in (one, one, other)]
    assert built[0] is built[1]
    assert built[0] is not built[2]


def test_moving_an_artist_does_not_draw_the_axes_again() -> None:
    canvas = Canvas()
    ax = canvas.fig.subplots()
    line = moving(ax.plot([0, 1], [0, 1])[0])
    first = canvas.pixels().copy()
    draws = []
    canvas.fig.canvas.mpl_connect("draw_event", draws.append)
    line.set_ydata([1, 0])
    assert not (canvas.pixels() == first).all()
    assert not draws
    line.set_ydata([0, 1])
    assert (canvas.pixels() == first).all()
    ax.set_xlabel("years")
    assert not (canvas.pixels() == first).all()
    assert len(draws) == 1


@settings(max_examples=25)
@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 20), st.integers(1, 20), st.just(4))))
def test_the_fast_encoder_loses_nothing(pixels: np.ndarray) -> None:
    assert (np.asarray(Image.open(io.BytesIO(fast_png(pixels)))) == pixels).all()
