"""The explorables of lesson 2 show what the formulas say, and their tasks can be done."""

from __future__ import annotations

import pytest

from customer_value import explore
from customer_value.explore.l02_customer_needs.pooling import pooled, winner


def test_halves_together_name_what_neither_puts_first(ask) -> None:
    answer, _ = ask(explore.pooled_kano(), share=0.5)
    assert answer["done"] == [0]
    assert answer["sentence"].endswith(
        "Together: must-be 27.5 %, one-dimensional 45 %, attractive 27.5 %. "
        "One-dimensional wins, the favourite of neither group."
    )


@pytest.mark.parametrize(("share", "wins"), [(0, "A"), (0.15, "A"), (0.2, "O"), (0.8, "O"), (0.85, "M"), (1, "M")])
def test_the_second_choice_wins_from_20_to_80_per_cent(ask, share: float, wins: str) -> None:
    percentages = pooled(share)
    assert sum(percentages.values()) == pytest.approx(100)
    assert winner(percentages) == wins
    answer, _ = ask(explore.pooled_kano(), share=share)
    assert ("the favourite of neither group" in answer["sentence"]) is (wins == "O")
    assert answer["done"] == ([1] if share == 0.8 else [])


def test_ties_go_to_must_be_then_to_one_dimensional() -> None:
    assert winner({"M": 40, "O": 40, "A": 20}) == "M"
    assert winner({"M": 20, "O": 40, "A": 40}) == "O"


@pytest.mark.parametrize(
    ("settings", "words", "done"),
    [
        ((10, 0.12), "has 48 % of the importance; faster delivery is worth €6.67", []),
        ((20, 0.12), "has 65 % of the importance; faster delivery is worth €6.67", [0]),
        ((10, 0.24), "has 65 % of the importance; faster delivery is worth €3.33", [1]),
        ((10, 0.23), "has 64 % of the importance; faster delivery is worth €3.48", []),
        ((10, 0.25), "has 66 % of the importance; faster delivery is worth €3.20", []),
    ],
)
def test_wider_fees_and_a_stronger_dislike_lift_importance_alike(ask, settings, words: str, done: list[int]) -> None:
    highest, per_euro = settings
    answer, _ = ask(explore.fee_levels(), highest=highest, per_euro=per_euro)
    assert words in answer["sentence"]
    assert answer["done"] == done


@pytest.mark.parametrize("highest", [5, 30])
@pytest.mark.parametrize("per_euro", [0.06, 0.30])
def test_both_numbers_are_written_inside_their_axes(ask, highest: int, per_euro: float) -> None:
    explorable = explore.fee_levels()
    ask(explorable, highest=highest, per_euro=per_euro)
    for ax in explorable._canvas.fig.axes:
        (label,) = ax.texts
        box, inside = label.get_window_extent(), ax.get_window_extent()
        assert inside.x0 <= box.x0 <= box.x1 <= inside.x1
        assert inside.y0 <= box.y0 <= box.y1 <= inside.y1
