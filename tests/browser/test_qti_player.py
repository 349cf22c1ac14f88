"""A certified player of QTI 3.0, by others, gives what a student clicks the course's score, and says what it says."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from customer_value.assessment import variants
from customer_value.assessment.examples import examples
from customer_value.assessment.markdown import to_html, to_text
from customer_value.assessment.questions.cloze import Cloze
from customer_value.assessment.questions.match import Match
from customer_value.assessment.questions.numeric import Numeric
from customer_value.assessment.questions.order import Order
from customer_value.assessment.questions.short import Short
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.classroom.exports import material, qti
from customer_value.classroom.exports.material import obstacle

playwright_api = pytest.importorskip("playwright.sync_api")

BANKS = ("tests/assessment/example.yaml", "quizzes/03_segmentation.yaml", "quizzes/04_lifetime_value.yaml")
CHOICE, ROW, CELL = "li.qti-simple-choice", ".qti-match-interaction tbody tr", ".control-cell"
# The player is a component of Vue 2; its events have capitals, which only a template in a script can name.
PLAYER = """
async () => {
  const template = `<div id="player"><Qti3Player suppress-alert-messages suppress-invalid-response-messages
    @notifyQti3PlayerReady="ready" @notifyQti3ItemReady="shown" @notifyQti3EndAttemptCompleted="ended" /></div>`;
  const methods = {
    ready: (player) => { window.player = player; },
    shown: () => window.next?.(),
    ended: (done) => window.next?.(done.state),
  };
  const components = { Qti3Player: window.qti3Player.default ?? window.qti3Player };
  new Vue({ el: '#place', components, template, methods });
  const heard = (act) => new Promise((next, no) => {
    setTimeout(() => no(new Error('the player does not answer')), 10000);
    window.next = next;
    act();
  });
  const sessionControl = { max_attempts: 0, show_feedback: true, validate_responses: false };
  window.begin = (xml) => heard(() =>
    window.player.loadItemFromXml(xml, { guid: String(Math.random()), status: 'interacting', sessionControl }));
  window.end = () => heard(() => window.player.endAttempt('done'));
}
"""


@pytest.fixture
def player(page: playwright_api.Page, project: Path) -> Iterator[playwright_api.Page]:
    """A page with the player in it, and no server."""
    modules = project / ".venv/node/node_modules"
    page.set_content('<!doctype html><html lang="en"><title>A player</title><main><div id="place"></div></main></html>')
    page.add_style_tag(path=modules / "qti3-item-player/dist/qti3Player.css")
    page.add_script_tag(path=modules / "vue/dist/vue.min.js")
    page.add_script_tag(path=modules / "qti3-item-player/dist/qti3Player.umd.min.js")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.evaluate(PLAYER)
    page.wait_for_function("window.player")
    yield page
    assert not faults


def _bare(html: str) -> str:
    """Return what HTML says, without its tags and without spaces, which formulas have none of."""
    return "".join(unescape(re.sub("<[^>]*>", "", html)).split())


def _places(page: playwright_api.Page, selector: str) -> list[str]:
    return ["".join(each.split()) for each in page.locator(selector).all_text_contents()]


def _choose(page: playwright_api.Page, item, variant, answer: Any) -> None:
    if isinstance(item, TrueFalse):
        wanted = ["True" if answer else "False"]
    else:
        picked = answer if isinstance(answer, list) else [answer]
        wanted = [_bare(to_html(variant.options[place])) for place in picked]
    shown = _places(page, f"{CHOICE} .qti-choice-description")
    for each in wanted:
        page.locator(CHOICE).nth(shown.index(each)).click()


def _arrange(page: playwright_api.Page, variant, answer: list[int]) -> None:
    wanted = [_bare(to_html(variant.options[place])) for place in answer]
    for place, each in enumerate(wanted):
        shown = _places(page, CHOICE)
        if shown[place] != each:
            rows = page.locator(CHOICE)
            rows.nth(shown.index(each)).drag_to(rows.nth(place), target_position={"x": 60, "y": 4})
            page.wait_for_timeout(500)  # until the others have moved out of the way
    assert _places(page, CHOICE) == wanted


def _match(page: playwright_api.Page, item, variant, answer: list[int]) -> None:
    targets = [each for each in _places(page, ".qti-match-interaction thead th") if each]
    rows = _places(page, f"{ROW} th")
    for pair, place in zip(item.pairs, answer, strict=True):
        row = rows.index(_bare(to_html(item.said(variant, pair.text))))
        column = targets.index("".join(to_text(variant.options[place]).split()))
        page.locator(ROW).nth(row).locator(CELL).nth(column).click()


def _fill(page: playwright_api.Page, item: Cloze, variant, answer: dict[str, Any]) -> None:
    menus, fields = page.locator(".qti-inline-choice-interaction"), page.locator(".qti-text-entry-interaction input")
    chosen = [name for name in item.names if item.gaps[name].options]
    for place, name in enumerate(chosen):
        menus.nth(place).locator("button").click()
        text = to_text(item.said(variant, item.gaps[name].options[answer[name]].text))
        menus.nth(place).get_by_role("option", name=text, exact=True).click()
    for place, name in enumerate(each for each in item.names if each not in chosen):
        fields.nth(place).fill(answer[name].strip(" ."))


def _give(page: playwright_api.Page, item, variant, answer: Any) -> None:
    if isinstance(item, Numeric):
        page.locator(".qti-text-entry-interaction input").fill(f"{answer:.12g}")
    elif isinstance(item, Match):
        _match(page, item, variant, answer)
    elif isinstance(item, Order):
        _arrange(page, variant, answer)
    elif isinstance(item, Cloze):
        _fill(page, item, variant, answer)
    else:
        _choose(page, item, variant, answer)


def _hear(page: playwright_api.Page, item, variant, feedback: list[str]) -> None:
    """Wait until the page shows the bank's own sentences; formulas have other letters there."""
    own = {item.said(variant, each.text) for each in item.sentences()} | {item.said(variant, item.feedback)}
    for each in own.intersection(feedback):
        if "$" not in each:
            shows = "text => document.body.innerText.replace(/\\s/g, '').includes(text)"
            page.wait_for_function(shows, arg=_bare(to_html(each)))


def _answers(item, variant) -> list[Any]:
    """Return a right answer, a partly right one where there are any, and a wrong one."""
    if isinstance(item, Numeric):
        near = item.tolerance.around(variant.answer)
        return [variant.answer + 0.99 * near, variant.answer - 2 * near - 1000, *variant.mistakes[:1]]
    found = {each.status: each.answer for each in examples(item, variant)}
    return [found[status] for status in ("correct", "partial", "wrong") if status in found]


@pytest.mark.all
@pytest.mark.parametrize("bank", BANKS)
def test_a_player_scores_as_the_course_does(player, project: Path, tmp_path: Path, bank: str) -> None:
    found = material.gather([project / bank], seed=1, when=datetime(2026, 1, 1, tzinfo=UTC))
    qti.write(found, tmp_path / "bank.zip")
    package, tried = zipfile.ZipFile(tmp_path / "bank.zip"), set()
    for item in found.banks[0].questions:
        if obstacle(item) or isinstance(item, Short):
            continue
        variant, xml = variants.make(item, 1), package.read(f"items/item-{item.id}.xml").decode()
        for number, answer in enumerate(_answers(item, variant)):
            player.evaluate("xml => window.begin(xml)", f"{xml}<!-- {number} -->")  # the same file is not begun again
            _give(player, item, variant, answer)
            state = player.evaluate("window.end()")
            outcome = item.grade(variant, answer)
            score = {each["identifier"]: each["value"] for each in state["outcomeVariables"]}["SCORE"]
            assert score == pytest.approx(outcome.score, abs=1e-6), (item.id, answer, state["responseVariables"])
            _hear(player, item, variant, outcome.feedback)
            tried.add((type(item), outcome.status))
    assert {kind for kind, status in tried if status == "correct"} == {kind for kind, _ in tried}
    assert {kind for kind, status in tried if status != "correct"} == {kind for kind, _ in tried}
