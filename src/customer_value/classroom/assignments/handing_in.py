"""Handing in: one file beside the bundle, and two lines in the log, before and after it is written.

The first line says which file is about to be written. Whoever is stopped between the two has handed in if that file
is there, and has not if it is not.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from customer_value.assessment.attempts import Attempt
from customer_value.classroom.assignments import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from customer_value.assessment.saver import Saver
    from customer_value.classroom.assignments.records import Bundle, Submission

BEGUN, DONE = "handing in", "handed in"
_MOST = 1000  # names that are tried for a file


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was handed in: the how-manieth time, the receipt, and the name of the file beside the bundle."""

    attempt: int
    receipt: str
    file: str
    at: datetime


class Desk:
    """Where a student hands in: it writes the files of answers, and knows those that were written.

    Parameters
    ----------
    bundle
        What the student got.
    path
        The bundle's file; answers are written beside it.
    saver
        On the way to the student's log.
    """

    def __init__(self, bundle: Bundle, path: Path, saver: Saver) -> None:
        self._bundle, self._path, self._saver = bundle, path, saver
        self._item = f"{bundle.assignment}/handed-in"
        # Another bundle of the same assignment, such as a fellow student's, has its own count.
        self._revision = blake2b(bundle.token.encode(), digest_size=6).hexdigest()
        self.receipts: list[Receipt] = []

    def restore(self, rows: Iterable[Attempt]) -> None:
        """Take up what the log and the folder know to be handed in, oldest first; never less than before."""
        known: dict[tuple[int, str], Receipt] = {}
        for each in rows:
            receipt = self._read(each)
            if receipt and (each.status == DONE or self._is_there(receipt)):
                known.setdefault((receipt.attempt, receipt.receipt), receipt)
        if len(known) > len(self.receipts):
            self.receipts = list(known.values())

    def knows(self, row: Attempt) -> bool:
        """Tell whether a line of the log is about a file that was handed in."""
        receipt = self._read(row)
        return receipt is not None and receipt.receipt in {each.receipt for each in self.receipts}

    @property
    def last(self) -> Receipt | None:
        """What was handed in last."""
        return self.receipts[-1] if self.receipts else None

    @property
    def left(self) -> int:
        """How often the student may still hand in."""
        return max(0, self._bundle.attempts - len(self.receipts))

    @property
    def is_there(self) -> bool:
        """Whether the file that was handed in last still lies beside the bundle, unchanged."""
        return self.last is not None and self._is_there(self.last)

    @property
    def next_attempt(self) -> int:
        """The number of the next time."""
        return self.last.attempt + 1 if self.last else 1

    def write(self, submission: Submission) -> None:
        """Write the file, and note it.

        Raises
        ------
        OSError
            If the file cannot be written; nothing of it is left then.
        """
        path, data = self._free_path(submission.attempt), files.sealed(submission, self._bundle.seal)
        receipt = Receipt(
            attempt=submission.attempt, receipt=files.receipt(data), file=path.name, at=submission.handed_in_at
        )
        self._note(receipt, BEGUN)
        files.put(path, data)
        self._note(receipt, DONE)
        self.receipts = [*self.receipts, receipt]

    def view(self) -> dict[str, Any]:
        """Describe the last receipt, or its absence, for the browser."""
        receipt = None
        if self.last:
            receipt = {
                "receipt": self.last.receipt,
                "file": str(self._path.parent / self.last.file),
                "at": self.last.at.isoformat(),
                "is_there": self.is_there,
            }
        return {"left": self.left, "receipt": receipt}

    def _free_path(self, attempt: int) -> Path:
        """Return where to write: `week3-ada.answers`, then `week3-ada-2.answers`; never over a file that is there."""
        ends = ("" if number == 1 else f"-{number}" for number in range(attempt, attempt + _MOST))
        paths = (self._path.with_name(f"{self._path.stem}{end}.answers") for end in ends)
        return next(path for path in paths if not path.exists())

    def _is_there(self, receipt: Receipt) -> bool:
        try:
            return files.receipt((self._path.parent / receipt.file).read_bytes()) == receipt.receipt
        except (OSError, ValueError):
            return False

    def _note(self, receipt: Receipt, status: str) -> None:
        answer = {"attempt": receipt.attempt, "receipt": receipt.receipt, "file": receipt.file}
        self._saver.save(
            Attempt(
                kind="assignment",
                item=self._item,
                answer=answer,
                status=status,
                asked_at=receipt.at,
                revision=self._revision,
            )
        )

    def _read(self, row: Attempt) -> Receipt | None:
        if (row.item, row.revision) != (self._item, self._revision):
            return None
        try:
            return msgspec.convert({**row.answer, "at": row.asked_at}, Receipt)
        except (TypeError, ValueError):  # a line that somebody edited
            return None
