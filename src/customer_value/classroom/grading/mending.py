"""A bank whose keys were mended after the class has answered: taken in, and held against what was handed out."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from customer_value import facts
from customer_value.assessment import bank as banks
from customer_value.assessment.sheet import sheet, shown
from customer_value.classroom.assignments.files import read_bundle
from customer_value.errors import DataError, SetupError, UnknownNameError
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from customer_value.assessment.model import AnyQuestion
    from customer_value.assessment.sheet import Sheet
    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.assignments.records import Student


def replace(folder: Folder, path: Path) -> str:
    """Put a mended bank in the place of the one that has the same questions; the old one stays beside it.

    Parameters
    ----------
    folder
        The instructor's.
    path
        The mended bank.

    Returns
    -------
    str
        A sentence for the instructor.

    Raises
    ------
    BankError
        If it cannot be read.
    UnknownNameError, DataError, SetupError
        If it lacks a question that the assignment took from that bank, changes what students saw, or cannot be copied.
    """
    mended = {each.id: each for each in banks.read(path).questions}
    asked: dict[str, list[str]] = {}
    for each in folder.assignment.questions:
        asked.setdefault(each.bank, []).append(each.id)
    names = [name for name, ids in asked.items() if set(mended) & set(ids)]
    name = next((each for each in names if each == path.name), names[0] if names else "")
    lost = [each for each in asked.get(name, []) if each not in mended]
    if not name or lost:
        raise UnknownNameError.among("question", lost[0] if lost else "of this assignment", sorted(mended))
    check(folder, [mended[each] for each in asked[name]])
    try:
        old = _free(folder.banks / name)
        shutil.copyfile(folder.banks / name, old)
        with whole(folder.banks / name) as part:
            shutil.copyfile(path, part)
    except OSError as error:
        raise SetupError(f"{folder.banks} cannot be written: {error.strerror}.") from error
    return f"{name} was replaced; the bank of before is {old.relative_to(folder.path)}."


def _free(path: Path) -> Path:
    """Return a name beside a bank that no other file has."""
    number = 1
    while (found := path.with_name(f"{path.stem}.before-{number}{path.suffix}")).exists():
        number += 1
    return found


def check(folder: Folder, questions: Sequence[AnyQuestion]) -> list[str]:
    """Hold the banks against what was handed out to three students; return what differs harmlessly.

    A student's answer names places among the options as shown. If their texts were changed, it would be read as another
    one: only keys, tolerances and explanations can be mended.

    Raises
    ------
    DataError
        If options, rows or gaps are others than those that were handed out.
    """
    students = folder.assignment.students
    some = {each.id: each for each in (students[0], students[len(students) // 2], students[-1])}
    parts, stems = set(), set()
    for student in some.values():
        for handed, now in _pairs(folder, questions, student):
            if handed.parts != now.parts:
                parts.add(now.id)
            elif handed.stem != now.stem:
                stems.add(now.id)
    if parts:
        raise DataError(
            f"{_named(parts)}: the bank shows other options, rows, gaps or units than those that were handed out, so "
            f"that answers would be read as others. Mend keys, tolerances and explanations alone."
        )
    if not stems:
        return []
    return [f"{_named(stems)}: the text is another than was handed out; if a number in it changed, so did its answer."]


def _named(items: Iterable[str]) -> str:
    return ", ".join(sorted(items))


def _pairs(folder: Folder, questions: Sequence[AnyQuestion], student: Student) -> Iterator[tuple[Sheet, Sheet]]:
    """Yield what a student was handed out, and what the banks would hand out now."""
    path = folder.bundles[student.id]
    if not path.exists():
        return
    handed = {each.id: each for each in read_bundle(path).questions}
    known = facts.of(student.shop)
    for question in questions:
        if question.id in handed:
            yield handed[question.id], sheet(question, shown(question, student.seed, known))
