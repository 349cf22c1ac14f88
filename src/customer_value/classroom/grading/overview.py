"""The gradebook as a teacher wants to see it: a row for each student, and how the class did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from customer_value.classroom.grading.intake import CLAIMED
from customer_value.classroom.grading.verdicts import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import FileRow, Gradebook, Result


@dataclass(frozen=True)
class Row:
    """One student.

    Attributes
    ----------
    student
        As on the roster, or as claimed.
    file
        The file that counts; None for who has handed in nothing that counts.
    results
        By question; empty without a file.
    """

    student: str
    file: FileRow | None
    results: Mapping[str, Result]

    @property
    def points(self) -> float | None:
        """The sum of points; None without a file."""
        return sum(each.points or 0.0 for each in self.results.values()) if self.file else None

    @property
    def waiting(self) -> int:
        """How many answers have no points yet."""
        return sum(each.score is None for each in self.results.values())

    @property
    def unreadable(self) -> list[Result]:
        """The answers whose form was none, worth 0."""
        return [each for each in self.results.values() if each.status == "malformed"]


def rows(folder: Folder, gradebook: Gradebook) -> list[Row]:
    """Return the whole class: the roster in its order, then those who claim a name."""
    files = {each.id: each for each in gradebook.files()}
    counting, by_student = gradebook.counting(), _by_student(gradebook)
    listed = [each.id for each in folder.assignment.students] if folder.assignment.is_listed else []
    everybody = dict.fromkeys([*listed, *sorted(counting)])
    return [
        Row(name, files[counting[name]], by_student.get(name, {})) if name in counting else Row(name, None, {})
        for name in everybody
    ]


def _by_student(gradebook: Gradebook) -> dict[str, dict[str, Result]]:
    found: dict[str, dict[str, Result]] = {}
    for (name, item), result in gradebook.results().items():
        found.setdefault(name, {})[item] = result
    return found


def worth(folder: Folder) -> float:
    """Return what the assignment is worth, in points."""
    return sum(each.points for each in folder.assignment.questions)


def odd_flags(file: FileRow) -> list[str]:
    """Return what is odd about a file; that names are claimed is so for all, where there is no roster."""
    return [each for each in file.flags if each != CLAIMED]


def lines(folder: Folder, class_: Sequence[Row], files: Sequence[FileRow]) -> list[str]:
    """Return the table for the terminal: files by verdict, students, mean."""
    counts = Counter(each.verdict for each in files)
    handed = [each for each in class_ if each.file]
    told = [f"{counts[name]:>7}  {each.words}" for name, each in VERDICTS.items() if counts[name]]
    told += [f"{sum(bool(odd_flags(each)) for each in files):>7}  flagged"]
    told += (
        [f"{len(class_) - len(handed):>7}  students without a file that counts"] if folder.assignment.is_listed else []
    )
    told += [f"{sum(each.waiting for each in handed):>7}  answers without points yet"]
    told += [f"{sum(len(each.unreadable) for each in handed):>7}  answers that could not be read, worth 0"]
    if handed:
        so_far = " so far" if any(each.waiting for each in handed) else ""
        mean, of = fmean(each.points or 0.0 for each in handed), worth(folder)
        share = f"of {of:g} ({100 * mean / of:.0f} %)"
        told.append(f"{mean:>7.1f}  points on average{so_far}, {share}, {len(handed)} students")
    return told
