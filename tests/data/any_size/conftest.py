"""A few tables of three blocks, made once in the plainest way: by one process, in order, undisturbed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from customer_value.data.generate import any_size
from customer_value.data.generate.config import Config


@dataclass
class Made:
    """Books in files, and what their manifest says."""

    out: Path
    config: Config = field(default_factory=lambda: Config(seed=1, customers=10_001))
    tables: tuple[str, ...] = ("customers", "truth/customers", "acquisition_spend", "stores")

    def plan(self, out: Path) -> any_size.Plan:
        """Plan the same books for another folder."""
        return any_size.plan(self.config, out, self.tables)

    @property
    def manifest(self) -> str:
        """What is compared."""
        return (self.out / any_size.MANIFEST).read_text("utf-8")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    books = Made(tmp_path_factory.mktemp("books") / "new")
    plan = books.plan(books.out)
    assert list(any_size.make(plan)) == [0, 1, 2]
    any_size.finish(plan)
    return books


def visible(out: Path) -> dict[str, bytes]:
    """All files that a reader sees, by name."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and any_size.RECORDS not in path.parts
    }


@pytest.fixture(name="visible")
def _visible() -> Any:
    return visible
