"""A folder belongs to one set of books; anything else is refused in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from customer_value.data.generate import any_size, recipes
from customer_value.data.generate.config import Config
from customer_value.errors import DataError, SetupError, UnknownNameError


@pytest.mark.parametrize(
    ("config", "tables", "said"),
    [
        (Config(seed=2, customers=300), ["stores"], "begun with seed 1; you ask for seed 2"),
        (Config(seed=1, customers=301), ["stores"], "begun with customers 300; you ask for customers 301"),
        (Config(seed=1, customers=300), ["products"], "begun with tables stores; you ask for tables products"),
    ],
)
def test_other_books_are_refused(tmp_path: Path, config: Config, tables: list[str], said: str) -> None:
    any_size.plan(Config(seed=1, customers=300), tmp_path, ["stores"])
    with pytest.raises(SetupError, match=said):
        any_size.plan(config, tmp_path, tables)


def test_books_of_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    any_size.plan(Config(seed=1, customers=300), tmp_path, ["stores"])
    monkeypatch.setattr(any_size.making, "fingerprint", lambda: "other")
    with pytest.raises(SetupError, match=r"begun with generator [0-9a-f]{16}; you ask for generator other"):
        any_size.plan(Config(seed=1, customers=300), tmp_path, ["stores"])


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(SetupError, match=r"is not empty: it holds thesis\.docx\. Choose another folder"):
        any_size.plan(Config(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_folder_that_was_only_just_begun_is_taken(tmp_path: Path) -> None:
    (tmp_path / "_blocks").mkdir()
    (tmp_path / "_blocks" / ".settings.json.1.part").touch()
    assert any_size.plan(Config(customers=300), tmp_path, ["stores"]).missing == [0]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SetupError, match=r"file/books cannot be used: Not a directory\. Choose another folder"):
        any_size.plan(Config(), tmp_path / "file" / "books")


def test_an_unknown_table_is_named_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"no table 'order'; .* did you mean 'orders'"):
        any_size.plan(Config(), tmp_path / "new", ["order"])
    assert not (tmp_path / "new").exists()


def test_a_table_of_the_chain_may_use_sums_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(recipes.CHAIN, "stores", lambda _seed, tables: tables["orders"])
    with pytest.raises(DataError, match="asks for 'orders', whose rows lie in blocks; it may use only: acquisition"):
        any_size.plan(Config(), tmp_path / "new", ["stores"])


def test_a_table_of_the_chain_brings_the_sums_that_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def needy(_seed: int, tables: Any) -> Any:
        return {**tables["products"], "product_id": tables["acquisition_spend"]["new_customers"]}

    monkeypatch.setitem(recipes.CHAIN, "stores", needy)
    plan = any_size.plan(Config(customers=300), tmp_path, ["customers", "stores"])
    assert (plan.tables, plan.sums) == (("customers", "stores"), ("acquisition_spend",))
