"""Material to be exported: the example bank, which has every type and field once, and the course's terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from customer_value.classroom.exports import material
from customer_value.classroom.exports.material import Material

WHEN = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def gather(project: Path) -> Callable[..., Material]:
    """Return a function that reads files of the project, as of some days after 2026-01-01."""

    def read(*files: str, days: int = 0, **options: int) -> Material:
        paths = [project / each for each in files]
        return material.gather(paths, when=WHEN + timedelta(days=days), **{"seed": 1, **options})

    return read
