"""A figure can be drawn under a title that leaves its finding to the reader, and only inside the block."""

from __future__ import annotations

from customer_value.figures import theme


def _titles() -> list[str]:
    fig, _ = theme.new_figure("Half of them left", "Share of the cohort")
    return [text.get_text() for text in fig.texts]


def test_titled() -> None:
    with theme.titled("How many left?"):
        assert _titles() == ["How many left?", "Share of the cohort"]
    assert _titles() == ["Half of them left", "Share of the cohort"]
