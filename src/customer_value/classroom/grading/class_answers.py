"""What a class answered, from its gradebook, for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value import course
from customer_value.classroom.assignments.known_keys import is_public, known_keys
from customer_value.classroom.grading.gradebook import Gradebook
from customer_value.classroom.grading.marking import OPEN
from customer_value.classroom.report.answers import COLUMNS, ClassAnswers, Item, item_of
from customer_value.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from customer_value.classroom.assignments.folder import Folder
    from customer_value.classroom.grading.gradebook import Result


def class_answers(folder: Folder) -> ClassAnswers:
    """Return the answers of a class as the report takes them.

    Answers that are still to be marked are there without a score; one that could not be graded is left out.

    Raises
    ------
    SetupError
        If nothing is graded yet.
    """
    import pandas as pd

    if not folder.gradebook.exists():
        raise SetupError(
            f"{folder.path} has no gradebook yet; first type: cvm grade {folder.path} --submissions FOLDER"
        )
    gradebook = Gradebook(folder.gradebook)
    counting = gradebook.counting()
    rows = [
        _row(each)
        for each in gradebook.results().values()
        if each.status != "error" and counting.get(each.student) == each.file
    ]
    answers = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"score": float, "seconds": float})
    return ClassAnswers(title=folder.assignment.title, items=tuple(_items(folder)), answers=answers)


def _row(result: Result) -> tuple[Any, ...]:
    status = "partial" if result.status == OPEN else result.status  # without a score it counts in no mean
    about = (result.student, result.item, result.score, status, result.answer, result.misconceptions)
    return (*about, result.seconds, result.confidence)


def _items(folder: Folder) -> Iterator[Item]:
    objectives = {key: f"{each.verb} {each.text}" for key, each in course.objectives().items()}
    known = known_keys({each.id[:2] for each in folder.assignment.questions})
    for asked in folder.assignment.questions:
        bank = folder.bank(asked.bank)
        question = bank.question(asked.id)
        yield item_of(
            question,
            objectives=objectives,
            misconceptions=bank.misconceptions,
            points=asked.points,
            is_public=is_public(question, known),
        )
