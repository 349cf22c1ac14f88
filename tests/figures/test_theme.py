"""The look can be read by everyone, and leaves no trace in matplotlib."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from customer_value.figures import theme


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "color",
    [theme.INK, theme.QUIET, theme.INDIGO, theme.RIGHT, theme.WRONG, theme.PARTIAL, theme.TIERS["most valuable"]],
)
def test_text_colours_are_readable_on_paper(color: str) -> None:
    assert contrast(color, theme.PAPER) >= 4.5


@pytest.mark.parametrize("background", ["#111111", "#212121"])
@pytest.mark.parametrize(
    "color",
    [theme.INDIGO_IN_THE_DARK, theme.RIGHT_IN_THE_DARK, theme.WRONG_IN_THE_DARK, theme.PARTIAL_IN_THE_DARK],
)
def test_tints_are_readable_in_jupyterlabs_dark_theme(color: str, background: str) -> None:
    assert contrast(color, background) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_each_segment_has_its_own_colour_and_marker() -> None:
    assert len({mark.color for mark in theme.SEGMENTS.values()}) == 5
    assert len({mark.marker for mark in theme.SEGMENTS.values()}) == 5


def test_style_leaves_matplotlibs_settings_as_they_were() -> None:
    before = dict(mpl.rcParams)
    with theme.style():
        assert mpl.rcParams["axes.spines.top"] is False
    assert dict(mpl.rcParams) == before


def test_a_figure_is_unknown_to_pyplot_and_seven_inches_wide() -> None:
    import matplotlib.pyplot as plt

    fig, axes = theme.new_figure("A finding", "with units", rows=2, columns=2, height=theme.TALL)
    assert fig.get_size_inches().tolist() == [7, 6]
    assert axes.shape == (2, 2)
    assert plt.get_fignums() == []


def test_a_long_title_is_wrapped_into_even_lines() -> None:
    fig = Figure(figsize=(7, 4))
    text = fig.text(0, 0, "")
    assert theme.wrap(fig, text, "word " * 40, 3) > 1
    lengths = [len(line) for line in text.get_text().split("\n")]
    assert max(lengths) - min(lengths[:-1] + lengths[-1:]) <= 10
    assert theme.wrap(fig, text, "short", 3) == 1


def test_a_percentage_is_never_torn_apart() -> None:
    fig = Figure(figsize=(7, 4))
    text = fig.text(0, 0, "")
    theme.wrap(fig, text, "12 % " * 30, 2)
    assert not any(line.startswith("%") for line in text.get_text().split("\n"))


@given(st.floats(-1e7, 1e7))
def test_an_amount_begins_with_the_euro_sign_and_keeps_its_value(amount: float) -> None:
    text = theme.euro(amount)
    assert text.lstrip("−").startswith("€")
    value = float(text.replace("€", "").replace(",", "").replace("−", "-"))
    assert value == pytest.approx(amount, abs=0.5)


@pytest.mark.parametrize(("amount", "text"), [(-0.2, "€0.20"), (-0.001, "€0"), (9.5, "€9.50"), (12.5, "€12")])
def test_amounts_have_cents_only_below_ten_euros(amount: float, text: str) -> None:
    assert theme.euro(amount).lstrip("−") == text


def test_cents_can_be_asked_for() -> None:
    assert theme.euro(1234.5, 2) == "€1,234.50"


@pytest.mark.parametrize(("share", "text"), [(0.5, "50 %"), (-0.004, "0 %"), (1.256, "126 %"), (-0.5, "−50 %")])
def test_a_share_is_written_in_percent(share: float, text: str) -> None:
    assert theme.percent(share) == text


def test_names_at_line_ends_do_not_touch() -> None:
    _, ax = theme.new_figure("A finding")
    ax.set_ylim(0, 1)
    theme.label_ends(ax, {"one": (1, 0.50, theme.INK), "two": (1, 0.51, theme.INK), "three": (1, 0.9, theme.INK)})
    heights = sorted(text.xy[1] for text in ax.texts)
    assert np.diff(heights).min() >= 0.05 - 1e-9
    assert heights[-1] == 0.9


def test_the_stylesheet_carries_the_same_colours() -> None:
    css = theme.stylesheet()
    light, dark = css.split('[data-jp-theme-light="false"]')
    assert f"--cv-accent: {theme.INDIGO}" in light
    assert f"--cv-accent: {theme.INDIGO_IN_THE_DARK}" in dark
    assert css.count("{") == css.count("}") == 2
