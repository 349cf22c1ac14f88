"""Every public figure shows how it is called, and what the picture then says."""

from __future__ import annotations

import inspect

import pytest

from customer_value import figures

DRAWN = [name for name in figures.__all__ if inspect.isfunction(getattr(figures, name)) and name != "larkspur"]


def test_figures_are_found() -> None:
    assert {"kano_map", "plan_waterfall", "silence"} <= set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_a_figure_has_an_example_that_reads_its_text(name: str) -> None:
    told = inspect.getdoc(getattr(figures, name)) or ""
    assert f">>> picture = cv.figures.{name}(" in told
    assert ">>> picture.alt" in told
