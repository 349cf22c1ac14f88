"""Worlds in which every planted surprise has to be there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

SEEDS = (1, 2, *(pytest.param(seed, marks=pytest.mark.all) for seed in range(101, 121)))


@pytest.fixture(params=SEEDS)
def world(
    request: pytest.FixtureRequest, frames: Callable[[int], Mapping[str, pd.DataFrame]]
) -> Mapping[str, pd.DataFrame]:
    """Frames of one world: 1 and 2 always, 101 to 120 in the full run."""
    return frames(request.param)
