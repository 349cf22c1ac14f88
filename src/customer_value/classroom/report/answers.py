"""What a class answered, in the one form that the report is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from customer_value.assessment.calibration import LEVELS
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.errors import ColumnError, DataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import pandas as pd

    from customer_value.assessment.questions.question import Question

COLUMNS = ("student", "item", "score", "status", "answer", "misconceptions", "seconds", "confidence")
STATUSES = ("correct", "partial", "wrong", "malformed", "not_attempted")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question as the report needs it.

    Attributes
    ----------
    id, type, objective, bloom
        As in the bank: "04.Q07", "single", "04.O3", "analyse".
    stem
        Markdown; numbers that differ from student to student as the bank writes them, `{{name}}`.
    objective_text
        What a learner can do then, in words.
    options
        Texts in the bank's order, for types with options; an answer names them by their places. A statement has two,
        "True" and "False", and its answer is true or false.
    keys
        Places of the right options, from 0.
    misconceptions
        Those that a wrong answer to this item can reveal: id -> sentence.
    chance
        That a blind guess is right, 0 to 1.
    points
        What a full score is worth.
    is_public
        Whether the key can be read in the course's own bank.
    has_own_numbers
        Whether numbers differ from student to student.
    """

    id: str
    stem: str
    type: str
    objective: str
    objective_text: str = ""
    bloom: str = ""
    options: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    misconceptions: Mapping[str, str] = field(default_factory=dict)
    chance: float = 0.0
    points: float = 1.0
    is_public: bool = False
    has_own_numbers: bool = False


def item_of(
    question: Question,
    *,
    objectives: Mapping[str, str],
    misconceptions: Mapping[str, str],
    points: float = 1.0,
    is_public: bool = False,
) -> Item:
    """Make the report's item of a question of a bank.

    Parameters
    ----------
    question
        Of any type.
    objectives, misconceptions
        Id -> text; those of the question are picked out, and one that is not there is shown by its id.
    points, is_public
        As in `Item`.

    Examples
    --------
    >>> from customer_value import course
    >>> from customer_value.assessment import bank
    >>> lesson = bank.read(course.lesson("04").bank)
    >>> item = item_of(lesson.question("04.Q06"), objectives={}, misconceptions=lesson.misconceptions)
    >>> item.type, len(item.options), item.keys, sorted(item.misconceptions)
    ('single', 4, (0,), ['04.M4'])
    """
    options, keys = _options(question)
    return Item(
        id=question.id,
        stem=question.stem,
        type=str(question.__struct_config__.tag),
        objective=question.objective,
        objective_text=objectives.get(question.objective, ""),
        bloom=question.bloom,
        options=options,
        keys=keys,
        misconceptions={
            each.misconception: misconceptions.get(each.misconception, each.misconception)
            for each in question.sentences()
            if each.misconception
        },
        chance=question.chance,
        points=points,
        is_public=is_public,
        has_own_numbers=bool(question.variables) or any(question.facts()),
    )


def _options(question: Question) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the options and the places of the right ones; a statement has two: it is true, or it is false."""
    if isinstance(question, TrueFalse):
        return ("True", "False"), (0 if question.answer else 1,)
    options = getattr(question, "options", None) or ()
    return tuple(each.text for each in options), tuple(place for place, each in enumerate(options) if each.correct)


@dataclass(frozen=True, kw_only=True)
class ClassAnswers:
    """The answers of a class to an assignment.

    Attributes
    ----------
    title
        Of the assignment.
    items
        Those that were asked of anybody, in their order.
    answers
        One row for each student and item that this student was asked: `student` (text), `item` (its id), `score`
        (0 to 1; NaN is not yet marked), `status` (one of STATUSES), `answer` (JSON text: what the bank counts, such
        as the place of an option), `misconceptions` (tuple of ids that the answer reveals), `seconds` (NaN is
        unknown), `confidence` ("sure", "think so", "guess", or None).

    Raises
    ------
    ColumnError, UnknownNameError, DataError
        If a column is missing, an item, a status or a confidence is unknown, a score lies outside 0 to 1, a student has
        two rows for one item, or nobody has answered.
    """

    title: str
    items: tuple[Item, ...]
    answers: pd.DataFrame

    def __post_init__(self) -> None:
        ColumnError.check(COLUMNS, self.answers.columns, where="the class report")
        if self.answers.empty:
            raise DataError("there are no answers to report on; collect some first.")
        _known("item", self.answers["item"], [each.id for each in self.items])
        _known("status", self.answers["status"], STATUSES)
        _known("confidence", self.answers["confidence"].dropna(), tuple(LEVELS))
        scores = self.answers["score"].dropna()
        if not scores.between(0, 1).all():
            raise DataError(f"scores lie between 0 and 1, not at {scores[~scores.between(0, 1)].iloc[0]!r}.")
        twice = self.answers[self.answers.duplicated(["student", "item"])]
        if len(twice):
            student, item = twice.iloc[0][["student", "item"]]
            raise DataError(f"the student {student!r} has two rows for {item}; keep the one that counts.")

    def item(self, key: str) -> Item:
        """Find an item by its id, or raise `UnknownNameError`."""
        for each in self.items:
            if each.id == key:
                return each
        raise UnknownNameError.among("item", key, [each.id for each in self.items])

    def points(self) -> dict[str, float]:
        """Return what each item is worth, by its id."""
        return {each.id: each.points for each in self.items}

    def scores(self) -> pd.DataFrame:
        """Return the scores, 0 to 1, students x items: NaN where an item was not asked, or is not yet marked."""
        table = self.answers.pivot_table(index="student", columns="item", values="score", aggfunc="first")
        students = sorted(self.answers["student"].unique())
        return table.reindex(index=students, columns=[each.id for each in self.items]).astype(float)


def is_marked(answers: pd.DataFrame) -> pd.Series[bool]:
    """Say of each answer whether it could be read and has a mark: others say nothing of what a student knows.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("correct", 1.0), ("wrong", 0.0), ("partial", None), ("malformed", 0.0), ("not_attempted", 0.0)]
    >>> is_marked(pd.DataFrame(rows, columns=["status", "score"])).tolist()
    [True, True, False, False, False]
    """
    return answers["status"].isin(["correct", "partial", "wrong"]) & answers["score"].notna()


def _known(kind: str, given: pd.Series[Any], existing: tuple[str, ...] | list[str]) -> None:
    for each in given.unique():
        if each not in existing:
            raise UnknownNameError.among(kind, each, existing)
