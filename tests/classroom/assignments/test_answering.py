"""A student answers, changes, hands in and comes back; nothing that can be told from the screen says what is right."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_value.assessment.attempts import Attempt, Attempts
from customer_value.classroom.assignments import files, show
from customer_value.classroom.assignments.answering import Answering
from customer_value.classroom.assignments.records import Bundle, Submission
from customer_value.classroom.assignments.sealing import Keys
from customer_value.errors import DataError

START = datetime(2026, 1, 1, 12, 0, 0, 123_456, tzinfo=UTC)
# One answer for each type of question, as the browser reports it.
GOOD: dict[str, Any] = {
    "single": 0,
    "true_false": 1,
    "numeric": "320",
    "multiple": [0, 1],
    "match": [0, 1, 0],
    "order": [1, 0, 2],
    "cloze": [0, "churn"],
    "short": {"text": "Customers who stay cost less to serve.", "met": None},
    "chart": 0,
}
BAD: dict[str, Any] = {"numeric": "about 300", "short": {"text": "Yes"}, "cloze": [None], "chart": "?", "single": 99}

Open = Callable[..., Answering]


def _good(each: Any) -> Any:
    """Return an answer of the right form, whatever the number of the question's parts."""
    parts = each.parts
    if each.type in ("match", "order"):
        return list(range(len(parts.get("rows") or parts["options"])))[:: 1 if each.type == "order" else -1]
    if each.type == "match":
        return [0] * len(parts["rows"])
    if each.type == "cloze":
        return [0 if options else "churn" for options in parts["gaps"]]
    if each.type == "chart":
        return 0 if parts["control"] == "single" else "0.5"
    return GOOD[each.type]


@pytest.fixture
def opened(bundle: Bundle, tmp_path: Path) -> Open:
    """Return a function: open the bundle, changed or not, with the same log, a minute later each time it looks."""
    tick = iter(range(10_000))

    def open_it(*, folder: Path = tmp_path, log: Path | None = None, **changes: Any) -> Answering:
        path = folder / "week3-ada.cvm"
        files.write_bundle(path, msgspec.structs.replace(bundle, **changes))
        kept = Attempts(log or tmp_path / "home" / "progress.sqlite")
        return show.session(path, log=kept, clock=lambda: START + timedelta(minutes=next(tick)))

    return open_it


def _save(session: Answering, item: str, answer: Any, **more: Any) -> dict[str, Any]:
    session.receive({"do": "check", "item": item, "answer": answer, "token": "t", **more})
    return _item(session, item)


def _item(session: Answering, item: str) -> dict[str, Any]:
    return next(each for each in session.view()["items"] if each["id"] == item)


def _of(bundle: Bundle, kind: str) -> str:
    return next(each.id for each in bundle.questions if each.type == kind)


def _submission(path: Path, keys: Keys) -> Submission:
    return files.read_answers(path.read_bytes(), keys.private)


def test_every_type_is_saved_and_handed_in_as_it_stood_on_the_screen(
    opened: Open, bundle: Bundle, keys: Keys, tmp_path: Path
) -> None:
    session, answers = opened(), {each.id: _good(each) for each in bundle.questions}
    assert {each.type for each in bundle.questions} == set(GOOD)
    for item, answer in answers.items():
        shown = _save(session, item, answer, seconds=4.04, confidence="sure")
        assert (shown["status"], shown["feedback"], shown["answer"]) == ("kept", [], answer), item
        assert shown["saved_at"].startswith("2026-01-01T12:")
    session.receive({"do": "hand_in"})
    found = _submission(tmp_path / "week3-ada.answers", keys)
    assert {key: each.answer for key, each in found.answers.items()} == answers
    assert {(each.seconds, each.confidence) for each in found.answers.values()} == {(4.0, "sure")}
    assert (found.assignment, found.student, found.token, found.attempt) == ("b7Qx", "ada", "t0ken", 1)
    assert found.opened_at == START.replace(microsecond=123_000)  # as the log keeps it
    assert found.opened_at < found.handed_in_at
    assert (found.course, found.edition) == (bundle.course, bundle.edition)


def test_what_cannot_be_read_is_kept_and_told(opened: Open, bundle: Bundle, keys: Keys, tmp_path: Path) -> None:
    session = opened()
    for kind, answer in BAD.items():
        shown = _save(session, _of(bundle, kind), answer)
        assert (shown["status"], shown["counted"], shown["answer"]) == ("malformed", False, answer)
        assert shown["feedback"][0]
    assert _save(session, _of(bundle, "order"), {"junk": 1})["answer"] is None  # no row could show it again
    session.receive({"do": "hand_in"})
    assert _submission(tmp_path / "week3-ada.answers", keys).answers[_of(bundle, "numeric")].answer == "about 300"


def test_an_answer_can_be_changed_and_taken_back(opened: Open, bundle: Bundle, keys: Keys, tmp_path: Path) -> None:
    session, item = opened(), _of(bundle, "numeric")
    _save(session, item, "1")
    assert _save(session, item, "2")["answer"] == "2"
    assert _save(session, item, None)["status"] is None
    assert _save(opened(), item, None)["status"] is None
    session.receive({"do": "hand_in"})
    assert _submission(tmp_path / "week3-ada.answers", keys).answers == {}


def test_running_the_cell_again_brings_everything_back(opened: Open, bundle: Bundle) -> None:
    session = opened()
    for each in bundle.questions:
        _save(session, each.id, _good(each), confidence="guess", seconds=1)
    _save(session, _of(bundle, "numeric"), "about 300")
    before, after = session.view(), opened().view()
    assert after["items"] == before["items"]
    assert after["hand_in"] == before["hand_in"]


def test_answers_to_another_version_or_of_another_student_are_not_shown(opened: Open, bundle: Bundle) -> None:
    item = _of(bundle, "numeric")
    _save(opened(), item, "1")
    others = {"token": "another"}, {"assignment": "another"}
    for changes in others:
        assert _item(opened(**changes), item)["status"] is None
    mended = [msgspec.structs.replace(each, stem=f"{each.stem} Round it.") for each in bundle.questions]
    assert _item(opened(questions=tuple(mended)), item)["status"] is None
    assert _item(opened(), item)["answer"] == "1"


def test_nothing_tells_right_from_wrong(opened: Open, bundle: Bundle) -> None:
    seen = set()
    for place in (0, 1):
        shown = _save(opened(), _of(bundle, "true_false"), place)
        seen.add(json.dumps({key: value for key, value in shown.items() if key not in ("answer", "saved_at")}))
    assert len(seen) == 1
    for do in ("hint", "solution", "new_numbers", "again"):
        session = opened()
        before = session.view()
        session.receive({"do": do, "item": _of(bundle, "numeric"), "token": before["reply"]})
        assert session.view() == before


def test_handing_in_closes_and_shows_the_receipt(opened: Open, bundle: Bundle, tmp_path: Path) -> None:
    session, item = opened(), _of(bundle, "numeric")
    _save(session, item, "1")
    for now in (session, None):
        if now:
            now.receive({"do": "hand_in"})
        view = (now or opened()).view()
        told, path = view["hand_in"], tmp_path / "week3-ada.answers"
        assert told["receipt"]["file"] == str(path)
        assert told["receipt"]["receipt"] == files.receipt(path.read_bytes())
        assert told["receipt"]["is_there"]
        assert (told["is_open"], told["left"], told["may_change"]) == (False, 0, False)
        assert all(each["closed"] for each in view["items"])
    closed = opened()
    closed.receive({"do": "change"})
    closed.receive({"do": "hand_in"})
    assert _save(closed, item, "2")["answer"] == "1"
    assert len(list(tmp_path.glob("*.answers"))) == 1


def test_with_attempts_left_the_answers_open_again(opened: Open, bundle: Bundle, keys: Keys, tmp_path: Path) -> None:
    session, item = opened(attempts=2), _of(bundle, "numeric")
    _save(session, item, "1")
    session.receive({"do": "hand_in"})
    assert session.view()["hand_in"]["may_change"]
    assert "2 times (1 left)" in " ".join(session.view()["about"])
    session.receive({"do": "change"})
    _save(session, item, "2")
    again = opened(attempts=2)  # whoever has changed something comes back to open answers
    assert again.view()["hand_in"]["is_open"]
    assert again.view()["hand_in"]["changed"]
    again.receive({"do": "hand_in"})
    first, second = (_submission(tmp_path / f"week3-ada{end}.answers", keys) for end in ("", "-2"))
    assert [(each.attempt, each.answers[item].answer) for each in (first, second)] == [(1, "1"), (2, "2")]
    assert again.view()["hand_in"]["left"] == 0
    assert not opened(attempts=2).view()["hand_in"]["is_open"]


def test_a_file_of_another_hand_is_never_written_over(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "week3-ada.answers").write_text("mine", encoding="utf-8")
    session = opened()
    session.receive({"do": "hand_in"})
    assert (tmp_path / "week3-ada.answers").read_text(encoding="utf-8") == "mine"
    assert session.view()["hand_in"]["receipt"]["file"].endswith("week3-ada-2.answers")


def test_whoever_loses_the_file_can_hand_in_again(opened: Open, tmp_path: Path) -> None:
    session = opened()
    session.receive({"do": "hand_in"})
    (tmp_path / "week3-ada.answers").unlink()
    again = opened()
    assert again.view()["hand_in"]["may_change"]
    assert not again.view()["hand_in"]["receipt"]["is_there"]
    again.receive({"do": "change"})
    again.receive({"do": "hand_in"})
    assert again.view()["hand_in"]["receipt"]["is_there"]


def test_two_notebooks_hand_in_what_was_saved_last(opened: Open, bundle: Bundle, keys: Keys, tmp_path: Path) -> None:
    one, other = opened(), opened()
    early, late = _of(bundle, "numeric"), _of(bundle, "single")
    _save(other, early, "1")
    _save(one, early, "2")
    _save(other, late, 0)
    other.receive({"do": "hand_in"})
    found = _submission(tmp_path / "week3-ada.answers", keys)
    assert {key: each.answer for key, each in found.answers.items()} == {early: "2", late: 0}
    one.receive({"do": "hand_in"})  # nothing is new: it shows what the other one did
    assert len(list(tmp_path.glob("*.answers"))) == 1
    assert one.view()["hand_in"] == other.view()["hand_in"]
    assert _item(one, late)["answer"] == 0


def test_what_is_changed_elsewhere_after_handing_in_is_handed_in_again(
    opened: Open, bundle: Bundle, tmp_path: Path
) -> None:
    one, other = opened(), opened()
    one.receive({"do": "hand_in"})
    _save(other, _of(bundle, "numeric"), "1")
    other.receive({"do": "hand_in"})
    assert len(list(tmp_path.glob("*.answers"))) == 2
    assert other.view()["hand_in"]["receipt"]["file"].endswith("-2.answers")


def test_without_a_roster_a_name_comes_first(opened: Open, keys: Keys, tmp_path: Path) -> None:
    session = opened(student="")
    for name in (None, "", " \n", 7):
        session.receive({"do": "hand_in", "name": name})
        assert "who you are" in session.view()["hand_in"]["trouble"]
    assert list(tmp_path.glob("*.answers")) == []
    session.receive({"do": "hand_in", "name": " Ada\n Lovelace\u202e " + "x" * 100})
    found = _submission(tmp_path / "week3-ada.answers", keys)
    assert found.student.startswith("Ada Lovelace x")
    assert len(found.student) <= 80
    again = opened(student="").view()["hand_in"]
    assert (again["student"], again["asks_name"]) == (found.student, True)


def test_with_a_roster_no_other_name_is_taken(opened: Open, keys: Keys, tmp_path: Path) -> None:
    session = opened()
    session.receive({"do": "hand_in", "name": "bob"})
    assert _submission(tmp_path / "week3-ada.answers", keys).student == "ada"


@pytest.mark.parametrize(
    ("changes", "says"), [({"course": "9.9"}, "version 9.9"), ({"edition": "0" * 16}, "other data"), ({}, "")]
)
def test_another_version_is_told_and_refuses_nothing(
    opened: Open, bundle: Bundle, changes: dict[str, str], says: str
) -> None:
    session = opened(**changes)
    assert says in session.view()["notice"]
    assert bool(session.view()["notice"]) == bool(says)
    assert _save(session, _of(bundle, "numeric"), "1")["status"] == "kept"
    session.receive({"do": "hand_in"})
    assert session.view()["hand_in"]["receipt"]


def test_a_full_disk_keeps_the_answers_and_says_so(opened: Open, bundle: Bundle, keys: Keys, tiny_disk: Path) -> None:
    session, item = opened(folder=tiny_disk, log=tiny_disk / "progress.sqlite"), _of(bundle, "numeric")
    filler = tiny_disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 512):
            pass
    shown = _save(session, item, "1")
    assert (shown["status"], shown["answer"]) == (None, "1")
    assert "Free some space" in shown["unsaved"]
    session.receive({"do": "hand_in"})
    told = session.view()["hand_in"]
    assert "Nothing is handed in yet" in told["trouble"]
    assert told["is_open"]
    assert [each.name for each in tiny_disk.glob("*answers*")] == []
    filler.unlink()
    session.receive({"do": "save"})
    assert _item(session, item)["status"] == "kept"
    session.receive({"do": "hand_in"})
    assert session.view()["hand_in"]["trouble"] == ""
    assert _submission(tiny_disk / "week3-ada.answers", keys).answers[item].answer == "1"


def test_a_log_that_cannot_be_read_is_told(opened: Open, bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    session = opened(log=tmp_path / "folder")
    session.receive({"do": "hand_in"})  # works all the same
    assert session.view()["notice"].count("cannot be used") == 1
    assert (tmp_path / "week3-ada.answers").exists()
    session = opened(log=tmp_path / "folder")
    assert _save(session, _of(bundle, "numeric"), "1")["unsaved"]


def test_lines_of_the_log_that_somebody_edited_do_no_harm(opened: Open, bundle: Bundle, tmp_path: Path) -> None:
    opened().receive({"do": "hand_in"})
    log = Attempts(tmp_path / "home" / "progress.sqlite")
    (handed, *_) = log.all()
    item = _of(bundle, "order")
    revision = opened().answered[item].revision
    for name, answer, mark in (
        ("handed-in", 7, handed.revision),
        ("handed-in", {"attempt": "x"}, handed.revision),
        ("handed-in", {"attempt": 2, "receipt": "", "file": "\0"}, handed.revision),
        ("student", ["x"], ""),
        (item, [[[[[[1]]]]]], revision),
        (item, "x" * 9999, revision),
    ):
        log.add(Attempt(kind="assignment", item=f"b7Qx/{name}", answer=answer, status="kept", revision=mark,
                        asked_at=START))  # fmt: skip
    session = opened()
    session.receive({"do": "hand_in"})
    assert session.view()["hand_in"]["receipt"]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
DOES = st.sampled_from(["check", "check", "hand_in", "change", "save", "draw", "again", "x"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_browser_reports_is_saved_harmless(
    data: st.DataObject, bundle: Bundle, keys: Keys, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    files.write_bundle(folder / "w.cvm", msgspec.structs.replace(bundle, student="", attempts=9))
    log = Attempts(folder / "progress.sqlite")
    session = show.session(folder / "w.cvm", log=log, clock=lambda: START)
    items = st.sampled_from([each.id for each in bundle.questions if each.type != "chart"]) | ANY
    for _ in range(5):
        message = {"do": data.draw(DOES), "item": data.draw(items), "token": "t"}
        session.receive({**message, **{key: data.draw(ANY) for key in ("answer", "seconds", "confidence", "name")}})
        json.dumps(session.view(), allow_nan=False).encode()
    session.receive({"do": "hand_in", "name": "ada"})
    for path in folder.glob("*.answers"):
        _submission(path, keys)
    kept = {key: each.given and each.given.answer for key, each in session.answered.items()}
    again = show.session(folder / "w.cvm", log=log, clock=lambda: START)
    assert {key: each.given and each.given.answer for key, each in again.answered.items()} == kept


def test_a_figure_is_drawn_from_the_shop_of_the_assignment(opened: Open, bundle: Bundle) -> None:
    session, item = opened(shop=1), _of(bundle, "chart")
    drawn = session.receive({"do": "draw", "item": item})
    assert drawn is not None
    assert drawn["draws"] == f"{item} {_item(session, item)['variant']}"
    assert drawn["image"].startswith("data:image/png;base64,")
    assert session.receive({"do": "draw", "item": _of(bundle, "numeric")}) is None
    assert session.receive({"do": "draw", "item": "none"}) is None
    other = [msgspec.structs.replace(each, figure=msgspec.structs.replace(each.figure, name="x")) if each.figure
             else each for each in bundle.questions]  # fmt: skip
    drawn = opened(questions=tuple(other)).receive({"do": "draw", "item": item})
    assert drawn is not None
    assert "no figure 'x'" in drawn["error"]


def test_without_a_kernel_the_questions_stand_there_and_no_answers(opened: Open, bundle: Bundle) -> None:
    session = opened(minutes=None, due=None)
    _save(session, _of(bundle, "numeric"), "98765")
    assert "Due" not in session.text()
    session = opened(attempts=3, points={_of(bundle, "numeric"): 2.5})
    for shown in (session.html(), session.text()):
        assert "98765" not in shown
        assert "Week 3" in shown
        assert "2026-01-31 23:59 (UTC+00:00)" in shown
        assert "(2.5 points)" in shown
        assert 'cv.load("orders", seed=4711)' in shown.replace("&quot;", '"')
    about = " ".join(session.view()["about"])
    assert "For ada." in about
    assert "30 minutes" in about
    assert "3 times (3 left)" in about


def test_german_is_said_throughout(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVM_LANGUAGE", "de")
    session = opened(student="", course="9.9")
    session.receive({"do": "hand_in"})
    view = session.view()
    assert view["language"] == "de"
    assert "Laden" in " ".join(view["about"])
    assert "Version 9.9" in view["notice"]
    assert "Matrikelnummer" in view["hand_in"]["trouble"]


def test_the_public_name_shows_a_widget(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened()
    monkeypatch.setenv("CVM_HOME", str(tmp_path / "home"))
    widget = show.assignment(tmp_path / "week3-ada.cvm")
    assert widget.state["kind"] == "assignment"
    assert "Week 3" in repr(widget)


def test_the_beginning_of_a_name_is_enough_where_one_file_has_it(opened: Open, tmp_path: Path) -> None:
    opened()
    assert "Week 3" in show.session(tmp_path / "week3", log=Attempts(tmp_path / "other.sqlite")).text()
    (tmp_path / "week3-ben.cvm").write_bytes(b"")
    with pytest.raises(DataError, match=r"no file week3 here; .* are: week3-ada\.cvm, week3-ben\.cvm"):
        show.session(tmp_path / "week3")
