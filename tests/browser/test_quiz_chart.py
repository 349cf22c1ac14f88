"""A figure of the learner's own data on a plain page: drawn when it is seen, once, readable without eyes and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from customer_value import charts
from customer_value.assessment import bank
from customer_value.errors import DataError

EXAMPLE = bank.read(Path(__file__).parents[1] / "assessment" / "example.yaml")
CHOICE, NUMBER = EXAMPLE.question("04.Q13"), EXAMPLE.question("04.Q14")


class Counting(dict[str, Any]):
    """The figures of a shop; `drawn` names those that were asked for, in order."""

    def __init__(self) -> None:
        super().__init__(charts.of(1))
        self.drawn: list[dict[str, Any]] = []

    def __getitem__(self, name: str) -> Any:
        def draw(**arguments: Any) -> Any:
            self.drawn.append(arguments)
            return charts.of(1)[name](**arguments)

        return draw


@pytest.fixture
def show(open_quiz):
    """Ask both questions about a figure; return the session and the figures that were drawn."""

    def ask(*questions: Any, **options: Any) -> tuple[Any, Counting]:
        from customer_value import facts

        figures = Counting()
        return open_quiz(*(questions or (CHOICE, NUMBER)), charts=figures, facts=facts.of(1), **options), figures

    return ask


def test_drawn_when_seen_and_once(show, page) -> None:
    _, figures = show()
    page.locator("img:visible").wait_for()
    assert figures.drawn == [{"year": 2023}]  # the other one is not on the screen yet
    page.locator(".cvq-options input").first.check()
    page.get_by_role("button", name="Check").locator("visible=true").click()
    page.get_by_text("Right", exact=True).first.wait_for()
    page.get_by_role("button", name="Next question").click()
    page.locator("form:visible img").wait_for()
    page.get_by_role("button", name="Back").click()
    page.get_by_text("Question 1 of 2").wait_for()
    assert len(figures.drawn) == 2


def test_new_numbers_bring_a_new_figure(show, page) -> None:
    session, figures = show(NUMBER)
    page.locator("img:visible").wait_for()
    page.get_by_label("Your answer").fill("99 %")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Try new numbers").click()
    page.get_by_text("Not right yet", exact=True).wait_for(state="detached")
    page.locator("img:visible").wait_for()
    years = [each["year"] for each in figures.drawn]
    assert len(years) == len(set(years)) == 2
    assert session.items[NUMBER.id].variant.numbers["year"] == years[1]


def test_answered_wrong_then_right_by_keyboard_without_seeing(show, page) -> None:
    session, _ = show(NUMBER)
    numbers = page.get_by_text("The numbers in this figure")
    numbers.wait_for()
    assert "The table below has the numbers." in (page.get_by_role("img").get_attribute("alt") or "")
    numbers.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("table").first
    share = table.locator("tbody tr").nth(3).get_by_role("cell").inner_text()
    for answer, said in (("3 %", "Not right yet"), (share, "Right")):
        page.get_by_label("Your answer").fill(answer)
        page.keyboard.press("Enter")
        page.get_by_text(said, exact=True).first.wait_for()
    assert session.items[NUMBER.id].right
    assert numbers.is_visible()
    assert table.is_visible()  # what was opened stays open


def test_silence_is_explained_and_the_question_stays(show, page) -> None:
    page.clock.install()
    show(CHOICE, deaf=True)
    page.get_by_text("The figure is being drawn …").wait_for()
    page.clock.fast_forward(7000)
    page.get_by_text("run this cell again").wait_for()
    assert page.locator(".cvq-options input").count() == 3


def test_a_fault_is_told_and_the_question_stays(open_quiz, page) -> None:
    def fails(**_: Any) -> Any:
        raise DataError("the books are closed")

    open_quiz(CHOICE, charts={"lifetime.survival": fails})
    page.get_by_text("The figure could not be drawn: the books are closed").wait_for()
    assert page.locator(".cvq-options input").count() == 3


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.all), "dark"])
@pytest.mark.parametrize(
    ("width", "zoom"),
    [(900, 1), pytest.param(640, 2, marks=pytest.mark.all), (320, 1)],
    ids=["100 %", "200 %", "320 px"],
)
def test_accessible_and_never_too_wide(show, page, jupyter, shoot, scheme: str, width: int, zoom: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 1000})
    show(together=True)
    page.evaluate("(zoom) => (document.body.style.zoom = zoom)", zoom)
    page.locator("form").last.scroll_into_view_if_needed()
    page.locator("form").last.locator("img").wait_for()
    page.locator("form").first.locator("img").wait_for()
    for each in page.get_by_text("The numbers in this figure").all():
        each.click()
    page.locator(".cvq-options input").last.check()
    page.get_by_role("button", name="Check").first.click()
    page.get_by_role("status").get_by_text("Not right yet", exact=True).wait_for()
    assert jupyter.violations(page, ".cv-quiz") == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator(".cvq-frame").first.evaluate(
        "on => on.tabIndex === (on.scrollWidth > on.clientWidth + 1 ? 0 : -1)"
    )
    shoot(f"chart-{scheme}-{width}", full_page=True)
