"""docs/item-report.md names every mark that the report can make, with the limits that the code has."""

from __future__ import annotations

import re
from pathlib import Path

from customer_value.classroom.report import flags, reasons


def test_every_mark_and_every_limit(project: Path) -> None:
    text = (project / "docs" / "item-report.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z?][a-z ?]*) \| (.+?) \|", text, re.MULTILINE))
    source = Path(reasons.__file__).read_text(encoding="utf-8")
    assert set(rows) - {"mark"} == set(re.findall(r'Reason\(\s*"([^"]+)"', source))
    assert f"{reasons.TOO_HARD:.0%}".replace("%", " %") in rows["too hard"]
    assert f"{reasons.TOO_EASY:.0%}".replace("%", " %") in rows["too easy"]
    assert f"{reasons.TAKEN:.0%}".replace("%", " %") in rows["unused option"]
    assert f"{reasons.UNREADABLE:.0%}".replace("%", " %") in rows["unreadable"]
    assert f"{reasons.BLANK:.0%}".replace("%", " %") in rows["left out"]
    assert f"{reasons.SEPARATES:.2f}"[1:] in rows["separates little"]
    assert f"{reasons.SHARP:.2f}"[1:] in rows["separates little"]
    assert f"fewer than {flags.ENOUGH} marked answers" in text
    assert (reasons.SURE, reasons.SLOW) == (10, 3)
