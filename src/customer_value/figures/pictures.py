"""Pictures that say in words what they show: a PNG with its alternative text, the same bytes every time."""

from __future__ import annotations

import base64
import html
import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from customer_value.errors import DataError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 200
SHOWN_WIDTH = 700  # CSS pixels
_COLORS, _FREQUENT = 160, 96  # of the palette: fewer show on the edges of letters, more only cost bytes

_CARD = (
    "margin:0;display:inline-block;max-width:100%;box-sizing:border-box;overflow:hidden;"
    "background:#FFFFFF;border:1px solid #D7DAE0;border-radius:8px"
)

_CAPTION = "padding:0 16px 14px;color:#1F2430;max-width:668px"


class Picture:
    """A finished picture: it shows itself in a notebook, and a screen reader reads its alternative text.

    Parameters
    ----------
    png : bytes
        The image.
    alt : str
        The finding and the numbers that carry it.
    """

    def __init__(self, png: bytes, *, alt: str) -> None:
        self.png = png
        self.alt = says_something(alt)

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return what Jupyter stores: HTML with the alternative text, the image, and the text alone."""
        shown = figure_html(self.png, alt=self.alt)
        return {"text/html": shown, "image/png": base64.b64encode(self.png).decode(), "text/plain": self.alt}


def picture(fig: Figure, *, alt: str) -> Picture:
    """Turn a figure into a picture with its alternative text.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        Drawn at 200 dots an inch, shown 700 pixels wide.
    alt : str
        The finding and the numbers that carry it, not "a chart of".

    Raises
    ------
    DataError
        When the alternative text says nothing.
    """
    return Picture(png_of(fig), alt=alt)


def figure_html(png: bytes, *, alt: str, caption: str = "") -> str:
    """Return a card with the image, its alternative text, and a caption below it where there is one."""
    data = base64.b64encode(png).decode()
    below = f'<figcaption style="{_CAPTION}">{html.escape(caption)}</figcaption>' if caption else ""
    return (
        f'<figure class="cv-figure" style="{_CARD}"><img alt="{html.escape(alt)}" width="{SHOWN_WIDTH}" '
        f'style="display:block;max-width:100%;height:auto" src="data:image/png;base64,{data}">{below}</figure>'
    )


def png_of(fig: Figure) -> bytes:
    """Draw a figure as a small PNG: a palette of its own colours, no date and no program name inside."""
    raw = io.BytesIO()
    fig.savefig(raw, format="rgba", dpi=DPI, facecolor=fig.get_facecolor())
    width, height = (round(side * DPI) for side in fig.get_size_inches())
    pixels = np.frombuffer(raw.getvalue(), np.uint8).reshape(height, width, 4)[..., :3]
    return palette_png(pixels)


def palette_png(pixels: np.ndarray) -> bytes:
    """Encode an image, height x width x 3, as a PNG with a palette of its own colours."""
    out = io.BytesIO()
    with_palette(pixels).save(out, format="PNG", optimize=True)
    return out.getvalue()


def with_palette(pixels: np.ndarray) -> Image.Image:
    """Give an image a palette of its own colours; each other pixel takes the nearest of them.

    Parameters
    ----------
    pixels : array of uint8, height x width x 3
        Red, green and blue. The main colours stay exact, only the edges of letters and lines are rounded.
    """
    codes = pixels.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colors, place, count = np.unique(codes, return_inverse=True, return_counts=True)
    rgb = np.stack([colors >> 16, colors >> 8 & 255, colors & 255], axis=1).astype(np.int32)
    kept, nearest = _palette(rgb, count)
    image = Image.fromarray(nearest[place].reshape(codes.shape).astype(np.uint8), mode="P")
    image.putpalette(rgb[kept].astype(np.uint8).tobytes())
    return image


def _palette(rgb: np.ndarray, count: np.ndarray) -> tuple[list[int], np.ndarray]:
    """Choose the most frequent colours, then those that are farthest from all chosen; say which is nearest to each."""
    kept: list[int] = []
    nearest = np.zeros(len(rgb), int)
    distance = np.full(len(rgb), np.iinfo(np.int32).max)
    frequent = np.argsort(-count, kind="stable")[:_FREQUENT]
    for turn in range(min(_COLORS, len(rgb))):
        new = int(frequent[turn]) if turn < len(frequent) else int(distance.argmax())
        away = ((rgb - rgb[new]) ** 2).sum(axis=1)
        nearest[away < distance] = turn
        distance = np.minimum(distance, away)
        kept.append(new)
    return kept, nearest


def says_something(alt: str) -> str:
    """Return the alternative text, or say how to write one."""
    if len(alt.split()) < 4:
        raise DataError(
            f"the alternative text {alt!r} says too little; write the finding and the numbers that carry it, "
            f'such as "Retention falls from 90 % to 70 % in three years"'
        )
    return alt
