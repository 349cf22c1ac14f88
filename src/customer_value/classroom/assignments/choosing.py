"""What an assignment asks: questions by blueprint from the course's banks and private ones, or named ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from customer_value import course
from customer_value.assessment import bank as banks
from customer_value.assessment import select
from customer_value.assessment.questions.code import Code
from customer_value.assessment.rules.wording import unfinished
from customer_value.assessment.tags import is_drawn
from customer_value.assessment.variants import key
from customer_value.classroom.assignments.known_keys import is_public, known_keys
from customer_value.errors import BankError, DataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from customer_value.assessment.model import AnyQuestion, Bank

USUAL = 10  # questions


@dataclass(frozen=True)
class Source:
    """A bank to take questions from, and what its copy in the instructor's folder is called."""

    name: str
    path: Path
    bank: Bank
    is_private: bool


class Chosen(NamedTuple):
    """A question of an assignment, the bank that it is from, and whether its key stands in every copy of the course."""

    question: AnyQuestion
    source: Source
    is_public: bool


@dataclass(frozen=True)
class Wish:
    """What to ask: some of lessons, objectives and levels, and how many; or the ids of the items, in their order."""

    lessons: Sequence[str] = ()
    objectives: Sequence[str] = ()
    levels: Sequence[str] = ()
    items: Sequence[str] = ()
    private: Sequence[Path] = ()
    count: int = USUAL

    @property
    def numbers(self) -> list[str]:
        """The lessons that are asked for, by name or by something of theirs."""
        return [*self.lessons, *(each[:2] for each in (*self.objectives, *self.items))]


def choose(wish: Wish, seed: int) -> tuple[Chosen, ...]:
    """Choose the questions of an assignment.

    Parameters
    ----------
    wish
        By blueprint each objective comes once before any twice, and of an objective private items come first. Without
        an objective, questions tagged `go-further` or `in-lesson` are left out, as in a quiz.
    seed
        The same seed draws the same questions from the same banks.

    Raises
    ------
    UnknownNameError
        If a lesson, an objective or an item does not exist.
    BankError
        If a private bank cannot be read, two of them share an id, or an item is still to be filled in.
    DataError
        If there is nothing to choose from, or an item is an exercise or is named twice.
    """
    sources = list(_sources(wish))
    stock = _stock(sources)
    chosen = _named(wish.items, stock) if wish.items else _drawn(wish, stock, seed)
    if not chosen:
        raise DataError("no question fits; leave out a --bloom or an --objective, or add a --lesson")
    for each, source in chosen:
        _refuse_unfinished(each, source)
    known = known_keys({each.id[:2] for each, _ in chosen})
    return tuple(Chosen(each, source, is_public(each, known)) for each, source in chosen)


def exercises(sources: Iterable[Source]) -> list[str]:
    """Return the ids of the exercises in some banks: an assignment leaves them out."""
    return [each.id for source in sources for each in source.bank.questions if _is_code(each)]


def enemies(chosen: Sequence[Chosen]) -> list[str]:
    """Return the pairs of named items that answer each other, such as "04.Q02 and 04.Q03"."""
    asked = [each.question for each in chosen]
    pairs = ((one, other) for place, one in enumerate(asked) for other in asked[:place])
    return [f"{other.id} and {one.id}" for one, other in pairs if select.enemies(one, other)]


def _sources(wish: Wish) -> Iterator[Source]:
    """Yield the private banks, then those of the course that are asked for."""
    names: set[str] = set()
    for path in dict.fromkeys(each.resolve() for each in wish.private):
        yield Source(_free(path.name, names), path, banks.read(path), is_private=True)
    for lesson in dict.fromkeys(map(course.lesson, wish.numbers)):
        yield Source(_free(lesson.bank.name, names), lesson.bank, banks.read(lesson.bank), is_private=False)


def _free(name: str, taken: set[str]) -> str:
    """Return a file's name that no other of these has, small and capital letters being the same to some systems."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    taken.add(name.casefold())
    return name


def _stock(sources: Iterable[Source]) -> dict[str, tuple[AnyQuestion, Source]]:
    """Return every question by its id; a private one stands for the course's own of that id."""
    stock: dict[str, tuple[AnyQuestion, Source]] = {}
    for source in sources:
        for each in source.bank.questions:
            _, other = stock.setdefault(each.id, (each, source))
            if other is not source and source.is_private:
                rule = f"{each.id} stands in {other.path} too, and answers are kept by id."
                raise BankError.at(source.path, None, rule, "number one of them anew.")
    return stock


def _named(items: Sequence[str], stock: dict[str, tuple[AnyQuestion, Source]]) -> list[tuple[AnyQuestion, Source]]:
    for each in items:
        if each not in stock:
            raise UnknownNameError.among("question", each, stock)
        if items.count(each) > 1:
            raise DataError(f"{each} is named twice; name each question once")
        if _is_code(stock[each][0]):
            raise DataError(f"{each} is an exercise, which a notebook checks; an assignment asks questions only")
    return [stock[each] for each in items]


def _drawn(wish: Wish, stock: dict[str, tuple[AnyQuestion, Source]], seed: int) -> list[tuple[AnyQuestion, Source]]:
    if not stock:
        raise DataError("say what to ask: --lesson 04, --objective 04.O2, --item 04.Q02 or --bank private.yaml")
    questions = [each for each, _ in stock.values()]
    private = [each.id for each, source in stock.values() if source.is_private]
    aside = [] if wish.objectives else [each.id for each in questions if not is_drawn(each)]
    drawn = select.among(
        questions,
        wish.count,
        seed=key("assignment", seed),
        objectives=_objectives(wish, questions),
        levels=wish.levels,
        without=aside,
        first=private,
    )
    return sorted((stock[each.id] for each in drawn), key=lambda each: each[0].id[:2])


def _objectives(wish: Wish, questions: Sequence[AnyQuestion]) -> list[str]:
    """Return the objectives asked for: those named, and all of a lesson of which none is named."""
    named = {each[:2] for each in wish.objectives}
    lessons = {course.lesson(each).number for each in wish.lessons} - named
    of_lessons = [each.objective for each in questions if each.objective[:2] in lessons and not _is_code(each)]
    return [*wish.objectives, *dict.fromkeys(of_lessons)]


def _refuse_unfinished(question: AnyQuestion, source: Source) -> None:
    if unfinished(question):
        mend = f"`cvm bank check {source.path}` says where."
        raise BankError.at(source.path, None, f"{question.id} is still to be filled in.", mend)


def _is_code(question: AnyQuestion) -> bool:
    return isinstance(question, Code)
