"""A table that shows its texts in full and from the left, whatever pandas is set to."""

from __future__ import annotations

import re

import pandas as pd


class Listing(pd.DataFrame):
    """A DataFrame to be read by people; what is made from it is a plain DataFrame again."""

    def __repr__(self) -> str:
        """Return all rows, and texts as long as they are."""
        plain = pd.DataFrame(self)
        padded = {name: _left(plain[name]) for name in map(str, plain) if plain[name].dtype == "str"}
        lines = plain.assign(**padded).to_string(index=False, justify="left")
        return "\n".join(line.rstrip() for line in lines.splitlines())

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            html = self.to_html(index=False, notebook=True)
        words = [str(name) for name in self if self[name].astype(str).str.contains("[a-z]").any()]
        heads = "|".join(map(re.escape, words))  # above words, a heading begins at the left as they do
        return re.sub(rf"<th>(?=(?:{heads})<)|<td>(?=[^<]*[a-z])", _at_the_left, html)


def _at_the_left(tag: re.Match[str]) -> str:
    return f'{tag[0][:-1]} style="text-align: left">'


def _left(texts: pd.Series) -> pd.Series:
    return texts.str.ljust(int(texts.str.len().max()))
