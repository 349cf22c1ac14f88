"""A roster is read as spreadsheets write it, and every problem in it is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.classroom.assignments import roster
from customer_value.classroom.assignments.roster import Row
from customer_value.errors import DataError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "class.csv"


def read(file: Path, text: str | bytes) -> tuple[Row, ...]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return roster.read(file).rows


def problems(file: Path, text: str | bytes) -> str:
    with pytest.raises(DataError) as caught:
        read(file, text)
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "id,extra_time,extra_days,attempts\nada,15,1,2\nbob,,,\n",
        "\ufeffID;Extra time;Name;extra_days;attempts\r\nada;15;Ada L.;1;2\r\n\r\nbob;;;;\r\n",
        "name\tattempts\textra_days\textra_time\tid\nAda\t2\t1\t15.0\t ada \nBob\t\t\t\tbob",
        'sep=;\n"id";"extra_time";"extra_days";"attempts"\n"ada";15;1;2\n"bob"\n',
    ],
)
def test_commas_semicolons_tabs_and_other_columns(file: Path, text: str) -> None:
    rows = read(file, text)
    assert [row[1:] for row in rows] == [("ada", 15, 1, 2), ("bob", 0, 0, None)]
    assert file.read_bytes().splitlines()[rows[1].line - 1].strip(b'"\t').split(b";")[0].find(b"bob") >= 0


def test_latin_1_is_read_and_said(file: Path) -> None:
    file.write_bytes("id\nzoë\n".encode("latin-1"))
    found = roster.read(file)
    assert [row.id for row in found.rows] == ["zoë"]
    assert "is not UTF-8 (line 2) and was read as Latin-1" in found.notes[0]


def test_ids_stay_as_they_are(file: Path) -> None:
    ids = ["../../etc/passwd", "=1+1", "CON", "<b>x</b>", "李雷", "O'Hara, Zoë"]
    assert [row.id for row in read(file, "id\n" + "\n".join(f'"{each}"' for each in ids))] == ids


def test_every_problem_is_named_with_its_line(file: Path) -> None:
    text = (
        "id,extra_time,attempts\nada,,\n,5,\nADA,,\nbob,-5,0\nzo\u0065\u0308,,\nzo\u00eb,,\nx\u200by,,\n"
        + "y" * 81
        + ",ten,"
    )
    told = problems(file, text).splitlines()[1:]
    assert told == [
        "  line 3: the id is empty",
        "  line 5: extra_time is '-5'; write a whole number from 0 to 10,000",
        "  line 5: attempts is '0'; write a whole number from 1 to 1,000",
        "  line 8: the id 'x\\u200by' holds an invisible character, U+200B",
        "  line 9: the id 'yyyyyyyyyyyyyyyyyyyy'... has 81 characters; at most 80",
        "  line 4: the id 'ADA' stands in line 2 too (as 'ada')",
        "  line 7: the id 'zo\u00eb' stands in line 6 too (as 'zoe\u0308')",
    ]
    assert problems(file, "id\n" + "a\n" * 40).endswith("and 19 more")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("student,name\nada,Ada", "has no column id; its first line reads 'student', 'name'"),
        ("id,id\nada,ada", "has the column id twice"),
        ("", "is empty"),
        ("id\n\n", "names no student"),
        (b"\xff\xfei\0d\0", "is UTF-16 text"),
        (b"PK\x03\x04xl", "but perhaps a spreadsheet"),
        ('id\n"' + "x" * 140_000, "is no CSV: line"),
        ("id\n" + "x" * 5_000_000, "has more than 5 MB"),
    ],
)
def test_what_is_no_roster(file: Path, text: str | bytes, told: str) -> None:
    assert told in problems(file, text)


def test_a_missing_file_and_too_many(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="No such file"):
        roster.read(file)
    monkeypatch.setattr(roster, "MOST", 2)
    assert "names 3 students" in problems(file, "id\na\nb\nc")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"id,attempts\n{text}".encode()))
def test_anything_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("roster") / "class.csv"
    file.write_bytes(data)
    try:
        rows = roster.read(file).rows
    except DataError:
        return
    folded = [roster.folded(row.id) for row in rows]
    assert len(set(folded)) == len(rows) > 0
    assert all(row.id.strip() == row.id != "" and (row.attempts or 1) >= 1 for row in rows)
