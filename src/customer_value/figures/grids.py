"""Tables of numbers as fields of colour: one scale from paper to indigo for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from customer_value.figures import theme

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

DARK = 0.81  # of the largest value: up to here the text is ink, beyond it white
# A step at that place leaves out the shades on which neither ink nor white has a contrast of 4.5.
_STEP = DARK - 0.002
PAPER_TO_INDIGO = LinearSegmentedColormap.from_list(
    "indigo",
    [(0, "#F4F4FA"), (0.53, "#C4C5E2"), (_STEP, "#8587BF"), (_STEP, "#6D6FB1"), (1, theme.INDIGO)],
)


def draw_grid(ax: Axes, values: pd.DataFrame, texts: pd.DataFrame, *, size: float = 8.5) -> None:
    """Draw one field for each cell, the darker the larger its value, with its text; a missing cell stays paper.

    Parameters
    ----------
    ax : Axes
        Empty.
    values : DataFrame
        Numbers from 0 on decide the colour; rows from the top, columns from the left.
    texts : DataFrame
        What is written, with the same rows and columns.
    size : float
        Of the type, in points.
    """
    numbers, words = values.to_numpy(dtype=float), [[str(text) for text in row] for row in texts.to_numpy()]
    largest = max(float(np.nanmax(numbers)), 1e-12)
    shaded = np.ma.masked_invalid(np.clip(numbers, 0, None))
    ax.pcolormesh(shaded, cmap=PAPER_TO_INDIGO, vmin=0, vmax=largest, edgecolors=theme.PAPER, linewidth=1.5)
    for (row, column), value in np.ndenumerate(numbers):
        color = theme.PAPER if value > DARK * largest else theme.INK
        ax.text(column + 0.5, row + 0.5, words[row][column], ha="center", va="center", color=color, fontsize=size)
    ax.set_xticks(np.arange(values.shape[1]) + 0.5, [str(name) for name in values.columns])
    ax.set_yticks(np.arange(values.shape[0]) + 0.5, [str(name) for name in values.index])
    ax.invert_yaxis()
    ax.tick_params(axis="both", length=0, labelcolor=theme.INK)
    ax.spines[:].set_visible(False)
