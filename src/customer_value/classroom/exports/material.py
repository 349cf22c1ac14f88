"""What an export is made of and what came of it: the same for every format."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from customer_value import glossary
from customer_value.assessment import bank, select
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.code import Code
from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from customer_value.assessment.model import Bank
    from customer_value.assessment.questions.question import Question
    from customer_value.glossary import Term


class LeftOut(NamedTuple):
    """An item that a format cannot carry, or not as it is, and why."""

    item: str
    why: str


@dataclass(frozen=True)
class Material:
    """Banks and terms to be exported.

    Attributes
    ----------
    seed
        Whose numbers the questions have.
    when
        The time of the export, with time zone: the same time makes the same file.
    versions
        How many versions with other numbers a question is to have, where it draws any.
    """

    banks: tuple[Bank, ...]
    terms: tuple[Term, ...]
    seed: int
    when: datetime
    versions: int = 1


@dataclass
class Written:
    """What an export holds.

    Attributes
    ----------
    what
        In words, such as "30 cards on 20 notes".
    left_out
        What the format cannot carry; nothing is left out without a word.
    otherwise
        What is asked, scored or told in another way than in the course, and how.
    fixed
        Items whose numbers differ from learner to learner, and stand still in the export.
    beside
        Texts for files of their own beside the export, by the end of their names, such as "-key.html".
    """

    what: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    otherwise: list[LeftOut] = field(default_factory=list)
    fixed: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)


def obstacle(question: Question) -> str:
    """Say why a question cannot be asked outside the course; "" if it can."""
    if isinstance(question, Code):
        return "an exercise is done in the notebook, with code that is run"
    if isinstance(question, Chart):
        return "its figure is drawn from each learner's own data"
    if any(question.facts()):
        return "its numbers come from each learner's own data"
    return ""


def gather(
    files: Iterable[Path | str], *, seed: int, when: datetime, versions: int = 1, questions: int | None = None
) -> Material:
    """Read banks and glossaries; a file that is a list is a glossary.

    Parameters
    ----------
    files
        Banks and glossaries.
    seed, when, versions
        Those of `Material`.
    questions
        How many to draw from all banks, as for a quiz: objectives evenly, and no two that answer each other. All by
        default.

    Raises
    ------
    CustomerValueError
        If a file cannot be read, is neither, or has something that another has already.
    """
    paths = [Path(file) for file in files]
    lists = [path for path in paths if _is_list(path)]
    banks = tuple(bank.read(path) for path in paths if path not in lists)
    terms = tuple(term for path in lists for term in glossary.read(path))
    _refuse_twice([f"{each.lesson} {item.id}" for each in banks for item in each.questions])
    _refuse_twice([each.term for each in terms])
    return Material(banks if questions is None else _draw(banks, questions, seed), terms, seed, when, versions)


def _draw(banks: Sequence[Bank], count: int, seed: int) -> tuple[Bank, ...]:
    """Return the banks with the questions drawn, out of those that every format carries; none without any."""
    drawn = select.among([each for bank in banks for each in bank.questions if not obstacle(each)], count, seed=seed)
    kept = (structs.replace(bank, questions=tuple(each for each in bank.questions if each in drawn)) for bank in banks)
    return tuple(each for each in kept if each.questions)


def _refuse_twice(names: Sequence[str]) -> None:
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise CustomerValueError(f"in the files twice: {', '.join(twice)}. Name each file once, and each item once.")


def _is_list(path: Path) -> bool:
    """Tell whether a YAML file begins a list; whatever else is wrong with it, who reads it says so."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    bare = (line.strip() for line in lines)
    return next((line for line in bare if line and not line.startswith(("#", "---"))), "").startswith("-")
