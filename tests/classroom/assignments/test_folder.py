"""The instructor's folder says what is missing, damaged, of another assignment or of a later version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from customer_value.classroom.assignments.folder import Folder
from customer_value.classroom.assignments.sealing import new_keys, public_of, seal, unseal
from customer_value.errors import BankError, DataError, SetupError, UnknownNameError


def test_the_key_opens_what_is_sealed_for_the_assignment_and_is_for_its_owner_alone(
    assign: Callable[..., Folder],
) -> None:
    folder = assign()
    assert unseal(seal(b"A", folder.assignment.seal), folder.private) == b"A"
    assert (folder.path / "private.key").stat().st_mode & 0o077 == 0
    assert folder.path.stat().st_mode & 0o077 == 0


def test_a_key_that_is_missing_or_another_one(assign: Callable[..., Folder]) -> None:
    folder = assign()
    key = folder.path / "private.key"
    key.write_text(f"# A comment.\n\n{new_keys().private}\n", encoding="utf-8")
    with pytest.raises(DataError, match="is the key of another assignment"):
        _ = folder.private
    key.write_text("# A comment.\n", encoding="utf-8")
    with pytest.raises(DataError, match="this is no key"):
        _ = folder.private
    key.unlink()
    with pytest.raises(SetupError, match=r"private.key is missing: .* take your backup"):
        _ = folder.private


def test_a_record_that_is_missing_damaged_or_later(assign: Callable[..., Folder], tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="holds no assignment; make one with: cvm assign"):
        _ = Folder(tmp_path).assignment
    record = assign().path / "assignment.json"
    whole = msgspec.json.decode(record.read_bytes())
    for content, told in (
        (b"{", "is damaged"),
        (b"\xff", "is damaged"),
        (msgspec.json.encode({**whole, "format": 2}), "later version"),
    ):
        record.write_bytes(content)
        with pytest.raises(SetupError, match=told):
            _ = Folder(record.parent).assignment


def test_a_bank_that_is_mended_in_the_folder_counts(assign: Callable[..., Folder]) -> None:
    folder = assign("04.Q02")
    file = folder.banks / "04_lifetime_value.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("stays with chance", "remains with chance"), encoding="utf-8")
    assert "remains with chance" in folder.questions[0].stem
    file.write_text(text.replace("id: 04.Q02\n", "id: 04.Q902\n"), encoding="utf-8")
    with pytest.raises(UnknownNameError, match=r"no question '04\.Q02'"):
        _ = folder.questions
    file.write_text("lesson: [", encoding="utf-8")
    with pytest.raises(BankError, match=r"04_lifetime_value\.yaml:"):
        _ = folder.questions


def test_no_assignment_is_written_over_another(assign: Callable[..., Folder], tmp_path: Path) -> None:
    folder = assign()
    with pytest.raises(SetupError, match="holds an assignment already"):
        folder.create(folder.assignment, folder.private, {})
    with pytest.raises(SetupError, match="cannot be written: No such file"):
        Folder(tmp_path / "new").create(folder.assignment, folder.private, {"a.yaml": tmp_path / "none.yaml"})
    with pytest.raises(SetupError, match="cannot be written: Not a directory"):
        Folder(folder.path / "private.key" / "x").create(folder.assignment, folder.private, {})


def test_the_public_key_follows_from_the_private_one() -> None:
    keys = new_keys()
    assert public_of(keys.private) == keys.public != new_keys().public
