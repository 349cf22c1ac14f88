"""What a learner answers or rates, on its way to the log: nothing is lost while the log cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.attempts import Attempt
from customer_value.assessment.item import NEW, SHOWN
from customer_value.errors import ProgressError

if TYPE_CHECKING:
    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.reviews import Review


class Saver:
    """Writes answers and ratings to the log; what cannot be written waits here, in order, until it can."""

    def __init__(self, log: Attempts) -> None:
        self.log = log
        self.waiting: list[Attempt | Review] = []
        self.error = ""

    def save(self, *rows: Attempt | Review) -> None:
        """Write these answers or ratings after those that wait."""
        self.waiting += rows
        try:
            while self.waiting:
                self.log.add(self.waiting[0])
                self.waiting.pop(0)
        except ProgressError as error:
            self.error = str(error)

    def unsaved(self, item: str) -> str:
        """Return why an item's answer is not on the disk, or ""."""
        answers = [each for each in self.waiting if isinstance(each, Attempt) and each.status not in (NEW, SHOWN)]
        return self.error if any(each.item == item for each in answers) else ""
