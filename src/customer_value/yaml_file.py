"""YAML files of the course, read with errors that name the file and the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from customer_value.errors import CustomerValueError

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> Any:
    """Return what a YAML file holds.

    Raises
    ------
    CustomerValueError
        If the file cannot be read, or holds no YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CustomerValueError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CustomerValueError(f"{path} is no text in UTF-8.") from error
    except YAMLError as error:
        raise CustomerValueError(f"{path}{_line(error)}: this is no YAML.") from error


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}" if mark else ""
