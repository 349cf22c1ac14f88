"""A question about a figure is graded as the choice or the number that it asks for; its figure comes when seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from customer_value.assessment import bank, drawings, variants
from customer_value.assessment.attempts import Attempts
from customer_value.assessment.examples import examples
from customer_value.assessment.grading import grade
from customer_value.assessment.model import AnyQuestion
from customer_value.assessment.questions.chart import Chart
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.single import Single
from customer_value.assessment.session import Session
from customer_value.errors import DataError, UnknownNameError

OBJECTIVES = [f"04.O{number}" for number in range(1, 7)]


@dataclass(frozen=True)
class Figure:
    """A figure that was drawn without a shop."""

    png: bytes = b"\x89PNG"
    alt: str = "Survivors. The table below has the numbers."
    head: tuple[str, ...] = ("Quarter", "Share")
    rows: tuple[tuple[str, ...], ...] = (("0", "100 %"), ("1 & 2", "<60 %>"))


def survival(*, year: int = 2023) -> Figure:
    if year not in (2023, 2024):
        raise DataError(f"there is no cohort of {year}")
    return Figure(alt=f"Survivors of {year}. The table below has the numbers.")


CHARTS = {"lifetime.survival": survival}


@pytest.fixture
def asked(question: Callable[[str], AnyQuestion]) -> Callable[[str], Chart]:
    def find(key: str) -> Chart:
        found = question(key)
        assert isinstance(found, Chart)
        return found

    return find


@pytest.fixture
def start(tmp_path: Path, asked: Callable[[str], Chart], facts: Mapping[str, Any]) -> Callable[..., Session]:
    def open_both(**options: Any) -> Session:
        log = Attempts(tmp_path / "progress.sqlite")
        questions = [asked("04.Q13"), asked("04.Q14")]
        return Session(
            "Quiz", questions, log, seed=1, facts=facts, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC), **options
        )

    return open_both


def test_it_is_graded_as_what_it_asks(asked: Callable[[str], Chart], facts: Mapping[str, Any]) -> None:
    for key, kind in (("04.Q13", Single), ("04.Q14", Numeric)):
        item = asked(key)
        assert type(item.asked) is kind
        variant = variants.make(item, 1, facts)
        for each in examples(item, variant):
            assert grade(item, variant, each.answer) == grade(item.asked, variant, each.answer)
            assert grade(item, variant, each.answer).status == each.status


def test_the_screen_gets_the_controls_of_what_it_asks(start: Callable[..., Session]) -> None:
    choice, number = start().view()["items"]
    assert (choice["type"], choice["control"], len(choice["options"])) == ("chart", "single", 3)
    assert (number["type"], number["control"], number["unit"]) == ("chart", "numeric", "share")


def test_a_figure_is_no_part_of_what_is_saved(start: Callable[..., Session]) -> None:
    session = start(charts=CHARTS)
    before = session.view()
    drawn = session.receive({"do": "draw", "item": "04.Q13"})
    assert drawn is not None
    assert drawn["image"].startswith("data:image/png;base64,")
    assert drawn["alt"] == "Survivors of 2023. The table below has the numbers."
    assert drawn["draws"] == f"04.Q13 {before['items'][0]['variant']}"
    assert session.view() == before


def test_the_table_names_rows_and_columns_and_runs_no_markup() -> None:
    table = drawings.table(Figure())
    assert '<th scope="col">Share</th>' in table
    assert '<th scope="row">1 &amp; 2</th><td>&lt;60 %&gt;</td>' in table


def test_nothing_is_drawn_for_what_has_no_figure(start: Callable[..., Session]) -> None:
    assert start(charts=CHARTS).receive({"do": "draw", "item": "04.Q99"}) is None


def test_a_figure_that_fails_says_why(start: Callable[..., Session]) -> None:
    def fails(**_: Any) -> Figure:
        raise DataError("the books are closed")

    drawn = start(charts={"lifetime.survival": fails}).receive({"do": "draw", "item": "04.Q13"})
    assert drawn is not None
    assert drawn["error"] == "The figure could not be drawn: the books are closed"
    drawn = start().receive({"do": "draw", "item": "04.Q13"})
    assert drawn is not None
    assert "no figure 'lifetime.survival'" in drawn["error"]


def test_variables_reach_the_figure(asked: Callable[[str], Chart], facts: Mapping[str, Any]) -> None:
    item = asked("04.Q14")
    years = set()
    for seed in range(8):
        variant = variants.make(item, seed, facts)
        drawn = item.draw(variant, CHARTS)
        assert f"Survivors of {variant.numbers['year']}" in drawn.alt
        years.add(variant.numbers["year"])
    assert years == {2023, 2024}


def test_the_static_copy_says_that_the_figure_comes_later(start: Callable[..., Session]) -> None:
    session = start(charts=CHARTS)
    for copy in (session.html(), session.text()):
        assert copy.count("The figure is drawn from your own data when this cell is run.") == 2
        assert "data:image" not in copy


@pytest.mark.parametrize(
    ("wrong", "told", "mend"),
    [
        (
            "figure: lifetime.survivals",
            "there is no figure lifetime.survivals.",
            "did you mean lifetime.survival? figures: lifetime.survival.",
        ),
        ("figure: lifetime.survival\n    arguments: {month: 3}", "takes no month.", "arguments: year."),
        (
            "figure: lifetime.survival\n    arguments: {year: 1999}",
            "there is no cohort of 1999.",
            "change the arguments.",
        ),
    ],
)
def test_a_wrong_figure_is_named_with_its_line(
    write_bank: Callable[[str], Path], example_path: Path, facts: Mapping[str, Any], wrong: str, told: str, mend: str
) -> None:
    text = example_path.read_text(encoding="utf-8")
    right = "figure: lifetime.survival\n    arguments: {year: 2023}"
    assert text.count(right) == 1
    path = write_bank(text.replace(right, wrong))
    (problem,) = (
        each for each in bank.check(path, objectives=OBJECTIVES, facts=facts, charts=CHARTS) if each.item == "04.Q13"
    )
    assert told in problem.rule
    assert problem.mend == mend
    assert problem.code == "figure"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert any(word in lines[problem.line - 1] for word in ("figure:", "arguments:"))


def test_a_figure_that_needs_an_argument(asked: Callable[[str], Chart]) -> None:
    from customer_value.assessment.rules.figures import _names

    def needs(*, cohort: str) -> Figure:
        return Figure(alt=cohort)

    (finding,) = _names("x", set(), {"x": needs})
    assert finding.rule == "the figure x needs cohort."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"options": ()}, "needs `options`"),
        ({"unit": "€", "answer": 3}, "not both: answer, unit"),
    ],
)
def test_neither_or_both_is_refused(asked: Callable[[str], Chart], change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        msgspec.structs.replace(asked("04.Q13"), **change)


def test_its_author_sees_the_answers(asked: Callable[[str], Chart], facts: Mapping[str, Any]) -> None:
    for key, right in (("04.Q13", "After the first quarter"), ("04.Q14", "share")):
        item = asked(key)
        variant = variants.make(item, 1, facts)
        assert right in item.right_answer(variant)
        assert item.keys(variant) == item.asked.keys(variant)
        answer = item.from_screen(variant, 0 if key == "04.Q13" else "0.9")
        assert item.to_screen(variant, answer) == (0 if key == "04.Q13" else "0.9")
        assert item.marks(variant, answer, closed=True) == item.asked.marks(variant, answer, closed=True)


def test_only_a_number_may_be_named_in_feedback(asked: Callable[[str], Chart]) -> None:
    assert asked("04.Q14").names_answer
    assert not asked("04.Q13").names_answer


def test_where_no_figures_are_known_none_is_checked(asked: Callable[[str], Chart]) -> None:
    from customer_value.assessment.rules import figures, item

    nothing = frozenset[str]()
    known = item.Known(objectives=nothing, items=nothing, misconceptions=nothing, lesson="04_lifetime_value")
    assert not list(figures.check(asked("04.Q13"), known))


def test_unknown_figures_name_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match=r"no figure 'x'; figures: lifetime.survival"):
        drawings.draw("x", {}, {}, CHARTS)


def test_a_figure_for_a_page_of_its_own() -> None:
    page = drawings.as_html(Figure())
    assert page.startswith("<figure><img alt=")
    assert "<summary>The numbers in this figure</summary>" in page
