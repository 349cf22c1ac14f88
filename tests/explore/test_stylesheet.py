"""The card of an explorable has the colours of the theme, and its script asks nothing of other machines."""

from __future__ import annotations

import re

import pytest

from customer_value.explore import Explorable
from customer_value.figures import theme

CSS = str(Explorable._css)
LIGHT, DARK = re.findall(r"^[^\n{]*\.cv-explorable {(.*?)}", CSS, re.DOTALL | re.MULTILINE)[:2]


@pytest.mark.parametrize(
    ("block", "name", "color"),
    [
        ("light", "accent", theme.INDIGO),
        ("light", "right", theme.RIGHT),
        ("light", "wrong", theme.WRONG),
        ("light", "paper", theme.PAPER),
        ("light", "line", theme.LINE),
        ("dark", "accent", theme.INDIGO_IN_THE_DARK),
        ("dark", "right", theme.RIGHT_IN_THE_DARK),
        ("dark", "wrong", theme.WRONG_IN_THE_DARK),
    ],
)
def test_its_colours_are_those_of_the_theme(block: str, name: str, color: str) -> None:
    assert f"--cv-{name}: {color};" in {"light": LIGHT, "dark": DARK}[block]


def test_it_names_no_colour_of_its_own() -> None:
    known = {theme.INDIGO, theme.RIGHT, theme.WRONG, theme.PAPER, theme.LINE, theme.INK}
    known |= {theme.INDIGO_IN_THE_DARK, theme.RIGHT_IN_THE_DARK, theme.WRONG_IN_THE_DARK}
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", CSS)) <= known


def test_script_and_style_load_nothing() -> None:
    assert "http" not in CSS + str(Explorable._esm)
    assert len(str(Explorable._esm).splitlines()) < 600
