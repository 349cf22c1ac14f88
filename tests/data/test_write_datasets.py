"""What is shipped is what the generator and the schema make, and it stays small."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

from customer_value.audit.model_gates import ALL_GATES
from customer_value.data.arrow import Raw, content_hash, to_raw
from customer_value.data.describe import dictionary
from customer_value.data.files import read_csv, read_parquet
from customer_value.data.generate import write
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config
from customer_value.data.package import data_package
from customer_value.data.schema import TABLES, TRUTH
from customer_value.errors import DataError

MAKE = "run `make data`"


@pytest.fixture(scope="module")
def shipped() -> tuple[dict[str, Raw], dict[str, Raw]]:
    """Both editions, made now."""
    return make_books(Config()), make_books(Config(customers=300))


@pytest.fixture
def datasets(project: Path) -> Path:
    """The shipped folder."""
    return project / "datasets"


def test_larkspur_is_not_stale(datasets: Path, shipped: tuple[dict[str, Raw], dict[str, Raw]]) -> None:
    for tables, prefix in ((TABLES, ""), (TRUTH, "truth/")):
        for name, table in tables.items():
            file = read_parquet(table, datasets / "larkspur" / f"{prefix}{name}.parquet")
            assert content_hash(to_raw(table, file)) == content_hash(shipped[0][prefix + name]), f"{name}: {MAKE}"


def test_tiny_is_not_stale(datasets: Path, shipped: tuple[dict[str, Raw], dict[str, Raw]]) -> None:
    for name, table in TABLES.items():
        file = read_csv(table, datasets / "larkspur_tiny" / f"{name}.csv")
        assert content_hash(to_raw(table, file)) == content_hash(shipped[1][name]), f"{name}: {MAKE}"


def test_dictionary_is_not_stale(datasets: Path) -> None:
    assert (datasets / "dictionary.md").read_text(encoding="utf-8") == dictionary(), MAKE


def test_data_package_is_not_stale(datasets: Path, shipped: tuple[dict[str, Raw], dict[str, Raw]]) -> None:
    text = (datasets / "datapackage.json").read_text(encoding="utf-8")
    assert text == data_package(write.hashes(*shipped)), MAKE


def test_data_card_shows_the_shipped_facts(datasets: Path) -> None:
    assert write.shipped_gates(ALL_GATES) in (datasets / "README.md").read_text(encoding="utf-8"), MAKE


@pytest.mark.all
def test_data_card_shows_the_facts_of_many_worlds(datasets: Path) -> None:
    assert write.seeds_gates(write.REPORT_SEEDS, ALL_GATES) in (datasets / "README.md").read_text(encoding="utf-8"), (
        MAKE
    )


def test_files_are_small(datasets: Path) -> None:
    large = [path.stat().st_size for path in (datasets / "larkspur").rglob("*.parquet")]
    small = [path.stat().st_size for path in (datasets / "larkspur_tiny").glob("*.csv")]
    assert sum(large) < 6e6
    assert max(large) < 3e6
    assert sum(small) < 0.65e6  # the chain's own tables are as long for 300 customers as for 12,000
    lines = datasets / "larkspur" / "order_lines.parquet"
    assert lines.stat().st_size / len(read_parquet(TABLES["order_lines"], lines)) <= 6


def test_data_package_points_at_what_exists(datasets: Path) -> None:
    package = json.loads((datasets / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    for resource in resources.values():
        assert (datasets / resource["path"]).is_file()
        for key in resource["schema"]["foreignKeys"]:
            fields = [field["name"] for field in resources[key["reference"]["resource"]]["schema"]["fields"]]
            assert set(key["reference"]["fields"]) <= set(fields)


def test_everything_can_be_written_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, datasets: Path) -> None:
    monkeypatch.setattr(write, "REPORT_SEEDS", [1])
    write.write_datasets(tmp_path)
    ours = {path.relative_to(datasets) for path in datasets.rglob("*.*") if path.is_file()}
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("*.*") if path.is_file()} == ours
    for name in ("dictionary.md", "entities.svg", "datapackage.json", "larkspur_tiny/orders.csv"):
        assert (tmp_path / name).read_bytes() == (datasets / name).read_bytes()


def test_the_module_writes_the_course_s_folder(monkeypatch: pytest.MonkeyPatch, datasets: Path) -> None:
    written = []
    monkeypatch.setattr(write, "write_datasets", lambda *given: written.append(given))
    monkeypatch.delitem(sys.modules, "customer_value.audit.ship", raising=False)
    runpy.run_module("customer_value.audit.ship", run_name="__main__")
    assert written == [(datasets, ALL_GATES)]


def test_a_card_without_its_mark_is_named() -> None:
    with pytest.raises(DataError, match="lacks the mark <!-- shipped: … -->"):
        write.fill("# A card", "", "")
