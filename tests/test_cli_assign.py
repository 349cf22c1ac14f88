"""`cvm assign` and `cvm bank clone` say what they made, what is public, and what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from customer_value import cli
from customer_value.classroom.assignments.files import read_bundle
from customer_value.classroom.assignments.folder import Folder

ROSTER = "id,extra_time,extra_days,attempts\nada,,,\nbob,15,1,3\n"


@pytest.fixture
def class_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a roster, outside of git."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "class.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def cvm(*words: object) -> Result:
    return CliRunner().invoke(cli.main, [*map(str, words)])


def test_an_assignment_is_made_and_told(class_: Path) -> None:
    terms = ("--due", "2026-03-06", "--minutes", 20, "--seed", 5, "--points", "2", "--points", "04.Q02=3")
    done = cvm(
        "assign", "week3", "--item", "04.Q02,04.Q11", "--item", "04.Q21", "--roster", "class.csv", *terms, "--out", "w3"
    )
    assert (done.exit_code, done.exception) == (0, None)
    assert done.stderr == ""  # nobody watches, so there is no bar
    lines = done.output.splitlines()
    assert "Wrote w3 with --seed 5." in lines
    assert "3 questions for 2 students: 7 points, about 5 minutes." in lines
    assert "Questions: 04.Q02, 04.Q11, 04.Q21." in lines
    assert "Key public (3 of 3): 04.Q02, 04.Q11, 04.Q21." in lines
    assert "  cvm bank clone 04 --item 04.Q02,04.Q11,04.Q21 --out own04.yaml" in lines
    assert "That is past already" not in lines[-1]
    assert lines[-1] == "Next, when answers have come in: cvm grade w3 --submissions FOLDER"
    assert "private.key" in lines[-3]
    folder = Folder(class_ / "w3")
    ada, bob = (read_bundle(folder.bundles[each]) for each in ("ada", "bob"))
    assert (ada.title, ada.minutes, bob.minutes, ada.attempts, bob.attempts) == ("week3", 20, 35, 1, 3)
    assert (ada.due.isoformat()[:16], (bob.due - ada.due).days) == ("2026-03-06T23:59", 1)
    assert ada.points == {"04.Q02": 3.0, "04.Q11": 2.0, "04.Q21": 2.0}


def test_by_blueprint_without_a_roster_and_with_what_else_is_told(class_: Path) -> None:
    draw = ("assign", "a", "--lesson", "00", "--bloom", "understand", "--questions", 60, "--due", "2020-01-01T12:00")
    done = cvm(*draw, "--out", "x/a")
    assert done.exit_code == 0
    assert "for anybody (one bundle for all)" in done.output
    assert "of 60 questions fit: there are no more that may stand together." in done.output
    assert "That is past already." in done.output
    assert "Nothing proves who hands in" in done.output
    assert "See what they will see: x/a/preview.html" in done.output
    assert (class_ / "x/a/hand-out/a.cvm").exists()


def test_a_seed_is_drawn_and_told(class_: Path) -> None:
    def seed(out: str) -> str:
        return next(
            line
            for line in cvm("assign", "a", "--item", "04.Q12", "--out", out).output.splitlines()
            if "--seed" in line
        )

    assert seed("a").removeprefix("Wrote a") != seed("b").removeprefix("Wrote b")


def test_private_questions_are_drafted_checked_and_asked(class_: Path) -> None:
    clone = ("bank", "clone", "04", "--item", "04.Q02,04.Q11", "--out", "own.yaml")
    assert cvm(*clone).output.splitlines()[0] == "Wrote own.yaml: 2 drafts, each to be written anew where marked."
    ask = "cvm assign NAME --bank own.yaml --roster class.csv --out FOLDER"
    class_.joinpath("own.yaml").unlink()
    assert cvm(*clone).output.splitlines()[-1] == f"Next: edit it, then cvm bank check own.yaml, then {ask}"
    assert "exists and is not overwritten" in cvm(*clone).output
    left = cvm("bank", "check", "own.yaml")
    assert (left.exit_code, "04.Q901: this is still to be filled in." in left.output) == (1, True)
    refused = cvm("assign", "t", "--bank", "own.yaml", "--out", "t")
    assert (refused.exit_code, "is still to be filled in" in refused.output) == (2, True)
    own = class_ / "own.yaml"
    unmarked = own.read_text(encoding="utf-8").replace('answer: "TO FILL IN: ', 'answer: "')
    own.write_text(unmarked.replace("TO FILL IN: ", "Now: "), encoding="utf-8")
    done = cvm("assign", "t", "--bank", "own.yaml", "--out", "t")
    assert "Key public: none; all questions are your own." in done.output
    own.write_text(unmarked.replace("TO FILL IN: ", ""), encoding="utf-8")
    done = cvm("assign", "t", "--bank", "own.yaml", "--out", "t2")
    assert "Key public (2 of 2): 04.Q901, 04.Q902." in done.output


def test_a_public_question_in_an_own_bank_is_cloned_from_there(class_: Path, project: Path) -> None:
    text = (project / "quizzes/04_lifetime_value.yaml").read_text(encoding="utf-8")
    (class_ / "own.yaml").write_text(text.replace("id: 04.Q02\n", "id: 04.Q902\n"), encoding="utf-8")
    done = cvm("assign", "t", "--bank", "own.yaml", "--item", "04.Q902", "--out", "t")
    assert f"  cvm bank clone {class_ / 'own.yaml'} --item 04.Q902 --out own04.yaml" in done.output.splitlines()
    assert "Left out, as a notebook checks exercises: 04.E1" in done.output


def test_what_a_roster_says_is_told(class_: Path) -> None:
    (class_ / "class.csv").write_bytes("id\nzoë\n".encode("latin-1"))
    done = cvm("assign", "t", "--item", "04.Q51", "--roster", "class.csv", "--out", "t")
    assert "To be marked by you (1): 04.Q51." in done.output
    assert "is not UTF-8 (line 2) and was read as Latin-1" in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--item", "04.Q02", "--lesson", "04"], "--item names the questions; leave out --lesson"),
        (["--lesson", "04", "--due", "soon"], "'soon' is no time; write it as 2026-03-06T23:59"),
        (["--lesson", "04", "--points", "x=0"], "--points 'x=0' is no worth"),
        (["--lesson", "04", "--points", "nan"], "--points 'nan' is no worth"),
        (["--lesson", "04", "--points", "many"], "--points 'many' is no worth"),
        (["--lesson", "44"], "no lesson '44'"),
        (["--lesson", "04", "--roster", "none.csv"], "none.csv cannot be read"),
        ([], "say what to ask: --lesson 04"),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_is_written(class_: Path, words: list[str], told: str) -> None:
    done = cvm("assign", "t", *words, "--out", "t")
    assert (done.exit_code, told in done.output) == (2, True)
    assert [each.name for each in class_.iterdir()] == ["class.csv"]


def test_a_tilde_is_the_own_home_in_every_shell(class_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(class_ / "home"))
    monkeypatch.setenv("USERPROFILE", str(class_ / "home"))
    assert cvm("assign", "t", "--item", "04.Q02", "--out", "~/t").exit_code == 0
    assert (class_ / "home" / "t" / "private.key").exists()


def test_a_place_in_git_is_refused_before_anything_else(class_: Path) -> None:
    (class_ / ".git").mkdir()
    done = cvm("assign", "t", "--lesson", "44", "--out", "t")
    assert (done.exit_code, "lies in the git work tree" in done.output) == (2, True)
