"""A table that shows its texts in full, whatever pandas is set to."""

from __future__ import annotations

import pandas as pd


class Listing(pd.DataFrame):
    """A DataFrame to be read by people; what is made from it is a plain DataFrame again."""

    def __repr__(self) -> str:
        """Return all rows, and texts as long as they are."""
        return self.to_string(index=False)

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return self.to_html(index=False, notebook=True)
