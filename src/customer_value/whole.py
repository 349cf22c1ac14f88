"""Files that are there whole or not at all: whoever is stopped, or fills the disk, leaves the file of before."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a name beside a file to write to; at the end it becomes the file, after a fault it is gone.

    Raises
    ------
    OSError
        If the file cannot be written or replaced.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "table.csv"
    >>> with whole(file) as part:
    ...     _ = part.write_text("a,b")
    >>> [each.name for each in file.parent.iterdir()]
    ['table.csv']
    """
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a folder beside another to fill; at the end it takes that one's place, after a fault it is gone.

    A process that is killed leaves it behind, called like the other one with `.part-` and some letters after it.

    Raises
    ------
    OSError
        If nothing can be written there, or the other folder holds anything by then.

    Examples
    --------
    >>> folder = Path(mkdtemp()) / "week3"
    >>> with whole_folder(folder) as part:
    ...     _ = (part / "a.txt").write_text("a")
    >>> [each.name for each in folder.iterdir()], [each.name for each in folder.parent.iterdir()]
    (['a.txt'], ['week3'])
    """
    part = Path(mkdtemp(prefix=f"{path.name}.part-", dir=path.parent))
    try:
        yield part
        if path.exists():
            path.rmdir()
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)
