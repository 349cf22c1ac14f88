"""A picture says in words what it shows, and is the same bytes every time."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from customer_value.errors import DataError
from customer_value.figures import theme
from customer_value.figures.pictures import figure_html, palette_png

ALT = 'Retention falls from 90 % to 70 % in "three" years & more'


def drawn() -> theme.Picture:
    with theme.style():
        fig, ax = theme.new_figure("Retention falls", "Share of the cohort")
        ax.plot(np.linspace(0, 1, 50), np.linspace(0.9, 0.7, 50))
        ax.fill_between([0, 1], 0, [0.9, 0.7], color=theme.INDIGO, alpha=theme.INTERVAL)
    return theme.picture(fig, alt=ALT)


def test_it_shows_html_with_its_alternative_text_the_image_and_the_text() -> None:
    picture = drawn()
    bundle = picture._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert bundle["text/plain"] == repr(picture) == ALT
    assert "&quot;three&quot; years &amp; more" in bundle["text/html"]
    assert 'width="700"' in bundle["text/html"]
    assert base64.b64decode(bundle["image/png"]) == picture.png
    assert bundle["image/png"] in bundle["text/html"]


def test_its_bytes_are_the_same_every_time_and_name_no_date_or_program() -> None:
    first, second = drawn().png, drawn().png
    assert first == second
    assert Image.open(io.BytesIO(first)).info == {}


def test_it_is_sharp_and_small() -> None:
    png = drawn().png
    image = Image.open(io.BytesIO(png))
    assert image.size == (1400, 800)
    assert image.mode == "P"
    assert 10_000 < len(png) < 40_000


def test_main_colours_stay_exact_and_rare_ones_near() -> None:
    pixels = np.full((40, 40, 3), 255, np.uint8)
    pixels[:20] = [0x4B, 0x4E, 0x9E]
    noise = np.random.default_rng(1).integers(0, 256, (10, 40, 3), dtype=np.uint8)
    pixels[30:] = noise
    back = np.asarray(Image.open(io.BytesIO(palette_png(pixels))).convert("RGB")).astype(int)
    assert (back[:20] == [0x4B, 0x4E, 0x9E]).all()
    assert (back[20:30] == 255).all()
    assert np.abs(back[30:] - noise).mean() < 32


def test_few_colours_come_back_as_they_were() -> None:
    pixels = np.random.default_rng(2).choice(np.array([0, 90, 255], np.uint8), (30, 30, 3))
    assert (np.asarray(Image.open(io.BytesIO(palette_png(pixels))).convert("RGB")) == pixels).all()


@pytest.mark.parametrize("alt", ["", "a chart", "   "])
def test_a_picture_without_words_is_refused(alt: str) -> None:
    fig, _ = theme.new_figure("A finding")
    with pytest.raises(DataError, match="write the finding"):
        theme.picture(fig, alt=alt)


def test_a_caption_stands_below_the_image() -> None:
    html = figure_html(b"png", alt="four words of text", caption="Less < more")
    assert html.index("<img") < html.index("<figcaption") < html.index("Less &lt; more")
    assert "<figcaption" not in figure_html(b"png", alt="four words of text")
