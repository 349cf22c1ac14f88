"""Question banks: read one for use, or check it and say in which line what is to be mended."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from customer_value.assessment.parsing import Problem, lines_of_ids, parse, short
from customer_value.assessment.questions.code import Code
from customer_value.errors import BankError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from customer_value.assessment.model import AnyQuestion, Bank
    from customer_value.assessment.rules.item import Finding

SCHEMA_LINE = "# yaml-language-server: $schema=schema.json"
_FEWEST = 3  # ids of another bank that make a file a copy of it


def read(path: Path | str) -> Bank:
    """Read a bank for use.

    Parameters
    ----------
    path
        A YAML file as `customer_value.assessment.model` describes it.

    Raises
    ------
    BankError
        If the file cannot be read, is no YAML, or an item lacks or misspells something; the message names file,
        line, rule and mend of the first, and says how many more there are. Rules of good item writing are checked by
        `check` alone.
    """
    path = Path(path)
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Bank:
    parsed = parse(path)
    if parsed.problems:
        first, more = min(parsed.problems), len(parsed.problems) - 1
        tail = f" ({more} more; `cvm bank check {path}` lists them)" if more else ""
        item = f"{first.item}: " if first.item else ""
        raise BankError.at(first.file, first.line, f"{item}{first.rule}", f"{first.mend}{tail}")
    return parsed.bank


def check(
    path: Path | str,
    *,
    objectives: Iterable[str] | None = None,
    facts: Mapping[str, Any] | None = None,
    charts: Mapping[str, Any] | None = None,
    run: bool = False,
) -> list[Problem]:
    """Check a bank against every rule that a program can check.

    Parameters
    ----------
    path
        The file.
    objectives
        Ids of the objectives that exist; those of the course's lessons by default.
    facts
        Facts by name, such as `facts.of(1)`; without them, items with `fact:` are checked for their form alone.
    charts
        Figures by name, such as `charts.of(1)`; without them, the figures of `chart` items are not checked.
    run
        Run the solutions and mistakes of exercises too.

    Returns
    -------
    list of Problem
        In the order of the lines; empty when nothing is to be mended.
    """
    from customer_value.assessment.rules import item, whole_bank
    from customer_value.course import objectives as of_course

    parsed, file = parse(path), short(Path(path))
    lesson = parsed.bank.lesson
    existing = frozenset(of_course() if objectives is None else objectives)
    own = lesson == Path(path).stem  # the lesson's bank itself, not a teacher's addition to it
    known = item.Known(
        objectives=existing,
        items=parsed.ids,
        misconceptions=frozenset(parsed.bank.misconceptions),
        lesson=lesson,
        sections=_sections(lesson) if own else frozenset(),
        facts=facts,
        charts=charts,
    )
    found: list[tuple[AnyQuestion | None, Finding]] = []
    for question in parsed.bank.questions:
        found += [(question, finding) for finding in item.check(question, known)]
        found += [(question, finding) for finding in (_run(question) if run else ())]
    to_cover = frozenset(each for each in existing if own and each.startswith(lesson[:2]))
    found += whole_bank.check(parsed.bank, to_cover, whole=not parsed.problems)
    for asked, finding in found:
        key = asked.id if asked else ""
        line = parsed.line(key, finding.at)
        parsed.problems.append(Problem(file, line, key, finding.code, finding.rule, finding.mend))
    if own and parsed.first_line != SCHEMA_LINE:
        rule = "the first line does not name the schema by which editors complete and check."
        parsed.problems.append(Problem(file, 1, "", "schema", rule, f"put `{SCHEMA_LINE}` above all else."))
    return sorted(parsed.problems)


def check_files(
    paths: Iterable[Path | str] = (),
    *,
    facts: Mapping[str, Any] | None = None,
    charts: Mapping[str, Any] | None = None,
    run: bool = False,
) -> list[Problem]:
    """Check some banks, or all of the course, each by itself and for ids that stand in another; print each `str`."""
    banks = [Path(each) for each in paths] or files()
    problems = [problem for path in banks for problem in check(path, facts=facts, charts=charts, run=run)]
    return problems + list(_in_two_banks(banks))


def _in_two_banks(banks: list[Path]) -> Iterator[Problem]:
    """Yield the ids that stand in two files: answers are kept by id, so both would share them.

    A teacher's file is compared with the course's banks, too; one of the same name as one of them is a copy of it. Of
    a file that is a copy by another name, such as one in an assignment's folder, all this is said once.
    """
    names = {each.name for each in banks}
    course = {key: each for each in files() if each.name not in names for _, key in lines_of_ids(each)}
    found = dict(course)
    for path in dict.fromkeys(each.resolve() for each in banks):
        lines = list(lines_of_ids(path))
        original = _original([key for _, key in lines], course)
        if original:
            yield _copied(path, lines, original)
        for line, key in lines:
            other = found.setdefault(key, path)
            if other not in (path, original):
                rule = f"{short(other)} has this id too, and answers are kept by id."
                yield Problem(short(path), line, key, "duplicate-id", rule, "number it anew.")


def _original(ids: list[str], course: Mapping[str, Path]) -> Path | None:
    """Return the bank of the course that has most of some ids, if one has."""
    shared = Counter(course[each] for each in ids if each in course)
    return next((each for each, count in shared.items() if count >= _FEWEST and count > len(ids) / 2), None)


def _copied(path: Path, lines: list[tuple[int, str]], original: Path) -> Problem:
    known = {key for _, key in lines_of_ids(original)}
    shared = [line for line, key in lines if key in known]
    ids = f"its {len(shared)} ids" if len(shared) == len(lines) else f"{len(shared)} of its {len(lines)} ids"
    rule = f"{ids} are those of {short(original)}."
    mend = "leave them so in a mended bank of an assignment; number questions of your own anew."
    return Problem(short(path), shared[0], "", "duplicate-id", rule, mend)


def files() -> list[Path]:
    """Return the banks of the course."""
    from customer_value.course import folder

    return sorted(folder("quizzes").glob("[0-9][0-9]_*.yaml"))


def _run(question: AnyQuestion) -> Iterator[Finding]:
    if isinstance(question, Code):
        from customer_value.assessment.reference import verify

        yield from verify(question)


def _sections(lesson: str) -> frozenset[str]:
    """Return the headings of a lesson's notebook as `source: {section: ...}` writes them; none without a notebook."""
    from customer_value.course import folder, headings

    return frozenset(headings(folder("notebooks") / f"{lesson}.ipynb"))
