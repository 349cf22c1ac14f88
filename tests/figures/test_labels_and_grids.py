"""Names find a free place, and every shade of a heat map carries a text that can be read."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from customer_value.figures import kano_map, theme
from customer_value.figures.grids import DARK, PAPER_TO_INDIGO, draw_grid
from customer_value.figures.labels import Point, name_points


def luminance(color) -> float:
    parts = np.array(color[:3])
    return float(np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("value", np.linspace(0, 1, 51))
def test_texts_of_heat_maps_have_contrast(value: float) -> None:
    text = luminance(to_rgb(theme.PAPER if value > DARK else theme.INK))
    dark, light = sorted((text, luminance(PAPER_TO_INDIGO(float(value)))))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_grid_writes_its_cells_from_the_top(drawn) -> None:
    table = pd.DataFrame([[1.0, 2.0], [np.nan, 4.0]], index=["top", "bottom"], columns=["left", "right"])

    def draw() -> theme.Picture:
        fig, ax = theme.new_figure("A grid")
        draw_grid(ax, table, table.astype(str))
        assert [text.get_text() for text in ax.texts] == ["1.0", "2.0", "nan", "4.0"]
        assert ax.texts[3].get_color() == theme.PAPER
        assert ax.yaxis_inverted()
        return theme.picture(fig, alt="A grid of four cells, 1 to 4.")

    assert drawn(draw) == "A grid of four cells, 1 to 4."


@pytest.mark.parametrize("seed", range(6))
def test_names_of_a_crowd_do_not_touch(drawn, seed: int) -> None:
    places = np.random.default_rng(seed).uniform(0.2, 0.8, (14, 2))

    def draw() -> theme.Picture:
        fig, ax = theme.new_figure("A crowd", "of points")
        ax.set(xlim=(0, 1), ylim=(0, 1))
        name_points(ax, [Point(x, y, f"point {number}", theme.INK) for number, (x, y) in enumerate(places)])
        assert (ax.get_xlim(), ax.get_ylim()) == ((0, 1), (0, 1))
        return theme.picture(fig, alt="A crowd of 14 points with names.")

    drawn(draw)


def test_the_same_picture_comes_out_every_time() -> None:
    table = pd.DataFrame({"A": 20, "O": 20, "M": 20, "I": 40, "better": [0.4, 0.41], "worse": -0.4}, index=["a", "b"])
    assert kano_map(table).png == kano_map(table).png
