"""docs/gradebook.md says what is so: verdicts, tables, statuses, and lines that run as they stand."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from customer_value.classroom.grading.gradebook_file import APPLICATION_ID, MIGRATIONS
from customer_value.classroom.grading.verdicts import VERDICTS


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return (project / "docs" / "gradebook.md").read_text("utf-8")


def lines(page: str, mark: str) -> str:
    """One piece of code of the page."""
    (code,) = re.findall(rf"<!-- run: {mark} -->\n```\w+\n(.*?)```", page, flags=re.DOTALL)
    return str(code)


def test_every_verdict_is_explained(page: str) -> None:
    section = page.partition("## Verdicts")[2].partition("Flags tell")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert re.findall(r"`(\w+)`", "".join(cells)) == list(VERDICTS)


def test_every_table_and_column_is_explained(make: Any, page: str) -> None:
    course = make(items=("04.Q01",))
    course.grade()
    assert f"`PRAGMA user_version` is {len(MIGRATIONS)}, `application_id` is 0x{APPLICATION_ID:X}" in page
    with sqlite3.connect(course.folder.gradebook) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        for (table,) in tables.fetchall():
            (row,) = re.findall(rf"^\| `{table}` \|.*$", page, flags=re.MULTILINE)
            columns = {each[1] for each in connection.execute(f"PRAGMA table_info({table})")} - {"id"}
            assert columns <= set(re.findall(r"`(\w+)`", row)), table


def test_the_query_runs(make: Any, page: str) -> None:
    course = make(items=("04.Q01",))
    course.hand_in("ada")
    course.grade()
    with sqlite3.connect(course.folder.gradebook) as connection:
        assert connection.execute(lines(page, "points")).fetchall() == [("ada", 2.0)]


@pytest.mark.all
def test_a_dask_cluster_grades_the_same(make: Any, page: str) -> None:
    course = make([f"s{number}" for number in range(12)], items=("04.Q01", "04.Q04"))
    for number in range(12):
        course.hand_in(f"s{number}", course.shown(f"s{number}", status="correct" if number % 2 else "wrong"))
    script = "\n".join(f"    {line}" for line in lines(page, "cluster").splitlines())
    place = course.folder.path.parent
    shutil.copytree(course.submissions, place / "submissions")
    (place / "recipe.py").write_text(f'if __name__ == "__main__":\n{script}\n')
    subprocess.run([sys.executable, "recipe.py"], cwd=place, check=True, timeout=300)
    cluster = course.points()
    course.folder.gradebook.unlink()
    course.grade()
    assert len(cluster) == 12
    assert course.points() == cluster
