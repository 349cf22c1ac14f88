"""The map of `cv.progress()` leads to where an objective is taught, and can be read in any light and at any width."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from customer_value.assessment.attempts import Attempt, Attempts

CARD = ".cv-progress-card"
SHOWN = "import datetime; cv.progress(day=datetime.date(2026, 1, 1))"  # the day of the answers: nothing has faded
IN_SIGHT = """
(text) => {
  const panel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)');
  const heading = [...panel.querySelectorAll('h2')].find((each) => each.textContent.startsWith(text));
  if (!heading) return false;
  const [box, view] = [heading, panel].map((each) => each.getBoundingClientRect());
  return box.top >= view.top && box.bottom <= view.bottom;
}
"""
# The contrast that a reader sees: colours as painted, not as written.
CONTRASTS = """
(card) => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const painted = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255);
  };
  const light = (colour) => painted(colour)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0);
  return [...card.querySelectorAll('.cv-tile')].map((tile) => {
    const style = getComputedStyle(tile);
    const [low, high] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
    return [tile.className, (high + 0.05) / (low + 0.05)];
  });
}
"""


def _learner(home: Path) -> list[str]:
    """Give a learner who stands at every level, and the cells that show it."""
    log = Attempts(home / "progress.sqlite")
    right, wrong = (
        ["04.Q01", "04.Q02", "04.Q03", "04.Q05"],
        ["04.Q04", "04.Q06", "04.Q09", "04.Q12", "04.Q13", "04.Q14"],
    )
    for item in right + wrong:
        log.add(
            Attempt(
                kind="question",
                item=item,
                answer=0,
                status="correct" if item in right else "wrong",
                confidence="sure",
                misconceptions=("04.M6",) if item in wrong else (),
                asked_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
    return [f"import os; os.environ['CVM_HOME'] = {str(home)!r}; import customer_value as cv", SHOWN]


@pytest.fixture
def progress(notebook, tmp_path: Path):
    """Return a function that shows this learner's progress in a notebook of this name."""
    return lambda name: notebook(name, _learner(tmp_path))


@pytest.mark.parametrize("how", ["click", pytest.param("Enter", marks=pytest.mark.all)])
def test_a_tile_opens_the_lesson_at_the_heading(progress, how: str) -> None:
    page = progress(f"map_{how}.ipynb")
    tile = page.locator(CARD).get_by_role("link", name="Interpret x, t_x, T").first
    if how == "click":
        tile.click()
    else:
        tile.focus()
        page.keyboard.press("Enter")
    page.wait_for_function(IN_SIGHT, arg="3. Who is still a customer?")
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path") == "04_lifetime_value.ipynb"


@pytest.mark.all
def test_keys_act_on_the_card_and_not_on_the_notebook(progress) -> None:
    page = progress("map_keys.ipynb")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(CARD).get_by_role("link").first.focus()
    for key in ("b", "a", "d", "d", "m", "ArrowDown"):
        page.keyboard.press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    folded = page.locator(CARD).locator("details").first
    for key, is_open in (("Enter", True), ("Space", False)):
        folded.locator("summary").press(key)
        assert folded.evaluate("(each) => each.open") == is_open
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


@pytest.mark.parametrize("theme", ["Dark", pytest.param("Light", marks=pytest.mark.all)])
def test_every_tile_can_be_read_and_heard(progress, jupyter, shoot, theme: str) -> None:
    page = progress(f"map_{theme}.ipynb")
    jupyter.change_theme(page, theme)
    card = page.locator(CARD)
    shoot(f"map-{theme.lower()}", card)
    assert jupyter.violations(page, CARD) == []
    painted = card.evaluate(CONTRASTS)
    assert {kind for kind, _ in painted} == {f"cv-tile cv-{level}" for level in ("new", "started", "shaky", "solid")}
    assert min(ratio for _, ratio in painted) >= 4.5
    heard = card.locator("table").first.aria_snapshot()
    assert 'table "What you can do, lesson by lesson"' in heard
    assert 'rowheader "04 How much may we spend on a customer?"' in heard
    assert 'columnheader "Objective 1"' in heard
    assert 'link "So solid: Compute' in heard


@pytest.mark.parametrize(
    ("width", "zoom"),
    [(320, 1), pytest.param(640, 2, marks=pytest.mark.all), pytest.param(1280, 2, marks=pytest.mark.all)],
    ids=["320 px", "640 px at 200 %", "200 %"],
)
def test_nothing_sticks_out_and_tables_stay_tables(progress, jupyter, shoot, width: int, zoom: int) -> None:
    page = progress(f"map_narrow_{width}_{zoom}.ipynb")
    page.set_viewport_size({"width": max(width, 900), "height": 1600})
    card = page.locator(CARD)
    sticks_out = jupyter.sticks_out(card, width, zoom, hidden=".cv-hidden, .cv-title")
    shoot(f"map-{width}-at-{zoom}00")
    assert sticks_out == []
    heard = card.locator("details[open] table").last.aria_snapshot()
    assert 'columnheader "Questions right"' in heard
    assert 'rowheader "Interpret x, t_x, T' in heard
