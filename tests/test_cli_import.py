"""`cvm import` makes a bank of a file, and names what was not read, left behind, and is to be filled in."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from customer_value import cli

GIFT = """::Tomb::Who is buried in Grant's tomb?{=Grant ~No one#He is. ~%50%Both}

A description.

Is it so?{T}
"""


def test_a_bank_is_written_and_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.gift").write_text(GIFT, encoding="utf-8")
    out = tmp_path / "04_mine.yaml"
    command = ["import", str(tmp_path / "a.gift"), "--out", str(out)]
    done = CliRunner().invoke(cli.main, command)
    assert (done.exit_code, done.output.splitlines()) == (
        0,
        [
            f"Wrote {out}: 2 questions.",
            "Not read (1):",
            "  line 3: A description.: it is a description, with no place for an answer",
            "Left behind (1):",
            "  04.Q901: that “Both” is worth 50 %: here it is wrong",
            "To be filled in, where TO FILL IN stands: objective (2), bloom (2), says (2).",
            f"Next: cvm bank check {out}",
        ],
    )
    checked = CliRunner().invoke(cli.main, ["bank", "check", str(out)])
    assert checked.exit_code == 1
    lines = [number for number, line in enumerate(out.read_text(encoding="utf-8").splitlines(), 1) if "04.O0" in line]
    assert all(f"{out.name}:{line}: 04.Q90" in checked.output for line in lines)
    again = CliRunner().invoke(cli.main, command)
    assert (again.exit_code, "exists and is not overwritten" in again.output) == (2, True)


def test_what_cannot_be_read_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<quiz>\n<question></quiz>", encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["import", str(tmp_path / "a.xml"), "--out", str(tmp_path / "04_mine.yaml")])
    assert (done.exit_code, "a.xml:2: this is no XML: mismatched tag" in done.output) == (2, True)
    assert not (tmp_path / "04_mine.yaml").exists()
