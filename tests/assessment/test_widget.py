"""The widget passes messages on, is small in a saved notebook, and carries its script once per kernel."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import customer_value as cv
from customer_value.assessment.messages import catalogue
from customer_value.assessment.script import BROWSER, said, script
from customer_value.assessment.widget import QuizWidget


class _Broken:
    """A session that fails."""

    def view(self) -> dict[str, Any]:
        return {"kind": "quiz", "items": [], "notice": ""}

    def receive(self, message: object) -> None:
        raise ZeroDivisionError("oh")

    def html(self) -> str:
        return ""

    def text(self) -> str:
        return ""


def test_an_answer_comes_in_and_its_feedback_goes_out(home: Path) -> None:
    widget = cv.quiz("04", questions=["04.Q02"])
    widget._on_message(widget, {"do": "check", "item": "04.Q02", "answer": "1", "token": "t7"}, [])
    assert widget.state["reply"] == "t7"
    assert widget.state["items"][0]["status"] == "wrong"


def test_a_fault_of_ours_is_shown_and_not_swallowed() -> None:
    widget = QuizWidget(_Broken())
    with pytest.raises(ZeroDivisionError):
        widget._on_message(widget, {"token": "t1"}, [])
    assert "the fault is ours: ZeroDivisionError: oh" in widget.state["notice"]
    assert widget.state["reply"] == "t1"


def test_a_figure_goes_to_the_browser_beside_the_state(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = cv.quiz("04", questions=["04.Q53"])
    before, sent = widget.get_state(), []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._on_message(widget, {"do": "draw", "item": "04.Q53"}, [])
    (drawn,) = sent
    assert drawn["image"].startswith("data:image/png;base64,")
    assert "<table>" in drawn["table"]
    assert widget.get_state() == before  # which is sent with each change, and may be saved


def test_a_saved_quiz_is_small_and_stable(home: Path) -> None:
    bundle, _ = cv.quiz("04")._repr_mimebundle_()
    again, _ = cv.quiz("04")._repr_mimebundle_()
    view = bundle.pop("application/vnd.jupyter.widget-view+json")
    again.pop("application/vnd.jupyter.widget-view+json")
    assert bundle == again
    assert set(bundle) == {"text/html", "text/plain"}
    assert len(json.dumps(view)) < 200
    assert len(json.dumps(bundle).encode()) < 5000
    assert view["model_id"] not in json.dumps(bundle)


def test_the_script_travels_once(home: Path) -> None:
    first, second = cv.quiz("04", questions=["04.Q02"]), cv.guess("04.G1", "How many?")
    assert first.script is second.script
    assert len(first.get_state()["_esm"]) < 500
    assert "_css" not in first.get_state()
    assert len(first.script.get_state()["_esm"]) > 10_000
    assert repr(first) == first._repr_mimebundle_()[0]["text/plain"]


@pytest.mark.parametrize("kind", ["quiz", "assignment"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_script_has_the_messages_that_it_says_and_no_others(language: str, kind: str) -> None:
    known = said(catalogue(language), kind)
    says = set(re.findall(r'ctx\.say\("(\w+)"', script(kind)))
    assert len(says) > 30
    assert says | {"keep", "compare", "check", "word_wrong", "state_open", "card_good", "move_up"} <= set(known)
    assert not {"off_by_100", "log_full", "progress_empty", "cells_differ"} & set(known)


def test_notebooks_without_an_assignment_do_not_save_its_script() -> None:
    assert "drawHandIn(" in script("assignment")
    assert "function drawHandIn" not in script()
    assert not [name for name in said(catalogue("en")) if "hand_in" in name or name.endswith("_assignment")]


def test_the_scripts_stay_short_and_set_no_text_as_html() -> None:
    whole = script("assignment")
    assert max(path.read_text(encoding="utf-8").count("\n") for path in BROWSER.rglob("*.js")) < 300
    assert whole.count("innerHTML") == 1  # in `make`, for what Python has cleaned
    for forbidden in ("eval(", "http://", "https://", "localStorage", "window."):
        assert forbidden not in whole
