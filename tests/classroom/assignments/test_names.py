"""Every id becomes a file's name that can lie on any system, beside all others."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from customer_value.classroom.assignments import names


@given(st.lists(st.text(max_size=90) | st.sampled_from(["con", "CON", "a", "A", "a-2", "..", "NUL", "ⓐ"]), unique=True))
def test_names_are_safe_and_unique(ids: list[str]) -> None:
    found = names.unique(ids)
    assert list(found) == ids
    assert len(set(found.values())) == len(ids)
    for name in found.values():
        assert re.fullmatch(r"[a-z0-9_][a-z0-9_-]*", name)
        assert len(name) <= names.LONGEST + len(str(len(ids))) + 2
        assert not PureWindowsPath(name).is_reserved()


def test_the_same_ids_get_the_same_names() -> None:
    ids = ["Ada", "ada", "ada-2", "李", "雷"]
    assert names.unique(ids) == names.unique(ids)
    assert list(names.unique(ids).values()) == ["ada", "ada-2", "ada-2-2", "student", "student-2"]
