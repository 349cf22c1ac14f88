"""Files of other programs, brought in as a bank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from customer_value.assessment import parsing
from customer_value.classroom.imports import reading


@pytest.fixture
def bring(tmp_path: Path) -> Callable:
    """Return a function that brings text or bytes in and gives what came of it, and the bank as it is read."""

    def run(content: str | bytes, name: str = "04_mine.yaml"):
        file = tmp_path / "questions"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        brought = reading.bring(file, tmp_path / name)
        (tmp_path / name).write_text(brought.text, encoding="utf-8")
        parsed = parsing.parse(tmp_path / name)
        assert parsed.problems == []
        assert len(parsed.bank.questions) == brought.count
        return brought, parsed.bank.questions

    return run
