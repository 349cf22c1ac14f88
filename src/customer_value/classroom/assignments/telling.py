"""What an instructor is told of an assignment that was made: what it asks, what is public, and what to do next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from customer_value.assessment import bank as banks
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.short import Short
from customer_value.classroom.assignments import choosing
from customer_value.classroom.csv_cells import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from customer_value.assessment.model import AnyQuestion
    from customer_value.classroom.assignments.choosing import Chosen, Wish
    from customer_value.classroom.assignments.folder import Folder

# Seconds that we allow for a question; a rule of thumb, not a measurement.
SECONDS = {
    "single": 60,
    "multiple": 75,
    "true_false": 40,
    "order": 75,
    "match": 90,
    "cloze": 75,
    "numeric": 120,
    "chart": 90,
    "short": 240,
}
_NAMED = 5  # ids at most
_OWN_DATA = 180  # beside that, where a number has to be computed from the student's books


def lines(folder: Folder, chosen: Sequence[Chosen], wish: Wish, when: datetime) -> Iterator[str]:
    """Yield the lines that `cvm assign` prints.

    Parameters
    ----------
    folder
        As it was written.
    chosen, wish
        What is asked, and what was asked for.
    when
        The time of now.
    """
    assignment, asked = folder.assignment, [each.question for each in chosen]
    whom = _several(len(assignment.students), "student") if assignment.is_listed else "anybody (one bundle for all)"
    points = sum(each.points for each in assignment.questions)
    time = _several(minutes(asked), "minute")
    yield f"{_several(len(asked), 'question')} for {whom}: {_several(points, 'point')}, about {time}."
    objectives = Counter(each.objective for each in asked)
    yield f"Objectives: {', '.join(f'{name} ({count})' for name, count in sorted(objectives.items()))}."
    yield f"Questions: {', '.join(each.id for each in asked)}."
    yield from _notes(folder, chosen, wish, when)
    yield from _public(chosen)
    yield from _next(folder)


def minutes(questions: Sequence[AnyQuestion]) -> int:
    """Return about how long questions take, in whole minutes."""
    seconds = sum(SECONDS[str(each.__struct_config__.tag)] + _OWN_DATA * _is_computed(each) for each in questions)
    return max(1, round(seconds / 60))


def _several(number: float, thing: str) -> str:
    """Write a number of things; three of them have an s."""
    return f"{number:,.12g} {thing}{'s' * (number != 1)}"


def _is_computed(question: AnyQuestion) -> bool:
    return isinstance(question, Numeric) and question.fact is not None


def _notes(folder: Folder, chosen: Sequence[Chosen], wish: Wish, when: datetime) -> Iterator[str]:
    asked = [each.question for each in chosen]
    if not wish.items and len(asked) < wish.count:
        yield f"Only {len(asked)} of {wish.count} questions fit: there are no more that may stand together."
    if pairs := choosing.enemies(chosen):
        yield f"These answer each other: {'; '.join(pairs)}. Ask only one of them."
    yield from _own_banks(chosen)
    if shops := [each.id for each in asked if any(each.facts()) or any(each.drawings())]:
        yield f"About the student's own shop ({len(shops)}): {', '.join(shops)}."
    if marked := [each.id for each in asked if isinstance(each, Short)]:
        yield f"To be marked by you ({len(marked)}): {', '.join(marked)}."
    yield from _rubrics(folder, asked)
    yield from _computed_ids(folder)
    due = folder.assignment.due
    if due is not None:
        yield f"Due {due:%Y-%m-%d %H:%M %Z}.{' That is past already.' if due < when else ''}"


def _rubrics(folder: Folder, asked: Sequence[AnyQuestion]) -> Iterator[str]:
    """Yield the answers in words that are worth another number of points than their rubric has."""
    worth = {each.id: each.points for each in folder.assignment.questions}
    for each in asked:
        if isinstance(each, Short) and (points := sum(one.points for one in each.rubric)) != worth[each.id]:
            told = f"{each.id} is worth {_several(worth[each.id], 'point')}, its rubric has {points}"
            yield f"  {told}; --points {each.id}={points} makes it as many."


def _computed_ids(folder: Folder) -> Iterator[str]:
    """Yield the ids that a spreadsheet would compute, and that the CSV tables therefore write otherwise."""
    odd = [each.id for each in folder.assignment.students if safe(each.id) != each.id]
    if odd:
        told = f"{', '.join(odd[:_NAMED])}{f' and {len(odd) - _NAMED} more' if len(odd) > _NAMED else ''}"
        yield (
            f"A spreadsheet could compute these ids ({len(odd)}): {told}. The tables write an apostrophe before them, "
            f"so that a platform will not find them: give these students other ids, without = + - @ in front."
        )


def _own_banks(chosen: Sequence[Chosen]) -> Iterator[str]:
    own = {each.source.name: each.source for each in chosen if each.source.is_private}
    if left := choosing.exercises(own.values()):
        yield f"Left out, as a notebook checks exercises: {', '.join(left)}."
    asked = {each.question.id for each in chosen}
    for path in (each.path for each in own.values()):
        if broken := {each.item for each in banks.check(path)} & asked:
            yield f"These break a rule, which cvm bank check {path} names: {', '.join(sorted(broken))}."


def _public(chosen: Sequence[Chosen]) -> Iterator[str]:
    public = [each for each in chosen if each.is_public]
    if not public:
        yield "Key public: none; all questions are your own."
        return
    yield f"Key public ({len(public)} of {len(chosen)}): {', '.join(each.question.id for each in public)}."
    yield "  Their right answers stand in every copy of the course. For questions of your own like them:"
    for source in dict.fromkeys(each.source.path for each in public):
        here = [each for each in public if each.source.path == source]
        items, lesson = ",".join(each.question.id for each in here), here[0].question.id[:2]
        original = source if here[0].source.is_private else lesson
        yield f"  cvm bank clone {original} --item {items} --out own{lesson}.yaml"


def _next(folder: Folder) -> Iterator[str]:
    path, hand_out = folder.path, folder.hand_out
    if folder.assignment.is_listed:
        yield f"Hand out: to each student the own file of {hand_out}; {path / 'hand-out.csv'} says whose is which."
        yield f"  To all of them {folder.assignment.name}.ipynb, which opens it."
    else:
        yield f"Hand out: what is in {hand_out}. Nothing proves who hands in; a roster would."
    yield f"Keep a copy of {path} where only you can reach it: without its private.key no answers can be opened."
    yield (
        f"See what three of them will see: {path / 'preview.html'}"
        if folder.assignment.is_listed
        else (f"See what they will see: {path / 'preview.html'}")
    )
    yield f"Next, when answers have come in: cvm grade {path} --submissions FOLDER"
