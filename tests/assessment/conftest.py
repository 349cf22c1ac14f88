"""The example bank, its questions by id, and facts that need no data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from customer_value.assessment import bank
from customer_value.assessment.model import AnyQuestion, Bank

EXAMPLE = Path(__file__).parent / "example.yaml"


@pytest.fixture(scope="session")
def example_path() -> Path:
    return EXAMPLE


@pytest.fixture(scope="session")
def example() -> Bank:
    return bank.read(EXAMPLE)


@pytest.fixture(scope="session")
def facts() -> Mapping[str, Callable[..., float]]:
    return {
        "lifetime.mean_purchase_size": lambda year: {2023: 41.237, 2024: 42.5, 2025: 44.04}[year],
        "lifetime.simple_ltv": lambda duration, year: duration * {2023: 147.0, 2024: 148.25, 2025: 150.5}[year],
        "lifetime.retention_rate_year": lambda year: 0.52,
        "lifetime.survival": lambda quarters, year: {2023: 0.44, 2024: 0.35}[year],
    }


@pytest.fixture
def write_bank(tmp_path: Path) -> Callable[[str], Path]:
    """Write a bank as the lesson's own file and return its path."""

    def write(text: str) -> Path:
        path = tmp_path / "04_other.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def question(example: Bank) -> Callable[[str], AnyQuestion]:
    return example.question
