"""A YAML file that cannot be read is named, with the line where it breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from customer_value import yaml_file
from customer_value.errors import CustomerValueError


def test_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("04.M1: {they: do}", encoding="utf-8")
    assert yaml_file.read(path) == {"04.M1": {"they": "do"}}


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "cannot be read"), (b"\xff\xfe", "no text in UTF-8"), (b"a: b\nc: [", "yaml:2: .*no YAML")],
)
def test_what_it_cannot_read(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "a.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CustomerValueError, match=says):
        yaml_file.read(path)
