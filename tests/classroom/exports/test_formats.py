"""An export is written whole or not at all, and the same material and time make the same bytes."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from customer_value.classroom.exports import formats, material
from customer_value.errors import BankError, CustomerValueError, SetupError

BANK, GLOSSARY = "tests/assessment/example.yaml", "lessons/glossary.yaml"


def test_the_same_material_and_time_make_the_same_bytes(gather, tmp_path: Path) -> None:
    for name in ("one.apkg", "two.apkg"):
        formats.export(gather(BANK, GLOSSARY), "anki", tmp_path / name)
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.apkg") as package:
        assert package.namelist() == ["collection.anki2", "media"]
        assert {each.date_time for each in package.infolist()} == {(2026, 1, 1, 12, 0, 0)}


@pytest.mark.parametrize(("to", "count"), [("canvas", 3), ("qti", 14)])
def test_a_package_is_of_one_time(gather, tmp_path: Path, to: str, count: int) -> None:
    for name in ("one.zip", "two.zip"):
        formats.export(gather(BANK, versions=2), to, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as package:
        assert len(set(package.namelist())) == len(package.namelist()) == count
        assert {each.date_time for each in package.infolist()} == {(2026, 1, 1, 12, 0, 0)}


def test_files_are_told_apart_by_what_they_hold(gather, tmp_path: Path) -> None:
    found = gather(BANK, GLOSSARY)
    assert (len(found.banks), len(found.terms) > 100) == (1, True)
    (tmp_path / "words.yaml").write_text('---\n# mine\n\n- {term: A, lesson: "04", meaning: a}\n', encoding="utf-8")
    assert [each.term for each in gather(str(tmp_path / "words.yaml")).terms] == ["A"]


@pytest.mark.parametrize("name", ["none.yaml", "picture.png", "empty.yaml"])
def test_what_is_neither_is_refused(gather, tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    (tmp_path / "empty.yaml").touch()
    with pytest.raises(BankError, match=name):
        gather(str(tmp_path / name))


@pytest.mark.parametrize(("file", "what"), [(BANK, "04.Q01"), (GLOSSARY, "Lifetime value")])
def test_nothing_comes_twice(gather, file: str, what: str) -> None:
    with pytest.raises(CustomerValueError, match=f"in the files twice: .*{what}"):
        gather(file, file)


def test_a_name_with_another_ending_is_refused(gather, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"files for anki end in \.apkg\. Name it deck\.apkg"):
        formats.export(gather(GLOSSARY), "anki", tmp_path / "deck.zip")


def test_a_full_disk_leaves_the_export_of_before(gather, tiny_disk: Path) -> None:
    out = tiny_disk / "deck.apkg"
    formats.export(gather(GLOSSARY), "anki", out)
    before = out.read_bytes()
    (tiny_disk / "filler").write_bytes(b"x" * (128 * 1024 - 4096 - -(-len(before) // 4096) * 4096))
    with pytest.raises(SetupError, match="cannot be written: No space left"):
        formats.export(gather(GLOSSARY, BANK), "anki", out)
    assert out.read_bytes() == before
    assert {each.name for each in tiny_disk.iterdir()} == {"deck.apkg", "filler"}


def test_a_folder_that_is_a_file_is_told(gather, tmp_path: Path) -> None:
    (tmp_path / "folder").touch()
    with pytest.raises(SetupError, match="cannot be written: Not a directory"):
        formats.export(gather(GLOSSARY), "anki", tmp_path / "folder" / "deck.apkg")


def test_every_format_is_told_in_the_help(project: Path) -> None:
    from click.testing import CliRunner

    from customer_value import cli

    told = " ".join(CliRunner().invoke(cli.main, ["export", "--help"]).output.split())
    for name, each in formats.FORMATS.items():
        assert f"{name}: {each.about} ({each.suffix})" in told
    assert f"[{'|'.join(formats.FORMATS)}]" in told


@pytest.mark.parametrize(("to", "suffix"), [("moodle", ".xml"), ("gift", ".gift")])
def test_a_platforms_file_has_no_time_in_it(gather, tmp_path: Path, to: str, suffix: str) -> None:
    for days in (0, 1):
        formats.export(gather(BANK, days=days, versions=2), to, tmp_path / f"{days}{suffix}")
    assert (tmp_path / f"0{suffix}").read_bytes() == (tmp_path / f"1{suffix}").read_bytes()


def test_an_empty_export_is_no_fault(tmp_path: Path) -> None:
    nothing = material.Material((), (), 1, datetime(2026, 1, 1, tzinfo=UTC))
    assert formats.export(nothing, "anki", tmp_path / "deck.apkg").what == "0 cards on 0 notes"
