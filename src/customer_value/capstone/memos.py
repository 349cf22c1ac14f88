"""The one-page memo: its template is laid into the learner's folder once, and what stands there is never replaced."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from customer_value import course
from customer_value.assessment.messages import say
from customer_value.errors import SetupError

TEMPLATE = "memo.md"


@dataclass(frozen=True)
class Memo:
    """Where the memo lies, and whether it was laid there just now."""

    path: Path
    is_new: bool

    def __str__(self) -> str:
        return say("memo_laid" if self.is_new else "memo_kept", name=self.path.name)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"


def memo(path: Path | str = "memo.md") -> Memo:
    """Lay the memo's template into your folder; a memo that is there already stays as it is.

    Parameters
    ----------
    path
        Where to, such as "memo.md" in the folder of the notebook.

    Raises
    ------
    SetupError
        If the folder cannot be written.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "memo.md"
    >>> memo(file).is_new, memo(file).is_new
    (True, False)
    """
    target = Path(path)
    template = course.lesson("06").notes.with_name(TEMPLATE).read_text("utf-8")
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(template)
    except FileExistsError:
        return Memo(target, is_new=False)
    except OSError as error:
        raise SetupError(
            f"cannot write {target} ({error.strerror or error}); name another place: memo(PATH)"
        ) from error
    return Memo(target, is_new=True)
