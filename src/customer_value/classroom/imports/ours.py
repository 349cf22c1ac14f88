"""What our own exports put into a question, and where it belongs in a bank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from customer_value.assessment.messages import catalogue, languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.classroom.imports.draft import Found


def undo(found: Found) -> None:
    """Take out what our own exports add: the unit behind the stem, and the call to number things."""
    for words in (catalogue(language) for language in languages()):
        before, _, behind = words["platform_unit"].partition("{unit}")
        asked = re.search(rf"\s*{re.escape(before)}([^\n]{{1,40}}){re.escape(behind)}$", found.stem)
        if asked and found.kind == "numeric":
            found.unit, found.stem = found.unit or asked[1], found.stem[: asked.start()]
        if found.kind == "match" and is_order(found):
            found.stem = found.stem.removesuffix(words["number_all"]).strip()


def is_order(found: Found) -> bool:
    """Tell whether things are matched with the places 1, 2, 3 ..., as our exports ask for an order."""
    places = sorted(target for text, target in found.rows if text)
    return len(places) >= 3 and places == sorted(str(each) for each in range(1, len(found.rows) + 1))


def told_afterwards(found: Found, texts: list[str], template: str = "") -> dict[str, str]:
    """Take what our exports tell of each part, in a list behind the feedback, back to the part."""
    says: dict[str, str] = {}
    rest = []
    for line in found.after.split("\n"):
        part = next((each for each in _starts(texts, template) if line.startswith(each[1])), None)
        if part:
            says[part[0]] = line[len(part[1]) :].strip()
        else:
            rest.append(line)
    if says:
        found.after = "\n".join(rest).strip()
    return says


def _starts(texts: list[str], template: str) -> Iterator[tuple[str, str]]:
    """Yield each part with how a line about it begins, the longest first."""
    for text in sorted(texts, key=len, reverse=True):
        if not template:
            yield text, f"- {text}: "
            continue
        for language in languages():
            yield text, f"- {catalogue(language)[template].partition('{says}')[0].format(option=text)}"
