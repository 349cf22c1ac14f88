"""Brimlow is far behind in service over the three years, and much less so by the end of them."""

from __future__ import annotations

import pandas as pd

Frames = dict[str, pd.DataFrame]


def test_mean_of_three_years_hides_what_happens(world: Frames) -> None:
    rivals = world["rivals"]
    service = rivals[rivals["rival"] == "Brimlow"].set_index("month_on")["service_index"]
    naive = 100 - service.mean()
    now = 100 - service["2025-10-01":].mean()
    assert 16 < naive < 20
    assert 3.5 < naive - now < 7


def test_prices_fall_in_campaigns(world: Frames) -> None:
    rivals = world["rivals"]
    price = rivals.pivot_table("price_index", index="rival", columns="has_campaign")
    assert (price[False] - price[True]).between(4, 8).all()
