"""The picture of an estimate beside the truth is readable, whatever is compared."""

from __future__ import annotations

import pandas as pd
import pytest

from customer_value.audit.drawing import draw
from customer_value.audit.quantities import QUANTITIES, quantity


@pytest.mark.parametrize("of", QUANTITIES)
@pytest.mark.parametrize("scale", [0.01, 1, 900])
def test_no_text_covers_another(readable, of: str, scale: float) -> None:
    tenths = pd.DataFrame({"tenth": range(1, 11), "estimate": range(-1, 9), "truth": range(10)})
    tenths[["estimate", "truth"]] *= scale
    rankings = {"yours": 0.71, "the best": 0.78, "habit": -0.12}
    shown = readable(lambda: draw(tenths, rankings, f"{scale} is what your estimate reaches.", quantity(of), 12_000))
    assert shown.alt.startswith(f"{scale} is what your estimate reaches. In the tenth with the highest estimates")
