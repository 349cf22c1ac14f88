"""`cv.assignment("week3.cvm")`: an assignment in the notebook; what is answered is kept, and handed in as one file."""

from __future__ import annotations

from glob import escape
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from customer_value import charts
from customer_value.assessment.attempts import now, open_log
from customer_value.classroom.assignments import files
from customer_value.classroom.assignments.answering import Answering

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from customer_value.assessment.attempts import Attempts
    from customer_value.assessment.widget import QuizWidget


def assignment(path: Path | str) -> QuizWidget:
    """Show an assignment; answers are saved as you go, and can be changed until they are handed in.

    Nothing says whether an answer is right. `Hand in` writes one file beside the assignment's, sealed so that your
    instructor alone can read it, and shows its receipt; that file is what you upload or send.

    Parameters
    ----------
    path
        The file that you were given, such as "week3-ada.cvm"; or how its name begins, "week3", if no other file in this
        folder begins so.

    Returns
    -------
    QuizWidget
        To be the last line of a cell. Run again, even after a restart, it shows the earlier answers.

    Raises
    ------
    DataError
        If the file is missing, is no assignment, is damaged, or needs a later version of the course.

    Examples
    --------
    >>> assignment("week3.cvm")
    Traceback (most recent call last):
    ...
    customer_value.errors.DataError: There is no file week3.cvm here. Put the file that you were given into the folder \
of this notebook, or name its whole path.
    """
    from customer_value.assessment.widget import QuizWidget

    return QuizWidget(session(path))


def session(path: Path | str, *, log: Attempts | None = None, clock: Callable[[], datetime] | None = None) -> Answering:
    """Prepare an assignment without showing it; `log` and `clock` are the student's and the wall's by default."""
    file = _meant(Path(path).expanduser().absolute())
    data = files.content(file)
    bundle = files.bundle_of(data, file.name)
    return Answering(
        bundle,
        file,
        sha256(data).hexdigest(),
        log or open_log(),
        clock=clock or now,
        charts=charts.of(bundle.shop),
    )


def _meant(path: Path) -> Path:
    """Return the one assignment whose name begins so; else the path as it is."""
    begun = [] if path.suffix else list(path.parent.glob(f"{escape(path.name)}*.cvm"))
    return begun[0] if len(begun) == 1 else path
