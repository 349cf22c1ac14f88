"""The instructor's folder of one assignment: its record, its private key, its banks, and what comes of it."""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from customer_value.assessment import bank as banks
from customer_value.classroom.assignments.names import unique
from customer_value.classroom.assignments.records import FORMAT, Assignment
from customer_value.classroom.assignments.sealing import public_of
from customer_value.errors import DataError, SetupError
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from customer_value.assessment.model import AnyQuestion, Bank

_ABOVE_THE_KEY = "# Whoever has this key reads what students hand in. Keep a copy where only you can reach it.\n"


class Folder:
    """An assignment's folder, which only its instructor has.

    Parameters
    ----------
    path
        Made by `cvm assign`: `assignment.json`, `private.key`, `banks/`, `hand-out/` (the students' bundles),
        `hand-out.csv` (whose bundle is which), `preview.html`, and later `gradebook.sqlite`, `feedback/` and the
        reports.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hand_out = path / "hand-out"
        self.banks = path / "banks"
        self.gradebook = path / "gradebook.sqlite"
        self.feedback = path / "feedback"
        self._record = path / "assignment.json"
        self._key = path / "private.key"

    def create(self, assignment: Assignment, private: str, sources: Mapping[str, Path]) -> None:
        """Make the folder with its record, its key and a copy of each bank by name.

        Raises
        ------
        SetupError
            If there is an assignment already, or nothing can be written.
        """
        if self._record.exists():
            raise SetupError(f"{self.path} holds an assignment already; choose another folder with --out")
        try:
            self.hand_out.mkdir(parents=True, exist_ok=True)
            self.banks.mkdir(exist_ok=True)
            self._write_key(private)
            for name, source in sources.items():
                shutil.copyfile(source, self.banks / name)
            with whole(self._record) as part:
                part.write_bytes(msgspec.json.format(msgspec.json.encode(assignment), indent=1) + b"\n")
        except OSError as error:
            raise SetupError(f"{self.path} cannot be written: {error.strerror}. Choose another place.") from error

    @cached_property
    def bundles(self) -> dict[str, Path]:
        """Where each student's bundle lies, by the student's id; without a roster there is one, for ""."""
        name, students = self.assignment.name, self.assignment.students
        if not self.assignment.is_listed:
            return {each.id: self.hand_out / f"{name}.cvm" for each in students}
        return {key: self.hand_out / f"{name}-{own}.cvm" for key, own in unique(each.id for each in students).items()}

    def _write_key(self, private: str) -> None:
        descriptor = os.open(self._key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{_ABOVE_THE_KEY}{private}\n")

    @cached_property
    def assignment(self) -> Assignment:
        """The record.

        Raises
        ------
        SetupError
            If the folder holds no assignment, a damaged one, or one of a later version of the course.
        """
        try:
            raw = self._record.read_bytes()
        except OSError as error:
            raise SetupError(f"{self.path} holds no assignment; make one with: cvm assign NAME --out FOLDER") from error
        try:
            found = msgspec.json.decode(raw, type=Assignment)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SetupError(f"{self._record} is damaged ({error}); take it from your backup") from error
        if found.format > FORMAT:
            raise SetupError(f"{self._record} was made by a later version of the course; update with pip")
        return found

    @property
    def private(self) -> str:
        """The private key.

        Raises
        ------
        SetupError
            If it is missing.
        DataError
            If it is no key, or not the one of this assignment.
        """
        try:
            lines = self._key.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise SetupError(f"{self._key} is missing: without it nothing can be opened; take your backup") from error
        key = next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")
        if public_of(key) != self.assignment.seal:
            raise DataError(f"{self._key} is the key of another assignment; take the one from this one's backup")
        return key

    def bank(self, name: str) -> Bank:
        """Return one of the banks as it is in the folder now; whoever mends a key mends it there.

        Raises
        ------
        BankError
            If it cannot be read.
        """
        return banks.read(self.banks / name)

    @property
    def questions(self) -> tuple[AnyQuestion, ...]:
        """The questions of the assignment, in its order, with the keys that the folder's banks have now.

        Raises
        ------
        BankError
            If a bank cannot be read.
        UnknownNameError
            If a question is no longer in its bank.
        """
        return tuple(self.bank(each.bank).question(each.id) for each in self.assignment.questions)
